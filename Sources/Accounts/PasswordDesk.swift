// Setting passwords: by who is signed in, or with a link that works once.

public import Vocabulary

/// Changes passwords.
public struct PasswordDesk: Sendable {
    /// How long a link works, in seconds.
    public static let linkSeconds = 86_400.0

    private let store: any AccountStore
    private let hasher: PasswordHasher
    private let throttle: SignInThrottle

    /// Changes the passwords of a store's people.
    public init(_ store: any AccountStore, hasher: PasswordHasher, throttle: SignInThrottle) {
        self.store = store
        self.hasher = hasher
        self.throttle = throttle
    }

    /// Checks the password that confirms a change.
    ///
    /// - Returns: the account.
    /// - Throws: `AccountProblem` `.confirmationWrong`, `.tooManyAttempts`; `Fault`.
    func confirmed(
        _ caller: Caller, password: String, network: String
    ) async throws -> Account {
        guard let account = try await store.account(id: caller.person.id) else {
            throw AccountProblem.confirmationWrong
        }
        let login = account.person.login
        try throttle.begin(login: login, network: network)
        let fits: Bool
        do {
            fits = try await hasher.fits(password, account.secrets.passwordHash)
        } catch {
            throttle.withdraw(login: login, network: network)
            throw error
        }
        guard fits else { throw AccountProblem.confirmationWrong }
        throttle.succeed(login: login, network: network)
        return account
    }

    /// Changes one's own password. All other sessions end.
    ///
    /// - Throws: `AccountProblem` `.passwordRefused`, `.confirmationWrong`, `.tooManyAttempts`;
    ///   `Fault`.
    public func change(
        _ caller: Caller, from old: String, to new: String, network: String,
        _ context: AuditContext
    ) async throws {
        try Self.check(new, for: caller.person)
        if SecretText.isEqual(old, new) {
            throw AccountProblem.passwordRefused("The new password must be another one.")
        }
        var account = try await confirmed(caller, password: old, network: network)
        account.secrets.passwordHash = try await hasher.hash(new)
        account.person.mustChangePassword = false
        var kept: String?
        if case .session(let hash, _) = caller.means { kept = hash }
        try await store.apply(
            [.update(account), .endAll(person: account.person.id, except: kept)],
            audit: [context.event("password.change", account.person.id)])
    }

    /// Sets a password with a link, which is used up. All sessions of the person end.
    ///
    /// - Parameter name: the name that others see; `nil` leaves it.
    /// - Returns: the person.
    /// - Throws: `AccountProblem` `.linkNotValid`, `.passwordRefused`, `.nameRefused`; `Fault`.
    public func set(
        _ password: String, name: String?, link secret: String, _ context: AuditContext
    ) async throws -> Person {
        let hash = SecretText.hash(secret)
        guard let link = try await store.link(hash: hash),
            link.created - CallerFinder.leewaySeconds <= context.time,
            context.time < link.expires,
            var account = try await store.account(id: link.person),
            account.person.state != .disabled
        else { throw AccountProblem.linkNotValid }
        if let name {
            guard let name = LoginName.displayName(name) else {
                throw AccountProblem.nameRefused("A name has from 1 to 200 characters.")
            }
            account.person.name = name
        }
        try Self.check(password, for: account.person)
        account.secrets.passwordHash = try await hasher.hash(password)
        account.person.state = .active
        account.person.mustChangePassword = false
        let action = link.purpose == .invitation ? "invitation.accept" : "password.reset"
        do throws(Fault) {
            try await store.apply(
                [
                    .spendLink(hash: hash), .update(account),
                    .endAll(person: account.person.id, except: nil),
                ], audit: [context.by(account.person.id).event(action, account.person.id)])
        } catch {
            guard error.code == .conflict else { throw error }
            throw AccountProblem.linkNotValid
        }
        throttle.forget(login: account.person.login)
        return account.person
    }

    static func check(_ password: String, for person: Person) throws(AccountProblem) {
        let refusal = PasswordRules.refusal(of: password, names: [person.login, person.name])
        if let refusal { throw .passwordRefused(refusal) }
    }
}
