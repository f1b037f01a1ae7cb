// The second factor of an account: set up, confirmed, taken away.

public import Vocabulary

/// Sets up one-time codes.
public struct SecondFactor: Sendable {
    /// What an authenticator app needs.
    public struct Enrolment: Sendable {
        /// The key in base32.
        public let key: String
        /// The same as an address that apps read from a picture.
        public let address: String
    }

    /// What apps call the service.
    private static let issuer = "Martlet"

    private let store: any AccountStore
    private let passwords: PasswordDesk

    /// Sets up the second factors of a store's people.
    public init(_ store: any AccountStore, passwords: PasswordDesk) {
        self.store = store
        self.passwords = passwords
    }

    /// Makes a key. It counts when a code of it was confirmed; until then all stays as it was.
    ///
    /// - Throws: `AccountProblem` `.confirmationWrong`, `.tooManyAttempts`; `Fault`.
    public func enrol(
        _ caller: Caller, password: String, network: String, _ context: AuditContext
    ) async throws -> Enrolment {
        var account = try await passwords.confirmed(caller, password: password, network: network)
        let key = SecretText.bytes(OneTimeCode.keyBytes)
        account.secrets.pendingFactorKey = key
        try await store.apply(
            [.update(account)], audit: [context.event("second_factor.enrol", account.person.id)])
        return Enrolment(
            key: OneTimeCode.text(of: key),
            address: OneTimeCode.address(of: key, login: account.person.login, issuer: Self.issuer))
    }

    /// Puts the key in use, when a code of it is right.
    ///
    /// - Returns: codes for when the second factor is lost, each of which works once. They are not
    ///   kept and shown never again.
    /// - Throws: `AccountProblem` `.codeWrong`; `Fault` `.conflict` when no key waits.
    public func confirm(
        _ caller: Caller, code: String, _ context: AuditContext
    ) async throws -> [String] {
        guard var account = try await store.account(id: caller.person.id),
            let key = account.secrets.pendingFactorKey
        else {
            throw Fault(.conflict, "No second factor waits to be confirmed.")
        }
        guard let step = OneTimeCode.step(of: code, key, now: context.time, after: nil) else {
            throw AccountProblem.codeWrong
        }
        let codes = RecoveryCode.make()
        account.secrets.factorKey = key
        account.secrets.pendingFactorKey = nil
        account.secrets.lastFactorStep = step
        account.secrets.recoveryHashes = codes.map(RecoveryCode.hash)
        try await store.apply(
            [.update(account)], audit: [context.event("second_factor.begin", account.person.id)])
        return codes
    }

    /// Takes the second factor away.
    ///
    /// - Throws: `AccountProblem` `.confirmationWrong`, `.tooManyAttempts`; `Fault`.
    public func remove(
        _ caller: Caller, password: String, network: String, _ context: AuditContext
    ) async throws {
        var account = try await passwords.confirmed(caller, password: password, network: network)
        Self.clear(&account.secrets)
        try await store.apply(
            [.update(account)], audit: [context.event("second_factor.end", account.person.id)])
    }

    static func clear(_ secrets: inout PersonSecrets) {
        secrets.factorKey = nil
        secrets.pendingFactorKey = nil
        secrets.lastFactorStep = nil
        secrets.recoveryHashes = []
    }
}
