// Who asks, and what they may.

public import Vocabulary

/// Whoever sent a request, known by a session or a key.
public struct Caller: Sendable {
    /// How the caller is known.
    public enum Means: Sendable, Hashable {
        /// By the session with this hash; changes must show the token.
        case session(hash: String, csrfToken: String)
        /// By the key of this id.
        case key(id: String)
    }

    /// Whom the request is made for.
    public let person: Person
    /// How they are known.
    public let means: Means
    /// What they may do now.
    public let permissions: Set<Permission>

    /// Somebody known.
    public init(_ person: Person, _ means: Means, permissions: Set<Permission>) {
        self.person = person
        self.means = means
        self.permissions = permissions
    }

    /// Tells callers apart: the person, or the key.
    public var id: String {
        switch means {
        case .session: person.id
        case .key(let id): "key:\(id)"
        }
    }

    /// Whether the caller signed in with a password.
    public var isSession: Bool { if case .session = means { true } else { false } }

    /// Whether the caller may do something.
    public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }
}
