// Finds the minimum of a smooth convex function by L-BFGS.

/// Limited-memory BFGS with a line search by the strong Wolfe conditions (Nocedal and Wright,
/// Numerical Optimization, algorithms 7.4, 7.5, 3.5 and 3.6), stopping as SciPy's L-BFGS-B does.
struct LogisticMinimizer {
    /// A function: its value at a point, and its gradient written into the second argument.
    typealias Function = ([Double], inout [Double]) -> Double

    /// How many steps are taken at most.
    var stepsMax = 100
    /// Done when no partial derivative is larger than this.
    var gradientTolerance = 1e-4
    /// Done when a step lowers the value by less than this share of it.
    var valueTolerance = 2.220446049250313e-9
    /// How many past steps shape the next one.
    var memory = 10
    /// How often a line search looks at the function.
    static let looksMax = 20

    /// A past step and how the gradient changed on it, in half precision of the point's: the
    /// direction they shape needs no more, and they are most of the memory.
    private struct PastStep {
        let step: [Float]
        let change: [Float]
        let inverseProduct: Double
    }

    /// What became of a search.
    struct Outcome {
        /// The best point found.
        var point: [Double]
        /// The function there.
        var value: Double
        /// How many steps were taken.
        var steps: Int
        /// Whether a tolerance was met, and not only the number of steps.
        var isConverged: Bool
    }

    private struct Place {
        var point: [Double]
        var value: Double
        var gradient: [Double]
    }

    /// Searches from a point.
    ///
    /// - Parameters:
    ///   - start: where the search begins.
    ///   - watch: called after each step with its number and value; the search stops when it
    ///     returns `false`.
    ///   - function: what is minimised.
    func minimize(
        from start: [Double], watch: (Int, Double) -> Bool = { _, _ in true }, _ function: Function
    ) -> Outcome {
        var here = Place(
            point: start, value: 0, gradient: [Double](repeating: 0, count: start.count))
        here.value = function(here.point, &here.gradient)
        var past: [PastStep] = []
        for step in 0..<stepsMax {
            if Self.largest(here.gradient) <= gradientTolerance {
                return Outcome(
                    point: here.point, value: here.value, steps: step, isConverged: true)
            }
            let direction = Self.direction(here.gradient, past)
            let first = past.isEmpty ? 1 / max(Self.dot(direction, direction).squareRoot(), 1) : 1
            guard let next = search(from: here, along: direction, first: first, function) else {
                return Outcome(
                    point: here.point, value: here.value, steps: step, isConverged: true)
            }
            remember(from: here, to: next, in: &past)
            let fall = here.value - next.value
            let scale = max(abs(here.value), abs(next.value), 1)
            here = next
            let isDone = fall <= valueTolerance * scale
            if !watch(step + 1, here.value) || isDone {
                return Outcome(
                    point: here.point, value: here.value, steps: step + 1, isConverged: isDone)
            }
        }
        return Outcome(
            point: here.point, value: here.value, steps: stepsMax, isConverged: false)
    }

    private func remember(from here: Place, to next: Place, in past: inout [PastStep]) {
        let step = here.point.indices.map { Float(next.point[$0] - here.point[$0]) }
        let change = here.point.indices.map { Float(next.gradient[$0] - here.gradient[$0]) }
        let product = Self.dot(step, change)
        guard product > 1e-12 * Self.dot(change, change) else { return }
        if past.count == memory { past.removeFirst() }
        past.append(PastStep(step: step, change: change, inverseProduct: 1 / product))
    }

    /// The two-loop recursion: minus the inverse Hessian's estimate times the gradient.
    private static func direction(_ gradient: [Double], _ past: [PastStep]) -> [Double] {
        var result = gradient.map { -$0 }
        var shares: [Double] = []
        for step in past.reversed() {
            let share = step.inverseProduct * dot(step.step, result)
            shares.append(share)
            add(-share, step.change, to: &result)
        }
        if let last = past.last {
            let scale = 1 / (last.inverseProduct * dot(last.change, last.change))
            for index in result.indices { result[index] *= scale }
        }
        for (step, share) in zip(past, shares.reversed()) {
            let back = step.inverseProduct * dot(step.change, result)
            add(share - back, step.step, to: &result)
        }
        return result
    }

    private static func largest(_ values: [Double]) -> Double {
        values.reduce(0) { max($0, abs($1)) }
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    private static func dot(_ left: [Float], _ right: [Float]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += Double(left[index]) * Double(right[index]) }
        return sum
    }

    private static func dot(_ left: [Float], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += Double(left[index]) * right[index] }
        return sum
    }

    private static func add(_ factor: Double, _ values: [Float], to sum: inout [Double]) {
        for index in sum.indices { sum[index] += factor * Double(values[index]) }
    }
}

extension LogisticMinimizer {
    private struct Look {
        var length: Double
        var value: Double
        var slope: Double
    }

    /// Looks along a direction for a step that lowers the value and the slope enough.
    ///
    /// - Returns: where the step leads; `nil` when no step lowers the value.
    private func search(
        from here: Place, along direction: [Double], first: Double, _ function: Function
    ) -> Place? {
        var there = here
        var looks = 0
        func look(_ length: Double) -> Look {
            looks += 1
            for index in there.point.indices {
                there.point[index] = here.point[index] + length * direction[index]
            }
            there.value = function(there.point, &there.gradient)
            return Look(
                length: length, value: there.value, slope: Self.dot(there.gradient, direction))
        }
        let start = Look(length: 0, value: here.value, slope: Self.dot(here.gradient, direction))
        guard start.slope < 0 else { return nil }
        func isLow(_ look: Look) -> Bool {
            look.value <= start.value + 1e-3 * look.length * start.slope
        }
        func isFlat(_ look: Look) -> Bool { abs(look.slope) <= 0.9 * -start.slope }

        var low = start
        var high: Look?
        var length = first
        while looks < Self.looksMax {
            let now = look(length)
            if !isLow(now) || now.value >= low.value && low.length > 0 {
                high = now
            } else if isFlat(now) {
                return there
            } else {
                if now.slope * ((high?.length ?? .infinity) - low.length) >= 0 { high = low }
                low = now
            }
            length = high.map { Self.between(low, $0) } ?? min(length * 4, 1e10)
        }
        // The best look so far is good enough when it lowers the value at all.
        guard low.length > 0, low.value < start.value else { return nil }
        _ = look(low.length)
        return there
    }

    /// The minimum of the cubic through two looks, kept off the ends of what they enclose.
    private static func between(_ low: Look, _ high: Look) -> Double {
        let width = high.length - low.length
        let first = low.slope + high.slope - 3 * (low.value - high.value) / -width
        let square = first * first - low.slope * high.slope
        var length = low.length + width / 2
        if square >= 0 {
            let root = square.squareRoot() * (width > 0 ? 1 : -1)
            let share = (high.slope + root - first) / (high.slope - low.slope + 2 * root)
            let guess = high.length - width * share
            if guess.isFinite { length = guess }
        }
        let ends = (min(low.length, high.length), max(low.length, high.length))
        let edge = 0.1 * (ends.1 - ends.0)
        return min(max(length, ends.0 + edge), ends.1 - edge)
    }
}
