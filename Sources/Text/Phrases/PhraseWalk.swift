// Walks a trie of phrases along a text.

import Vocabulary

/// One search of a text.
struct PhraseWalk {
    let nodes: UnsafeBufferPointer<PhraseTrie.Node>
    let tails: UnsafeBufferPointer<UInt32>
    let rootChildren: UnsafeBufferPointer<UInt32>
    /// The text, folded like the phrases.
    let text: UnsafeBufferPointer<UInt32>
    /// The text as it is, for word boundaries.
    let boundaries: [Unicode.Scalar]
    let wordBoundaries: Bool
    /// How many steps are left.
    var steps: Int

    /// Goes through the text once.
    mutating func collect(into result: inout PhraseResult) {
        var place = 0
        var mayBeEmpty = true
        while place <= text.count {
            guard steps > 0 else {
                result.ranOut = true
                return
            }
            if isBoundary(place), let found = find(at: place, mayBeEmpty: mayBeEmpty) {
                result.matches.append(found)
                mayBeEmpty = found.span.count > 0
                place = found.span.end
            } else {
                place += 1
                mayBeEmpty = true
            }
        }
    }

    /// Whether a phrase may begin or end at a place.
    @inline(__always)
    private func isBoundary(_ place: Int) -> Bool {
        if !wordBoundaries { return true }
        let before = place > 0 && ScalarClasses.isWord(boundaries[place - 1].value)
        let behind = place < text.count && ScalarClasses.isWord(boundaries[place].value)
        return before != behind
    }

    /// The phrase that wins at a place.
    private mutating func find(at start: Int, mayBeEmpty: Bool) -> PhraseMatch? {
        var best = Int32.max
        var bestEnd = start
        if mayBeEmpty, nodes[0].phrase >= 0 { best = nodes[0].phrase }
        var number = 0
        var place = start
        while place < text.count, let child = child(of: number, text[place]) {
            steps &-= 1
            number = child
            place += 1
            let node = nodes[number]
            if node.least >= best { break }
            if node.tailEnd > node.tailStart {
                guard let end = tailEnd(node, from: place) else { break }
                place = end
            }
            if node.phrase >= 0, node.phrase < best, isBoundary(place) {
                best = node.phrase
                bestEnd = place
            }
        }
        guard best != .max else { return nil }
        return PhraseMatch(span: TextSpan(start: start, end: bestEnd), phraseIndex: Int(best))
    }

    /// The end of a node's tail in the text, if the text goes on with it.
    private mutating func tailEnd(_ node: PhraseTrie.Node, from start: Int) -> Int? {
        let count = Int(node.tailEnd - node.tailStart)
        guard count <= text.count - start else { return nil }
        for offset in 0..<count where tails[Int(node.tailStart) + offset] != text[start + offset] {
            steps &-= offset >> 2
            return nil
        }
        steps &-= count >> 2
        return start + count
    }

    /// The child a scalar leads to.
    @inline(__always)
    private func child(of number: Int, _ label: UInt32) -> Int? {
        if number == 0, label < 256 {
            let child = Int(rootChildren[Int(label)])
            return child == 0 ? nil : child
        }
        var low = Int(nodes[number].firstChild)
        var high = Int(nodes[number + 1].firstChild)
        while high - low > 8 {
            let middle = (low + high) / 2
            if nodes[middle].label <= label { low = middle } else { high = middle }
        }
        while low < high, nodes[low].label < label { low += 1 }
        return low < high && nodes[low].label == label ? low : nil
    }
}
