// Thin wrappers over OpenBLAS, and what it says about itself.

import CBLAS

/// Dense products on row-major storage.
public enum BLAS {
    /// The kernel OpenBLAS chose when it was loaded (`Haswell`, `Cooperlake`, …).
    public static var kernel: String {
        openblas_get_corename().map { String(cString: $0) } ?? "unknown"
    }

    /// How many threads OpenBLAS may use for one product. One is right for a server and for the
    /// small products of our training; results are the same bits only for the same count.
    public static var threads: Int {
        get { Int(openblas_get_num_threads()) }
        set { openblas_set_num_threads(Int32(max(1, newValue))) }
    }

    /// `c = alpha · op(a) · op(b) + beta · c` where `c` is rows × columns and `inner` is what the
    /// two factors share; all row-major without gaps.
    @inline(__always)
    static func multiply(
        rows: Int, columns: Int, inner: Int, _ a: UnsafePointer<Float>, transposeA: Bool = false,
        _ b: UnsafePointer<Float>, transposeB: Bool = false,
        into c: UnsafeMutablePointer<Float>, alpha: Float = 1, beta: Float = 0
    ) {
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
        cblas_sgemv(
            CblasRowMajor, transpose ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns),
            alpha, a, Int32(columns), x, 1, beta, y, 1)
    }
}
