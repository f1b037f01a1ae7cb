// Finds out who asks by the secret of a session or a key.

public import Vocabulary

/// Looks sessions and keys up. Roles are read anew each time, so that a change holds at once.
public struct CallerFinder: Sendable {
    /// How long a session lasts without being used, in seconds.
    public static let idleSeconds = 8.0 * 3_600
    /// How long a session lasts at most, in seconds.
    public static let lifetimeSeconds = 7.0 * 86_400
    /// How far the clock may have been ahead when something began, in seconds. What began later
    /// than that was made under a clock that was wrong, and is not trusted.
    public static let leewaySeconds = 300.0
    /// How seldom the use of a session or a key is written down, in seconds.
    public static let touchSeconds = 60.0

    private let store: any AccountStore

    /// A finder over a store.
    public init(_ store: any AccountStore) { self.store = store }

    /// Who is signed in.
    ///
    /// - Parameters:
    ///   - secret: what the cookie holds.
    ///   - now: seconds since 1970.
    /// - Returns: `nil` when the session is not there, ended, or its person may not sign in.
    public func caller(session secret: String, now: Double) async throws(Fault) -> Caller? {
        let hash = SecretText.hash(secret)
        guard let found = try await store.session(hash: hash), found.person.state == .active,
            Self.isAlive(found.session, now: now)
        else { return nil }
        if abs(now - found.session.lastSeen) > Self.touchSeconds {
            try await store.apply([.touchSession(hash: hash, time: now)], audit: [])
        }
        let token = SecretText.derived(from: secret, for: "csrf")
        return Caller(
            found.person, .session(hash: hash, csrfToken: token),
            permissions: PermissionTable.permissions(of: found.person.role))
    }

    /// Whom a key acts for. It may do what its scopes and the person's role both allow.
    ///
    /// - Returns: `nil` when the key is not there, ended, or its person may not sign in.
    public func caller(key secret: String, now: Double) async throws(Fault) -> Caller? {
        guard secret.hasPrefix(SecretText.keyPrefix),
            let found = try await store.key(hash: SecretText.hash(secret)),
            found.person.state == .active, now < found.key.expires,
            found.key.created - Self.leewaySeconds <= now
        else { return nil }
        if abs(now - (found.key.lastUsed ?? 0)) > Self.touchSeconds {
            try await store.apply([.touchKey(id: found.key.id, time: now)], audit: [])
        }
        return Caller(
            found.person, .key(id: found.key.id),
            permissions: PermissionTable.permissions(of: found.person.role)
                .intersection(found.key.scopes))
    }

    /// Whether a session has not ended, and did not begin or was not used in the future.
    static func isAlive(_ session: AccountSession, now: Double) -> Bool {
        let begun = now - session.created
        let idle = now - session.lastSeen
        return -leewaySeconds <= begun && begun < lifetimeSeconds
            && -leewaySeconds <= idle && idle < idleSeconds
    }
}
