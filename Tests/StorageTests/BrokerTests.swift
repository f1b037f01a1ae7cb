// Event brokers: every event once and in order, over crashes.

import Foundation
import GRDB
import Storage
import Synchronization
import TestKit
import Testing
import Vocabulary

@Suite struct BrokerTests {
    private func commit(_ numbers: ClosedRange<Int>, to store: any EventStore) async throws {
        for number in numbers {
            try await store.commit(
                ConversationChange(
                    conversation: "c\(number % 2)", events: EventStoreLaws.turn(number)))
        }
    }

    private func texts(_ lines: [JSONValue]) -> [String] {
        lines.compactMap { line in
            guard line["event"] == "bot" else { return nil }
            return "\(line["sender_id"]?.string ?? "") \(line["text"]?.string ?? "")"
        }
    }

    private func lines(_ path: String) throws -> [JSONValue] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
    }

    @Test func `A file gets a line for each event committed after the first start`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(SQLiteSettings(path: folder + "/m.db"))
            try await commit(1...2, to: store)
            let path = folder + "/events.log"
            let publisher = EventPublisher(from: store, to: FileBroker(path: path))
            try await publisher.prepare()
            try await commit(3...4, to: store)
            try await publisher.publishAll()
            try await publisher.publishAll()
            let found = try lines(path)
            #expect(found.count == 10)
            #expect(texts(found) == ["c1 Hello 3", "c0 Hello 4"])
            #expect(found[0].object?.keys.first == "sender_id")
        }
    }

    @Test func `A broker that knows more commits than the store begins anew`() async throws {
        try await withFolder { folder in
            let broker = FileBroker(path: folder + "/events.log")
            for _ in 0..<2 {
                let store = MemoryStore(keepsLog: true)
                let publisher = EventPublisher(from: store, to: broker)
                try await publisher.prepare()
                try await commit(1...2, to: store)
                try await publisher.publishAll()
            }
            #expect(texts(try lines(folder + "/events.log")).count == 4)
        }
    }

    @Test func `A file that a crash left with half a batch is mended`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(SQLiteSettings(path: folder + "/m.db"))
            let path = folder + "/events.log"
            let broker = FileBroker(path: path)
            let publisher = EventPublisher(from: store, to: broker)
            try await publisher.prepare()
            try await commit(1...1, to: store)
            try await publisher.publishAll()
            // The process dies after a part of the next batch was written.
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data("{\"sender_id\":\"c0\",\"event\":\"us".utf8))
            try file.close()
            try await commit(2...3, to: store)
            try await EventPublisher(from: store, to: FileBroker(path: path)).publishAll()
            #expect(texts(try lines(path)) == ["c1 Hello 1", "c0 Hello 2", "c1 Hello 3"])
            // Somebody rotates the file.
            try FileManager.default.removeItem(atPath: path)
            try await commit(4...4, to: store)
            try await publisher.publishAll()
            #expect(texts(try lines(path)) == ["c0 Hello 4"])
        }
    }

    @Test func `A database gets a row for each event, once`() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(
                SQLiteSettings(path: folder + "/rasa.db"), layout: .rasa)
            let path = folder + "/events.db"
            let publisher = EventPublisher(from: store, to: try SQLBroker(path: path))
            try await publisher.prepare()
            try await commit(1...3, to: store)
            try await publisher.publishAll()
            try await EventPublisher(from: store, to: try SQLBroker(path: path)).publishAll()
            let rows = try DatabaseQueue(path: path).read {
                try Row.fetchAll($0, sql: "SELECT sender_id, data FROM events ORDER BY id")
            }
            #expect(rows.count == 15)
            let found = try rows.map { try JSONValue(parsing: $0["data"] as String) }
            #expect(texts(found) == ["c1 Hello 1", "c0 Hello 2", "c1 Hello 3"])
            #expect(rows.first?["sender_id"] == "c1")
        }
    }

    @Test func `A broker that fails holds nothing up and loses nothing`() async throws {
        final class Failing: EventBroker {
            let counter = AsyncStream<[LoggedEvents]>.makeStream()
            let failures = Counter()
            func position() async throws(Fault) -> Int64? { 0 }
            func begin(at position: Int64) async throws(Fault) {}
            func publish(_ commits: [LoggedEvents]) async throws(Fault) {
                if failures.next() < 3 { throw Fault(.storage, "no") }
                counter.continuation.yield(commits)
            }
        }
        let store = MemoryStore(keepsLog: true)
        let broker = Failing()
        let publisher = EventPublisher(from: store, to: broker)
        try await commit(1...2, to: store)
        let running = Task { await publisher.run(retrySeconds: 0.001) }
        var published: [LoggedEvents]?
        for await commits in broker.counter.stream {
            published = commits
            break
        }
        running.cancel()
        #expect(published?.map(\.conversation) == ["c1", "c0"])
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
        value.withLock {
            $0 += 1; return $0
        }
    }
}
