// Numbers the features of states that stories have.

import Learning

/// The features of states that occurred in training, each with its column.
struct StateFeatureIndex: Sendable {
    private(set) var features: [StateFeature] = []
    private var columns: [StateFeature: Int32] = [:]

    /// No features.
    init() {}

    /// How many features there are.
    var count: Int { features.count }

    /// The row of a state; features that did not occur get a column if it `grows`, and are left out
    /// otherwise.
    mutating func addRow(
        of state: DialogueState, _ domain: DialogueDomain, to rows: inout SparseRows
    ) {
        for (feature, _) in StateFeature.list(of: state, domain) where columns[feature] == nil {
            columns[feature] = Int32(features.count)
            features.append(feature)
        }
        appendRow(of: state, domain, to: &rows)
    }

    /// Adds the row of a state; features that did not occur in training are left out.
    func appendRow(of state: DialogueState, _ domain: DialogueDomain, to rows: inout SparseRows) {
        var row: (columns: [Int32], values: [Float]) = ([], [])
        for (feature, value) in StateFeature.list(of: state, domain) {
            guard let column = columns[feature] else { continue }
            row.columns.append(column)
            row.values.append(value)
        }
        rows.append(columns: row.columns, values: row.values)
    }

    /// Which share of a text's words occurred in training, 0...1; 0 when it has no words.
    func familiarity(of text: String) -> Double {
        let words = StateFeature.words(text)
        let known = words.count { columns[StateFeature(kind: .word, name: $0)] != nil }
        return words.isEmpty ? 0 : Double(known) / Double(words.count)
    }

    /// Writes the features in the order of their columns.
    func write(to writer: inout SectionWriter) {
        writer.write(array: features.map(\.kind.rawValue))
        writer.write(array: features.map(\.part))
        writer.write(texts: features.map(\.name))
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the section holds something else.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        let kinds: [UInt8] = try reader.array()
        let parts: [Int32] = try reader.array()
        let names = try reader.texts()
        guard kinds.count == parts.count, kinds.count == names.count else {
            throw SectionProblem("features of states do not fit together")
        }
        for (number, raw) in kinds.enumerated() {
            guard let kind = StateFeature.Kind(rawValue: raw) else {
                throw SectionProblem("a feature of states is of no kind")
            }
            let feature = StateFeature(kind: kind, name: names[number], part: parts[number])
            columns[feature] = Int32(features.count)
            features.append(feature)
        }
    }
}
