// Opens the workspace of a project: people, articles, questions, and who takes care of them.

import Accounts
import Foundation
import Storage
import Vocabulary

/// The open workspace of a server. Projects without a `martlet.yml` have none.
struct WorkspaceHouse: Sendable {
    let file: WorkspaceFile
    let accounts: SQLiteAccountStore
    let audit: SQLiteAuditStore
    let answers: SQLiteAnswerStore
    /// The time, in seconds since 1970.
    let now: @Sendable () -> Double
    /// The search; `nil` where `martlet.yml` has no `knowledge_base:`.
    let search: SearchHouse?
    /// Answers from the articles and records nothing; `nil` where conversations are not answered.
    let asking: (any KnowledgeAnswering)?
    /// The project's folder.
    let projectFolder: String

    let hasher: PasswordHasher
    let signIn: SignIn
    let passwords: PasswordDesk
    let secondFactor: SecondFactor
    let people: PeopleDesk
    let keys: KeyDesk

    /// Opens the workspace of a project.
    ///
    /// - Returns: `nil` for a project that has none.
    /// - Throws: `Fault` `.storage`.
    static func open(_ settings: ServerSettings) async throws(Fault) -> WorkspaceHouse? {
        guard settings.hasWorkspace else { return nil }
        let path = WorkspaceFile.path(in: settings.workingFolder)
        let house = try WorkspaceHouse(try WorkspaceFile(SQLiteSettings(path: path)), settings)
        try await house.answers.releaseAll()
        return house
    }

    private init(_ file: WorkspaceFile, _ settings: ServerSettings) throws(Fault) {
        self.file = file
        accounts = SQLiteAccountStore(file, seal: AuditTrail.seal)
        audit = SQLiteAuditStore(file, seal: AuditTrail.seal)
        answers = SQLiteAnswerStore(file)
        now = settings.now
        var search: SearchHouse?
        if let knowledge = settings.knowledge, settings.answering == nil {
            search = try SearchHouse(
                ArticleBook(file), knowledge, folder: settings.workingFolder)
        }
        self.search = search
        asking = settings.knowledge == nil ? nil : settings.answering ?? search?.search
        projectFolder = settings.workingFolder.isEmpty ? "." : settings.workingFolder
        hasher = PasswordHasher(cost: settings.passwordCost)
        let throttle = SignInThrottle()
        signIn = SignIn(accounts, audit: audit, hasher: hasher, throttle: throttle)
        passwords = PasswordDesk(accounts, hasher: hasher, throttle: throttle)
        secondFactor = SecondFactor(accounts, passwords: passwords)
        people = PeopleDesk(accounts)
        keys = KeyDesk(accounts)
    }

    /// Makes the first owner when there is nobody yet.
    ///
    /// - Returns: the login and a password for one use; `nil` when there are people.
    /// - Throws: `Fault` `.busy`, `.storage`.
    func found() async throws(Fault) -> FirstOwner? {
        let made = try await people.found(hasher, AuditContext(actor: "server", time: now()))
        return made.map { FirstOwner(login: $0.login, password: $0.password) }
    }
}

/// What the first owner of a workspace signs in with. It is shown on the terminal, once, and never
/// logged.
public struct FirstOwner: Sendable {
    /// The login.
    public let login: String
    /// A password that must be changed at the first sign-in.
    public let password: String
}
