// Collects what swift-metrics is told, in this process, for /metrics to write out.

public import Metrics
import Synchronization

/// A metrics backend whose content is written as OpenMetrics text.
///
/// Counters become counters, timers histograms in seconds, gauges and meters gauges; a recorder
/// that aggregates becomes a histogram of its values. The number of series is bounded.
public final class MeasureRegistry: MetricsFactory, Sendable {
    /// How many series are kept; what comes beyond is counted nowhere.
    static let seriesMax = 10_000

    private struct State {
        var series: [SeriesName: any Series] = [:]
    }

    private let state = Mutex(State())

    /// An empty registry.
    public init() {}

    /// Everything measured so far, by name and labels.
    var all: [(name: SeriesName, series: any Series)] {
        state.withLock { state in
            state.series.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
        }
    }

    private func series<Kind: Series>(
        _ label: String, _ dimensions: [(String, String)], _ make: () -> Kind
    ) -> Kind {
        let name = SeriesName(label, dimensions)
        return state.withLock { state in
            if let known = state.series[name] as? Kind { return known }
            let new = make()
            if state.series[name] == nil, state.series.count < Self.seriesMax {
                state.series[name] = new
            }
            return new
        }
    }

    /// A counter that only grows.
    public func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        series(label, dimensions) { CountSeries() }
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions) { GaugeSeries() }
    }

    /// A histogram of values, or a gauge when nothing is aggregated.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        if aggregate { return series(label, dimensions) { HistogramSeries(bounds: .counts) } }
        return series(label, dimensions) { GaugeSeries() }
    }

    /// A histogram of durations.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions) { HistogramSeries(bounds: .seconds) }
    }

    /// Series stay until the program ends.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Series stay until the program ends.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Series stay until the program ends.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Series stay until the program ends.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
