// What belongs to an entity although the tokenizer cuts it off: the dot of p.m., the comma in a date.

import Learning
import TrainingData
import Vocabulary

/// For the first and last words of entities: what marked entities usually have before and after.
struct SequenceEdges: Sendable {
    /// Trailing characters by the last word, in lower case.
    private var after: [String: String] = [:]
    /// Leading characters by the first word, in lower case.
    private var before: [String: String] = [:]

    /// Types of entities that were marked with a comma inside more often than side by side with a
    /// comma between.
    private var withCommas: Set<String> = []

    /// How often characters were marked at least, and in which share of the cases.
    private static let least = (count: 2, share: 0.6)

    /// Knows nothing.
    init() {}

    /// Learns from marked examples.
    init(_ messages: [LabelledMessage]) {
        var (ends, starts): ([String: [String: Int]], [String: [String: Int]]) = ([:], [:])
        for message in messages {
            for entity in message.example.entities {
                let inside = message.message.tokens.filter { entity.span.contains($0.span) }
                guard let first = inside.first, let last = inside.last else { continue }
                let scalars = message.message.scalars
                guard entity.span.end <= scalars.count else { continue }
                let next = last.span.end < scalars.count ? scalars[last.span.end] : " "
                if !next.properties.isWhitespace {
                    let rest = TextSpan(start: last.span.end, end: entity.span.end)
                    ends[last.text.lowercased(), default: [:]][
                        message.message.text(at: rest), default: 0] += 1
                }
                let previous = first.span.start > 0 ? scalars[first.span.start - 1] : " "
                if !previous.properties.isWhitespace {
                    let rest = TextSpan(start: entity.span.start, end: first.span.start)
                    starts[first.text.lowercased(), default: [:]][
                        message.message.text(at: rest), default: 0] += 1
                }
            }
        }
        withCommas = Self.withCommas(messages)
        after = Self.usual(ends)
        before = Self.usual(starts)
    }

    private static func withCommas(_ messages: [LabelledMessage]) -> Set<String> {
        var votes: [String: Int] = [:]
        for message in messages {
            let scalars = message.message.scalars
            let entities = message.example.entities.filter { $0.span.end <= scalars.count }
            for entity in entities {
                if scalars[entity.span.start..<entity.span.end].contains(",") {
                    votes[entity.name, default: 0] += 1
                }
            }
            for (left, right) in zip(entities, entities.dropFirst()) where left.name == right.name {
                let gap = left.span.end..<max(left.span.end, right.span.start)
                if gap.count <= 3, scalars[gap].contains(",") {
                    votes[left.name, default: 0] -= 1
                }
            }
        }
        return Set(votes.filter { $0.value > 0 }.keys)
    }

    /// Whether examples of this type have commas inside.
    func hasCommas(_ name: String) -> Bool { withCommas.contains(name) }

    private static func usual(_ counts: [String: [String: Int]]) -> [String: String] {
        counts.compactMapValues { counts in
            let total = counts.values.reduce(0, +)
            let best = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first
            guard let best, !best.key.isEmpty, best.value >= least.count,
                Double(best.value) > least.share * Double(total)
            else { return nil }
            return best.key
        }
    }

    /// A span with the characters its words usually carry, as far as the text has them there and
    /// they lie within `bounds`.
    func widened(_ span: TextSpan, first: Token, last: Token, in message: Message, bounds: TextSpan)
        -> TextSpan
    {
        if after.isEmpty && before.isEmpty { return span }
        var (start, end) = (span.start, span.end)
        if let rest = after[last.text.lowercased()]?.unicodeScalars {
            let reach = end + rest.count
            if reach <= bounds.end, message.scalars[end..<reach].elementsEqual(rest) { end = reach }
        }
        if let rest = before[first.text.lowercased()]?.unicodeScalars {
            let reach = start - rest.count
            if reach >= bounds.start, message.scalars[reach..<start].elementsEqual(rest) {
                start = reach
            }
        }
        return TextSpan(start: start, end: end)
    }

    /// Writes the tables, sorted.
    func write(to writer: inout SectionWriter) {
        for table in [after, before] {
            let rows = table.sorted { $0.key < $1.key }
            writer.write(texts: rows.map(\.key))
            writer.write(texts: rows.map(\.value))
        }
        writer.write(texts: withCommas.sorted())
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the lists do not fit together.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        after = try Self.table(&reader)
        before = try Self.table(&reader)
        withCommas = Set(try reader.texts())
    }

    private static func table(
        _ reader: inout SectionReader
    ) throws(SectionProblem) -> [String: String] {
        let (keys, values) = (try reader.texts(), try reader.texts())
        guard keys.count == values.count else {
            throw SectionProblem("the edges of a tagger are not whole")
        }
        return Dictionary(zip(keys, values), uniquingKeysWith: { first, _ in first })
    }
}
