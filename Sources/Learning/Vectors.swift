// Elementwise loops over rows of numbers; the compiler turns them into AVX2.

/// Eight numbers from any address.
@inline(__always)
func load(_ x: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
}

/// Eight numbers from any address.
@inline(__always)
func load(_ x: UnsafeMutablePointer<Float>) -> SIMD8<Float> { load(UnsafePointer(x)) }

/// Eight numbers to any address.
@inline(__always)
func store(_ value: SIMD8<Float>, _ x: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(x).storeBytes(of: value, as: SIMD8<Float>.self)
}

/// `y += factor · x`.
@inline(__always)
func add(
    _ x: UnsafePointer<Float>, times factor: Float, to y: UnsafeMutablePointer<Float>,
    _ count: Int
) {
    for index in 0..<count { y[index] += factor * x[index] }
}

/// `y += x`.
@inline(__always)
func add(_ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, _ count: Int) {
    for index in 0..<count { y[index] += x[index] }
}

/// The sum of products.
@inline(__always)
func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int) -> Float {
    var total = SIMD8<Float>()
    var index = 0
    while index + 8 <= count {
        let left = load(x + index)
        let right = load(y + index)
        total += left * right
        index += 8
    }
    var sum = total.sum()
    while index < count {
        sum += x[index] * y[index]
        index += 1
    }
    return sum
}
