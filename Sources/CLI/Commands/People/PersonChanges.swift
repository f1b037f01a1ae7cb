// `martlet people disable | enable | role`, and the check of the audit log.

import Accounts
import ArgumentParser
import Vocabulary

/// Keeps somebody from signing in.
struct DisablePerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Sign somebody out everywhere and let them in no more.")

    @Argument(help: "The login.")
    var login: String

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try await PersonChange.make(login, .init(isDisabled: true))
    }
}

/// Lets somebody in again.
struct EnablePerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let somebody in again who was disabled.")

    @Argument(help: "The login.")
    var login: String

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try await PersonChange.make(login, .init(isDisabled: false))
    }
}

/// Changes a role.
struct ChangeRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Change what somebody may do.")

    @Argument(help: "The login.")
    var login: String

    @Argument(help: "The new role.")
    var role: RoleArgument

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        try await PersonChange.make(login, .init(role: role.role))
    }
}

/// Changes a person and says what is true then.
enum PersonChange {
    static func make(_ login: String, _ change: PeopleDesk.Change) async throws {
        let workspace = try ProjectWorkspace()
        let person = try await workspace.person(login)
        let changed = try await workspace.people.change(person.id, change, workspace.context)
        Terminal.standard.success(
            "\(changed.login): \(changed.role.rawValue), \(changed.state.rawValue).")
    }
}

/// Walks the audit log.
struct CheckAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check that no line of the audit log was changed; prints its last hash.")

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let found = try await AuditTrail.verify(try ProjectWorkspace().audit)
        if let line = found.firstBroken {
            throw Fault(
                .storage, "Line \(line) of the audit log was changed, or lines before it removed.",
                remedy: "Compare with a backup.")
        }
        Terminal.standard.success("\(found.count) lines, all as they were written.")
        Terminal.standard.write(found.lastHash)
    }
}
