// Conversations recorded with Rasa add up to the same states here.

import TestKit
import Testing
import Vocabulary

@testable import Dialogue

/// Compares JSON, numbers of one value taken as the same, and shows it short where it differs.
func expectSame(
    _ ours: JSONValue, _ theirs: JSONValue, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let isSame = ours.withoutIntegers == theirs.withoutIntegers
    #expect(
        isSame, "\(name)\nours:   \(ours.text())\ntheirs: \(theirs.text())",
        sourceLocation: sourceLocation)
}

@Suite("Trackers as Rasa folds them") struct TrackerGoldenTests {
    static let cases = TrackersGolden.cases

    static func each(_ check: (_ name: String, _ row: JSONValue, _ events: [Event]) throws -> Void)
        throws
    {
        for row in cases {
            try check(row["name"]?.string ?? "", row, TrackersGolden.events(row))
        }
    }

    static func live(_ events: [Event]) -> Tracker {
        var tracker = Tracker("talk", domain: TrackersGolden.domain)
        for event in events { tracker.append(event) }
        return tracker
    }

    @Test("the recording is there")
    func recording() { #expect(Self.cases.count > 200) }

    @Test("every beginning of a conversation has Rasa's state, live and read from a store")
    func prefixes() throws {
        try Self.each { name, row, events in
            let expected = row["prefixes"]?.array ?? []
            #expect(expected.count == 2 * events.count + 2)
            var tracker = Tracker("talk", domain: TrackersGolden.domain)
            for length in 0...events.count {
                if length > 0 { tracker.append(events[length - 1]) }
                let now = TrackersGolden.pooled(expected[2 * length])
                let later = TrackersGolden.pooled(expected[2 * length + 1])
                expectSame(TrackersGolden.summary(tracker), now, "\(name), \(length) events")
                var again = tracker
                again.reload()
                expectSame(TrackersGolden.summary(again), later, "\(name), \(length) read")
                let stored = Tracker(
                    "talk", domain: TrackersGolden.domain, replaying: events[..<length])
                expectSame(TrackersGolden.summary(stored), later, "\(name), \(length) replayed")
            }
        }
    }

    @Test("the same events count")
    func applied() throws {
        try Self.each { name, row, events in
            let tracker = Self.live(events)
            let expected = (row["applied"]?.array ?? []).compactMap(\.int).map { events[$0] }
            #expect(tracker.applied.map(\.event) == expected, "\(name)")
            let shown = tracker.json(.applied)["events"]?.array
            #expect(shown?.count == expected.count)
            let afterRestart = tracker.json(.afterRestart)["events"]?.array
            #expect(afterRestart?.count == row["afterRestart"]?.int, "\(name)")
            #expect(tracker.json(.afterRestart, all: events)["events"]?.array == afterRestart)
        }
    }

    @Test("policies see the same states, all and as many as they ask for")
    func states() throws {
        let ruleOnly = RuleOnly(slots: ["mood", "count"], loops: ["contact_form"])
        try Self.each { name, row, events in
            let tracker = Self.live(events)
            let all = tracker.states()
            let shown = tracker.states(hidingRuleTurns: true, ruleOnly: ruleOnly)
            let set = tracker.states(omittingUnsetSlots: true)
            for (states, key) in [(all, "states"), (shown, "shown"), (set, "unset")] {
                let ours = JSONValue.array(states.map(TrackersGolden.json))
                expectSame(ours, TrackersGolden.pooled(row[key]), "\(name), \(key)")
            }
            #expect(tracker.presentState == all.last)
            for count in 1...4 {
                #expect(tracker.states(last: count) == all.suffix(count))
                let few = tracker.states(last: count, hidingRuleTurns: true, ruleOnly: ruleOnly)
                #expect(few == shown.suffix(count), "\(name), last \(count)")
            }
        }
    }

    @Test("the tracker's JSON is Rasa's, now and at a moment in its past")
    func json() throws {
        try Self.each { name, row, events in
            guard let state = row["state"] else { return }
            let tracker = Self.live(events)
            expectSame(tracker.json(.none), state, "\(name)")
            let past = TrackersGolden.summary(tracker.until(1000.5 + Double(events.count / 2)))
            var parts = past.array ?? []
            parts[2] = .null
            expectSame(.array(parts), TrackersGolden.pooled(row["until"]), name)
        }
    }

    @Test("conversations are written as the same test stories")
    func stories() throws {
        try Self.each { name, row, events in
            guard let story = row["story"]?.string else { return }
            let tracker = Self.live(events)
            #expect(tracker.story() == story, "\(name)")
            #expect(
                tracker.story(splittingSessions: true) == row["sessions"]?.string, "\(name)")
        }
    }

    @Test("slots keep and show values as Rasa's do")
    func features() throws {
        for row in TrackersGolden.all["features"]?.array ?? [] {
            let name = row["slot"]?.string ?? ""
            let value = row["value"] ?? .null
            let tracker = Self.live([Event(.slot(name: name, value: value), timestamp: 1)])
            #expect(tracker.slot(name) == row["stored"], "\(row.text())")
            let state = try #require(tracker.states(omittingUnsetSlots: true).last)
            let shown = TrackersGolden.json(state)["slots"]?[name] ?? .null
            let expected = row["state"] ?? .null
            if let numbers = expected.array {
                for (ours, theirs) in zip(shown.array ?? [], numbers) {
                    #expect(abs((ours.double ?? 9) - (theirs.double ?? 0)) < 1e-12)
                }
                #expect(shown.array?.count == numbers.count, "\(row.text())")
            } else {
                #expect(shown == expected, "\(row.text())")
            }
        }
    }
}
