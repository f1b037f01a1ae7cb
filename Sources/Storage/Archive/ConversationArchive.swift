// Conversations as JSON lines: one event a line with its `sender_id`, as event brokers write them.

import Foundation
public import Vocabulary

/// Moves conversations out of a store and into one.
public enum ConversationArchive {
    /// Which conversations and events are moved.
    public struct Choice: Sendable {
        /// Only these conversations; `nil` for all.
        public var conversations: Set<String>?
        /// Only events at or after this time, in seconds since 1970.
        public var from: Double?
        /// Only events before this time, in seconds since 1970.
        public var until: Double?
        /// Added to every event's time, in seconds.
        public var offsetSeconds = 0.0

        /// Everything.
        public init() {}
    }

    /// What was moved.
    public struct Tally: Sendable, Hashable {
        /// How many conversations.
        public var conversations = 0
        /// How many events.
        public var events = 0
        /// Conversations that were left alone because the store holds them already, sorted.
        public var kept: [String] = []
    }

    /// How many ids are asked for at once.
    private static let pageSize = 256

    /// Hands out every chosen event, conversation by conversation in rising order.
    ///
    /// - Parameter take: takes the events of one conversation.
    /// - Throws: `Fault` `.storage`, and what `take` throws.
    public static func each(
        in store: any ConversationSource, _ choice: Choice = Choice(),
        take: (String, [Event]) async throws(Fault) -> Void
    ) async throws(Fault) -> Tally {
        var tally = Tally()
        var last: String?
        while true {
            let page = try await store.conversations(after: last, limit: pageSize)
            guard let end = page.last else { return tally }
            last = end
            for name in page where choice.conversations?.contains(name) ?? true {
                let events = chosen(try await store.events(of: name, .all) ?? [], choice)
                guard !events.isEmpty else { continue }
                try await take(name, events)
                tally.conversations += 1
                tally.events += events.count
            }
        }
    }

    /// Writes chosen events into a file of JSON lines.
    ///
    /// - Throws: `Fault` `.storage`, `.cannotSave`; no file is left then.
    public static func export(
        from store: any ConversationSource, to path: String, _ choice: Choice = Choice()
    ) async throws(Fault) -> Tally {
        let part = path + ".part"
        guard FileManager.default.createFile(atPath: part, contents: nil),
            let file = FileHandle(forWritingAtPath: part)
        else { throw Fault(.cannotSave, "'\(path)' cannot be written.") }
        do {
            let tally = try await each(in: store, choice) { name, events throws(Fault) in
                var bytes: [UInt8] = []
                for event in LoggedEvents(position: 0, conversation: name, events: events).published
                {
                    bytes += event.bytes()
                    bytes.append(UInt8(ascii: "\n"))
                }
                do { try file.write(contentsOf: Data(bytes)) } catch {
                    throw Fault(.cannotSave, "'\(path)' cannot be written: \(error).")
                }
            }
            try file.close()
            guard rename(part, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            return tally
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw error as? Fault ?? Fault(.cannotSave, "'\(path)' cannot be written: \(error).")
        }
    }

    /// Publishes chosen events to a broker, as `rasa export` does.
    ///
    /// - Throws: `Fault` `.storage`.
    public static func publish(
        from store: any EventStore, to broker: any EventBroker, _ choice: Choice = Choice()
    ) async throws(Fault) -> Tally {
        // A broker that is not published to yet begins at the end: its server goes on from there.
        var position = try await broker.position()
        if position == nil { position = try await store.logEnd() }
        let place = position ?? 0
        return try await each(in: store, choice) { name, events throws(Fault) in
            try await broker.publish([
                LoggedEvents(position: place, conversation: name, events: events)
            ])
        }
    }

    /// Copies the conversations of one store into another. Those that are there already are left
    /// alone.
    ///
    /// - Throws: `Fault` `.storage`; conversations copied before stay.
    public static func copy(
        from source: any ConversationSource, into store: any EventStore, _ choice: Choice = Choice()
    ) async throws(Fault) -> Tally {
        var kept: [String] = []
        var left = 0
        var tally = try await each(in: source, choice) { name, events throws(Fault) in
            guard try await store.events(of: name, .latestSession) == nil else {
                kept.append(name)
                left += events.count
                return
            }
            try await store.commit(ConversationChange(conversation: name, events: events))
        }
        tally.conversations -= kept.count
        tally.events -= left
        tally.kept = kept
        return tally
    }

    private static func chosen(_ events: [Event], _ choice: Choice) -> [Event] {
        events.filter { event in
            event.timestamp >= choice.from ?? -.infinity
                && event.timestamp < choice.until ?? .infinity
        }.map { event in
            guard choice.offsetSeconds != 0 else { return event }
            return Event(
                event.content, timestamp: event.timestamp + choice.offsetSeconds,
                metadata: event.metadata)
        }
    }
}
