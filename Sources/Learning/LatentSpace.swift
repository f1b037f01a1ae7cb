// The main directions of a sparse matrix: latent semantic analysis by random projection.

import Foundation

/// Directions in which the columns of a sparse matrix vary together.
///
/// A randomised singular value decomposition (Halko, Martinsson, Tropp 2011, algorithm 4.4): a
/// random subspace is turned toward the matrix by a few powers, then rotated to its axes.
public struct LatentSpace: Sendable {
    /// How many directions there are.
    public let width: Int
    /// Per column of the matrix its place, columns × width.
    public let places: [Float]
    /// The singular values, the largest first.
    public let strengths: [Float]

    /// How many directions are tried beyond those kept.
    private static let spare = 8
    private static let powers = 3

    /// Decomposes a matrix; the same matrix gives the same space.
    ///
    /// - Parameters:
    ///   - rows: one row a text, columns in 0 ..< `columns`.
    ///   - width: how many directions to keep at most; never more than there are rows.
    /// - Complexity: O(powers · non-zeros · width + columns · width²).
    public init(rows: SparseRows, columns: Int, width: Int, seed: UInt64 = 1) {
        precondition(rows.columns.allSatisfy { $0 >= 0 && Int($0) < columns }, "unknown column")
        let inner = max(1, min(width + Self.spare, rows.count, columns))
        var random = SeededRandom(seed: seed)
        let basis = FloatBuffer(columns * inner)
        for index in 0..<basis.count { basis.start[index] = random.normal() }
        let image = FloatBuffer(max(rows.count, 1) * inner)
        for _ in 0..<Self.powers {
            Self.orthonormalise(basis, rows: columns, width: inner)
            Self.multiply(rows, basis, into: image, width: inner)
            Self.multiplyTransposed(rows, image, into: basis, width: inner)
        }
        Self.orthonormalise(basis, rows: columns, width: inner)
        Self.multiply(rows, basis, into: image, width: inner)
        let gram = Self.gram(image, rows: rows.count, width: inner)
        let (values, vectors) = SymmetricEigen.decompose(gram, width: inner)
        let kept = min(width, inner)
        let turned = FloatBuffer(columns * inner)
        let rotation = FloatBuffer(vectors)
        BLAS.multiply(
            rows: columns, columns: inner, inner: inner, basis.start, rotation.start,
            into: turned.start)
        self.width = kept
        strengths = values[..<kept].map { max($0, 0).squareRoot() }
        var places = [Float](repeating: 0, count: columns * kept)
        for column in 0..<columns {
            for axis in 0..<kept {
                places[column * kept + axis] = turned.start[column * inner + axis]
            }
        }
        self.places = places
    }

    private static func multiply(
        _ rows: SparseRows, _ basis: FloatBuffer, into image: FloatBuffer, width: Int
    ) {
        image.clear()
        for row in 0..<rows.count {
            let target = image.start + row * width
            for entry in rows.starts[row]..<rows.starts[row + 1] {
                Learning.add(
                    basis.start + Int(rows.columns[entry]) * width, times: rows.values[entry],
                    to: target, width)
            }
        }
    }

    private static func multiplyTransposed(
        _ rows: SparseRows, _ image: FloatBuffer, into basis: FloatBuffer, width: Int
    ) {
        basis.clear()
        for row in 0..<rows.count {
            let source = image.start + row * width
            for entry in rows.starts[row]..<rows.starts[row + 1] {
                Learning.add(
                    source, times: rows.values[entry],
                    to: basis.start + Int(rows.columns[entry]) * width, width)
            }
        }
    }

    /// `matrixᵀ · matrix`.
    private static func gram(_ matrix: FloatBuffer, rows: Int, width: Int) -> [Float] {
        let product = FloatBuffer(width * width)
        BLAS.multiply(
            rows: width, columns: width, inner: rows, matrix.start, transposeA: true, matrix.start,
            into: product.start)
        return product.array
    }

    /// Makes the columns orthonormal through the axes of their Gram matrix, twice for precision;
    /// directions that are nothing but rounding become zero.
    private static func orthonormalise(_ basis: FloatBuffer, rows: Int, width: Int) {
        for _ in 0..<2 {
            let (values, vectors) = SymmetricEigen.decompose(
                gram(basis, rows: rows, width: width), width: width)
            let floor = max(values.first ?? 0, 0) * 1e-10
            var scaled = vectors
            for axis in 0..<width {
                let factor: Float = values[axis] > floor ? 1 / values[axis].squareRoot() : 0
                for row in 0..<width { scaled[row * width + axis] *= factor }
            }
            let turned = FloatBuffer(rows * width)
            let rotation = FloatBuffer(scaled)
            BLAS.multiply(
                rows: rows, columns: width, inner: width, basis.start, rotation.start,
                into: turned.start)
            for index in 0..<basis.count { basis.start[index] = turned.start[index] }
        }
    }
}

/// The axes of a small symmetric matrix.
enum SymmetricEigen {
    private static let sweepsMax = 30

    /// Eigenvalues, the largest first, and the eigenvectors as columns, by cyclic Jacobi rotations
    /// in double precision (Golub, Van Loan, section 8.5).
    static func decompose(_ matrix: [Float], width n: Int) -> (values: [Float], vectors: [Float]) {
        var a = matrix.map(Double.init)
        var v = [Double](repeating: 0, count: n * n)
        for index in 0..<n { v[index * n + index] = 1 }
        let scale = a.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<sweepsMax {
            var off = 0.0
            for p in 0..<n { for q in p + 1..<max(n, p + 1) { off += a[p * n + q] * a[p * n + q] } }
            if off <= scale * 1e-18 { break }
            for p in 0..<n { for q in p + 1..<max(n, p + 1) { rotate(&a, &v, n, p, q) } }
        }
        let order = (0..<n).sorted { a[$0 * n + $0] > a[$1 * n + $1] }
        var vectors = [Float](repeating: 0, count: n * n)
        for (target, source) in order.enumerated() {
            for row in 0..<n { vectors[row * n + target] = Float(v[row * n + source]) }
        }
        return (order.map { Float(a[$0 * n + $0]) }, vectors)
    }

    private static func rotate(
        _ a: inout [Double], _ v: inout [Double], _ n: Int, _ p: Int, _ q: Int
    ) {
        let apq = a[p * n + q]
        guard abs(apq) > 1e-300 else { return }
        let theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<n {
            let (x, y) = (a[k * n + p], a[k * n + q])
            a[k * n + p] = c * x - s * y
            a[k * n + q] = s * x + c * y
        }
        for k in 0..<n {
            let (x, y) = (a[p * n + k], a[q * n + k])
            a[p * n + k] = c * x - s * y
            a[q * n + k] = s * x + c * y
        }
        for k in 0..<n {
            let (x, y) = (v[k * n + p], v[k * n + q])
            v[k * n + p] = c * x - s * y
            v[k * n + q] = s * x + c * y
        }
    }
}
