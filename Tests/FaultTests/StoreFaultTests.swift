// Stores that cannot be written for a while, before a real server process.

import Foundation
import GRDB
import TestKit
import Testing
import Vocabulary

@Suite("Stores that fail") struct StoreFaultTests {
    @Test("on a full disk nothing is acknowledged that is not kept, and the server stays well")
    func fullDisk() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let program = try #require(
                try await ServingProgram.start(
                    EchoAssistant.arguments, in: folder, fileKiB: 300))
            let port = program.port
            let said = await besides { () -> [SentMessage] in
                guard let client = KeptConnection(port: port) else { return [] }
                return (0..<400).map { number in
                    let answer = client.say(EchoAssistant.text("n\(number)"), in: "full")
                    #expect(answer?.status == 200)
                    return SentMessage(
                        conversation: "full", name: "n\(number)", isSlack: false,
                        isAcknowledged: answer?.texts == ["Noted n\(number)"])
                }
            }
            #expect(said.contains { $0.isAcknowledged })
            #expect(said.contains { !$0.isAcknowledged })
            #expect(await besides { KeptConnection(port: port)?.ask("GET", "/") }?.status == 200)
            program.kill()
            _ = await program.exitCode()

            let next = try #require(
                try await ServingProgram.start(EchoAssistant.arguments, in: folder))
            defer { next.kill() }
            let (problems, counts) = await besides { () -> ([String], KillCounts) in
                var counts = KillCounts()
                let client = KeptConnection(port: next.port)
                let events = client?.events(of: "full") ?? []
                let problems = KillVerdict.judge(said, events, into: &counts)
                #expect(client?.say(EchoAssistant.text("on"), in: "full")?.texts == ["Noted on"])
                return (problems, counts)
            }
            #expect(problems == [])
            #expect(counts.cutKept == 0)
        }
    }

    @Test("while another program locks the database turns fail in time; afterwards they go on")
    func locked() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let program = try #require(
                try await ServingProgram.start(EchoAssistant.arguments, in: folder))
            defer { program.kill() }
            let port = program.port
            func say(_ name: String) async -> [String]? {
                await besides {
                    KeptConnection(port: port)?.say(EchoAssistant.text(name), in: "a")?.texts
                }
            }
            #expect(await say("Ann") == ["Noted Ann"])
            let other = try Self.lock("\(folder)/.martlet/martlet.db")
            #expect(await say("Ben") == [])
            let status = await besides { KeptConnection(port: port)?.ask("GET", "/status")?.status }
            #expect(status == 200)
            try Self.unlock(other)
            #expect(await say("Cid") == ["Noted Cid"])
            let events = await besides { KeptConnection(port: port)?.events(of: "a") ?? [] }
            let texts = events.compactMap { $0["event"] == "bot" ? $0["text"]?.string : nil }
            #expect(texts == ["Noted Ann", "Noted Cid"])
            #expect(program.errors.contains("locked by another program"))
        }
    }

    @Test("a database that is locked at the start is named, and the program ends")
    func lockedAtStart() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let first = try #require(
                try await ServingProgram.start(EchoAssistant.arguments, in: folder))
            first.kill()
            _ = await first.exitCode()
            let other = try Self.lock("\(folder)/.martlet/martlet.db")
            let result = try await Program.run(
                ["run", "-i", "127.0.0.1", "-p", "0"] + EchoAssistant.arguments, in: folder)
            #expect(result.code == 1)
            #expect(result.errors.contains("locked by another program"), "\(result.errors)")
            try Self.unlock(other)
        }
    }

    /// Holds a database as another program would.
    private static func lock(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.unsafeReentrantWrite { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        return queue
    }

    private static func unlock(_ queue: DatabaseQueue) throws {
        try queue.unsafeReentrantWrite { try $0.execute(sql: "ROLLBACK") }
    }
}
