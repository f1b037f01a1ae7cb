// Rasa's trackers, recorded by Tests/Golden/record_trackers.py.

import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import Dialogue

enum TrackersGolden {
    static let all = (try? Golden.json("trackers")) ?? .null
    static let pool = all["pool"]?.array ?? []
    static let cases = all["cases"]?.array ?? []

    static let domain: DialogueDomain = {
        let reading = YAMLSource.read(text: all["domain"]?.string ?? "", file: "domain.yml")
        return DialogueDomain(DomainReader.read(reading.root).domain)
    }()

    /// A value of the pool, or several.
    static func pooled(_ index: JSONValue?) -> JSONValue {
        if let list = index?.array { return .array(list.map(pooled)) }
        return index?.int.map { pool[$0] } ?? .null
    }

    /// The events of a case; their time is their place.
    static func events(_ row: JSONValue) throws -> [Event] {
        try (row["events"]?.array ?? []).enumerated().map { place, index in
            var event = try #require(pooled(index).object)
            event["timestamp"] = .number(1000.5 + Double(place))
            return try #require(Event(stored: event))
        }
    }

    /// What the recorder's `summary` tells of a state.
    static func summary(_ tracker: Tracker) -> JSONValue {
        let state = tracker.state
        var slots = JSONObject()
        for (slot, value) in zip(domain.slots, state.slots.values) where !value.isNull {
            slots[slot.name] = value
        }
        let message = state.latestMessage
        let loop = state.loop.map { loop -> JSONValue in
            [
                .string(loop.name), .bool(loop.isInterrupted), .bool(loop.isRejected),
                loop.trigger["text"] ?? .null,
            ]
        }
        return [
            .object(slots), JSONValue(message?.user.text),
            message?.usesText.map(JSONValue.bool) ?? .null, JSONValue(tracker.latestActionName),
            JSONValue(state.followup), .bool(state.isPaused), loop ?? .null,
        ]
    }

    /// A state as Rasa writes it.
    static func json(_ state: DialogueState) -> JSONValue {
        var user = JSONObject()
        user["intent"] = state.intent.map(JSONValue.string)
        user["text"] = state.text.map(JSONValue.string)
        if !state.entities.isEmpty { user["entities"] = .array(state.entities.map { .string($0) }) }
        var slots = JSONObject()
        for feature in state.slots {
            slots[domain.slots[feature.slot].name] =
                feature.isUnsetMark
                ? "should_not_be_set" : .array(feature.values.map(JSONValue.number))
        }
        var all = JSONObject()
        if !user.members.isEmpty { all["user"] = .object(user) }
        if !slots.members.isEmpty { all["slots"] = .object(slots) }
        if let action = state.previousAction {
            let key = state.previousActionIsText ? "action_text" : "action_name"
            all["prev_action"] = .object(JSONObject(distinct: [(key, .string(action))]))
        }
        if let loop = state.activeLoop { all["active_loop"] = ["name": .string(loop)] }
        return .object(all)
    }
}

extension JSONValue {
    /// The value with all numbers of one kind, since Rasa's `4` is our `4.0`.
    var withoutIntegers: JSONValue {
        switch self {
        case .integer(let number): .number(Double(number))
        case .array(let items): .array(items.map(\.withoutIntegers))
        case .object(let object):
            .object(JSONObject(distinct: object.members.map { ($0.key, $0.value.withoutIntegers) }))
        default: self
        }
    }
}
