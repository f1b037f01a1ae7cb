// What was found of markers, as the CSV tables that Rasa writes.

import Dialogue
import Foundation

/// Gathers where markers apply and tells it in three tables.
///
/// - Note: columns and statistics of rasa/core/evaluation/marker_stats.py (3.6.21).
struct MarkerTable {
    private struct Row {
        let conversation: String
        let session: Int
        /// For each marker the events at which it applies.
        let events: [[MarkedEvent]]
    }

    private let names: [String]
    private var rows: [Row] = []

    /// A table for markers of these names.
    init(_ names: [String]) { self.names = names }

    /// How many sessions were looked at.
    var sessionCount: Int { rows.count }

    /// Adds the sessions of a conversation.
    mutating func add(_ conversation: String, _ sessions: [[[MarkedEvent]]]) {
        for (number, events) in sessions.enumerated() {
            rows.append(Row(conversation: conversation, session: number, events: events))
        }
    }

    /// Every event at which a marker applies.
    var results: String {
        let header = [
            "sender_id", "session_idx", "marker", "event_idx", "num_preceding_user_turns",
        ]
        let lines = rows.flatMap { row in
            zip(names, row.events).flatMap { name, events in
                events.map { event in
                    [
                        row.conversation, String(row.session), name, String(event.index),
                        String(event.userTurnsBefore),
                    ]
                }
            }
        }
        return Self.csv([header] + lines)
    }

    /// Statistics over all sessions.
    var overall: String {
        var lines = [Self.header]
        func add(_ name: String, _ statistic: String, _ value: String) {
            lines.append(["all", "nan", name, statistic, value])
        }
        add("-", "total_number_of_sessions", String(rows.count))
        for number in sorted {
            let hits = rows.count { !$0.events[number].isEmpty }
            add(
                names[number], "number_of_sessions_where_marker_applied_at_least_once",
                String(hits))
            let share = rows.isEmpty ? 100 : Double(hits) / Double(rows.count) * 100
            add(
                names[number], "percentage_of_sessions_where_marker_applied_at_least_once",
                Self.text(share))
        }
        for number in sorted {
            let turns = rows.flatMap { $0.events[number].map(\.userTurnsBefore) }
            for (statistic, value) in Self.statistics(turns) {
                add(names[number], "\(statistic)\(Self.turns)", value)
            }
        }
        return Self.csv(lines)
    }

    /// Statistics of each session.
    var perSession: String {
        var lines = [Self.header]
        for number in sorted {
            let all = rows.map { row in
                Dictionary(
                    uniqueKeysWithValues: Self.statistics(
                        row.events[number].map(\.userTurnsBefore)))
            }
            for statistic in ["count", "max", "mean", "median", "min"] {
                for (row, values) in zip(rows, all) {
                    lines.append([
                        row.conversation, String(row.session), names[number],
                        "\(statistic)\(Self.turns)", values[statistic] ?? "nan",
                    ])
                }
            }
        }
        return Self.csv(lines)
    }

    private static let header = ["sender_id", "session_idx", "marker", "statistic", "value"]
    private static let turns = "(number of preceding user turns)"

    /// The markers' numbers, by name.
    private var sorted: [Int] { names.indices.sorted { names[$0] < names[$1] } }

    private static func statistics(_ values: [Int]) -> [(String, String)] {
        guard let least = values.min(), let most = values.max() else {
            return [
                ("count", "0"), ("mean", "nan"), ("median", "nan"), ("min", "nan"), ("max", "nan"),
            ]
        }
        let ordered = values.sorted()
        let middle = ordered.count / 2
        let median =
            ordered.count.isMultiple(of: 2)
            ? Double(ordered[middle - 1] + ordered[middle]) / 2 : Double(ordered[middle])
        let mean = Double(values.reduce(0, +)) / Double(values.count)
        return [
            ("count", String(values.count)), ("mean", text(mean)), ("median", text(median)),
            ("min", String(least)), ("max", String(most)),
        ]
    }

    private static func text(_ value: Double) -> String { String((value * 1000).rounded() / 1000) }

    private static func csv(_ lines: [[String]]) -> String {
        lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
