// The inbox in the same file as the conversations, so that a turn and what it owes are one change.

public import Vocabulary

extension SQLiteStore: InboxStore {
    /// Keeps a message; a platform id is remembered for `InboxTable.rememberedSeconds` after its
    /// answer.
    public func accept(
        _ message: UserMessage, channel: String, platformID: String?, reply: JSONObject
    ) async throws(Fault) -> Int64? {
        let json: JSONValue = ["message": RecordCoding.json(message), "reply": .object(reply)]
        return try await writing.write { database in
            let time = Self.now()
            let number = try InboxTable.accept(
                json, channel: channel, platformID: platformID, time: time, in: database)
            if let number, number.isMultiple(of: 1_000) {
                try InboxTable.forget(before: time, in: database)
            }
            return number
        }
    }

    /// Messages whose turn did not commit, by the index of those that wait.
    public func unanswered(limit: Int) async throws(Fault) -> [InboxMessage] {
        try await read { try InboxTable.waiting(limit: limit, in: $0) }
    }

    /// Messages whose replies are due, by the index of those.
    public func undelivered(after number: Int64, limit: Int) async throws(Fault) -> [DueReplies] {
        try await read { try InboxTable.undelivered(after: number, limit: limit, in: $0) }
    }

    /// Counts a try, in a transaction that changes of the same moment share.
    public func claim(_ number: Int64, attempts: Int) async throws(Fault) -> Bool {
        try await writing.write { try InboxTable.claim(number, attempts: attempts, in: $0) }
    }

    /// Notes what became of due replies; given up, they stay in the table.
    public func settle(_ number: Int64, _ outcome: DeliveryOutcome) async throws(Fault) {
        try await writing.write { try InboxTable.settle(number, outcome, in: $0) }
    }
}
