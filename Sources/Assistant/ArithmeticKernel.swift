// Which kernel OpenBLAS uses, and whether the environment keeps it from a faster one.

import Foundation
import Learning

/// What an operator should know about the arithmetic.
public enum ArithmeticKernel {
    /// The kernel in use (`Haswell`, `Cooperlake`, …).
    public static var name: String { BLAS.kernel }

    /// A sentence when OpenBLAS, left alone, would choose a faster kernel; `nil` when all is well.
    /// The variable is left as it is: it may be there because a kernel computes wrongly.
    public static func warning() -> String? {
        warning(
            kernel: name, environment: ProcessInfo.processInfo.environment,
            processor: processorFlags())
    }

    /// The same for a given kernel, environment and set of processor flags.
    static func warning(
        kernel: String, environment: [String: String], processor: Set<String>
    ) -> String? {
        guard let chosen = environment["OPENBLAS_CORETYPE"], !chosen.isEmpty else { return nil }
        let wide: Set = ["skylakex", "cooperlake", "sapphirerapids"]
        let middle: Set = ["haswell", "zen", "excavator"]
        let kernel = kernel.lowercased()
        let isFastest =
            processor.contains("avx512f")
            ? wide.contains(kernel)
            : !processor.contains("avx2") || wide.contains(kernel) || middle.contains(kernel)
        guard !isFastest else { return nil }
        return "OPENBLAS_CORETYPE=\(chosen) keeps OpenBLAS from a faster kernel of this processor; "
            + "unset it before the start, unless it is there for a reason."
    }

    private static func processorFlags() -> Set<String> {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
        else { return [] }
        return Set(line.split(separator: " ").map(String.init))
    }
}
