// What every store of conversations must do, whatever it is made of.

public import Vocabulary

/// One law; given a fresh store it throws when the store breaks it.
public struct EventStoreLaw: Sendable, CustomStringConvertible {
    /// What the law says, as a sentence.
    public let sentence: String
    /// Holds an empty store against it.
    public let check: @Sendable (any EventStore & InboxStore) async throws -> Void
    /// The sentence.
    public var description: String { sentence }
}

/// A store broke a law.
public struct BrokenLaw: Error, CustomStringConvertible {
    /// What was seen.
    public let description: String

    /// A broken law.
    public init(_ description: String) { self.description = description }
}

/// The laws of `EventStore` and `InboxStore`.
public enum EventStoreLaws {
    /// All of them.
    public static let all = events + scopes + reminders + inbox + owed + log

    /// A few events of a turn, with the metadata every logged event has.
    public static func turn(_ number: Int, startsSession: Bool = false) -> [Event] {
        let time = 1_700_000_000 + Double(number)
        let metadata: JSONObject = ["model_id": "3f", "assistant_id": "wren"]
        var contents: [Event.Content] = []
        if startsSession {
            contents = [
                .action(ActionEvent(name: "action_session_start", confidence: 1)),
                .sessionStarted, .action(ActionEvent(name: "action_listen")),
            ]
        }
        let parse: JSONObject = [
            "text": .string("Grüße \(number) \u{0} 🦆"),
            "intent": ["name": "greet", "confidence": 0.75],
            "entities": [["entity": "city", "value": "Ōsaka", "start": 0, "end": 5]],
        ]
        contents += [
            .user(
                UserEvent(
                    text: "Grüße \(number) \u{0} 🦆", parse: parse, inputChannel: "rest",
                    messageID: "m\(number)")),
            .slot(name: "city", value: ["a", 1, 2.5, true, nil]),
            .action(ActionEvent(name: "utter_greet", policy: "RulePolicy", confidence: 1)),
            .bot(BotEvent(text: "Hello \(number)", data: ["buttons": []])),
            .action(ActionEvent(name: "action_listen", confidence: 0.5, hidesRuleTurn: true)),
        ]
        return contents.map { Event($0, timestamp: time, metadata: metadata) }
    }

    static func expect(_ holds: Bool, _ what: @autoclosure () -> String) throws {
        guard holds else { throw BrokenLaw(what()) }
    }

    static func expectSame(_ found: [Event]?, _ wanted: [Event]?) throws {
        guard let found, let wanted else {
            return try expect(
                found == nil && wanted == nil, "\(found as Any), not \(wanted as Any)")
        }
        try expect(found.count == wanted.count, "\(found.count) events, not \(wanted.count)")
        for (one, other) in zip(found, wanted) {
            try expect(one.json == other.json, "\(one.json)\nis not\n\(other.json)")
        }
    }

    private static let events = [
        EventStoreLaw(sentence: "an unknown conversation has no events") { store in
            try expectSame(try await store.events(of: "nobody", .all), nil)
            try expectSame(try await store.events(of: "nobody", .latestSession), nil)
        },
        EventStoreLaw(sentence: "events come back whole and in order") { store in
            for number in 1...3 {
                try await store.commit(ConversationChange(conversation: "a", events: turn(number)))
                try await store.commit(ConversationChange(conversation: "b", events: turn(-number)))
            }
            try expectSame(
                try await store.events(of: "a", .all), turn(1) + turn(2) + turn(3))
        },
        EventStoreLaw(sentence: "a replacement leaves nothing of what was before") { store in
            try await store.commit(ConversationChange(conversation: "a", events: turn(1)))
            try await store.commit(ConversationChange(conversation: "b", events: turn(2)))
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(3), replacesAll: true))
            try expectSame(try await store.events(of: "a", .all), turn(3))
            try expectSame(try await store.events(of: "b", .all), turn(2))
            try await store.commit(
                ConversationChange(conversation: "a", events: [], replacesAll: true))
            try expectSame(try await store.events(of: "a", .all), [])
            try await store.commit(ConversationChange(conversation: "a", events: turn(4)))
            try expectSame(try await store.events(of: "a", .all), turn(4))
        },
        EventStoreLaw(sentence: "conversations are listed in order, page by page") { store in
            for name in ["b", "", "ä", "a", "🦆", "z", "a'; --", "n\u{0}l"] {
                try await store.commit(ConversationChange(conversation: name, events: turn(1)))
            }
            var found: [String] = []
            while true {
                let page = try await store.conversations(after: found.last, limit: 3)
                found += page
                if page.isEmpty { break }
            }
            let wanted = ["", "a", "a'; --", "b", "n\u{0}l", "z", "ä", "🦆"]
            try expect(found == wanted, "\(found)")
        },
        EventStoreLaw(sentence: "many commits at once are all kept, each as a whole") { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await store.commit(
                            ConversationChange(
                                conversation: "c\(number % 7)", events: turn(number)))
                    }
                }
                try await group.waitForAll()
            }
            var count = 0
            for number in 0..<7 {
                let events = try await store.events(of: "c\(number)", .all) ?? []
                for start in stride(from: 0, to: events.count, by: 5) {
                    let times = Set(events[start..<start + 5].map(\.timestamp))
                    try expect(times.count == 1, "turns are mixed")
                }
                count += events.count
            }
            try expect(count == 1_000, "\(count) events")
        },
    ]

    private static let scopes = [
        EventStoreLaw(sentence: "the latest session begins with its start") { store in
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(1, startsSession: true)))
            try await store.commit(ConversationChange(conversation: "a", events: turn(2)))
            let second = turn(3, startsSession: true)
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(30) + second))
            try await store.commit(ConversationChange(conversation: "a", events: turn(4)))
            try expectSame(try await store.events(of: "a", .latestSession), second + turn(4))
        },
        EventStoreLaw(sentence: "without a session start the latest session is all") { store in
            try await store.commit(ConversationChange(conversation: "a", events: turn(1)))
            try await store.commit(ConversationChange(conversation: "a", events: turn(2)))
            try expectSame(
                try await store.events(of: "a", .latestSession), turn(1) + turn(2))
        },
        EventStoreLaw(sentence: "a session may begin without its action") { store in
            let start = Event(.sessionStarted, timestamp: 5)
            try await store.commit(
                ConversationChange(conversation: "a", events: turn(1) + [start] + turn(2)))
            try expectSame(
                try await store.events(of: "a", .latestSession), [start] + turn(2))
        },
    ]

    private static let log = [
        EventStoreLaw(sentence: "the log's places rise, whatever is deleted") { store in
            try await store.commit(ConversationChange(conversation: "a", events: turn(1)))
            let first = try await store.logEnd()
            try await store.commit(
                ConversationChange(conversation: "a", events: [], replacesAll: true))
            try await store.commit(ConversationChange(conversation: "b", events: turn(2)))
            let second = try await store.logEnd()
            try expect(second > first, "\(second) after \(first)")
        }
    ]
}
