// The ports through which accounts, the audit log and remembered answers are kept.

/// One change of what is kept about people. Changes of one call are made together or not at all.
public enum AccountChange: Sendable, Hashable {
    /// Adds a person. Fails with `conflict` when the login is taken.
    case add(Account)
    /// Replaces a person, whose `version` must be the stored one; it is raised by one. Fails with
    /// `conflict` when it is another.
    case update(Account)
    /// Begins a session; of a person's sessions only the newest `sessionsMax` are kept.
    case begin(AccountSession)
    /// Writes down that a session was used.
    case touchSession(hash: String, time: Double)
    /// Ends a session; nothing happens when there is none.
    case end(sessionHash: String)
    /// Ends all sessions of a person but one.
    case endAll(person: String, except: String?)
    /// Adds a key. Fails with `conflict` when the person has `keysMax` already.
    case addKey(APIKey)
    /// Writes down that a key was used.
    case touchKey(id: String, time: Double)
    /// Removes a key; fails with `notFound` when there is none.
    case removeKey(id: String)
    /// Adds a link; links the person had before are gone.
    case addLink(AccountLink)
    /// Uses a link up; fails with `conflict` when it is not there any more.
    case spendLink(hash: String)
    /// Forgets sessions, links and keys that ended before a time.
    case forget(sessionsBegunBefore: Double, sessionsUnusedSince: Double, ended: Double)

    /// How many sessions one person may have at a time.
    public static let sessionsMax = 20
    /// How many keys one person may have at a time.
    public static let keysMax = 50
}

/// Keeps people and what lets them in.
///
/// Once there was an owner who may sign in, there always is one: a change after which there were
/// none fails with `conflict`.
public protocol AccountStore: Sendable {
    /// The account of an id; `nil` when there is none.
    func account(id: String) async throws(Fault) -> Account?
    /// The account of a login in lower case; `nil` when there is none.
    func account(login: String) async throws(Fault) -> Account?
    /// People in the order of their logins.
    func people(_ page: PageRequest) async throws(Fault) -> Page<Person>
    /// A session with whose it is; `nil` when there is none.
    func session(hash: String) async throws(Fault) -> (session: AccountSession, person: Person)?
    /// A key with whom it acts for; `nil` when there is none.
    func key(hash: String) async throws(Fault) -> (key: APIKey, person: Person)?
    /// Keys in the order they were made: of one person, or of all for `nil`.
    func keys(of person: String?, _ page: PageRequest) async throws(Fault) -> Page<APIKey>
    /// A link that was not used; `nil` when there is none.
    func link(hash: String) async throws(Fault) -> AccountLink?
    /// Makes changes and writes what happened into the audit log: all of it or nothing.
    ///
    /// - Throws: `Fault` `.conflict`, `.notFound` as the changes say, `.storage`.
    func apply(_ changes: [AccountChange], audit: [AuditEvent]) async throws(Fault)
}

/// Keeps the audit log. Nothing in it is changed or removed.
public protocol AuditStore: Sendable {
    /// Adds lines.
    func append(_ events: [AuditEvent]) async throws(Fault)
    /// Lines, newest first; `PageRequest.after` is a line's number.
    func entries(_ page: PageRequest) async throws(Fault) -> Page<AuditEntry>
    /// Lines from a number on, oldest first, at most `limit`.
    func entries(from number: Int, limit: Int) async throws(Fault) -> [AuditEntry]
}

/// An answer that is given again to the same request.
public struct KeptAnswer: Sendable, Hashable {
    /// What tells requests apart.
    public var fingerprint: String
    /// The answer, sealed by whoever keeps it; `nil` while it is being made.
    public var sealed: [UInt8]?
    /// When the request came, in seconds since 1970.
    public var created: Double

    /// An answer, or the place for one.
    public init(fingerprint: String, sealed: [UInt8]? = nil, created: Double) {
        self.fingerprint = fingerprint
        self.sealed = sealed
        self.created = created
    }
}

/// Keeps the answers to requests that carry a key, so that none is served twice.
public protocol AnswerStore: Sendable {
    /// Takes the place for an answer.
    ///
    /// - Parameters:
    ///   - key: the hash of caller and key.
    ///   - caller: who asks; only the newest `keptMax` answers of a caller are kept.
    ///   - forgetBefore: answers older than this, in seconds since 1970, are gone.
    /// - Returns: `nil` when the place was free and is taken now, or what is there.
    func reserve(
        key: String, caller: String, _ answer: KeptAnswer, forgetBefore: Double
    ) async throws(Fault) -> KeptAnswer?
    /// Fills a place.
    func keep(key: String, sealed: [UInt8]) async throws(Fault)
    /// Gives a place up that was not filled.
    func release(key: String) async throws(Fault)
    /// Gives up all places that were not filled: after a start nobody works on them.
    func releaseAll() async throws(Fault)
}
