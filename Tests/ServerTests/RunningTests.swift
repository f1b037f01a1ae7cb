// What runs beside the answers: the inbox after a crash, reminders, published events, settings.

import Assistant
import Foundation
import Storage
import Testing
import Vocabulary

@testable import Server

struct RunningTests {
    static func withFolder(
        _ work: (String, @escaping @Sendable (inout ServerSettings) -> Void) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "martlet-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await work(folder) {
            $0.workingFolder = folder
            $0.endpoints = .null
        }
    }

    /// Waits until a conversation has an event, two minutes at most.
    static func waits(_ server: LiveServer, _ id: String, for event: String) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < end {
            if kinds(try await server.tracker(id)).contains(event) { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    @Test("A message that was acknowledged before a crash is answered after the start, once")
    func inbox() async throws {
        try await Self.withFolder { folder, settings in
            do {
                let stores = try await StoreCatalog.open(StoreSettings(), folder: folder)
                let message = UserMessage(
                    text: "/greet", conversation: "left", inputChannel: "slack")
                _ = try await stores.store.accept(
                    message, channel: "slack", platformID: "1", reply: [:])
            }
            for _ in 0..<2 {
                try await withTalkingServer(settings) { server async throws in
                    #expect(try await Self.waits(server, "left", for: "bot Hello"))
                    let tracker = try await server.tracker("left")
                    #expect(kinds(tracker).count { $0 == "bot Hello" } == 1)
                }
            }
        }
    }

    @Test("A reminder fires, also one that came due while no server ran")
    func reminders() async throws {
        try await Self.withFolder { _, settings in
            @Sendable func remind(_ server: LiveServer, _ id: String, in seconds: Double)
                async throws
            {
                let due = Date(timeIntervalSinceNow: seconds).ISO8601Format()
                let body: JSONValue = [
                    "event": "reminder", "intent": "remind", "date_time": .string(due),
                    "name": "r",
                ]
                let path = "/conversations/\(id)/tracker/events?execute_side_effects=true"
                #expect(try await server.call("POST", path, body.text()).status == 200)
            }
            try await withTalkingServer(settings) { server async throws in
                try await remind(server, "now", in: -5)
                #expect(try await Self.waits(server, "now", for: "bot Tea is ready"))
                try await remind(server, "later", in: 1.2)
            }
            try await withTalkingServer(settings) { server async throws in
                #expect(try await Self.waits(server, "later", for: "bot Tea is ready"))
            }
        }
    }

    @Test("Events are in the file of endpoints.yml when a turn is answered, each once")
    func broker() async throws {
        try await Self.withFolder { folder, settings in
            try await withTalkingServer {
                settings(&$0)
                $0.endpoints = ["event_broker": ["type": "file", "path": "events.jsonl"]]
            } _: { server async throws in
                _ = try await server.say("/greet", to: "p")
                let wanted = kinds(try await server.tracker("p"))
                let text = try String(contentsOfFile: "\(folder)/events.jsonl", encoding: .utf8)
                let events = text.split(separator: "\n").map { line in
                    (try? JSONValue(parsing: String(line))) ?? .null
                }
                #expect(kinds(["events": .array(events)]) == wanted)
            }
        }
    }

    @Test("A store that is not there is refused by name at the start")
    func missingStore() async throws {
        for (section, type) in [
            ("tracker_store", "redis"), ("lock_store", "redis"), ("event_broker", "kafka"),
        ] {
            await #expect(throws: Fault.self) {
                try await withTalkingServer {
                    $0.endpoints = .object([section: ["type": .string(type)]])
                } _: { _ async throws in
                }
            }
        }
    }

    @Test("The environment sets limits of turns, and is refused when it is nonsense")
    func environment() throws {
        let read = try ServerEnvironment([
            "MAX_NUMBER_OF_PREDICTIONS": "3", "TICKET_LOCK_LIFETIME": "2.5",
            "COMPRESS_ACTION_SERVER_REQUEST": "True",
        ])
        #expect(read.predictionsMax == 3)
        #expect(read.ticketLifetimeSeconds == 2.5)
        #expect(read.compressesActionCalls)
        #expect(try ServerEnvironment([:]) == ServerEnvironment())
        for (name, text) in [
            ("MAX_NUMBER_OF_PREDICTIONS", "many"), ("MAX_NUMBER_OF_PREDICTIONS", "0"),
            ("TICKET_LOCK_LIFETIME", "-1"), ("TICKET_LOCK_LIFETIME", "nan"),
        ] {
            #expect(throws: Fault.self) { try ServerEnvironment([name: text]) }
        }
    }
}
