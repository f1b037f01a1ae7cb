// API keys: made, shown once, revoked.

public import Vocabulary

/// Makes and revokes keys.
public struct KeyDesk: Sendable {
    /// How long a key may work, in days.
    public static let days = 1...730
    /// How long it works when nothing is said, in days.
    public static let daysStandard = 90
    /// How many characters of a key are kept to know it by.
    private static let hintLength = 12

    private let store: any AccountStore

    /// The keys of a store.
    public init(_ store: any AccountStore) { self.store = store }

    /// Makes a key that acts for who asks.
    ///
    /// - Parameters:
    ///   - scopes: what it may do; the caller must be allowed to do all of it.
    ///   - days: how long it works.
    /// - Returns: the key as it is kept, and its text, which is shown never again.
    /// - Throws: `Fault` `.notAllowed` for a scope the caller does not have, `.conflict` when there
    ///   are too many keys.
    public func make(
        _ caller: Caller, name: String, scopes: [Permission], days: Int, _ context: AuditContext
    ) async throws(Fault) -> (key: APIKey, text: String) {
        if let foreign = scopes.first(where: { !caller.may($0) }) {
            throw Fault(.notAllowed, "You have not the permission '\(foreign.rawValue)' yourself.")
        }
        let text = SecretText.keyPrefix + SecretText.make()
        let key = APIKey(
            id: SecretText.id(), hash: SecretText.hash(text),
            hint: String(text.prefix(Self.hintLength)), person: caller.person.id, name: name,
            scopes: Array(Set(scopes)).sorted { $0.rawValue < $1.rawValue },
            created: context.time, expires: context.time + Double(days) * 86_400)
        let details: JSONObject = [
            "name": .string(name), "scopes": .array(key.scopes.map { .string($0.rawValue) }),
            "days": .integer(days),
        ]
        try await store.apply(
            [.addKey(key)], audit: [context.event("key.make", key.id, details)])
        return (key, text)
    }

    /// Revokes a key: one's own, or anybody's for who manages keys.
    ///
    /// - Throws: `Fault` `.notFound`, also for a key of somebody else.
    public func revoke(
        _ id: String, _ caller: Caller, _ context: AuditContext
    ) async throws(Fault) {
        if !caller.may(.keysManage) {
            let own = try await store.keys(
                of: caller.person.id, PageRequest(limit: PageRequest.limitMax))
            guard own.items.contains(where: { $0.id == id }) else {
                throw Fault(.notFound, "There is no such key.")
            }
        }
        try await store.apply([.removeKey(id: id)], audit: [context.event("key.revoke", id)])
    }
}
