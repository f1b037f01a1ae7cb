// Sets the entities that test stories say against those that were found.

import TrainingData
import Vocabulary

/// Entities by pairs of what the story says and what was found.
///
/// - Note: follows `EvaluationStore.serialise` (rasa/core/test.py, 3.6.21): all messages of the same
///   text are taken together, entities are compared by where they begin and end.
struct StoryEntityPairs {
    private(set) var targets: [String] = []
    private(set) var predictions: [String] = []

    init(_ messages: [StoryReport.Understanding]) {
        let wanted = Self.byText(messages.flatMap(\.entities))
        let found = Self.byText(messages.flatMap(\.predictedEntities))
        for text in Set(wanted.keys).union(found.keys).sorted() {
            pair(wanted[text] ?? [], found[text] ?? [])
        }
    }

    private static func byText(_ entities: [JSONValue]) -> [String: [JSONValue]] {
        Dictionary(grouping: entities) { $0["text"]?.string ?? "" }.mapValues { entities in
            entities.enumerated().sorted {
                (span($0.element).0, $0.offset) < (span($1.element).0, $1.offset)
            }.map(\.element)
        }
    }

    private static func span(_ entity: JSONValue) -> (Int, Int) {
        (entity["start"]?.int ?? 0, entity["end"]?.int ?? 0)
    }

    private mutating func pair(_ wanted: [JSONValue], _ found: [JSONValue]) {
        var (left, right) = (0, 0)
        while left < wanted.count || right < found.count {
            let isWanted =
                left < wanted.count
                && (right == found.count || Self.span(wanted[left]) <= Self.span(found[right]))
            let isFound =
                right < found.count
                && (left == wanted.count || Self.span(found[right]) <= Self.span(wanted[left]))
            targets.append(isWanted ? Self.markup(wanted[left]) : "None")
            predictions.append(isFound ? Self.markup(found[right]) : "None")
            if isWanted { left += 1 }
            if isFound { right += 1 }
        }
    }

    /// The entity's part of the text as training data marks it.
    private static func markup(_ entity: JSONValue) -> String {
        let scalars = Array((entity["text"]?.string ?? "").unicodeScalars)
        let (start, end) = span(entity)
        guard 0 <= start, start < end, end <= scalars.count else {
            return entity["entity"]?.string ?? ""
        }
        let covered = String(String.UnicodeScalarView(scalars[start..<end]))
        let marked = MarkedEntity(
            name: entity["entity"]?.string ?? "", span: TextSpan(start: 0, end: end - start),
            value: entity["value"]?.string ?? covered)
        return ExampleText.marked(covered, [marked])
    }
}
