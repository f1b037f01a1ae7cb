// What flags make of the pieces of a pattern when it is compiled.

extension PatternFlags {
    /// How these flags compare case.
    var folding: CaseFolding {
        guard contains(.ignoresCase) else { return .none }
        return contains(.ascii) ? .ascii : .unicode
    }
}

extension PatternAnchor {
    /// The form of the anchor under the flags.
    func chosen(by flags: PatternFlags) -> PatternAnchor {
        switch self {
        case .lineStart where flags.contains(.multiline): .anyLineStart
        case .lineEnd where flags.contains(.multiline): .anyLineEnd
        case .boundary where flags.contains(.ascii): .asciiBoundary
        case .notBoundary where flags.contains(.ascii): .notASCIIBoundary
        default: self
        }
    }
}

extension PatternSequence {
    /// The one node, one scalar wide, that this consists of, with the flags it stands under.
    func singleUnit(_ flags: PatternFlags) -> (PatternNode, PatternFlags)? {
        guard nodes.count == 1 else { return nil }
        switch nodes[0] {
        case .literal, .notLiteral, .any, .set: return (nodes[0], flags)
        case .group(nil, let added, let removed, let body):
            return body.singleUnit(flags.changed(adding: added, removing: removed))
        default: return nil
        }
    }
}

extension PatternSetItem {
    /// How many scalars of the basic plane the item names one by one.
    var count: Int {
        if case .range(let low, let high) = self, low <= 0xFFFF {
            Int(min(high, 0xFFFF) - low) + 1
        } else {
            1
        }
    }

    func folded(_ folding: CaseFolding) -> PatternSetItem {
        if case .literal(let value) = self { .literal(folding.folded(value)) } else { self }
    }
}
