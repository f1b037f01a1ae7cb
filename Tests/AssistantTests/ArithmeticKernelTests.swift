import Testing

@testable import Assistant

@Suite("Arithmetic kernel") struct ArithmeticKernelTests {
    private func warning(_ kernel: String, _ variable: String?, _ flags: Set<String>) -> String? {
        ArithmeticKernel.warning(
            kernel: kernel, environment: variable.map { ["OPENBLAS_CORETYPE": $0] } ?? [:],
            processor: flags)
    }

    @Test("a variable that keeps a wide processor on a narrow kernel is warned about by name")
    func narrow() {
        #expect(warning("Haswell", "Haswell", ["avx2", "avx512f"])?.contains("Haswell") == true)
        #expect(warning("Sandybridge", "Sandybridge", ["avx2"]) != nil)
    }

    @Test("nothing is said when the kernel suits the processor, or nobody chose it")
    func fine() {
        #expect(warning("Haswell", "Haswell", ["avx2"]) == nil)
        #expect(warning("Cooperlake", "Cooperlake", ["avx2", "avx512f"]) == nil)
        #expect(warning("Haswell", nil, ["avx2", "avx512f"]) == nil)
    }
}
