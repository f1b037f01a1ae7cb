// Where committed events are published.

public import Vocabulary

/// Takes committed events for other programs.
public protocol EventBroker: Sendable {
    /// The place in the store's log up to which everything was published; `nil` when nothing was.
    ///
    /// - Throws: `Fault`.
    func position() async throws(Fault) -> Int64?

    /// Publishes commits in order and remembers the place of the last one.
    ///
    /// - Throws: `Fault`; the commits are offered again later.
    func publish(_ commits: [LoggedEvents]) async throws(Fault)

    /// Begins at a place of the log: what was committed before is not published.
    ///
    /// - Throws: `Fault`.
    func begin(at position: Int64) async throws(Fault)
}

extension LoggedEvents {
    /// Each event in Rasa's JSON with its conversation as `sender_id`, as Rasa publishes it.
    var published: [JSONValue] {
        events.map { event in
            let sender: (key: String, value: JSONValue) = ("sender_id", .string(conversation))
            return .object(JSONObject(distinct: [sender] + event.json.members))
        }
    }
}
