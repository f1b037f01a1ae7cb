// Holds a gradient against finite differences.

/// How far a gradient is from what small changes of its arguments do.
public enum GradientCheck {
    /// The largest difference between a gradient and central differences of a loss, relative to
    /// their size (at least `floor`).
    ///
    /// - Parameters:
    ///   - count: how many arguments there are; at most `samples` of them, evenly spread, are tried.
    ///   - step: how far an argument is moved.
    ///   - loss: the loss with one argument (by number) moved by an amount.
    public static func error(
        count: Int, samples: Int = 50, step: Float = 1e-2, floor: Double = 0.02,
        gradient: (Int) -> Float, loss: (Int, Float) -> Double
    ) -> Double {
        var worst = 0.0
        for number in stride(from: 0, to: count, by: max(1, count / samples)) {
            let difference = (loss(number, step) - loss(number, -step)) / Double(2 * step)
            let size = max(abs(difference), abs(Double(gradient(number))), floor)
            worst = max(worst, abs(difference - Double(gradient(number))) / size)
        }
        return worst
    }
}
