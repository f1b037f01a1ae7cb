// Who does something, when and from where: what every line of the audit log begins with.

import Vocabulary

/// The circumstances of a change.
public struct AuditContext: Sendable {
    /// The id of the person who does it; `terminal` or `server` for nobody who is signed in.
    public let actor: String
    /// The address it comes from; empty for this machine's own.
    public let address: String
    /// When, in seconds since 1970.
    public let time: Double

    /// Circumstances.
    public init(actor: String, address: String = "", time: Double) {
        self.actor = actor
        self.address = address
        self.time = time
    }

    /// A line of the log.
    func event(
        _ action: String, _ subject: String = "", _ details: JSONObject = [:]
    ) -> AuditEvent {
        AuditEvent(
            time: time, actor: actor, action: action, subject: subject, details: details,
            address: address)
    }

    /// The same done by another.
    func by(_ person: String) -> AuditContext {
        AuditContext(actor: person, address: address, time: time)
    }
}
