// Anchors and references to groups: the instructions that look about without a choice.

extension PatternMatcher {
    /// Whether an anchor holds at a place.
    func holds(_ step: Instruction, _ position: Int) -> Bool {
        switch PatternAnchor(rawValue: step.x) {
        case .textStart, .lineStart: position == 0
        case .textEnd: position == end
        case .lineEnd: position == end || (position == end - 1 && text[position] == 0x0A)
        case .anyLineStart: position == 0 || text[position - 1] == 0x0A
        case .anyLineEnd: position == end || text[position] == 0x0A
        case .boundary: isWord(position - 1) != isWord(position)
        case .notBoundary: end > 0 && isWord(position - 1) == isWord(position)
        case .asciiBoundary: isASCIIWord(position - 1) != isASCIIWord(position)
        case .notASCIIBoundary: end > 0 && isASCIIWord(position - 1) == isASCIIWord(position)
        case nil: false
        }
    }

    private func isWord(_ position: Int) -> Bool {
        position >= 0 && position < end && ScalarClasses.isWord(text[position])
    }

    private func isASCIIWord(_ position: Int) -> Bool {
        position >= 0 && position < end && ScalarClasses.isASCIIWord(text[position])
    }

    /// What a group holds, when it holds something a reference can use.
    private func held(_ group: Int32) -> (start: Int, end: Int)? {
        guard 2 &* Int(group) < Int(lastMark) else { return nil }
        let mark = 2 * Int(group)
        let (start, stop) = (Int(marks[mark]), Int(marks[mark + 1]))
        return start >= 0 && stop >= start ? (start, stop) : nil
    }

    /// Whether the condition on a group holds.
    func hasMatched(_ group: Int32) -> Bool { held(group) != nil }

    /// Matches once more what a group holds; `false` when it holds nothing or other text follows.
    mutating func repeatGroup(_ step: Instruction, _ position: inout Int) -> Bool {
        guard let (start, stop) = held(step.x), stop - start <= end - position else {
            return false
        }
        steps &-= (stop - start) >> 2
        let folding = CaseFolding(rawValue: step.z) ?? .none
        for offset in 0..<(stop - start) {
            let (one, two) = (text[start + offset], text[position + offset])
            if one != two, folding == .none || folding.folded(one) != folding.folded(two) {
                return false
            }
        }
        position += stop - start
        return true
    }
}
