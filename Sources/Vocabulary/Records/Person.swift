// The people of a workspace and what they prove themselves with.

/// A person who may sign in, as others see them.
public struct Person: Sendable, Hashable {
    /// Whether a person may sign in.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// The invitation was not accepted yet.
        case invited
        /// May sign in.
        case active
        /// May not.
        case disabled
    }

    /// A random id that never changes.
    public var id: String
    /// What the person signs in with, an e-mail address for instance; in lower case, unique.
    public var login: String
    /// The name that others see.
    public var name: String
    /// What the person may do.
    public var role: Role
    /// Whether the person may sign in.
    public var state: State
    /// Whether the password must be changed before anything else.
    public var mustChangePassword: Bool
    /// Whether signing in takes a second factor.
    public var hasSecondFactor: Bool
    /// When the person was added, in seconds since 1970.
    public var created: Double
    /// When the person signed in last, likewise; `nil` for never.
    public var lastSignIn: Double?
    /// Counts the changes, from 1; a change names the version it was made from.
    public var version: Int

    /// A person.
    public init(
        id: String, login: String, name: String, role: Role, state: State,
        mustChangePassword: Bool = false, hasSecondFactor: Bool = false, created: Double,
        lastSignIn: Double? = nil, version: Int = 1
    ) {
        self.id = id
        self.login = login
        self.name = name
        self.role = role
        self.state = state
        self.mustChangePassword = mustChangePassword
        self.hasSecondFactor = hasSecondFactor
        self.created = created
        self.lastSignIn = lastSignIn
        self.version = version
    }
}

/// What a person proves themselves with. It leaves the rooms Accounts and Storage nowhere.
public struct PersonSecrets: Sendable, Hashable {
    /// The hash of the password with its parameters; `nil` while there is none.
    public var passwordHash: String?
    /// The key of the second factor in use; `nil` for none.
    public var factorKey: [UInt8]?
    /// The key of a second factor that was not confirmed yet.
    public var pendingFactorKey: [UInt8]?
    /// The time step (RFC 6238) of the last code that was used.
    public var lastFactorStep: Int?
    /// The hashes of the recovery codes that were not used yet.
    public var recoveryHashes: [String]

    /// Nothing yet.
    public init(
        passwordHash: String? = nil, factorKey: [UInt8]? = nil, pendingFactorKey: [UInt8]? = nil,
        lastFactorStep: Int? = nil, recoveryHashes: [String] = []
    ) {
        self.passwordHash = passwordHash
        self.factorKey = factorKey
        self.pendingFactorKey = pendingFactorKey
        self.lastFactorStep = lastFactorStep
        self.recoveryHashes = recoveryHashes
    }
}

/// A person with their secrets.
public struct Account: Sendable, Hashable {
    /// The person as others see them.
    public var person: Person
    /// What the person proves themselves with.
    public var secrets: PersonSecrets

    /// An account.
    public init(_ person: Person, _ secrets: PersonSecrets = PersonSecrets()) {
        self.person = person
        self.secrets = secrets
    }
}
