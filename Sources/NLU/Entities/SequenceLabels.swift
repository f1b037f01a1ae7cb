// What a tagger may find: entity types with their roles and groups, and the tags they become.

import Learning
import TrainingData
import Vocabulary

/// An entity type together with a role and a group, as it was marked in training data.
struct SequenceLabel: Hashable, Comparable, Sendable {
    let name: String
    let role: String?
    let group: String?

    static func < (left: SequenceLabel, right: SequenceLabel) -> Bool {
        (left.name, left.role ?? "", left.group ?? "")
            < (right.name, right.role ?? "", right.group ?? "")
    }
}

/// All labels of a tagger, sorted, and how examples become tags.
struct SequenceLabels: Sendable {
    let labels: [SequenceLabel]
    let tags: ChunkTags
    private let numbers: [SequenceLabel: Int]

    /// The labels of some examples.
    init(_ examples: some Sequence<TrainingExample>, isBILOU: Bool) {
        var seen: Set<SequenceLabel> = []
        for example in examples {
            for entity in example.entities { seen.insert(Self.label(entity)) }
        }
        self.init(Array(seen.sorted().prefix(ChunkTags.labelsMax)), isBILOU: isBILOU)
    }

    private init(_ labels: [SequenceLabel], isBILOU: Bool) {
        self.labels = labels
        tags = ChunkTags(labels: labels.count, isBILOU: isBILOU)
        numbers = Dictionary(zip(labels, labels.indices), uniquingKeysWith: { first, _ in first })
    }

    private static func label(_ entity: MarkedEntity) -> SequenceLabel {
        SequenceLabel(name: entity.name, role: entity.role, group: entity.group)
    }

    /// The label of each token and the pieces they form. A token belongs to the first entity that
    /// contains it whole; an entity without a whole token is lost.
    func pieces(
        _ tokens: ArraySlice<Token>, _ entities: [MarkedEntity]
    ) -> [(tokens: Range<Int>, label: Int)] {
        var pieces: [(tokens: Range<Int>, label: Int)] = []
        var taken = [Bool](repeating: false, count: tokens.count)
        for entity in entities {
            guard let label = numbers[Self.label(entity)] else { continue }
            let inside = tokens.indices.filter {
                entity.span.contains(tokens[$0].span) && tokens[$0].span.count > 0
                    && !taken[$0 - tokens.startIndex]
            }
            guard let first = inside.first, let last = inside.last else { continue }
            let range = first - tokens.startIndex..<last - tokens.startIndex + 1
            guard range.count == inside.count else { continue }
            for index in range { taken[index] = true }
            pieces.append((range, label))
        }
        return pieces.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    /// One tag per token.
    func tags(_ pieces: [(tokens: Range<Int>, label: Int)], count: Int) -> [Int32] {
        var result = [Int32](repeating: 0, count: count)
        for (range, label) in pieces {
            for index in range {
                let isFirst = index == range.lowerBound
                let isLast = index == range.upperBound - 1
                let part: ChunkTags.Part =
                    isFirst ? (isLast ? .unit : .begin) : isLast ? .last : .inside
                result[index] = Int32(tags.tag(label, part))
            }
        }
        return result
    }

    /// Writes the labels.
    func write(to writer: inout SectionWriter) {
        writer.write(UInt8(tags.isBILOU ? 1 : 0))
        writer.write(texts: labels.map(\.name))
        writer.write(texts: labels.map { $0.role.map { "=" + $0 } ?? "" })
        writer.write(texts: labels.map { $0.group.map { "=" + $0 } ?? "" })
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the lists do not fit together.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        let isBILOU: UInt8 = try reader.integer()
        let names = try reader.texts()
        let (roles, groups) = (try reader.texts(), try reader.texts())
        guard names.count == roles.count, names.count == groups.count,
            names.count <= ChunkTags.labelsMax
        else { throw SectionProblem("the labels of a tagger are not whole") }
        func value(_ text: String) -> String? { text.isEmpty ? nil : String(text.dropFirst()) }
        self.init(
            names.indices.map {
                SequenceLabel(name: names[$0], role: value(roles[$0]), group: value(groups[$0]))
            }, isBILOU: isBILOU == 1)
    }
}
