// Rasa's own table, written and read by real Rasa where there is one.

import Foundation
import GRDB
import Storage
import TestKit
import Testing
import Vocabulary

@Suite struct RasaTableTests {
    /// A Python with real Rasa (`RASA_PYTHON`), as for the recorders of Tests/Golden.
    static let python = ProcessInfo.processInfo.environment["RASA_PYTHON"]

    /// Runs a script with real Rasa in a folder; what it prints is JSON.
    private func rasa(_ script: String, in folder: String) async throws -> JSONValue {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "2",
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        return try JSONValue(parsing: String(text.split(separator: "\n").last ?? ""))
    }

    private static let head = """
        import asyncio, json
        from rasa.core.tracker_store import SQLTrackerStore
        from rasa.shared.core.domain import Domain
        from rasa.shared.core.events import *
        from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
        domain = Domain.from_yaml(
            "version: '3.1'\\nintents: [greet]\\nresponses: {utter_greet: [{text: hi}]}\\n"
            "slots: {city: {type: any, mappings: [{type: custom}]}}")
        store = SQLTrackerStore(domain, dialect="sqlite", db="rasa.db")

        """

    @Test(.enabled("RASA_PYTHON names no Python with real Rasa") { python != nil })
    func `A database that Rasa wrote is continued, and Rasa reads on`() async throws {
        try await withFolder { folder in
            let written = try await rasa(
                Self.head + """
                    tracker = DialogueStateTracker.from_events("Ida é", [
                        ActionExecuted("action_session_start"), SessionStarted(),
                        ActionExecuted("action_listen"),
                        UserUttered("Grüße 🦆", {"name": "greet", "confidence": 0.5},
                                    [{"entity": "x", "value": "ö"}]),
                        SlotSet("city", ["Ōsaka", 1, None, 1e-7]),
                        ActionExecuted("utter_greet", "RulePolicy", 1.0),
                        BotUttered("hi", {"buttons": []}),
                        ActionExecuted("action_listen")], domain.slots, domain=domain)
                    asyncio.run(store.save(tracker))
                    print(json.dumps([e.as_dict() for e in tracker.events]))
                    """, in: folder)
            let store = try SQLiteStore(
                SQLiteSettings(path: folder + "/rasa.db"), layout: .rasa)
            let found = try await store.events(of: "Ida é", .all) ?? []
            #expect(JSONValue.array(found.map { .object($0.json) }) == written)
            #expect(try await store.conversations(after: nil, limit: 9) == ["Ida é"])

            let time = (found.last?.timestamp ?? 0) + 1
            let turn = EventStoreLaws.turn(1).map { event in
                Event(event.content, timestamp: time, metadata: event.metadata)
            }
            try await store.commit(ConversationChange(conversation: "Ida é", events: turn))
            let read = try await rasa(
                Self.head + """
                    tracker = asyncio.run(store.retrieve("Ida é"))
                    tracker.update(ActionExecuted("utter_greet"), domain)
                    asyncio.run(store.save(tracker))
                    tracker = asyncio.run(store.retrieve_full_tracker("Ida é"))
                    print(json.dumps([e.as_dict() for e in tracker.events]))
                    """, in: folder)
            let all = read.array ?? []
            try #require(all.count == 14)
            #expect(
                JSONValue.array(Array(all[8..<13]))
                    == .array(turn.map { .object($0.json) }))
            #expect(try await store.events(of: "Ida é", .all)?.count == 14)
        }
    }

    @Test func `Each event has a row with the columns Rasa fills`() async throws {
        try await withFolder { folder in
            let path = folder + "/rasa.db"
            let store = try SQLiteStore(SQLiteSettings(path: path), layout: .rasa)
            try await store.commit(
                ConversationChange(
                    conversation: "a", events: EventStoreLaws.turn(1, startsSession: true)))
            let rows = try DatabaseQueue(path: path).read {
                try Row.fetchAll($0, sql: "SELECT * FROM events ORDER BY id")
            }
            #expect(rows.count == 8)
            let user = rows[3]
            #expect(user["sender_id"] == "a")
            #expect(user["type_name"] == "user")
            #expect(user["timestamp"] == 1_700_000_001.0)
            #expect(user["intent_name"] == "greet")
            #expect((user["action_name"] as String?) == nil)
            #expect(rows[4]["action_name"] == "city")
            #expect(rows[5]["action_name"] == "utter_greet")
            let data = try JSONValue(parsing: user["data"] as String)
            #expect(data["metadata"]?["model_id"] == "3f")
            #expect(data["event"] == "user")
        }
    }
}
