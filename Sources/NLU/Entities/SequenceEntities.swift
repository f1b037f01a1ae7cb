// From tags to entities: pieces of like tags, cut at commas, with what they are and how surely.

import Learning
import Vocabulary

/// Which entities are cut where a comma stands between their words (`split_entities_by_comma`).
///
/// Rasa cuts all of a type or none. Here a type of which nothing is said by name is cut unless its
/// examples were marked with commas inside, as dates are (`21 May, 2035`).
struct CommaSplitting: Sendable, Hashable {
    private let standard: Bool
    private let exceptions: [String: Bool]

    /// The option's value: a truth value for all types, or one per type (others are cut).
    init(_ option: JSONValue) {
        standard = option.bool ?? true
        var exceptions: [String: Bool] = [:]
        for (name, value) in option.object?.members ?? [] {
            if let value = value.bool { exceptions[name] = value }
        }
        self.exceptions = exceptions
    }

    /// Whether an entity of this type is cut, if its examples have commas inside or not.
    func cuts(_ name: String, hasCommas: Bool) -> Bool {
        exceptions[name] ?? (standard && !hasCommas)
    }
}

/// Builds the entities of one window of tokens.
struct SequenceEntities {
    let message: Message
    let tokens: ArraySlice<Token>
    let labels: SequenceLabels
    let splitting: CommaSplitting
    let edges: SequenceEdges
    let extractor: String

    /// The widest gap between two words of one entity, in scalars.
    private static let gapMax = 3

    /// The entities of a sequence of tags.
    ///
    /// - Parameter marginals: tokens × tags probabilities.
    func entities(_ path: [Int], marginals: [Float]) -> [Entity] {
        let pieces = pieces(path)
        var result: [Entity] = []
        for (number, piece) in pieces.enumerated() {
            let next = number + 1 < pieces.count ? token(pieces[number + 1].tokens.lowerBound) : nil
            let bounds = TextSpan(
                start: result.last?.span.end ?? 0,
                end: max(
                    token(piece.tokens.upperBound - 1).span.end,
                    next?.span.start ?? message.scalars.count))
            result.append(entity(piece.tokens, piece.label, marginals, bounds))
        }
        return result
    }

    private func token(_ index: Int) -> Token { tokens[tokens.startIndex + index] }

    private func pieces(_ path: [Int]) -> [(tokens: Range<Int>, label: Int)] {
        var pieces: [(tokens: Range<Int>, label: Int)] = []
        for (index, tag) in path.enumerated() {
            guard let label = labels.tags.label(of: tag) else { continue }
            let part = labels.tags.part(of: tag)
            let goesOn = part == .inside || part == .last || part == nil
            if goesOn, let last = pieces.last, last.tokens.upperBound == index,
                last.label == label, holds(index - 1, index, labels.labels[label].name)
            {
                pieces[pieces.count - 1].tokens = last.tokens.lowerBound..<index + 1
            } else {
                pieces.append((index..<index + 1, label))
            }
        }
        return pieces
    }

    /// Whether two neighbouring words of one piece are one entity.
    private func holds(_ left: Int, _ right: Int, _ name: String) -> Bool {
        let gap = token(left).span.end..<max(token(left).span.end, token(right).span.start)
        if gap.count <= 1 { return true }
        guard gap.count <= Self.gapMax else { return false }
        return !splitting.cuts(name, hasCommas: edges.hasCommas(name))
            || !message.scalars[gap].contains(",")
    }

    private func entity(
        _ range: Range<Int>, _ label: Int, _ marginals: [Float], _ bounds: TextSpan
    ) -> Entity {
        let (first, last) = (token(range.lowerBound), token(range.upperBound - 1))
        let span = edges.widened(
            TextSpan(start: first.span.start, end: max(first.span.start, last.span.end)),
            first: first, last: last, in: message, bounds: bounds)
        let kind = labels.labels[label]
        func confidence(_ belongs: (SequenceLabel) -> Bool) -> Double {
            range.map { share(at: $0, marginals, belongs) }.min() ?? 0
        }
        return Entity(
            name: kind.name, span: span, value: .string(message.text(at: span)),
            extractor: extractor, confidence: confidence { $0.name == kind.name },
            role: kind.role,
            roleConfidence: kind.role.map { role in confidence { $0.role == role } },
            group: kind.group,
            groupConfidence: kind.group.map { group in confidence { $0.group == group } })
    }

    /// How likely a token has one of some labels.
    private func share(
        at token: Int, _ marginals: [Float], _ belongs: (SequenceLabel) -> Bool
    ) -> Double {
        let tags = labels.tags
        var sum: Float = 0
        for (label, kind) in labels.labels.enumerated() where belongs(kind) {
            for tag in stride(from: 1 + label, to: tags.count, by: tags.labels) {
                sum += marginals[token * tags.count + tag]
            }
        }
        return Double(min(sum, 1))
    }
}
