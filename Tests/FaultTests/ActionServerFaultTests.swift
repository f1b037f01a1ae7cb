// Action servers that are down, slow or talk nonsense, before a real server process.

import Foundation
import Synchronization
import TestKit
import Testing
import Vocabulary

/// An action server that behaves as the name of the conversation says.
private final class BadActionServer: Sendable {
    let hang = DispatchSemaphore(value: 0)
    let isHanging = DispatchSemaphore(value: 0)

    func answer(_ body: [UInt8], _ connection: RawConnection) -> Bool {
        let conversation = (try? JSONValue(parsing: body))?["sender_id"]?.string
        switch conversation {
        case "nonsense":
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>")
            return true
        case "list":
            return StandInPeer.send([1, "two"], to: connection)
        case "no events":
            return StandInPeer.send(["events": [["event": "no such"]]], to: connection)
        case "error":
            connection.send("HTTP/1.1 500 Oh\r\ncontent-length: 2\r\n\r\n{}")
            return true
        case "closed": return false
        case "half":
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 600\r\n\r\n{\"events\": [")
            return false
        case "no HTTP":
            connection.send("SSH-2.0-OpenSSH\r\n\r\n")
            return false
        case "10 MB":
            let text = String(repeating: "x", count: 10 << 20)
            return StandInPeer.send(
                ["events": [], "responses": [["text": .string(text)]]], to: connection)
        case "endless":
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 32, count: 65_536) + [13, 10]
            // A gigabyte would do: the server hangs up long before.
            for _ in 0..<16_384 where !connection.send(chunk) { return false }
            Issue.record("the server took a gigabyte")
            return false
        case "slow":
            isHanging.signal()
            hang.wait()
            fallthrough
        default:
            return StandInPeer.send(
                ["events": [], "responses": [["text": "done"]]], to: connection)
        }
    }
}

@Suite("Bad action servers") struct ActionServerFaultTests {
    private func endpoints(_ port: Int) -> String {
        "action_endpoint:\n  url: http://127.0.0.1:\(port)/webhook\n"
    }

    private func start(
        _ folder: String, port: Int, environment: [String: String] = [:]
    ) async throws -> ServingProgram {
        try EchoAssistant.write(to: folder, endpoints: endpoints(port))
        return try #require(
            try await ServingProgram.start(
                EchoAssistant.arguments, in: folder, environment: environment))
    }

    @Test("a failed action says nothing, is logged, and the conversation goes on")
    func failures() async throws {
        try await withFolder { folder in
            let bad = BadActionServer()
            let peer = StandInPeer { bad.answer($0, $1) }
            let program = try await start(folder, port: peer.port)
            defer { program.kill() }
            let faults = [
                "nonsense", "list", "no events", "error", "closed", "half", "no HTTP", "10 MB",
                "endless",
            ]
            for fault in faults {
                await besides {
                    let client = KeptConnection(port: program.port)
                    let failed = client?.say("/ask", in: fault)
                    #expect(failed?.status == 200, "\(fault)")
                    #expect(failed?.texts == [], "\(fault)")
                    let next = client?.say(EchoAssistant.text("Ida"), in: fault)
                    #expect(next?.texts == ["Noted Ida"], "\(fault)")
                }
            }
            let events = await besides {
                KeptConnection(port: program.port)?.events(of: "nonsense") ?? []
            }
            #expect(events.contains { $0["name"] == "action_ask" })
            let done = await besides {
                KeptConnection(port: program.port)?.say("/ask", in: "well")
            }
            #expect(done?.texts == ["done"])
            #expect(Self.residentMegabytes(program) < 700)
        }
    }

    @Test("an action server that is down is like an action that fails")
    func down() async throws {
        try await withFolder { folder in
            // Nobody listens on the discard port of this machine.
            let program = try await start(folder, port: 9)
            defer { program.kill() }
            await besides {
                let client = KeptConnection(port: program.port)
                #expect(client?.say("/ask", in: "a")?.texts == [])
                #expect(client?.say(EchoAssistant.text("Bo"), in: "a")?.texts == ["Noted Bo"])
            }
        }
    }

    @Test("a slow action holds up its own conversation only, and those who wait give up in time")
    func slow() async throws {
        try await withFolder { folder in
            let bad = BadActionServer()
            let peer = StandInPeer { bad.answer($0, $1) }
            let program = try await start(
                folder, port: peer.port, environment: ["TICKET_LOCK_LIFETIME": "0.5"])
            defer { program.kill() }
            let port = program.port
            async let first = besides { KeptConnection(port: port)?.say("/ask", in: "slow") }
            await besides { bad.isHanging.wait() }
            await besides {
                let client = KeptConnection(port: port)
                #expect(client?.say(EchoAssistant.text("Cy"), in: "other")?.texts == ["Noted Cy"])
                // Its turn does not come within the life of the lock.
                let waited = client?.say(EchoAssistant.text("Di"), in: "slow")
                #expect(waited?.status == 200)
                #expect(waited?.texts == [])
                bad.hang.signal()
            }
            #expect(await first?.texts == ["done"])
            await besides {
                let client = KeptConnection(port: port)
                #expect(client?.say(EchoAssistant.text("Ed"), in: "slow")?.texts == ["Noted Ed"])
            }
        }
    }

    private static func residentMegabytes(_ program: ServingProgram) -> Int {
        let status = try? String(
            contentsOfFile: "/proc/\(program.processNumber)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
