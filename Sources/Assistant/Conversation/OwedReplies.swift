// Which replies are still to be delivered, so that those of one conversation go out in order.

import Synchronization

/// The numbers of inbox messages whose replies are due, by conversation.
final class OwedReplies: Sendable {
    private let numbers = Mutex<[String: Set<Int64>]>([:])
    private let known = Mutex(false)

    /// Whether what an earlier process left was learnt.
    var isKnown: Bool {
        get { known.withLock { $0 } }
        set { known.withLock { $0 = newValue } }
    }

    /// Notes that replies are due.
    func add(_ number: Int64, of conversation: String) {
        numbers.withLock { _ = $0[conversation, default: []].insert(number) }
    }

    /// Notes that they are delivered or given up.
    func remove(_ number: Int64, of conversation: String) {
        numbers.withLock { numbers in
            numbers[conversation]?.remove(number)
            if numbers[conversation]?.isEmpty ?? false { numbers[conversation] = nil }
        }
    }

    /// Whether no earlier message of the conversation waits for its replies; O(those that wait).
    func isFirst(_ number: Int64, of conversation: String) -> Bool {
        numbers.withLock { $0[conversation]?.min() ?? number >= number }
    }
}
