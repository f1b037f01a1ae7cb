// Counts requests and their durations by route, without looking anything up on the way.

import Metrics
import Synchronization

/// The counters and timers of all routes.
struct RouteMeasures: Sendable {
    private final class Entry: Sendable {
        let labels: [(String, String)]
        let timer: Metrics.Timer
        let counters = Mutex<[Int: Counter]>([:])

        init(_ route: (method: String, path: String), registry: MeasureRegistry) {
            labels = [("method", route.method), ("route", route.path)]
            timer = Metrics.Timer(
                label: "martlet_http_request_duration_seconds", dimensions: labels,
                factory: registry)
        }
    }

    private let entries: [Entry]
    private let registry: MeasureRegistry

    init(_ routes: [(method: String, path: String)], registry: MeasureRegistry) {
        entries = routes.map { Entry($0, registry: registry) }
        self.registry = registry
    }

    /// Records one answered request.
    ///
    /// - Parameters:
    ///   - index: the route, as in the list given.
    ///   - status: the HTTP status.
    ///   - nanoseconds: from the request's head to the answer's.
    func record(_ index: Int, status: Int, nanoseconds: UInt64) {
        let entry = entries[index]
        entry.timer.recordNanoseconds(Int64(nanoseconds))
        let counter = entry.counters.withLock { counters in
            if let known = counters[status] { return known }
            let new = Counter(
                label: "martlet_http_requests", dimensions: entry.labels + [("code", "\(status)")],
                factory: registry)
            counters[status] = new
            return new
        }
        counter.increment()
    }
}
