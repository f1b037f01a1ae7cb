// The elementary functions the networks need, written so that loops over them vectorise.

import Foundation

/// The natural logarithm.
@inline(__always)
func logarithm(_ x: Float) -> Float { log(x) }

/// The cosine.
@inline(__always)
func cosine(_ x: Float) -> Float { cos(x) }

/// e to the power of `x` to about 2e-7 (Cephes `expf`), for `x` in -87...88; clamped outside.
@inline(__always)
func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let low = SIMD8<Float>(repeating: -87)
    let high = SIMD8<Float>(repeating: 88)
    let clamped = x.replacing(with: low, where: x .< low).replacing(with: high, where: x .> high)
    // Adding 1.5 · 2^23 rounds to the nearest whole number, which then stands in the low bits.
    let shifted = clamped * 1.442_695_04 + 12_582_912
    let power = shifted - 12_582_912
    let rest = clamped - power * 0.693_359_375 + power * 2.121_944_4e-4
    var series = SIMD8<Float>(repeating: 1.987_569_15e-4)
    series = series * rest + 1.398_199_950_7e-3
    series = series * rest + 8.333_451_907_3e-3
    series = series * rest + 4.166_579_589_4e-2
    series = series * rest + 1.666_666_545_9e-1
    series = series * rest + 5.000_000_120_1e-1
    series = series * rest * rest + rest + 1
    let whole = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000
    let bits = (whole &+ 127) &<< 23
    return series * unsafeBitCast(bits, to: SIMD8<Float>.self)
}

/// 1/√x to about 5e-6 for positive, normal `x`: two Newton steps from a guess in the exponent.
@inline(__always)
func inverseSquareRoot(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
    let guess = SIMD8<Int32>(repeating: 0x5F37_5A86) &- (bits &>> 1)
    var root = unsafeBitCast(guess, to: SIMD8<Float>.self)
    let half = x * 0.5
    root *= 1.5 - half * root * root
    root *= 1.5 - half * root * root
    return root
}

/// Replaces `count` numbers by e to the power of them less `shift`, and returns their sum.
func exponentiate(_ x: UnsafeMutablePointer<Float>, _ count: Int, minus shift: Float) -> Float {
    var total = SIMD8<Float>()
    var index = 0
    while index + 8 <= count {
        let value = exponential(load(x + index) - shift)
        store(value, x + index)
        total += value
        index += 8
    }
    var sum = total.sum()
    if index < count {
        var tail = SIMD8<Float>(repeating: -87)
        for lane in index..<count { tail[lane - index] = x[lane] - shift }
        tail = exponential(tail)
        for lane in index..<count {
            x[lane] = tail[lane - index]
            sum += x[lane]
        }
    }
    return sum
}

/// The largest of `count` numbers; `count` must be positive.
func largest(_ x: UnsafePointer<Float>, _ count: Int) -> Float {
    var best = x[0]
    for index in 1..<max(1, count) where x[index] > best { best = x[index] }
    return best
}

/// Turns `count` scores into probabilities in place and returns the logarithm of the sum of their
/// exponentials.
@discardableResult
func softmax(_ x: UnsafeMutablePointer<Float>, _ count: Int) -> Float {
    let top = largest(x, count)
    let sum = exponentiate(x, count, minus: top)
    let scale = 1 / sum
    for index in 0..<count { x[index] *= scale }
    return top + logarithm(sum)
}

/// Replaces `count` numbers by their hyperbolic tangents.
func hyperbolicTangents(_ x: UnsafeMutablePointer<Float>, _ count: Int) {
    var index = 0
    while index < count {
        var value = SIMD8<Float>()
        let lanes = min(8, count - index)
        if lanes == 8 {
            value = load(x + index)
        } else {
            for lane in 0..<lanes { value[lane] = x[index + lane] }
        }
        value = 1 - 2 / (exponential(value * 2) + 1)
        if lanes == 8 {
            store(value, x + index)
        } else {
            for lane in 0..<lanes { x[index + lane] = value[lane] }
        }
        index += 8
    }
}
