// Thin wrappers over OpenBLAS, and what it says about itself.

import CBLAS

/// Dense products on row-major storage.
public enum BLAS {
    /// The kernel OpenBLAS chose when it was loaded (`Haswell`, `Cooperlake`, …).
    public static var kernel: String {
        openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    }

    /// How many threads OpenBLAS uses.
    static var threads: Int { Int(openblas_get_num_threads()) }

    /// Keeps OpenBLAS to one thread from the first product on. Our products are too small for more,
    /// threads that wait burn time, and results are the same bits only for the same count.
    private static let oneThread: Void = openblas_set_num_threads(1)

    /// `c = alpha · op(a) · op(b) + beta · c` where `c` is rows × columns and `inner` is what the
    /// two factors share; all row-major without gaps.
    @inline(__always)
    static func multiply(
        rows: Int, columns: Int, inner: Int, _ a: UnsafePointer<Float>, transposeA: Bool = false,
        _ b: UnsafePointer<Float>, transposeB: Bool = false,
        into c: UnsafeMutablePointer<Float>, alpha: Float = 1, beta: Float = 0
    ) {
        _ = oneThread
        cblas_sgemm(
            CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), Int32(inner),
            alpha, a, Int32(transposeA ? rows : inner), b, Int32(transposeB ? inner : columns),
            beta, c, Int32(columns))
    }

    /// `y = alpha · op(a) · x + beta · y` where `a` is rows × columns, row-major.
    @inline(__always)
    static func multiply(
        rows: Int, columns: Int, _ a: UnsafePointer<Float>, transpose: Bool = false,
        vector x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, alpha: Float = 1,
        beta: Float = 0
    ) {
        _ = oneThread
        cblas_sgemv(
            CblasRowMajor, transpose ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns),
            alpha, a, Int32(columns), x, 1, beta, y, 1)
    }
}
