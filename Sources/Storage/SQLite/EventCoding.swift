// Events as rows: one row for the events of one commit.

import Foundation
import Vocabulary

/// Writes the events of one commit as a JSON array whose first element is the metadata that all of
/// them share (`model_id`, `assistant_id`), which is left out of each.
enum EventCoding {
    /// The row of some events.
    static func bytes(_ events: [Event]) -> [UInt8] {
        let shared = sharedMetadata(events)
        let sharedKeys = Set(shared.keys)
        var elements: [JSONValue] = [.object(shared)]
        elements.reserveCapacity(events.count + 1)
        for var event in events {
            if !sharedKeys.isEmpty {
                event.metadata = JSONObject(
                    distinct: event.metadata.members.filter { !sharedKeys.contains($0.key) })
            }
            elements.append(.object(event.json))
        }
        return JSONValue.array(elements).bytes()
    }

    /// The events of a row.
    ///
    /// - Throws: `Fault` `.storage` when the row is damaged.
    static func events(_ bytes: Data, of conversation: String) throws(Fault) -> [Event] {
        guard let elements = StoredJSON.value(bytes)?.array,
            let shared = elements.first?.object
        else { throw damaged(conversation) }
        var events: [Event] = []
        events.reserveCapacity(elements.count - 1)
        for element in elements.dropFirst() {
            guard var object = element.object else { throw damaged(conversation) }
            if !shared.members.isEmpty {
                let own = object["metadata"]?.object?.members ?? []
                object["metadata"] = .object(JSONObject(distinct: own + shared.members))
            }
            events.append(try event(.object(object), of: conversation))
        }
        return events
    }

    /// One event from Rasa's JSON.
    ///
    /// - Throws: `Fault` `.storage` when it is none.
    static func event(_ json: JSONValue, of conversation: String) throws(Fault) -> Event {
        guard let object = json.object, let event = Event(stored: object) else {
            throw damaged(conversation)
        }
        return event
    }

    /// A row that can't be read.
    static func damaged(_ conversation: String) -> Fault {
        Fault(
            .storage, "A stored event of the conversation '\(conversation)' cannot be read.",
            remedy: "Run `martlet verify`, and restore a backup.")
    }

    private static func sharedMetadata(_ events: [Event]) -> JSONObject {
        guard let first = events.first, events.count > 1 else { return [:] }
        return JSONObject(
            distinct: first.metadata.members.filter { key, value in
                events.allSatisfy { $0.metadata[key] == value }
            })
    }
}
