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

    @Test("every acknowledged turn is there after a restart, none twice, none half")
    func kill() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let said = Said()
            let slack = StandInPeer { body, connection in
                said.note(body)
                return StandInPeer.send(["ok": true], to: connection)
            }
            var counts = KillCounts()
            var all: [SentMessage] = []
            var random = SystemRandomNumberGenerator()
            for round in 0..<Self.kills {
                let program = try await start(folder, slack)
                let life = KillRound(round, program) { Int.random(in: 0...$0, using: &random) }
                let (sent, problems) = await life.run()
                #expect(problems == [])
                let next = try await start(folder, slack)
                let (settled, wrong) = await besides { [counts] in
                    var counts = counts
                    let problems = Self.inspect(sent, on: next.port, &counts)
                    return (counts, problems)
                }
                counts = settled
                counts.kills += 1
                #expect(wrong == [], "round \(round)")
                all += sent
                next.kill()
                _ = await next.exitCode()
            }
            // The reply of a turn goes out when the turn is kept.
            counts.unsaid = all.count {
                $0.isSlack && $0.isAcknowledged && said.count($0.name) == 0
            }
            #expect(all.allSatisfy { said.count($0.name) <= 1 })
            #expect(counts.lost + counts.twice + counts.half == 0)
            print("kill -9: \(counts)")
        }
    }

    private func start(_ folder: String, _ slack: StandInPeer) async throws -> ServingProgram {
        try #require(
            try await ServingProgram.start(
                EchoAssistant.arguments, in: folder,
                environment: ["MARTLET_CLOUD_BASE": "http://127.0.0.1:\(slack.port)"]))
    }

    /// Sends again what Slack would, and judges every conversation of a life.
    private static func inspect(
        _ sent: [SentMessage], on port: Int, _ counts: inout KillCounts
    ) -> [String] {
        guard let connection = KeptConnection(port: port) else { return ["no connection"] }
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
            for _ in 0..<2_000 where messages.contains(where: { $0.isSlack }) {
                if events.count(where: { $0["event"] == "user" }) >= messages.count { break }
                usleep(5_000)
                events = connection.events(of: conversation) ?? []
            }
            problems += KillVerdict.judge(messages, events, into: &counts)
        }
        return problems
    }
}

/// What the stand-in of Slack was told to say.
final class Said: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func note(_ body: [UInt8]) {
        guard let text = (try? JSONValue(parsing: body))?["text"]?.string else { return }
        let name = text.split(separator: " ").last.map(String.init) ?? ""
        counts.withLock { $0[name, default: 0] += 1 }
    }

    func count(_ name: String) -> Int { counts.withLock { $0[name] ?? 0 } }
}
