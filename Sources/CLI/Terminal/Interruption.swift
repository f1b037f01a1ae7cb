// Ctrl-C and SIGTERM as a flag that long work looks at between its steps.

import Dispatch
import Foundation
import Synchronization

/// Notes that the person wants to stop. The second Ctrl-C ends the program at once.
///
/// Unchecked, since signal sources are made once in the initialiser and only kept afterwards.
final class Interruption: @unchecked Sendable {
    private let count = Atomic<Int>(0)
    private var sources: [any DispatchSourceSignal] = []

    /// Starts to listen for SIGINT and SIGTERM.
    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in
                let before = self?.count.add(1, ordering: .relaxed).oldValue ?? 0
                if before > 0 { exit(130) }
            }
            source.resume()
            sources.append(source)
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    /// Whether the person wants to stop.
    var isRequested: Bool { count.load(ordering: .relaxed) > 0 }
}
