// Which blocks of two lists belong together, and what changed inside them.

import Vocabulary

/// Compares the blocks that two nodes hold.
struct BlockMatcher {
    /// Where the two lists stand, as JSON pointers.
    let oldPointer: String
    let newPointer: String

    /// From which share of common words on two blocks are one that changed.
    private static let likenessMin = 0.4
    /// From which share on they are one that was moved as well.
    private static let movedLikenessMin = 0.7
    /// How many blocks ahead are looked at for one that is alike.
    private static let window = 40

    /// The changes in the order of the new list; what is gone stands where it was.
    func changes(_ old: [DocumentNode], _ new: [DocumentNode]) -> [BlockChange] {
        let oldKeys = old.map(\.hashValue)
        let newKeys = new.map(\.hashValue)
        var partners: [Int: Int] = [:]
        for pair in SequenceMatch.pairs(oldKeys, newKeys) where old[pair.old] == new[pair.new] {
            partners[pair.new] = pair.old
        }
        var moved: Set<Int> = []
        pairInGaps(old, new, &partners)
        pairElsewhere(old, new, &partners, &moved)
        return ordered(old, new, partners, moved)
    }

    // MARK: - Pairing

    /// Pairs what is alike between two blocks that stayed.
    private func pairInGaps(
        _ old: [DocumentNode], _ new: [DocumentNode], _ partners: inout [Int: Int]
    ) {
        var taken = Set(partners.values)
        let words = Likeness(old, new)
        // What is equal elsewhere was moved, and is no candidate here.
        let oldSet = Set(old.indices.filter { !taken.contains($0) }.map { old[$0] })
        let newSet = Set(new.indices.filter { partners[$0] == nil }.map { new[$0] })
        let equal = oldSet.intersection(newSet)
        var oldNext = 0
        for place in new.indices {
            if let partner = partners[place] {
                oldNext = partner + 1
                continue
            }
            guard !equal.contains(new[place]) else { continue }
            var candidate = oldNext
            while candidate < old.count, candidate < oldNext + Self.window,
                !taken.contains(candidate)
            {
                let isAlike =
                    !equal.contains(old[candidate])
                    && words.share(candidate, place) >= Self.likenessMin
                if isAlike {
                    partners[place] = candidate
                    taken.insert(candidate)
                    oldNext = candidate + 1
                    break
                }
                candidate += 1
            }
        }
        pairSingles(old, new, &partners, equal)
    }

    /// Where one block of a kind stands between the same two neighbours before and after, it is the
    /// same one, however much it changed.
    private func pairSingles(
        _ old: [DocumentNode], _ new: [DocumentNode], _ partners: inout [Int: Int],
        _ equal: Set<DocumentNode>
    ) {
        var back: [Int: Int] = [:]
        for (place, partner) in partners { back[partner] = place }
        for place in new.indices where partners[place] == nil {
            let before = place == 0 ? -1 : partners[place - 1] ?? -2
            let after = place == new.count - 1 ? old.count : partners[place + 1] ?? -2
            let candidate = before + 1
            guard before >= -1, after == candidate + 1, candidate < old.count,
                back[candidate] == nil, old[candidate].kind == new[place].kind,
                !equal.contains(new[place]), !equal.contains(old[candidate])
            else { continue }
            partners[place] = candidate
        }
    }

    /// Pairs what is equal, or very much alike, elsewhere.
    private func pairElsewhere(
        _ old: [DocumentNode], _ new: [DocumentNode], _ partners: inout [Int: Int],
        _ moved: inout Set<Int>
    ) {
        let taken = Set(partners.values)
        var free = old.indices.filter { !taken.contains($0) }
        var places: [DocumentNode: [Int]] = [:]
        for index in free.reversed() { places[old[index], default: []].append(index) }
        for place in new.indices where partners[place] == nil {
            guard let partner = places[new[place]]?.popLast() else { continue }
            partners[place] = partner
            moved.insert(place)
        }
        let used = Set(partners.values)
        free.removeAll { used.contains($0) }
        let words = Likeness(old, new)
        for place in new.indices.filter({ partners[$0] == nil }).prefix(Self.window) {
            let found = free.prefix(Self.window).firstIndex {
                words.share($0, place) >= Self.movedLikenessMin
            }
            guard let found else { continue }
            partners[place] = free.remove(at: found)
            moved.insert(place)
        }
    }

    // MARK: - Putting down

    private func ordered(
        _ old: [DocumentNode], _ new: [DocumentNode], _ partners: [Int: Int], _ moved: Set<Int>
    ) -> [BlockChange] {
        let used = Set(partners.values)
        var changes: [BlockChange] = []
        var oldNext = 0
        func goneUntil(_ end: Int) {
            while oldNext < end {
                if !used.contains(oldNext) {
                    var gone = BlockChange(.removed)
                    gone.oldPointer = "\(oldPointer)/content/\(oldNext)"
                    gone.old = old[oldNext]
                    changes.append(gone)
                }
                oldNext += 1
            }
        }
        for place in new.indices {
            guard let partner = partners[place] else {
                var added = BlockChange(.added)
                added.newPointer = "\(newPointer)/content/\(place)"
                added.new = new[place]
                changes.append(added)
                continue
            }
            if !moved.contains(place) { goneUntil(partner) }
            changes.append(
                pair((partner, old[partner]), (place, new[place]), isMoved: moved.contains(place)))
        }
        goneUntil(old.count)
        return changes
    }

    private func pair(
        _ old: (Int, DocumentNode), _ new: (Int, DocumentNode), isMoved: Bool
    ) -> BlockChange {
        let isEqual = old.1 == new.1
        var change = BlockChange(isEqual ? (isMoved ? .moved : .same) : .changed)
        change.isMoved = isMoved
        change.oldPointer = "\(oldPointer)/content/\(old.0)"
        change.newPointer = "\(newPointer)/content/\(new.0)"
        change.old = old.1
        change.new = new.1
        guard !isEqual else { return change }
        let names = Set(old.1.attributes.keys).union(new.1.attributes.keys).sorted()
        change.attributes = names.filter { old.1.attributes[$0] != new.1.attributes[$0] }
        if old.1.kind != new.1.kind { change.attributes.insert("type", at: 0) }
        if Self.holdsText(old.1), Self.holdsText(new.1) {
            change.words = WordComparison.changes(old.1.content, new.1.content)
        } else {
            change.inside = BlockMatcher(
                oldPointer: change.oldPointer ?? "", newPointer: change.newPointer ?? ""
            ).changes(old.1.content, new.1.content)
        }
        return change
    }

    private static func holdsText(_ node: DocumentNode) -> Bool {
        switch DocumentSchema.content(of: node.kind) {
        case .inline, .markedText, .plainText: true
        default: false
        }
    }
}

/// How much two blocks are alike, by their words.
private struct Likeness {
    /// How many words of a block are looked at.
    private static let wordsMax = 400

    private let old: [DocumentNode]
    private let new: [DocumentNode]
    private let cache = Cache()

    private final class Cache {
        var old: [Int: Set<Substring>] = [:]
        var new: [Int: Set<Substring>] = [:]
    }

    init(_ old: [DocumentNode], _ new: [DocumentNode]) {
        self.old = old
        self.new = new
    }

    /// The share of common words (Dice's coefficient); 0 for blocks that can't be one another.
    func share(_ oldIndex: Int, _ newIndex: Int) -> Double {
        let (oldNode, newNode) = (old[oldIndex], new[newIndex])
        let texts: Set<DocumentNode.Kind> = [.paragraph, .heading]
        guard
            oldNode.kind == newNode.kind
                || (texts.contains(oldNode.kind) && texts.contains(newNode.kind))
        else { return 0 }
        let oldWords = cache.old[oldIndex] ?? Self.words(oldNode)
        cache.old[oldIndex] = oldWords
        let newWords = cache.new[newIndex] ?? Self.words(newNode)
        cache.new[newIndex] = newWords
        if oldWords.isEmpty, newWords.isEmpty { return oldNode.kind == newNode.kind ? 1 : 0 }
        let common = oldWords.intersection(newWords).count
        return 2 * Double(common) / Double(oldWords.count + newWords.count)
    }

    private static func words(_ node: DocumentNode) -> Set<Substring> {
        var words: Set<Substring> = []
        for block in DocumentNode(.doc, [:], [node]).textBlocks {
            for word in block.split(whereSeparator: \.isWhitespace) {
                words.insert(word)
                if words.count >= wordsMax { return words }
            }
        }
        return words
    }
}
