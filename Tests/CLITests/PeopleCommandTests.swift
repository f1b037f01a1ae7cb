// `martlet people`, and the first start of a project with a workspace.

import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("martlet people") struct PeopleCommandTests {
    @Test("the first start shows the owner's password on the terminal and never in the log")
    func firstStart() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(filePath: "\(folder)/martlet.yml"))
            let program = try #require(
                try await ServingProgram.start(["--enable-api"], in: folder))
            program.tellToStop()
            #expect(await program.exitCode() == 0)
            let shown = await program.output(with: "this one is shown")
            let line = try #require(shown.split(separator: "\n").first { $0.contains("password:") })
            let password = try #require(line.split(separator: " ").last.map(String.init))
            #expect(password.count == 24, "\(password)")
            #expect(!program.errors.contains(password))
            let second = try #require(
                try await ServingProgram.start(["--enable-api"], in: folder))
            second.tellToStop()
            #expect(await second.exitCode() == 0)
            #expect(!second.output.contains("password:"))
            let people = try await Program.run(["people", "list"], in: folder)
            #expect(people.output.contains("owner") && people.output.contains("never"))
        }
    }

    @Test("people are invited, reset, disabled, enabled and given roles")
    func journey() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(filePath: "\(folder)/martlet.yml"))
            func people(_ arguments: String...) async throws -> ProgramResult {
                try await Program.run(["people"] + arguments, in: folder)
            }
            let invited = try await people(
                "invite", "Anna@Example.com", "--role", "editor", "--name", "Anna", "--url",
                "https://chat.example/")
            #expect(invited.code == 0, "\(invited.errors)")
            #expect(invited.output.hasPrefix("https://chat.example/console/#/welcome/"))
            let twice = try await people("invite", "anna@example.com", "--role", "viewer")
            #expect(twice.code == 1 && twice.errors.contains("anna@example.com"))
            let role = try await people("role", "anna@example.com", "agent")
            #expect(role.output.contains("anna@example.com: agent, invited."))
            #expect(try await people("disable", "anna@example.com").code == 0)
            let reset = try await people("reset", "anna@example.com")
            #expect(reset.code == 1 && reset.errors.contains("disabled"))
            #expect(try await people("enable", "anna@example.com").code == 0)
            let again = try await people("reset", "anna@example.com", "--second-factor")
            #expect(again.output.hasPrefix("http://localhost:5005/console/#/welcome/"))
            #expect(try await people("role", "anna@example.com", "king").code == 2)
            #expect(try await people("disable", "nobody").code == 1)
            let audit = try await people("audit")
            #expect(audit.output.contains("5 lines, all as they were written."))
        }
    }

    @Test("a folder without martlet.yml has no people, and gets none")
    func noWorkspace() async throws {
        try await withFolder { folder in
            let list = try await Program.run(["people", "list"], in: folder)
            #expect(list.code == 1 && list.errors.contains("martlet.yml"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/.martlet"))
        }
    }
}
