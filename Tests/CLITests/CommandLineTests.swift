import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("Command line") struct CommandLineTests {
    @Test("--version tells the version and the Rasa it stands in for, with exit code 0")
    func version() async throws {
        let result = try await withFolder { try await Program.run(["--version"], in: $0) }
        #expect(result.code == 0)
        #expect(result.output.contains(ProgramVersion.martlet))
        #expect(result.output.contains("3.6.21"))
    }

    @Test("without a command the help is shown, with exit code 1")
    func nothing() async throws {
        let result = try await withFolder { try await Program.run([], in: $0) }
        #expect(result.code == 1)
        #expect(result.errors.contains("No command specified."))
        #expect(result.output.contains("USAGE"))
    }

    @Test(
        "a flag that does not exist has the exit code 2",
        arguments: [["train", "nlu", "--nope"], ["fly"]])
    func usage(arguments: [String]) async throws {
        let result = try await withFolder { try await Program.run(arguments, in: $0) }
        #expect(result.code == 2)
        #expect(!result.errors.isEmpty)
    }

    @Test("no colour and no bar where there is no terminal")
    func plain() async throws {
        let result = try await withFolder { try await Program.run(["shell", "nlu"], in: $0) }
        #expect(!result.output.contains("\u{1B}"))
        #expect(!result.errors.contains("\u{1B}"))
        #expect(result.errors.contains("No model found."))
        #expect(result.code == 0)
    }

    @Test("completion scripts are made for the usual shells", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) async throws {
        let result = try await withFolder {
            try await Program.run(["--generate-completion-script", shell], in: $0)
        }
        #expect(result.code == 0)
        #expect(result.output.contains("martlet"))
    }
}
