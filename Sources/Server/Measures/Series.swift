// The kinds of series: counts, gauges, histograms.

import Metrics
import Synchronization

/// What a series is called and how it is told apart from its siblings.
struct SeriesName: Sendable, Hashable, Comparable {
    /// The family's name, in the letters OpenMetrics allows.
    let family: String
    /// Label names and values in the order given.
    let labels: [String]

    init(_ label: String, _ dimensions: [(String, String)]) {
        family = Self.allowed(label)
        labels = dimensions.map { "\(Self.allowed($0.0))=\"\(Self.escaped($0.1))\"" }
    }

    static func < (left: SeriesName, right: SeriesName) -> Bool {
        left.family == right.family
            ? left.labels.lexicographicallyPrecedes(right.labels) : left.family < right.family
    }

    private static func allowed(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}

/// One series.
protocol Series: AnyObject, Sendable {
    /// `counter`, `gauge` or `histogram`.
    var kind: String { get }
    /// Adds the series' lines.
    func write(_ name: SeriesName, to text: inout OpenMetricsText)
}

/// A count that only grows.
final class CountSeries: Series, CounterHandler {
    private let value = Atomic<Int64>(0)

    let kind = "counter"

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }

    func write(_ name: SeriesName, to text: inout OpenMetricsText) {
        text.sample("\(name.family)_total", name.labels, Double(value.load(ordering: .relaxed)))
    }
}

/// A value that goes up and down.
final class GaugeSeries: Series, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    let kind = "gauge"

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    func write(_ name: SeriesName, to text: inout OpenMetricsText) {
        text.sample(name.family, name.labels, value.withLock { $0 })
    }
}

/// How values are spread over buckets.
final class HistogramSeries: Series, TimerHandler, RecorderHandler {
    /// The upper bounds of buckets, ascending.
    struct Bounds: Sendable {
        let values: [Double]

        /// For durations: from a twentieth of a millisecond to half a minute.
        static let seconds = Bounds(values: [
            0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1,
            0.25, 0.5, 1, 2.5, 5, 10, 30,
        ])
        /// For counts and sizes: powers of ten.
        static let counts = Bounds(values: [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000])
    }

    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    let kind = "histogram"

    init(bounds: Bounds) {
        self.bounds = bounds.values
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.values.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }

    func write(_ name: SeriesName, to text: inout OpenMetricsText) {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            text.sample("\(name.family)_bucket", name.labels + ["le=\"\(bound)\""], Double(total))
        }
        text.sample("\(name.family)_count", name.labels, Double(total))
        text.sample("\(name.family)_sum", name.labels, sum)
    }
}
