// Reads conversations from JSON lines, a piece of the file at a time.

import Foundation
public import Vocabulary

/// Imports what `ConversationArchive.export`, or an event broker of Rasa, wrote.
public enum ConversationLines {
    /// How long a line may be, in bytes.
    static let lineBytesMax = 16 << 20
    /// How much is read at once, in bytes.
    private static let pieceBytes = 1 << 20
    /// How many events are committed at once.
    private static let batchMax = 5_000

    /// Imports a file. Lines of one conversation may stand anywhere; conversations that the store
    /// held before are left alone.
    ///
    /// - Throws: `Fault` `.notFound`, `.badRequest` with the number of the first line that is no
    ///   event, `.storage`; what was imported before stays.
    public static func load(
        _ path: String, into store: any EventStore
    ) async throws(Fault) -> ConversationArchive.Tally {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Fault(.notFound, "There is no file '\(path)' that can be read.")
        }
        defer { try? file.close() }
        var importing = Import(store: store, path: path)
        var rest: [UInt8] = []
        while true {
            let piece: Data?
            do { piece = try file.read(upToCount: pieceBytes) } catch {
                throw Fault(.unreadable, "'\(path)' cannot be read: \(error).")
            }
            guard let piece, !piece.isEmpty else { break }
            rest += piece
            var start = 0
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try await importing.take(rest[start..<end])
                start = end + 1
            }
            rest.removeFirst(start)
            guard rest.count <= lineBytesMax else { throw importing.problem("it is too long") }
        }
        try await importing.take(rest[...])
        return try await importing.end()
    }

    private struct Import {
        let store: any EventStore
        let path: String
        var line = 0
        var tally = ConversationArchive.Tally()
        var known: [String: Bool] = [:]
        var conversation = ""
        var events: [Event] = []

        func problem(_ reason: String) -> Fault {
            Fault(.badRequest, "Line \(line) of '\(path)' is no event: \(reason).")
        }

        mutating func take(_ bytes: ArraySlice<UInt8>) async throws(Fault) {
            line += 1
            guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { return }
            guard let object = StoredJSON.value(bytes)?.object else {
                throw problem("it is no JSON object")
            }
            guard let sender = object["sender_id"]?.string else {
                throw problem("it has no 'sender_id'")
            }
            guard let event = Event(stored: object) else {
                throw problem("its kind is unknown, or a part is missing")
            }
            if sender != conversation || events.count >= batchMax { try await flush() }
            conversation = sender
            events.append(event)
        }

        private mutating func flush() async throws(Fault) {
            guard !events.isEmpty else { return }
            defer { events = [] }
            let isKept: Bool
            if let known = known[conversation] {
                isKept = known
            } else {
                isKept = try await store.events(of: conversation, .latestSession) != nil
                known[conversation] = isKept
                if isKept { tally.kept.append(conversation) } else { tally.conversations += 1 }
            }
            guard !isKept else { return }
            try await store.commit(ConversationChange(conversation: conversation, events: events))
            tally.events += events.count
        }

        mutating func end() async throws(Fault) -> ConversationArchive.Tally {
            try await flush()
            tally.kept.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return tally
        }
    }
}
