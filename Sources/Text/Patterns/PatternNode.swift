// The syntax tree of a pattern, shaped as Python 3.10 shapes it.

/// How many scalars a piece of a pattern can match, as Python computes it.
struct PatternWidth: Equatable {
    /// What a repeat without an upper bound counts as; real bounds must be smaller.
    static let unbounded = 4_294_967_295

    var least: Int
    var most: Int

    static let zero = PatternWidth(least: 0, most: 0)
    static let one = PatternWidth(least: 1, most: 1)

    /// The widths one after the other; stops growing at the largest `Int`.
    static func + (left: PatternWidth, right: PatternWidth) -> PatternWidth {
        PatternWidth(
            least: saturated(left.least.addingReportingOverflow(right.least)),
            most: saturated(left.most.addingReportingOverflow(right.most)))
    }

    /// The width repeated.
    func times(_ least: Int, _ most: Int) -> PatternWidth {
        PatternWidth(
            least: PatternWidth.saturated(self.least.multipliedReportingOverflow(by: least)),
            most: PatternWidth.saturated(self.most.multipliedReportingOverflow(by: most)))
    }

    /// The width of either of the two.
    func or(_ other: PatternWidth) -> PatternWidth {
        PatternWidth(least: min(least, other.least), most: max(most, other.most))
    }

    /// Cut to what Python stores.
    var clamped: PatternWidth {
        PatternWidth(
            least: min(least, PatternWidth.unbounded - 1),
            most: min(most, PatternWidth.unbounded))
    }

    private static func saturated(_ sum: (partialValue: Int, overflow: Bool)) -> Int {
        sum.overflow ? .max : sum.partialValue
    }
}

/// A run of nodes with its width, which is settled once its groups are closed.
struct PatternSequence {
    var nodes: [PatternNode]
    let width: PatternWidth

    init(_ nodes: [PatternNode], groupWidths: [PatternWidth?]) {
        self.nodes = nodes
        let sum = nodes.reduce(PatternWidth.zero) { $0 + $1.width(groupWidths) }
        width = sum.clamped
    }
}

/// Where an anchor holds.
enum PatternAnchor: Int32 {
    case lineStart, lineEnd, textStart, textEnd, boundary, notBoundary
    /// The forms the compiler chooses by the flags.
    case anyLineStart, anyLineEnd, asciiBoundary, notASCIIBoundary
}

/// A kind of scalars that has an escape of its own.
enum PatternCategory: Equatable {
    case digit, notDigit, space, notSpace, word, notWord
}

/// A member of a set in brackets.
enum PatternSetItem: Equatable {
    case literal(UInt32)
    case range(UInt32, UInt32)
    case category(PatternCategory)
}

/// One piece of a pattern.
indirect enum PatternNode {
    case literal(UInt32)
    case notLiteral(UInt32)
    case any
    case set(negated: Bool, [PatternSetItem])
    case anchor(PatternAnchor)
    case branch([PatternSequence])
    case group(
        number: Int?, adding: PatternFlags, removing: PatternFlags, body: PatternSequence)
    case repeated(least: Int, most: Int, lazy: Bool, body: PatternSequence)
    case assertion(behind: Bool, negative: Bool, body: PatternSequence)
    case backReference(Int)
    case conditional(group: Int, yes: PatternSequence, no: PatternSequence?)

    /// The width of this node, given the widths of the groups closed so far.
    func width(_ groupWidths: [PatternWidth?]) -> PatternWidth {
        switch self {
        case .literal, .notLiteral, .any, .set: .one
        case .anchor, .assertion: .zero
        case .branch(let ways):
            ways.dropFirst().reduce(ways[0].width) { $0.or($1.width) }
        case .group(_, _, _, let body): body.width
        case .repeated(let least, let most, _, let body): body.width.times(least, most)
        case .backReference(let group): groupWidths[group] ?? .zero
        case .conditional(_, let yes, let no): yes.width.or(no?.width ?? .init(least: 0, most: 0))
        }
    }

    /// Whether two nodes are the same to Python, which compares nested ones by identity.
    func isSame(as other: PatternNode) -> Bool {
        switch (self, other) {
        case (.literal(let one), .literal(let two)): one == two
        case (.notLiteral(let one), .notLiteral(let two)): one == two
        case (.any, .any): true
        case (.set(let sign, let one), .set(let other, let two)): sign == other && one == two
        case (.anchor(let one), .anchor(let two)): one == two
        case (.backReference(let one), .backReference(let two)): one == two
        default: false
        }
    }

    /// Whether this is a group that only brackets.
    var plainGroup: PatternSequence? {
        if case .group(nil, let added, let removed, let body) = self, added.isEmpty,
            removed.isEmpty
        {
            body
        } else {
            nil
        }
    }
}
