// What became of the calls that one reply took.

import Synchronization
import Vocabulary

/// Remembers the worst that happened to the calls of a sink.
final class CallRecord: Sendable {
    private let worst = Mutex(Delivery.delivered)

    /// Notes what became of a call: one that may succeed later outweighs a refusal, which outweighs
    /// a success.
    func note(_ outcome: Delivery) {
        worst.withLock { worst in
            switch (worst, outcome) {
            case (.failed, _), (.refused, .refused), (_, .delivered): break
            default: worst = outcome
            }
        }
    }

    /// What became of the calls since the last time.
    func take() -> Delivery {
        worst.withLock { worst in
            defer { worst = .delivered }
            return worst
        }
    }
}

extension PlatformSink {
    /// Says a reply and tells what became of its calls. When one of several fails, all are made
    /// again with the reply.
    func deliver(_ reply: BotReply, by call: PlatformCall) async -> Delivery {
        _ = call.record.take()
        await say(reply)
        return call.record.take()
    }
}
