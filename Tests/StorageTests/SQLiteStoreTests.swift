// Files: reopening, migrating, full and locked and foreign ones.

import Foundation
import GRDB
import TestKit
import Testing
import Vocabulary

@testable import Storage

@Suite struct SQLiteStoreTests {
    private func change(_ number: Int) -> ConversationChange {
        ConversationChange(conversation: "a", events: EventStoreLaws.turn(number))
    }

    @Test(
        "A file holds everything after it was closed",
        arguments: [SQLiteStore.Layout.martlet, .rasa])
    func reopening(layout: SQLiteStore.Layout) async throws {
        try await withFolder { folder in
            let settings = SQLiteSettings(path: folder + "/m.db")
            let store = try SQLiteStore(settings, layout: layout)
            try await store.commit(
                ConversationChange(
                    conversation: "a", events: EventStoreLaws.turn(1),
                    reminders: [EventStoreLaws.reminder("r", of: "a", due: 3)]))
            let message = UserMessage(text: "hi", conversation: "a", inputChannel: "slack")
            _ = try await store.accept(message, channel: "slack", platformID: "1", reply: [:])
            try store.close()
            let again = try SQLiteStore(settings, layout: layout)
            #expect(try await again.events(of: "a", .all)?.count == 5)
            #expect(try await again.nextReminder() == 3)
            #expect(try await again.unanswered(limit: 9).map(\.message) == [message])
        }
    }

    @Test func `A newer database is refused and left as it was`() throws {
        try withFolder { folder in
            let path = folder + "/m.db"
            try DatabaseQueue(path: path).write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE martlet_schema(version INTEGER NOT NULL);
                        INSERT INTO martlet_schema(version) VALUES (99)
                        """)
            }
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let fault = #expect(throws: Fault.self) {
                try SQLiteStore(SQLiteSettings(path: path))
            }
            #expect(fault?.code == .storage)
            #expect(fault?.message.contains("newer Martlet") == true)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test func `An older database is brought up to date with what it holds`() async throws {
        struct Later: EventTable {
            let table = TurnTable()
            var steps: [String] { table.steps + ["CREATE TABLE notes(text TEXT)"] }
            func append(
                _ events: [Event], to conversation: String, replacingAll: Bool,
                in database: Database
            ) throws {
                try database.execute(sql: "INSERT INTO notes(text) VALUES ('one')")
                try table.append(
                    events, to: conversation, replacingAll: replacingAll, in: database)
            }
            func events(
                of conversation: String, _ scope: EventScope, in database: Database
            ) throws -> [Event]? { try table.events(of: conversation, scope, in: database) }
            func conversations(
                after: String?, limit: Int, in database: Database
            ) throws -> [String] {
                try table.conversations(after: after, limit: limit, in: database)
            }
            func log(
                after position: Int64, limit: Int, in database: Database
            ) throws -> [LoggedEvents] {
                try table.log(after: position, limit: limit, in: database)
            }
            func logEnd(in database: Database) throws -> Int64 { try table.logEnd(in: database) }
        }
        try await withFolder { folder in
            let settings = SQLiteSettings(path: folder + "/m.db")
            let old = try SQLiteStore(settings)
            try await old.commit(change(1))
            try old.close()
            let new = try SQLiteStore(settings, table: Later())
            try await new.commit(change(2))
            #expect(try await new.events(of: "a", .all)?.count == 10)
            try new.close()
            #expect(throws: Fault.self) { try SQLiteStore(settings) }
        }
    }

    @Test(
        "What waits in the inbox of an older release is answered and its replies are owed",
        arguments: [SQLiteStore.Layout.martlet, .rasa])
    func olderInbox(layout: SQLiteStore.Layout) async throws {
        try await withFolder { folder in
            let settings = SQLiteSettings(path: folder + "/m.db")
            let message = UserMessage(text: "hi", conversation: "a", inputChannel: "slack")
            let table: any EventTable = layout == .rasa ? RasaEventTable() : TurnTable()
            let old = try SQLiteFile.open(settings, steps: [table.steps[0]])
            try await old.write { database in
                _ = try InboxTable.accept(
                    ["message": RecordCoding.json(message), "reply": [:]], channel: "slack",
                    platformID: "1", time: 1, in: database)
            }
            try old.close()
            let store = try SQLiteStore(settings, layout: layout)
            let waiting = try #require(try await store.unanswered(limit: 9).first)
            #expect(waiting.message == message)
            let reply = BotReply(conversation: "a", text: "hello")
            try await store.commit(
                ConversationChange(
                    conversation: "a", events: EventStoreLaws.turn(1), inboxMessage: waiting.id,
                    dueReplies: [reply]))
            #expect(try await store.undelivered(after: 0, limit: 9).first?.replies == [reply])
        }
    }

    @Test func `A full disk keeps nothing of the change and goes on afterwards`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(
                SQLiteSettings(path: folder + "/m.db", pagesMax: 40))
            try await store.commit(change(1))
            let long = String(repeating: "x", count: 400_000)
            let big = ConversationChange(
                conversation: "a",
                events: [Event(.bot(BotEvent(text: long)), timestamp: 1)],
                reminders: [EventStoreLaws.reminder("r", of: "a", due: 3)])
            let fault = await #expect(throws: Fault.self) { try await store.commit(big) }
            #expect(fault?.code == .storage)
            #expect(fault?.message.contains("full") == true)
            #expect(try await store.events(of: "a", .all)?.count == 5)
            #expect(try await store.nextReminder() == nil)
            try await store.commit(change(2))
            #expect(try await store.events(of: "a", .all)?.count == 10)
        }
    }

    @Test func `A change that fails takes none of its neighbours with it`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(SQLiteSettings(path: folder + "/m.db", pagesMax: 60))
            let long = String(repeating: "x", count: 400_000)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask { try? await store.commit(change(number)) }
                }
                group.addTask {
                    let event = Event(.bot(BotEvent(text: long)), timestamp: 1)
                    try? await store.commit(
                        ConversationChange(conversation: "b", events: [event]))
                }
            }
            #expect(try await store.events(of: "a", .all)?.count == 100)
            #expect(try await store.events(of: "b", .all) == nil)
        }
    }

    @Test func `A locked database is a fault, and works again when it is free`() async throws {
        try await withFolder { folder in
            let path = folder + "/m.db"
            let store = try SQLiteStore(SQLiteSettings(path: path, busySeconds: 0.01))
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let fault = await #expect(throws: Fault.self) { try await store.commit(change(1)) }
            #expect(fault?.message.contains("locked") == true)
            #expect(try await store.events(of: "a", .all) == nil)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try await store.commit(change(2))
            #expect(try await store.events(of: "a", .all)?.count == 5)
        }
    }

    @Test func `What is no database is refused and left as it was`() throws {
        try withFolder { folder in
            let path = folder + "/m.db"
            try String(repeating: "no database ", count: 999)
                .write(toFile: path, atomically: false, encoding: .utf8)
            let fault = #expect(throws: Fault.self) { try SQLiteStore(SQLiteSettings(path: path)) }
            #expect(fault?.message.contains("no SQLite database") == true)
            #expect(try String(contentsOfFile: path, encoding: .utf8).count == 999 * 12)
            #expect(throws: Fault.self) {
                try SQLiteStore(SQLiteSettings(path: "/proc/none/m.db"))
            }
        }
    }

    @Test func `A damaged row is a fault that names the conversation`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(SQLiteSettings(path: folder + "/m.db"))
            try await store.commit(change(1))
            try await store.pool.write {
                try $0.execute(sql: "UPDATE turns SET data = CAST('[{}, 7]' AS BLOB)")
            }
            let fault = await #expect(throws: Fault.self) {
                try await store.events(of: "a", .all)
            }
            #expect(fault?.message.contains("'a'") == true)
        }
    }
}
