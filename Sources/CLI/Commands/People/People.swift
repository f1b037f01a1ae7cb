// `martlet people`: who may sign in to the workspace, and as what.

import Accounts
import ArgumentParser
import Foundation
import Server
import Vocabulary

/// The people of the workspace.
struct People: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "List, invite, reset, disable people of the workspace; change roles.",
        discussion: """
            Works on .martlet/workspace.sqlite of this folder; a server may go on meanwhile. Roles \
            are owner, editor, reviewer, agent and viewer (docs/ACCOUNTS.md).
            """,
        subcommands: [
            ListPeople.self, InvitePerson.self, ResetPerson.self, DisablePerson.self,
            EnablePerson.self, ChangeRole.self, CheckAudit.self,
        ])
}

/// Lists everybody.
struct ListPeople: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List everybody: login, role, state, last sign-in.")

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let everybody = try await ProjectWorkspace().everybody()
        guard !everybody.isEmpty else {
            Terminal.standard.note("Nobody yet: the first `martlet run` makes an owner.")
            return
        }
        let width = everybody.map(\.login.count).max() ?? 0
        for person in everybody {
            let login = person.login.padding(toLength: width, withPad: " ", startingAt: 0)
            let role = person.role.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
            let state = person.state.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
            let seen = person.lastSignIn.map(Self.day) ?? "never"
            Terminal.standard.write("\(login)  \(role)  \(state)  \(seen)  \(person.name)")
        }
    }

    private static func day(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds).formatted(.iso8601.year().month().day())
    }
}

/// Invites somebody.
struct InvitePerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Invite somebody; prints a link that works once, for 24 hours.")

    @Argument(help: "What the person signs in with, an e-mail address for instance.")
    var login: String

    @Option(name: .long, help: "What the person may do.")
    var role: RoleArgument

    @Option(name: .long, help: "The name that others see (default: the login).")
    var name: String?

    @OptionGroup var link: LinkOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let workspace = try ProjectWorkspace()
        do {
            let shown = try await workspace.people.invite(
                login: login, name: name, role: role.role, workspace.context)
            link.show(shown)
        } catch AccountProblem.nameRefused(let reason) {
            throw Fault(.badRequest, reason)
        }
    }
}

/// Makes a link to set a new password.
struct ResetPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Make a link to set a new password; it works once, for 24 hours.")

    @Argument(help: "The login.")
    var login: String

    @Flag(name: .long, help: "Take the second factor away at once.")
    var secondFactor = false

    @OptionGroup var link: LinkOptions
    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let workspace = try ProjectWorkspace()
        let person = try await workspace.person(login)
        link.show(
            try await workspace.people.reset(
                person.id, dropsSecondFactor: secondFactor, workspace.context))
    }
}

/// How links are shown.
struct LinkOptions: ParsableArguments {
    @Option(name: .long, help: "The address the server is reached at.")
    var url = "http://localhost:\(ListenOptions.standardPort)"

    func show(_ shown: PeopleDesk.Shown) {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        Terminal.standard.note("For \(shown.person.login), once, within 24 hours:")
        Terminal.standard.write(base + PasswordLink.path(shown.secret))
    }
}
