// Killed at any moment under load, the server forgets nothing that it acknowledged.

import Foundation
import Synchronization
import TestKit
import Testing
import Vocabulary

@Suite("Kill -9") struct KillTests {
    /// How often the server is killed; `make faults` asks for 500.
    static let kills =
        ProcessInfo.processInfo.environment["MARTLET_KILLS"].flatMap { Int($0) } ?? 20

    @Test("every acknowledged turn is there after a restart, none twice or half, all answered")
    func kill() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let said = Said()
            var counts = KillCounts()
            var all: [SentMessage] = []
            var random = SystemRandomNumberGenerator()
            for round in 0..<Self.kills {
                let program = try await Life(folder, said)
                let life = KillRound(round, program.program) {
                    Int.random(in: 0...$0, using: &random)
                }
                let (sent, problems) = await life.run()
                #expect(problems == [])
                let next = try await Life(folder, said)
                let inspection = await besides { [counts] in
                    Self.inspect(sent, on: next.program.port, counts)
                }
                counts = inspection.counts
                counts.kills += 1
                #expect(inspection.problems == [], "round \(round)")
                all += inspection.sent
                next.program.kill()
                _ = await next.program.exitCode()
            }
            let owed = Set(all.filter { $0.isSlack && $0.isAcknowledged }.map(\.name))
            let last = try await Life(folder, said)
            counts.unsaid = await besides { said.unsaid(of: owed) }
            counts.saidAgain = said.again
            #expect(counts.lost + counts.twice + counts.half + counts.unsaid == 0)
            #expect(said.againInOneLife == 0)
            last.program.kill()
            print("kill -9: \(counts)")
        }
    }

    /// One life of the server with a Slack of its own, so that each reply shows which life sent it.
    private struct Life {
        let slack: StandInPeer
        let program: ServingProgram

        init(_ folder: String, _ said: Said) async throws {
            let life = said.beginLife()
            slack = StandInPeer { body, connection in
                said.note(body, in: life)
                return StandInPeer.send(["ok": true], to: connection)
            }
            program = try #require(
                try await ServingProgram.start(
                    EchoAssistant.arguments, in: folder,
                    environment: ["MARTLET_CLOUD_BASE": "http://127.0.0.1:\(slack.port)"]))
        }
    }

    private typealias Inspection = (
        counts: KillCounts, problems: [String], sent: [SentMessage]
    )

    /// Sends again what Slack would, and judges every conversation of a life.
    private static func inspect(
        _ sent: [SentMessage], on port: Int, _ counts: KillCounts
    ) -> Inspection {
        guard let connection = KeptConnection(port: port) else {
            return (counts, ["no connection"], sent)
        }
        var counts = counts
        var problems: [String] = []
        var sent = sent
        for (index, message) in sent.enumerated() where message.isSlack {
            guard !message.isAcknowledged || index.isMultiple(of: 3) else { continue }
            counts.retries += 1
            let answer = connection.slack(
                EchoAssistant.text(message.name), by: message.conversation,
                event: "Ev" + message.name, isRetry: true)
            if answer?.status != 200 { problems.append("a retry of \(message.name) failed") }
            sent[index].isAcknowledged = true
        }
        let conversations = Dictionary(grouping: sent, by: \.conversation)
        for (conversation, messages) in conversations.sorted(by: { $0.key < $1.key }) {
            // Slack's turns run behind its acknowledgements.
            var events = connection.events(of: conversation) ?? []
            for _ in 0..<24_000 where messages.contains(where: { $0.isSlack }) {
                if events.count(where: { $0["event"] == "user" }) >= messages.count { break }
                usleep(5_000)
                events = connection.events(of: conversation) ?? []
            }
            problems += KillVerdict.judge(messages, events, into: &counts)
        }
        return (counts, problems, sent)
    }
}

/// What the stand-ins of Slack were told to say, life by life.
final class Said: Sendable {
    /// How long the last replies may take, in seconds.
    static let patienceSeconds = 120

    private let state = Mutex((lives: 0, counts: [String: [Int: Int]]()))

    /// The number of the life that begins.
    func beginLife() -> Int {
        state.withLock { state in
            state.lives += 1
            return state.lives
        }
    }

    func note(_ body: [UInt8], in life: Int) {
        guard let text = (try? JSONValue(parsing: body))?["text"]?.string else { return }
        let name = text.split(separator: " ").last.map(String.init) ?? ""
        state.withLock { $0.counts[name, default: [:]][life, default: 0] += 1 }
    }

    /// How many of these were not said; waits for them.
    func unsaid(of names: Set<String>) -> Int {
        for _ in 0..<(Self.patienceSeconds * 100) {
            if missing(names) == 0 { return 0 }
            usleep(10_000)
        }
        return missing(names)
    }

    /// How often something was said that had been said before.
    var again: Int {
        state.withLock { state in
            state.counts.values.reduce(0) { $0 + $1.values.reduce(0, +) - 1 }
        }
    }

    /// How often one life said something again.
    var againInOneLife: Int {
        state.withLock { state in
            state.counts.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1 - 1 } }
        }
    }

    private func missing(_ names: Set<String>) -> Int {
        state.withLock { state in names.count { state.counts[$0] == nil } }
    }
}
