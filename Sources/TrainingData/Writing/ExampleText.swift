// Writes an example with its entities as markup, the reverse of ExampleMarkup.

public import Vocabulary

/// The text of an example as a data file holds it.
public enum ExampleText {
    /// The text with markup: `[Bonn](city)` where the type says all, else
    /// `[Bonn]{"entity": "city", "role": "to"}`; several entities of one span as a list.
    ///
    /// Reading it gives the same entities unless the plain text itself looks like markup, which the
    /// format cannot hold. Entities that lie outside of the text are left out.
    ///
    /// - Complexity: O(n log n).
    /// - Note: follows `generate_message` in
    ///   rasa/shared/nlu/training_data/formats/readerwriter.py (3.6.21), without escaping letters.
    public static func marked(_ text: String, _ entities: [MarkedEntity]) -> String {
        marked(text, entities.map { ($0, .string($0.value)) })
    }

    /// The text with markup, for entities whose values may be anything, not only text.
    public static func marked(
        _ text: String, _ entities: [(entity: MarkedEntity, value: JSONValue)]
    ) -> String {
        let scalars = Array(text.unicodeScalars)
        guard !entities.isEmpty, scalars.first != "/" else { return text }
        let spans = Dictionary(grouping: entities, by: \.entity.span)
        var result = String.UnicodeScalarView()
        var position = 0
        for (span, marked) in spans.sorted(by: { $0.key < $1.key }) {
            guard span.start >= position, span.end <= scalars.count, span.count > 0 else {
                continue
            }
            let covered = String(String.UnicodeScalarView(scalars[span.start..<span.end]))
            result.append(contentsOf: scalars[position..<span.start])
            result.append(contentsOf: markup(covered, marked).unicodeScalars)
            position = span.end
        }
        result.append(contentsOf: scalars[position...])
        return String(result)
    }

    private static func markup(
        _ covered: String, _ entities: [(entity: MarkedEntity, value: JSONValue)]
    ) -> String {
        if entities.count > 1 {
            let list = entities.map { attributes(of: $0.entity, $0.value, covered) }.joined(
                separator: ", ")
            return "[\(covered)][\(list)]"
        }
        let (entity, value) = entities[0]
        let isShort = value == .string(covered) && entity.role == nil && entity.group == nil
        return "[\(covered)]"
            + (isShort ? "(\(entity.name))" : attributes(of: entity, value, covered))
    }

    private static func attributes(
        of entity: MarkedEntity, _ value: JSONValue, _ covered: String
    ) -> String {
        var members: [(String, JSONValue)] = [("entity", .string(entity.name))]
        if let role = entity.role { members.append(("role", .string(role))) }
        if let group = entity.group { members.append(("group", .string(group))) }
        if value != .string(covered) { members.append(("value", value)) }
        let parts = members.map { "\"\($0.0)\": " + $0.1.text() }
        return "{" + parts.joined(separator: ", ") + "}"
    }
}
