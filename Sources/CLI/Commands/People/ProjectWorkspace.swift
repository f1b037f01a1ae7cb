// The workspace of the project in this folder, for commands that work on it.

import Accounts
import ArgumentParser
import Foundation
import Storage
import Vocabulary

/// The open workspace; a server may go on using it.
struct ProjectWorkspace {
    let accounts: SQLiteAccountStore
    let audit: SQLiteAuditStore
    let people: PeopleDesk

    /// Whether the project in this folder has one.
    static var exists: Bool { FileManager.default.fileExists(atPath: "martlet.yml") }

    /// Opens the workspace of this folder.
    ///
    /// - Throws: `Fault` `.notFound` in a folder without `martlet.yml`, `.storage`.
    init() throws(Fault) {
        guard Self.exists else {
            throw Fault(
                .notFound, "There is no martlet.yml here, so this project has no people.",
                remedy: "Go to the project's folder, or make the file; it may be empty.")
        }
        let file = try WorkspaceFile(SQLiteSettings(path: WorkspaceFile.path(in: "")))
        accounts = SQLiteAccountStore(file, seal: AuditTrail.seal)
        audit = SQLiteAuditStore(file, seal: AuditTrail.seal)
        people = PeopleDesk(accounts)
    }

    /// Who does it, and when.
    var context: AuditContext {
        AuditContext(actor: "terminal", time: Date().timeIntervalSince1970)
    }

    /// The person of a login.
    ///
    /// - Throws: `Fault` `.notFound`.
    func person(_ login: String) async throws(Fault) -> Person {
        let normal = LoginName.normal(login) ?? ""
        guard let account = try await accounts.account(login: normal) else {
            throw Fault(
                .notFound, "There is nobody with the login '\(login)'.",
                remedy: "`martlet people list` lists everybody.")
        }
        return account.person
    }

    /// Everybody, by their logins.
    func everybody() async throws(Fault) -> [Person] {
        var (all, after): ([Person], String?) = ([], nil)
        repeat {
            let page = try await accounts.people(
                PageRequest(limit: PageRequest.limitMax, after: after))
            all += page.items
            after = page.next
        } while after != nil
        return all
    }
}

/// A role on the command line.
struct RoleArgument: ExpressibleByArgument {
    let role: Role

    init?(argument: String) {
        guard let role = Role(rawValue: argument.lowercased()) else { return nil }
        self.role = role
    }

    static let allValueStrings = Role.allCases.map(\.rawValue)
}
