// Writes refused sign-ins into the audit log, so many a minute at most.

import Synchronization
import Vocabulary

/// The log of refusals. Strangers cause its lines, so there is a bound: what is over it is counted,
/// and the count stands in the next line.
final class RefusalLog: Sendable {
    /// How many lines a minute are written.
    static let linesPerMinute = 60

    private struct State {
        var minute = -1
        var lines = 0
        var leftOut = 0
    }

    private let store: any AuditStore
    private let state = Mutex(State())

    init(_ store: any AuditStore) { self.store = store }

    /// Writes that somebody was not let in. What they typed as a login is not written: it is
    /// sometimes a password.
    ///
    /// - Parameters:
    ///   - reason: what was not right.
    ///   - person: whose login it was; `nil` for nobody's.
    func refused(_ reason: String, _ person: String?, _ context: AuditContext) async {
        let minute = Int((context.time / 60).rounded(.down))
        let leftOut = state.withLock { state -> Int? in
            if state.minute != minute { (state.minute, state.lines) = (minute, 0) }
            guard state.lines < Self.linesPerMinute else {
                state.leftOut += 1
                return nil
            }
            state.lines += 1
            defer { state.leftOut = 0 }
            return state.leftOut
        }
        guard let leftOut else { return }
        var details: JSONObject = ["reason": .string(reason)]
        if leftOut > 0 { details["left_out_before"] = .integer(leftOut) }
        let event = AuditEvent(
            time: context.time, actor: "", action: "session.refuse", subject: person ?? "",
            details: details, address: context.address)
        // Who is refused is refused, whether the log can be written or not.
        try? await store.append([event])
    }
}
