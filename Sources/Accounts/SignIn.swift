// Signing in with login, password and, where there is one, the code of a second factor.

public import Vocabulary

/// Lets people in.
public struct SignIn: Sendable {
    /// What somebody shows.
    public struct Attempt: Sendable {
        /// The login in any spelling.
        public let login: String
        /// The password.
        public let password: String
        /// A code of the second factor, or a recovery code; `nil` for none.
        public let code: String?
        /// The address, or the network it belongs to, that attempts are counted by.
        public let network: String
        /// What the browser calls itself.
        public let agent: String

        /// An attempt.
        public init(
            login: String, password: String, code: String?, network: String, agent: String
        ) {
            self.login = login
            self.password = password
            self.code = code
            self.network = network
            self.agent = agent
        }
    }

    /// A session that began.
    public struct Begun: Sendable {
        /// What the browser keeps.
        public let secret: String
        /// Who is signed in.
        public let caller: Caller
    }

    /// How often a sign-in is tried again when the account changes under it.
    private static let triesMax = 4
    /// How much of a browser's name is kept, in characters.
    private static let agentLength = 200

    let store: any AccountStore
    let hasher: PasswordHasher
    let throttle: SignInThrottle
    let log: RefusalLog

    /// Lets people of a store in.
    public init(
        _ store: any AccountStore, audit: any AuditStore, hasher: PasswordHasher,
        throttle: SignInThrottle
    ) {
        self.store = store
        self.hasher = hasher
        self.throttle = throttle
        log = RefusalLog(audit)
    }

    /// Signs somebody in.
    ///
    /// The same work is done for a login that is not there: one hash, one line of the log.
    ///
    /// - Throws: `AccountProblem` `.tooManyAttempts`, `.credentialsWrong`, `.secondFactorNeeded`;
    ///   `Fault` `.busy`, `.storage`.
    public func begin(_ attempt: Attempt, _ context: AuditContext) async throws -> Begun {
        // A login that is none is looked for all the same, and not found.
        let login = LoginName.normal(attempt.login) ?? ""
        try throttle.begin(login: login, network: attempt.network)
        var account: Account?
        let fits: Bool
        do {
            account = try await store.account(login: login)
            fits = try await hasher.fits(attempt.password, account?.secrets.passwordHash)
        } catch {
            throttle.withdraw(login: login, network: attempt.network)
            throw error
        }
        guard fits, let known = account, known.person.state == .active else {
            await log.refused("password", account?.person.id, context)
            throw AccountProblem.credentialsWrong
        }
        return try await finish(known, login, attempt, context)
    }

    /// The password is right: the rest, again when the account changed meanwhile.
    private func finish(
        _ known: Account, _ login: String, _ attempt: Attempt, _ context: AuditContext
    ) async throws -> Begun {
        var account = known
        for _ in 0..<Self.triesMax {
            do {
                let begun = try await admit(account, login, attempt, context)
                throttle.succeed(login: login, network: attempt.network)
                return begun
            } catch let fault as Fault where fault.code == .conflict {
                guard let now = try await store.account(id: account.person.id),
                    now.secrets.passwordHash == known.secrets.passwordHash,
                    now.person.state == .active
                else { throw AccountProblem.credentialsWrong }
                account = now
            }
        }
        throw Fault(.busy, "The account is changed by too many at once.")
    }

    private func admit(
        _ known: Account, _ login: String, _ attempt: Attempt, _ context: AuditContext
    ) async throws -> Begun {
        var account = known
        var details: JSONObject = [:]
        if known.secrets.factorKey != nil {
            guard let code = attempt.code, !code.isEmpty else {
                throttle.withdraw(login: login, network: attempt.network)
                throw AccountProblem.secondFactorNeeded
            }
            guard let kind = Self.use(code, of: &account, now: context.time) else {
                await log.refused("code", account.person.id, context)
                throw AccountProblem.credentialsWrong
            }
            details["factor"] = .string(kind)
        }
        if hasher.isOutdated(account.secrets.passwordHash) {
            account.secrets.passwordHash = try await hasher.hash(attempt.password)
        }
        account.person.lastSignIn = context.time
        let secret = SecretText.make()
        let session = AccountSession(
            hash: SecretText.hash(secret), person: account.person.id, created: context.time,
            lastSeen: context.time, address: context.address,
            agent: String(attempt.agent.prefix(Self.agentLength)))
        try await store.apply(
            [Self.forgetting(context.time), .update(account), .begin(session)],
            audit: [
                context.by(account.person.id).event("session.begin", account.person.id, details)
            ]
        )
        let means = Caller.Means.session(
            hash: session.hash, csrfToken: SecretText.derived(from: secret, for: "csrf"))
        return Begun(
            secret: secret,
            caller: Caller(
                account.person, means,
                permissions: PermissionTable.permissions(of: account.person.role)))
    }

    /// Uses a code up.
    ///
    /// - Returns: which kind it was; `nil` when it is not right.
    private static func use(_ code: String, of account: inout Account, now: Double) -> String? {
        guard let key = account.secrets.factorKey else { return nil }
        let step = OneTimeCode.step(
            of: code, key, now: now, after: account.secrets.lastFactorStep)
        if let step {
            account.secrets.lastFactorStep = step
            return "code"
        }
        let hash = RecoveryCode.hash(code)
        guard let place = account.secrets.recoveryHashes.firstIndex(of: hash) else { return nil }
        account.secrets.recoveryHashes.remove(at: place)
        return "recovery"
    }

    /// Forgets what ended.
    private static func forgetting(_ time: Double) -> AccountChange {
        .forget(
            sessionsBegunBefore: time - CallerFinder.lifetimeSeconds,
            sessionsUnusedSince: time - CallerFinder.idleSeconds, ended: time - 30 * 86_400)
    }

    /// Ends a session.
    public func end(_ caller: Caller, _ context: AuditContext) async throws(Fault) {
        guard case .session(let hash, _) = caller.means else { return }
        try await store.apply(
            [.end(sessionHash: hash)], audit: [context.event("session.end", caller.person.id)])
    }

    /// Ends all sessions of somebody but the one they ask with.
    public func endOthers(_ caller: Caller, _ context: AuditContext) async throws(Fault) {
        guard case .session(let hash, _) = caller.means else { return }
        try await store.apply(
            [.endAll(person: caller.person.id, except: hash)],
            audit: [context.event("session.end_others", caller.person.id)])
    }
}
