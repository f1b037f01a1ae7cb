// One line of the audit log: who did what, to what, when, from where.

/// What happened.
public struct AuditEvent: Sendable, Hashable {
    /// When, in seconds since 1970.
    public var time: Double
    /// The id of the person who did it; `terminal` for a command on the server's machine, `server`
    /// for the server itself, empty for somebody unknown.
    public var actor: String
    /// What was done: `session.begin`, `person.invite`, …
    public var action: String
    /// The id of what it was done to; empty for nothing in particular.
    public var subject: String
    /// What else is worth knowing; never a secret.
    public var details: JSONObject
    /// The address it came from; empty for the server's machine.
    public var address: String

    /// Something that happened.
    public init(
        time: Double, actor: String, action: String, subject: String = "",
        details: JSONObject = [:], address: String = ""
    ) {
        self.time = time
        self.actor = actor
        self.action = action
        self.subject = subject
        self.details = details
        self.address = address
    }
}

/// A line of the log.
public struct AuditEntry: Sendable, Hashable {
    /// Its number, from 1, without gaps.
    public var number: Int
    /// What happened.
    public var event: AuditEvent
    /// The hash over the event and the hash before it, which no line can be changed or removed
    /// without breaking.
    public var hash: String

    /// A line.
    public init(number: Int, event: AuditEvent, hash: String) {
        self.number = number
        self.event = event
        self.hash = hash
    }
}

/// Computes the hash of a line from its number, its event and the hash of the line before it (empty
/// for the first).
public typealias AuditSeal =
    @Sendable (_ number: Int, _ event: AuditEvent, _ previous: String) -> String
