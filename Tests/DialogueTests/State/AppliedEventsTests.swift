// What counts is kept up to date event by event; here it is compared with a fold from scratch.

import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import Dialogue

@Suite("Events that count") struct AppliedEventsTests {
    static let domain = TrackersGolden.domain

    static let pool: [Event.Content] = [
        .user(UserEvent(text: "hi", parse: ["intent": ["name": "greet"]])),
        .user(UserEvent(text: "ho", parse: ["intent": ["name": "chat"]])),
        .userFeaturization(usesText: false), .action(ActionEvent(name: "action_listen")),
        .action(ActionEvent(name: "utter_hello", hidesRuleTurn: true)),
        .action(ActionEvent(name: "trip_form")), .action(ActionEvent(name: "contact_form")),
        .activeLoop("trip_form"), .activeLoop("contact_form"), .activeLoop(nil),
        .actionExecutionRejected(name: "trip_form", policy: nil, confidence: nil),
        .slot(name: "city", value: "Bonn"), .bot(BotEvent(text: "hello")), .undo, .rewind,
        .followup("utter_hello"), .loopInterrupted(true), .restart, .sessionStarted, .pause,
    ]

    /// Which events count, by a walk over all of them.
    static func fromScratch(_ events: [Event]) -> [Event] {
        let loops = Set(
            events.compactMap { event -> String? in
                if case .activeLoop(let name) = event.content { name } else { nil }
            })
        var kept: [Event] = []
        func removeLast(through isLast: (Event) -> Bool) {
            while let event = kept.popLast(), !isLast(event) {}
        }
        for event in events {
            switch event.content {
            case .restart, .sessionStarted: kept = []
            case .undo: removeLast { $0.actionName != nil }
            case .rewind:
                removeLast { if case .user = $0.content { true } else { false } }
                removeLast { $0.actionName != nil }
            case .action(let action):
                let name = action.name ?? ""
                guard loops.contains(name), let run = happyRun(of: name, in: kept) else {
                    kept.append(event)
                    continue
                }
                let rest = kept[(run + 1)...].filter {
                    switch $0.content {
                    case .user, .action, .userFeaturization: false
                    default: true
                    }
                }
                kept = kept[...run] + rest
            default: kept.append(event)
            }
        }
        return kept
    }

    static func happyRun(of loop: String, in events: [Event]) -> Int? {
        var next: String?
        for (index, event) in events.enumerated().reversed() {
            switch event.content {
            case .activeLoop(nil): return nil
            case .actionExecutionRejected(loop, _, _): return nil
            case .user where next != nil && next != loop: return nil
            case .action(let action):
                if action.name == loop { return index }
                next = action.name
            default: break
            }
        }
        return nil
    }

    static func random(_ length: Int, _ generator: inout SeededDice) -> [Event] {
        (0..<length).map { place in
            // Restarts, sessions and pauses stand at the end, and shall be rare.
            let isRare = generator.below(20) == 0
            let kind = isRare ? generator.below(pool.count) : generator.below(pool.count - 3)
            return Event(pool[kind], timestamp: Double(place + 1))
        }
    }

    @Test("what counts is the same kept up to date as found from scratch")
    func incremental() {
        var generator = SeededDice(seed: 7)
        for _ in 0..<400 {
            let events = Self.random(40, &generator)
            var tracker = Tracker("a", domain: Self.domain)
            for (index, event) in events.enumerated() {
                tracker.append(event)
                let expected = Self.fromScratch(Array(events[...index]))
                #expect(tracker.applied.map(\.event) == expected)
            }
        }
    }

    @Test("each state is the fold of what counts up to it")
    func states() {
        var generator = SeededDice(seed: 8)
        for _ in 0..<100 {
            let tracker = Tracker(
                "a", domain: Self.domain, replaying: Self.random(60, &generator))
            let again = tracker.remembering(from: 0)
            #expect(again.states() == tracker.states())
            #expect(again.states(hidingRuleTurns: true) == tracker.states(hidingRuleTurns: true))
            #expect(TrackersGolden.summary(again) == TrackersGolden.summary(tracker))
        }
    }

    @Test("a copy of a conversation goes its own way")
    func copies() {
        var generator = SeededDice(seed: 9)
        for length in [0, 1, 31, 32, 33, 64, 100] {
            let events = Self.random(length, &generator)
            let tracker = Tracker("a", domain: Self.domain, replaying: events)
            let before = tracker.json(.all)
            var copy = tracker
            copy.append(Event(.user(UserEvent(text: "more")), timestamp: 1e6))
            copy.append(Event(.rewind, timestamp: 1e6))
            #expect(tracker.json(.all) == before)
            #expect(Array(copy.events).count == length + 2)
            #expect(Array(copy.events.prefix(length)) == events)
        }
    }

    @Test("what a step of a form in a long conversation touches is its own turn")
    func longForm() {
        var tracker = Tracker("a", domain: Self.domain)
        func add(_ content: Event.Content) { tracker.append(Event(content, timestamp: 1)) }
        let message = Event.Content.user(UserEvent(text: "x", parse: ["intent": ["name": "chat"]]))
        add(.action(ActionEvent(name: "action_listen")))
        for step in 0..<2000 {
            add(message)
            add(.action(ActionEvent(name: "trip_form")))
            if step == 0 { add(.activeLoop("trip_form")) }
            add(.slot(name: "requested_slot", value: .string("s\(step)")))
            add(.action(ActionEvent(name: "action_listen")))
        }
        #expect(tracker.applied.count == 4 + 1 + 2000)
        #expect(tracker.states().count == 4)
        #expect(tracker.state.latestMessage?.user.text == "x")
        #expect(tracker.slot("requested_slot") == "s1999")
        add(.rewind)
        #expect(tracker.applied.isEmpty)
        #expect(tracker.slot("requested_slot") == .null)
    }

    @Test("a rejection is the last word until an action runs")
    func rejection() {
        var tracker = Tracker("a", domain: Self.domain)
        #expect(tracker.lastRejection == nil)
        tracker.append(
            Event(
                .actionExecutionRejected(name: "trip_form", policy: nil, confidence: nil),
                timestamp: 1))
        tracker.append(Event(.slot(name: "city", value: "Rome"), timestamp: 2))
        #expect(tracker.lastRejection == "trip_form")
        tracker.append(Event(.action(ActionEvent(name: "utter_hello")), timestamp: 3))
        #expect(tracker.lastRejection == nil)
    }

    @Test("before an answer a state has text and intent, and gives up one of them")
    func choosing() {
        var tracker = Tracker("a", domain: Self.domain)
        tracker.append(Event(.action(ActionEvent(name: "action_listen")), timestamp: 1))
        let parse: JSONObject = [
            "intent": ["name": "greet"], "entities": [["entity": "size", "value": 3]],
        ]
        tracker.append(Event(.user(UserEvent(text: "hi", parse: parse)), timestamp: 2))
        let state = tracker.presentState
        #expect(state.intent == "greet" && state.text == "hi" && state.entities == ["size"])
        let byText = state.choosing(text: true)
        #expect(byText.intent == nil && byText.text == "hi" && byText.entities.isEmpty)
        let byIntent = state.choosing(text: false)
        #expect(byIntent.intent == "greet" && byIntent.text == nil)
    }
}
