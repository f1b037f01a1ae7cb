// Moving conversations, backing up, verifying, restoring.

import Foundation
import GRDB
import Storage
import TestKit
import Testing
import Vocabulary

@Suite struct ArchiveTests {
    private func filled(_ path: String, layout: SQLiteStore.Layout = .martlet) async throws
        -> SQLiteStore
    {
        let store = try SQLiteStore(SQLiteSettings(path: path), layout: layout)
        for number in 1...6 {
            try await store.commit(
                ConversationChange(
                    conversation: "c\(number % 3)",
                    events: EventStoreLaws.turn(number, startsSession: number < 4)))
        }
        return store
    }

    private func all(_ store: any ConversationSource) async throws -> [String: [JSONObject]] {
        var found: [String: [JSONObject]] = [:]
        for name in try await store.conversations(after: nil, limit: 99) {
            found[name] = try await store.events(of: name, .all)?.map(\.json)
        }
        return found
    }

    @Test func `What is exported is imported as it was, and nothing is taken twice`() async throws {
        try await withFolder { folder in
            let store = try await filled(folder + "/a.db")
            let path = folder + "/out.jsonl"
            let tally = try await ConversationArchive.export(from: store, to: path)
            #expect(tally.conversations == 3)
            #expect(tally.events == 39)
            let other = MemoryStore()
            try await other.commit(
                ConversationChange(conversation: "c1", events: EventStoreLaws.turn(9)))
            let loaded = try await ConversationLines.load(path, into: other)
            #expect(loaded.kept == ["c1"])
            #expect(loaded.events == 26)
            #expect(loaded.conversations == 2)
            var wanted = try await all(store)
            wanted["c1"] = EventStoreLaws.turn(9).map(\.json)
            #expect(try await all(other) == wanted)
        }
    }

    @Test func `Only what was chosen is moved`() async throws {
        try await withFolder { folder in
            let store = try await filled(folder + "/a.db")
            var choice = ConversationArchive.Choice()
            choice.conversations = ["c1", "c2"]
            choice.from = 1_700_000_004
            choice.until = 1_700_000_005
            choice.offsetSeconds = 10
            let other = MemoryStore()
            let tally = try await ConversationArchive.copy(from: store, into: other, choice)
            #expect(tally.conversations == 1)
            let events = try await other.events(of: "c1", .all) ?? []
            #expect(events.map(\.timestamp) == Array(repeating: 1_700_000_014, count: 5))
        }
    }

    @Test func `Lines that are no events are refused by their number`() async throws {
        try await withFolder { folder in
            let path = folder + "/in.jsonl"
            let good = #"{"sender_id": "a", "event": "pause", "timestamp": 1}"#
            for (bad, reason) in [
                ("{", "no JSON object"), (#"{"event": "pause"}"#, "sender_id"),
                (#"{"sender_id": "a", "event": "dance"}"#, "unknown"),
            ] {
                try "\(good)\n\n\(bad)".write(toFile: path, atomically: true, encoding: .utf8)
                let fault = await #expect(throws: Fault.self) {
                    try await ConversationLines.load(path, into: MemoryStore())
                }
                #expect(fault?.message.contains("Line 3") == true)
                #expect(fault?.message.contains(reason) == true)
            }
        }
    }

    @Test func `Rasa's database is read without a change`() async throws {
        try await withFolder { folder in
            let path = folder + "/rasa.db"
            try await DatabaseQueue(path: path).write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE events (id INTEGER NOT NULL, sender_id VARCHAR(255) NOT NULL,
                            type_name VARCHAR(255) NOT NULL, timestamp FLOAT,
                            intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT,
                            PRIMARY KEY (id));
                        INSERT INTO events VALUES (1, 'a', 'pause', 1.0, NULL, NULL,
                            '{"event": "pause", "timestamp": 1.0}');
                        """)
            }
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let store = MemoryStore()
            let tally = try await ConversationArchive.copy(
                from: DatabaseFile(path), into: store)
            #expect(tally.events == 1)
            #expect(try DatabaseBackup.verify(path).events == 1)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test(
        "A backup made in use is sound and can be restored",
        arguments: [
            SQLiteStore.Layout.martlet, .rasa,
        ])
    func backup(layout: SQLiteStore.Layout) async throws {
        try await withFolder { folder in
            let path = folder + "/a.db"
            let store = try await filled(path, layout: layout)
            let copy = folder + "/copy.db"
            try DatabaseBackup.make(of: path, to: copy)
            #expect(throws: Fault.self) { try DatabaseBackup.make(of: path, to: copy) }
            let wanted = try await all(store)
            try await store.commit(
                ConversationChange(conversation: "later", events: EventStoreLaws.turn(9)))
            let contents = try DatabaseBackup.verify(copy)
            #expect(contents.conversations == 3)
            #expect(contents.events == 39)
            #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
            try store.close()
            try DatabaseBackup.restore(copy, to: path)
            let again = try SQLiteStore(SQLiteSettings(path: path), layout: layout)
            #expect(try await all(again) == wanted)
            #expect(try DatabaseBackup.verify(path + ".before").conversations == 4)
        }
    }

    @Test func `A damaged backup is told and not restored`() async throws {
        try await withFolder { folder in
            let path = folder + "/a.db"
            let store = try await filled(path)
            try store.close()
            let copy = folder + "/copy.db"
            try DatabaseBackup.make(of: path, to: copy)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
            for place in 4_096..<min(bytes.count, 30_000) { bytes[place] = 0x5A }
            try bytes.write(to: URL(fileURLWithPath: copy))
            #expect(throws: Fault.self) { try DatabaseBackup.verify(copy) }
            #expect(throws: Fault.self) { try DatabaseBackup.restore(copy, to: path) }
            #expect(try DatabaseBackup.verify(path).conversations == 3)
        }
    }
}
