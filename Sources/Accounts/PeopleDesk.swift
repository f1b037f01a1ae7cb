// The people of a workspace: the first owner, invitations, resets, roles.

public import Vocabulary

/// Adds and changes people.
public struct PeopleDesk: Sendable {
    /// The login of the first owner.
    public static let firstLogin = "owner"

    /// A link, shown once to who made it.
    public struct Shown: Sendable {
        /// Whom it is for.
        public let person: Person
        /// The secret that the link ends with.
        public let secret: String
        /// When it ends, in seconds since 1970.
        public let expires: Double
    }

    /// What is changed of a person; `nil` leaves what is there.
    public struct Change: Sendable {
        /// The name that others see.
        public var name: String?
        /// What the person may do.
        public var role: Role?
        /// Whether the person may not sign in any more.
        public var isDisabled: Bool?

        /// A change.
        public init(name: String? = nil, role: Role? = nil, isDisabled: Bool? = nil) {
            self.name = name
            self.role = role
            self.isDisabled = isDisabled
        }
    }

    private let store: any AccountStore

    /// The people of a store.
    public init(_ store: any AccountStore) { self.store = store }

    /// Makes the first owner when there is nobody yet.
    ///
    /// - Returns: the login, and a password that must be changed at the first sign-in; `nil` when
    ///   there are people.
    /// - Throws: `Fault` `.busy`, `.storage`.
    public func found(
        _ hasher: PasswordHasher, _ context: AuditContext
    ) async throws(Fault) -> (login: String, password: String)? {
        guard try await store.people(PageRequest(limit: 1)).items.isEmpty else { return nil }
        let password = RecoveryCode.password()
        let person = Person(
            id: SecretText.id(), login: Self.firstLogin, name: "Owner", role: .owner,
            state: .active, mustChangePassword: true, created: context.time)
        let secrets = PersonSecrets(passwordHash: try await hasher.hash(password))
        do {
            try await store.apply(
                [.add(Account(person, secrets))], audit: [context.event("person.found", person.id)])
        } catch {
            // Another program that starts at this moment was first.
            if error.code == .conflict { return nil }
            throw error
        }
        return (person.login, password)
    }

    /// Adds somebody, with a link to set a password.
    ///
    /// - Throws: `AccountProblem` `.nameRefused`; `Fault` `.conflict` when the login is taken.
    public func invite(
        login: String, name: String?, role: Role, _ context: AuditContext
    ) async throws -> Shown {
        guard let normal = LoginName.normal(login) else {
            throw AccountProblem.nameRefused(
                "A login has from 1 to \(LoginName.lengthMax) characters and no blanks.")
        }
        guard let shown = LoginName.displayName(name ?? String(normal.prefix(200))) else {
            throw AccountProblem.nameRefused("A name has from 1 to 200 characters.")
        }
        let person = Person(
            id: SecretText.id(), login: normal, name: shown, role: role, state: .invited,
            created: context.time)
        let (link, secret) = Self.link(.invitation, for: person, context.time)
        let details: JSONObject = ["login": .string(normal), "role": .string(role.rawValue)]
        try await store.apply(
            [.add(Account(person)), .addLink(link)],
            audit: [context.event("person.invite", person.id, details)])
        return Shown(person: person, secret: secret, expires: link.expires)
    }

    /// Makes a link to set a new password; links that were there before work no longer. For who
    /// never accepted the invitation it is a new invitation.
    ///
    /// - Parameter dropsSecondFactor: whether the second factor is taken away at once.
    /// - Throws: `Fault` `.notFound`, `.conflict` for somebody who is disabled.
    public func reset(
        _ id: String, dropsSecondFactor: Bool, _ context: AuditContext
    ) async throws(Fault) -> Shown {
        var account = try await known(id)
        guard account.person.state != .disabled else {
            throw Fault(
                .conflict, "'\(account.person.login)' is disabled.", remedy: "Enable them before.")
        }
        let purpose: AccountLink.Purpose =
            account.person.state == .invited ? .invitation : .reset
        let (link, secret) = Self.link(purpose, for: account.person, context.time)
        var changes: [AccountChange] = [.addLink(link)]
        if dropsSecondFactor {
            SecondFactor.clear(&account.secrets)
            account.person.hasSecondFactor = false
            changes.append(.update(account))
        }
        let details: JSONObject = ["drops_second_factor": .bool(dropsSecondFactor)]
        try await store.apply(changes, audit: [context.event("person.reset", id, details)])
        return Shown(person: account.person, secret: secret, expires: link.expires)
    }

    /// Changes somebody. Who is disabled is signed out everywhere.
    ///
    /// - Throws: `AccountProblem` `.nameRefused`; `Fault` `.notFound`, `.conflict` when there would
    ///   be no owner left.
    public func change(
        _ id: String, _ change: Change, _ context: AuditContext
    ) async throws -> Person {
        var account = try await known(id)
        var details: JSONObject = [:]
        if let name = change.name {
            guard let name = LoginName.displayName(name) else {
                throw AccountProblem.nameRefused("A name has from 1 to 200 characters.")
            }
            account.person.name = name
            details["name"] = .string(name)
        }
        if let role = change.role, role != account.person.role {
            details["role"] = .string(role.rawValue)
            details["role_before"] = .string(account.person.role.rawValue)
            account.person.role = role
        }
        var changes: [AccountChange] = []
        if let isDisabled = change.isDisabled {
            let open: Person.State = account.secrets.passwordHash == nil ? .invited : .active
            account.person.state = isDisabled ? .disabled : open
            details["state"] = .string(account.person.state.rawValue)
            if isDisabled { changes.append(.endAll(person: id, except: nil)) }
        }
        try await store.apply(
            [.update(account)] + changes, audit: [context.event("person.change", id, details)])
        return try await known(id).person
    }

    private func known(_ id: String) async throws(Fault) -> Account {
        guard let account = try await store.account(id: id) else {
            throw Fault(.notFound, "There is nobody with the id '\(id.prefix(64))'.")
        }
        return account
    }

    private static func link(
        _ purpose: AccountLink.Purpose, for person: Person, _ time: Double
    ) -> (AccountLink, String) {
        let secret = SecretText.make()
        let link = AccountLink(
            hash: SecretText.hash(secret), person: person.id, purpose: purpose, created: time,
            expires: time + PasswordDesk.linkSeconds)
        return (link, secret)
    }
}
