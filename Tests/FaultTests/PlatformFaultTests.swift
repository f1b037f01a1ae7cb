// A platform that is away: its people are answered when it is back.

import Foundation
import Synchronization
import TestKit
import Testing
import Vocabulary

@Suite("A platform that fails") struct PlatformFaultTests {
    /// Refuses so many posts, then takes them.
    private final class Unsteady: Sendable {
        private let state = Mutex((refusals: 2, texts: [String]()))
        let arrivals = DispatchSemaphore(value: 0)

        var texts: [String] { state.withLock { $0.texts } }

        func take(_ body: [UInt8]) -> Bool {
            let text = (try? JSONValue(parsing: body))?["text"]?.string ?? ""
            let isTaken = state.withLock { state in
                if state.refusals > 0 {
                    state.refusals -= 1
                    return false
                }
                state.texts.append(text)
                return true
            }
            if isTaken { arrivals.signal() }
            return isTaken
        }
    }

    @Test("Replies that Slack did not take are posted when it does, in their order")
    func away() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let unsteady = Unsteady()
            let slack = StandInPeer { body, connection in
                guard unsteady.take(body) else {
                    connection.send("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n")
                    return true
                }
                return StandInPeer.send(["ok": true], to: connection)
            }
            let program = try #require(
                try await ServingProgram.start(
                    EchoAssistant.arguments, in: folder,
                    environment: ["MARTLET_CLOUD_BASE": "http://127.0.0.1:\(slack.port)"]))
            let connection = try #require(KeptConnection(port: program.port))
            let arrived = await besides {
                for number in 1...4 {
                    _ = connection.slack(
                        EchoAssistant.text("m\(number)"), by: "U", event: "Ev\(number)")
                }
                return (1...4).allSatisfy { _ in
                    unsteady.arrivals.wait(timeout: .now() + 120) == .success
                }
            }
            #expect(arrived)
            #expect(unsteady.texts == ["Noted m1", "Noted m2", "Noted m3", "Noted m4"])
            #expect(program.errors.contains("the reply is tried again in 5 s"))
            program.kill()
            _ = await program.exitCode()
        }
    }
}
