// Conversations that were active lately, so that the next turn reads nothing.

import Dialogue
import Synchronization

/// Trackers by conversation, the least lately used ones let go first. Its memory is bounded by
/// events, however many conversations are stored.
final class TrackerCache: Sendable {
    /// How many events all kept trackers may have together; each costs about a kilobyte of memory.
    static let eventsMax = 16_384

    private struct Entry {
        let tracker: Tracker
        let modelID: String
        var use: UInt64
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Uses in their order; those that were overtaken by a later one are skipped.
        var uses: [(conversation: String, use: UInt64)] = []
        var firstUse = 0
        var lastUse: UInt64 = 0
        var events = 0
    }

    private let state = Mutex(State())
    private let eventsMax: Int

    /// An empty cache.
    init(eventsMax: Int = TrackerCache.eventsMax) { self.eventsMax = eventsMax }

    /// How many events are kept.
    var eventCount: Int { state.withLock { $0.events } }

    /// Takes a conversation out; `nil` when it is not kept.
    func take(_ conversation: String) -> (tracker: Tracker, modelID: String)? {
        state.withLock { state in
            guard let entry = state.entries.removeValue(forKey: conversation) else { return nil }
            state.events -= Self.cost(entry.tracker)
            return (entry.tracker, entry.modelID)
        }
    }

    /// Keeps a conversation as it is stored now. The one kept last stays even when it alone has
    /// more events than the bound, so that a very long session is not read for each of its turns.
    func put(_ tracker: Tracker, modelID: String) {
        state.withLock { state in
            if let old = state.entries[tracker.conversation] {
                state.events -= Self.cost(old.tracker)
            }
            state.lastUse += 1
            state.entries[tracker.conversation] = Entry(
                tracker: tracker, modelID: modelID, use: state.lastUse)
            state.uses.append((tracker.conversation, state.lastUse))
            state.events += Self.cost(tracker)
            while state.events > eventsMax, state.entries.count > 1 { Self.dropOldest(&state) }
            Self.tidy(&state)
        }
    }

    private static func dropOldest(_ state: inout State) {
        let (conversation, use) = state.uses[state.firstUse]
        state.firstUse += 1
        guard let entry = state.entries[conversation], entry.use == use else { return }
        state.entries[conversation] = nil
        state.events -= cost(entry.tracker)
    }

    /// Forgets overtaken uses when they are the greater part.
    private static func tidy(_ state: inout State) {
        guard state.uses.count > 2 * state.entries.count + 64 else { return }
        state.uses = state.uses[state.firstUse...].filter {
            state.entries[$0.conversation]?.use == $0.use
        }
        state.firstUse = 0
    }

    private static func cost(_ tracker: Tracker) -> Int { max(1, tracker.events.count) }
}
