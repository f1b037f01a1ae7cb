// What lets somebody in without a password: sessions, API keys, links that work once.

/// A signed-in browser. Its secret is known to the browser alone.
public struct AccountSession: Sendable, Hashable {
    /// The hash of the session's secret.
    public var hash: String
    /// Whose it is.
    public var person: String
    /// When it began, in seconds since 1970.
    public var created: Double
    /// When it was used last, likewise; written at most once a minute.
    public var lastSeen: Double
    /// The address it began from.
    public var address: String
    /// What the browser calls itself, cut to 200 characters.
    public var agent: String

    /// A session.
    public init(
        hash: String, person: String, created: Double, lastSeen: Double, address: String,
        agent: String
    ) {
        self.hash = hash
        self.person = person
        self.created = created
        self.lastSeen = lastSeen
        self.address = address
        self.agent = agent
    }
}

/// A key that a program uses to act for a person.
public struct APIKey: Sendable, Hashable {
    /// A random id.
    public var id: String
    /// The hash of the key.
    public var hash: String
    /// The first characters of the key, to know it by.
    public var hint: String
    /// Whom it acts for.
    public var person: String
    /// What its owner calls it.
    public var name: String
    /// What it may do, as long as its person may.
    public var scopes: [Permission]
    /// When it was made, in seconds since 1970.
    public var created: Double
    /// When it ends, likewise.
    public var expires: Double
    /// When it was used last, likewise; written at most once a minute; `nil` for never.
    public var lastUsed: Double?

    /// A key.
    public init(
        id: String, hash: String, hint: String, person: String, name: String,
        scopes: [Permission], created: Double, expires: Double, lastUsed: Double? = nil
    ) {
        self.id = id
        self.hash = hash
        self.hint = hint
        self.person = person
        self.name = name
        self.scopes = scopes
        self.created = created
        self.expires = expires
        self.lastUsed = lastUsed
    }
}

/// A link that lets a person set a password, once.
public struct AccountLink: Sendable, Hashable {
    /// What a link is for.
    public enum Purpose: String, Sendable, Hashable {
        /// Accepting an invitation.
        case invitation
        /// Setting a new password.
        case reset
    }

    /// The hash of the link's secret.
    public var hash: String
    /// Whom it is for.
    public var person: String
    /// What it is for.
    public var purpose: Purpose
    /// When it was made, in seconds since 1970.
    public var created: Double
    /// When it ends, likewise.
    public var expires: Double

    /// A link.
    public init(
        hash: String, person: String, purpose: Purpose, created: Double, expires: Double
    ) {
        self.hash = hash
        self.person = person
        self.purpose = purpose
        self.created = created
        self.expires = expires
    }
}
