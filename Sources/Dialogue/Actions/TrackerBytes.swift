// Writes a conversation's state with its events straight into the bytes of a request.

import Vocabulary

/// The tracker as action and NLG servers get it (API.md 6.1 with all events).
enum TrackerBytes {
    /// Appends the JSON of a conversation.
    ///
    /// - Parameter afterRestart: leaves out the events up to the last `restart`, as Rasa does where
    ///   it asks for validation.
    /// - Complexity: O(n) in the events of the session; each event's JSON lives only while it is
    ///   written.
    static func append(_ tracker: Tracker, afterRestart: Bool = false, to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + 512 + 384 * tracker.events.count)
        bytes.append(UInt8(ascii: "{"))
        let members = tracker.json(.none, all: nil).object?.members ?? []
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += JSONValue.string(member.key).bytes()
            bytes.append(UInt8(ascii: ":"))
            if member.key == "events" {
                append(tracker, afterRestart, to: &bytes)
            } else {
                bytes += member.value.bytes()
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func append(_ tracker: Tracker, _ afterRestart: Bool, to bytes: inout [UInt8]) {
        let restart = afterRestart ? tracker.events.lastIndex { $0.content == .restart } : nil
        let start = restart.map { $0 + 1 } ?? 0
        bytes.append(UInt8(ascii: "["))
        for index in start..<tracker.events.count {
            if index > start { bytes.append(UInt8(ascii: ",")) }
            bytes += JSONValue.object(tracker.events[index].json).bytes()
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
