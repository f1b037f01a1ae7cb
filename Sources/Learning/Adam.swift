// Adam (Kingma, Ba 2015): steps scaled by running means of the gradient and of its square.

/// The numbers that Adam's steps of one training share.
struct AdamSchedule {
    /// How far a mean reaches back: the share of the old mean kept, of gradients.
    static var keep: Float { 0.9 }
    /// The same, of squared gradients.
    static var keepSquare: Float { 0.999 }
    /// Keeps the divisor from zero; added to the square.
    static var floor: Float { 1e-16 }

    /// The highest rate.
    let peak: Float
    /// How many steps the rate rises, from 0 to the peak.
    let warmUp: Int
    /// How many steps there are; after the warm-up the rate falls linearly to `last · peak`.
    let steps: Int
    /// The last rate as a share of the peak.
    let last: Float

    /// The rate of a step (from 1) with the correction of the means' start folded in, and the factor
    /// on the squared mean.
    func rate(step: Int) -> (rate: Float, squareFactor: Float) {
        let rising = Float(step) / Float(max(1, warmUp))
        let falling = 1 - Float(step - warmUp) / Float(max(1, steps - warmUp))
        let share = step < warmUp ? rising : max(0, last + (1 - last) * falling)
        let first = 1 - power(Self.keep, step)
        let second = 1 - power(Self.keepSquare, step)
        return (peak * share / first, 1 / second)
    }
}

/// `base` to a positive whole power.
private func power(_ base: Float, _ exponent: Int) -> Float {
    var result: Double = 1
    var factor = Double(base)
    var rest = exponent
    while rest > 0 {
        if rest & 1 == 1 { result *= factor }
        factor *= factor
        rest >>= 1
    }
    return Float(result)
}

/// Running means for `count` weights.
final class AdamState {
    private let mean: FloatBuffer
    private let square: FloatBuffer

    /// Means of zero.
    init(_ count: Int) {
        mean = FloatBuffer(count)
        square = FloatBuffer(count)
    }

    /// One step of the `count` weights that start at `offset`; other means stay as they are (“lazy”
    /// Adam, for tables of which a batch touches few rows).
    @inline(__always)
    func step(
        _ weights: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, offset: Int,
        count: Int, rate: Float, squareFactor: Float
    ) {
        let mean = mean.start + offset
        let square = square.start + offset
        let weights = weights + offset
        let lanes = SIMD8<Float>.scalarCount
        let whole = count / lanes * lanes
        for index in stride(from: 0, to: whole, by: lanes) {
            let slope = load(gradient + index)
            let moved = load(mean + index) * AdamSchedule.keep + slope * (1 - AdamSchedule.keep)
            let spread =
                load(square + index) * AdamSchedule.keepSquare
                + slope * slope * (1 - AdamSchedule.keepSquare)
            store(moved, mean + index)
            store(spread, square + index)
            let inverse = inverseSquareRoot(spread * squareFactor + AdamSchedule.floor)
            store(load(weights + index) - moved * rate * inverse, weights + index)
        }
        for index in whole..<count {
            let slope = gradient[index]
            mean[index] = mean[index] * AdamSchedule.keep + slope * (1 - AdamSchedule.keep)
            square[index] =
                square[index] * AdamSchedule.keepSquare
                + slope * slope * (1 - AdamSchedule.keepSquare)
            let spread = square[index] * squareFactor + AdamSchedule.floor
            weights[index] -= mean[index] * rate / spread.squareRoot()
        }
    }
}
