// What a layout of tables must do to hold the events of conversations.

import Foundation
import GRDB
import Vocabulary

/// A layout of events in a database.
protocol EventTable: Sendable {
    /// The steps that make its tables; see `Schema`.
    var steps: [String] { get }

    /// Writes events behind those of a conversation, or in their place.
    func append(
        _ events: [Event], to conversation: String, replacingAll: Bool, in database: Database)
        throws

    /// The events of a conversation; `nil` for an unknown one.
    ///
    /// - Complexity: O(events in the scope).
    func events(of conversation: String, _ scope: EventScope, in database: Database) throws
        -> [Event]?

    /// Ids of conversations in rising order.
    func conversations(after: String?, limit: Int, in database: Database) throws -> [String]

    /// What was written after a place, from at most `limit` rows.
    func log(after position: Int64, limit: Int, in database: Database) throws -> [LoggedEvents]

    /// The last place.
    func logEnd(in database: Database) throws -> Int64
}

/// Texts of a database that may hold a NUL, which GRDB's own texts end at.
enum ColumnText {
    /// A text for a place written as `CAST(? AS TEXT)`.
    static func value(_ text: String) -> DatabaseValue {
        text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
    }

    /// The text of a column that was selected as `CAST(… AS BLOB)`.
    static func read(_ row: Row, _ index: Int) -> String {
        let bytes: Data? = row[index]
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }
}
