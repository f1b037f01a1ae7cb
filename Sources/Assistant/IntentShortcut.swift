// Messages that name their intent themselves: `/greet`, `/book@0.7{"city": "Oslo"}`.

import Foundation
public import Vocabulary

/// Reads messages that bypass understanding.
///
/// - Note: follows rasa/nlu/classifiers/regex_message_handler.py (3.6.21).
public enum IntentShortcut {
    /// The name Rasa gives as the extractor of such entities.
    public static let extractor = "RegexMessageHandler"

    /// The meaning of a message of the form `/intent@confidence{"entity": value}`.
    ///
    /// - Parameters:
    ///   - text: the message; white space around it is ignored and removed from the result.
    ///   - intents: the intents that may be named; `nil` when every intent may be.
    ///   - entities: the entities that may be given; `nil` when every entity may be.
    /// - Returns: `nil` when the message is to be understood like any other.
    public static func read(
        _ text: String, intents: Set<String>? = nil, entities: Set<String>? = nil
    ) -> ParsedMessage? {
        guard text.utf8.contains(UInt8(ascii: "/")) else { return nil }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let scalars = Array(trimmed.unicodeScalars.prefix(Limits.messageScalars))
        guard scalars.first == "/" else { return nil }
        let nameEnd = scalars.firstIndex { $0 == "{" || $0 == "@" } ?? scalars.count
        guard nameEnd > 1 else { return nil }
        let name = string(scalars[1..<nameEnd]).trimmingCharacters(in: .whitespacesAndNewlines)
        if let intents, !intents.contains(name) { return nil }
        var position = nameEnd
        let confidence = readConfidence(scalars, &position)
        let intent = ScoredIntent(name: name, confidence: confidence)
        return ParsedMessage(
            text: trimmed, intent: intent, ranking: [intent],
            entities: readEntities(scalars, from: position, allowed: entities))
    }

    /// Reads `@0.7`; a number above one counts as one, what is no number as zero.
    private static func readConfidence(_ scalars: [Unicode.Scalar], _ position: inout Int) -> Double
    {
        guard position < scalars.count, scalars[position] == "@" else { return 1 }
        let start = position + 1
        var end = start
        while end < scalars.count, scalars[end] == "." || ("0"..."9").contains(scalars[end]) {
            end += 1
        }
        guard end > start else { return 1 }
        position = end
        return min(1, Double(string(scalars[start..<end])) ?? 0)
    }

    /// Reads the JSON object from `{` to the last `}` of the same line.
    private static func readEntities(
        _ scalars: [Unicode.Scalar], from start: Int, allowed: Set<String>?
    ) -> [Entity] {
        guard start < scalars.count, scalars[start] == "{" else { return [] }
        let line = scalars[start...].prefix { $0 != "\n" }
        guard let last = line.lastIndex(of: "}"), last > start + 1 else { return [] }
        let span = TextSpan(start: start, end: last + 1)
        guard let object = try? JSONValue(parsing: string(scalars[start...last])).object else {
            return []
        }
        return object.members.flatMap { key, value -> [Entity] in
            if let allowed, !allowed.contains(key) { return [] }
            return (value.array ?? [value]).map {
                Entity(name: key, span: span, value: $0, extractor: extractor)
            }
        }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
