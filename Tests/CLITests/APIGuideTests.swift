// The lines of docs/API.md, run as they stand against the built program.

import Foundation
import TestKit
import Testing

@Suite("docs/API.md") struct APIGuideTests {
    static let shell = "/bin/bash"
    static var canRun: Bool {
        ["/usr/bin/curl", shell].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The first block of shell lines.
    static func script() throws -> String {
        let text = try String(contentsOfFile: Repository.path + "/docs/API.md", encoding: .utf8)
        let start = try #require(text.range(of: "```sh\n"))
        let end = try #require(text[start.upperBound...].range(of: "```"))
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test("the lines for the terminal do what they say", .enabled(if: canRun))
    func lines() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(filePath: "\(folder)/martlet.yml"))
            let program = try #require(
                try await ServingProgram.start(["--enable-api"], in: folder))
            let shown = await program.output(with: "this one is shown")
            let line = shown.split(separator: "\n").first { $0.contains("password:") }
            let password = try #require(line?.split(separator: " ").last.map(String.init))
            let process = Process()
            process.executableURL = URL(filePath: Self.shell)
            process.arguments = ["-eu", "-o", "pipefail", "-c", try Self.script()]
            process.currentDirectoryURL = URL(filePath: folder)
            process.environment = ProcessInfo.processInfo.environment.merging([
                "URL": "http://127.0.0.1:\(program.port)", "PASSWORD": password,
                "NEW": "a good long sentence",
            ]) { $1 }
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = await besides { [process] in
                let data = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                return String(decoding: data, as: UTF8.self)
            }
            #expect(process.terminationStatus == 0)
            for word in ["permissions", "anna@example.com", "key.make", "person.invite"] {
                #expect(text.contains(word), "\(word) is missing in \(text)")
            }
            #expect(!text.contains("urn:martlet:problem"), "\(text)")
            program.tellToStop()
            #expect(await program.exitCode() == 0)
            #expect(!program.errors.contains(password))
        }
    }
}
