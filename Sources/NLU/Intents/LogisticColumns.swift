// Lays the sentence features of all featurizers side by side, as one row.

import Learning

/// Where each featurizer's columns begin in the joined row.
struct LogisticColumns: Sendable, Hashable {
    private struct Part: Hashable {
        let origin: String
        let start: Int
        let width: Int
    }

    private var parts: [Part] = []
    /// How many columns the joined row has.
    private(set) var width = 0

    /// The places for the featurizers that some message has sentence features of, in the order
    /// of the pipeline.
    init(_ messages: [Message]) {
        for message in messages {
            for block in message.features where block.sentence != nil {
                guard !parts.contains(where: { $0.origin == block.origin }) else { continue }
                parts.append(Part(origin: block.origin, start: width, width: block.width))
                width += block.width
            }
        }
    }

    /// A message's joined row; features without a place are left out.
    func row(_ message: Message) -> SparseVector {
        var row = SparseVector()
        for part in parts {
            let block = message.features.first { $0.origin == part.origin }
            guard let sentence = block?.sentence else { continue }
            for (column, value) in zip(sentence.columns, sentence.values)
            where column < part.width {
                row.columns.append(column + Int32(part.start))
                row.values.append(value)
            }
        }
        return row
    }

    /// Writes the places.
    func write(to writer: inout SectionWriter) {
        writer.write(texts: parts.map(\.origin))
        writer.write(array: parts.map { Int64($0.width) })
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the section ends too early or a width is impossible.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        let origins = try reader.texts()
        let widths: [Int64] = try reader.array()
        guard origins.count == widths.count, widths.allSatisfy({ (0..<1 << 31).contains($0) })
        else { throw SectionProblem("the places of features do not fit together") }
        for (origin, width) in zip(origins, widths) {
            parts.append(Part(origin: origin, start: self.width, width: Int(width)))
            self.width += Int(width)
        }
    }
}
