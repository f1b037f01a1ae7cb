// The cache of trackers: bounded by events, the least lately used let go first.

import Dialogue
import Testing
import TrainingData
import Vocabulary

@testable import Assistant

@Suite struct TrackerCacheTests {
    private static let domain = DialogueDomain(Domain())

    private func tracker(_ name: String, events: Int) -> Tracker {
        let all = (0..<events).map { Event(.pause, timestamp: Double($0)) }
        return Tracker(name, domain: Self.domain, replaying: all)
    }

    @Test func `Kept events stay within the bound, however many conversations there are`() {
        let cache = TrackerCache(eventsMax: 100)
        for number in 0..<10_000 {
            cache.put(tracker("c\(number)", events: 7), modelID: "m")
            #expect(cache.eventCount <= 100)
        }
        #expect(cache.take("c9999") != nil)
        #expect(cache.take("c9986") != nil)
        #expect(cache.take("c9985") == nil)
        #expect(cache.take("c0") == nil)
    }

    @Test func `What was used lately stays`() {
        let cache = TrackerCache(eventsMax: 30)
        cache.put(tracker("a", events: 10), modelID: "m")
        cache.put(tracker("b", events: 10), modelID: "m")
        let again = cache.take("a")
        #expect(again?.modelID == "m")
        cache.put(tracker("a", events: 11), modelID: "m")
        cache.put(tracker("c", events: 10), modelID: "m")
        #expect(cache.take("b") == nil)
        #expect(cache.take("a")?.tracker.events.count == 11)
        #expect(cache.take("a") == nil)
        #expect(cache.eventCount == 10)
    }

    @Test func `One conversation longer than the bound is kept alone`() {
        let cache = TrackerCache(eventsMax: 30)
        cache.put(tracker("a", events: 10), modelID: "m")
        cache.put(tracker("long", events: 100), modelID: "m")
        #expect(cache.take("a") == nil)
        #expect(cache.take("long") != nil)
        #expect(cache.eventCount == 0)
    }
}
