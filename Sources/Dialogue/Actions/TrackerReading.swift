// What actions ask of a conversation.

import TrainingData
import Vocabulary

extension Tracker {
    /// All slots with their values, in the domain's order.
    var slotValues: JSONObject {
        JSONObject(distinct: zip(domain.slots, state.slots.values).map { ($0.0.name, $0.1) })
    }

    /// Which slot the running form asks for; `nil` for none and for a text that is empty.
    var requestedSlot: String? {
        slot("requested_slot")?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the running loop refused the last message.
    var loopIsRejected: Bool { activeLoop?.isRejected ?? false }

    /// The conversation with further events.
    ///
    /// - Complexity: O(n / 32) in the events of the session, and what the events cost.
    func adding(_ further: some Sequence<Event>) -> Tracker {
        var tracker = self
        for event in further { tracker.append(event) }
        return tracker
    }
}

extension JSONValue {
    /// Whether Python's `==` holds: numbers and truth values compare by their number.
    func pythonEquals(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)):
            left.unicodeScalars.elementsEqual(right.unicodeScalars)
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.pythonEquals($1) }
        case (.object(let left), .object(let right)):
            left.members.count == right.members.count
                && left.members.allSatisfy { member in
                    right[member.key].map { member.value.pythonEquals($0) } ?? false
                }
        default:
            if let left = pythonNumber, let right = other.pythonNumber {
                left == right
            } else {
                false
            }
        }
    }

    /// The number that Python takes the value for.
    private var pythonNumber: Double? {
        if case .bool(let flag) = self { return flag ? 1 : 0 }
        return double
    }
}

extension Event {
    /// The name and value of a `slot` event; `nil` for other events.
    var slotSet: (name: String, value: JSONValue)? {
        if case .slot(let name, let value) = content { (name, value) } else { nil }
    }

    /// Whether the event is something said.
    var isBot: Bool { if case .bot = content { true } else { false } }

    /// Whether the event is an action's refusal.
    var isRejection: Bool {
        if case .actionExecutionRejected = content { true } else { false }
    }

    /// Whether a loop begins or ends.
    var isActiveLoop: Bool { if case .activeLoop = content { true } else { false } }
}
