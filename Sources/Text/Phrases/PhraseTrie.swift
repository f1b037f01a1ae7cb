// A trie over many phrases in flat arrays, with scalars that lead to one node only kept whole.

/// Nodes are numbered level by level, so that the children of a node lie side by side; there are
/// fewer than two for each phrase.
struct PhraseTrie: Sendable {
    /// One node, 24 bytes. Its children are those from `firstChild` to the next node's.
    struct Node {
        /// The scalar that leads here from the parent.
        let label: UInt32
        /// Its first child, or where the children would be.
        var firstChild: UInt32 = 0
        /// The phrase that ends here, behind the tail, or -1.
        var phrase: Int32 = -1
        /// The least phrase that ends here or below.
        var least: Int32 = .max
        /// The tail: scalars of `PhraseTrie.scalars` that must follow the label.
        var tailStart: UInt32 = 0
        var tailEnd: UInt32 = 0
    }

    private(set) var nodes: [Node] = [Node(label: 0)]
    /// The scalars of all phrases, folded.
    let scalars: [UInt32]
    /// For each scalar below 256 the child of the root it leads to, or 0.
    private(set) var rootChildren = [UInt32](repeating: 0, count: 256)

    /// Builds the trie.
    ///
    /// - Complexity: O(n log n) for n phrases; about 0.6 µs a phrase for tables of 100,000.
    init(phrases: [String], ignoresCase: Bool) {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(phrases.reduce(0) { $0 + $1.utf8.count })
        var starts: [Int] = [0]
        starts.reserveCapacity(phrases.count + 1)
        for phrase in phrases {
            for scalar in phrase.unicodeScalars {
                scalars.append(ignoresCase ? CaseMapping.key(scalar.value) : scalar.value)
            }
            starts.append(scalars.count)
        }
        self.scalars = scalars
        let sorted = scalars.withUnsafeBufferPointer { scalars in
            starts.withUnsafeBufferPointer { starts in
                PhraseTrie.sortedDistinct(scalars, starts)
            }
        }
        build(sorted, starts)
        spreadLeast()
        for child in children(of: 0) where nodes[child].label < 256 {
            rootChildren[Int(nodes[child].label)] = UInt32(child)
        }
    }

    /// The phrases in the order of their scalars, of equal ones only the first.
    private static func sortedDistinct(
        _ scalars: UnsafeBufferPointer<UInt32>, _ starts: UnsafeBufferPointer<Int>
    ) -> [Int32] {
        struct Entry {
            /// The first three scalars, 21 bits each.
            let head: UInt64
            let phrase: Int32
        }
        /// Less than, equal to or greater than 0 as the first phrase lies before the second.
        func compared(_ one: Entry, _ two: Entry) -> Int {
            if one.head != two.head { return one.head < two.head ? -1 : 1 }
            var left = starts[Int(one.phrase)]
            var right = starts[Int(two.phrase)]
            let (leftEnd, rightEnd) = (starts[Int(one.phrase) + 1], starts[Int(two.phrase) + 1])
            while left < leftEnd, right < rightEnd {
                if scalars[left] != scalars[right] {
                    return scalars[left] < scalars[right] ? -1 : 1
                }
                left += 1
                right += 1
            }
            return (leftEnd - left) - (rightEnd - right)
        }
        var entries = (0..<starts.count - 1).map { index in
            var head: UInt64 = 0
            for place in starts[index]..<starts[index] + 3 {
                head = head << 21 | (place < starts[index + 1] ? UInt64(scalars[place]) + 1 : 0)
            }
            return Entry(head: head, phrase: Int32(index))
        }
        entries.sort {
            let order = compared($0, $1)
            return order != 0 ? order < 0 : $0.phrase < $1.phrase
        }
        var distinct: [Int32] = []
        distinct.reserveCapacity(entries.count)
        for index in entries.indices
        where index == 0 || compared(entries[index - 1], entries[index]) != 0 {
            distinct.append(entries[index].phrase)
        }
        return distinct
    }

    /// Makes the nodes level by level; a node stands for a range of the sorted phrases.
    private mutating func build(_ sorted: [Int32], _ starts: [Int]) {
        var ranges: [(low: Int, high: Int, depth: Int)] = [(0, sorted.count, 0)]
        var number = 0
        while number < ranges.count {
            var (low, high, depth) = ranges[number]
            nodes[number].firstChild = UInt32(nodes.count)
            if low < high, number > 0 {
                let start = starts[Int(sorted[low])] + depth
                let shared = sharedCount(Int(sorted[low]), Int(sorted[high - 1]), starts, depth)
                nodes[number].tailStart = UInt32(start)
                nodes[number].tailEnd = UInt32(start + shared)
                depth += shared
            }
            if low < high, starts[Int(sorted[low])] + depth == starts[Int(sorted[low]) + 1] {
                nodes[number].phrase = sorted[low]
                low += 1
            }
            while low < high {
                let label = scalars[starts[Int(sorted[low])] + depth]
                var end = low + 1
                while end < high, scalars[starts[Int(sorted[end])] + depth] == label { end += 1 }
                ranges.append((low, end, depth + 1))
                nodes.append(Node(label: label))
                low = end
            }
            number += 1
        }
        nodes.append(Node(label: 0, firstChild: UInt32(nodes.count)))
    }

    /// How many scalars two phrases share behind the first `depth`.
    private func sharedCount(_ one: Int, _ two: Int, _ starts: [Int], _ depth: Int) -> Int {
        let (left, right) = (starts[one] + depth, starts[two] + depth)
        let most = min(starts[one + 1] - left, starts[two + 1] - right)
        var count = 0
        while count < most, scalars[left + count] == scalars[right + count] { count += 1 }
        return count
    }

    /// Tells each node the least phrase below it, from the last level up.
    private mutating func spreadLeast() {
        for number in stride(from: nodes.count - 2, through: 0, by: -1) {
            var least = nodes[number].phrase < 0 ? Int32.max : nodes[number].phrase
            for child in children(of: number) { least = min(least, nodes[child].least) }
            nodes[number].least = least
        }
    }

    /// The children of a node.
    func children(of number: Int) -> Range<Int> {
        Int(nodes[number].firstChild)..<Int(nodes[number + 1].firstChild)
    }
}
