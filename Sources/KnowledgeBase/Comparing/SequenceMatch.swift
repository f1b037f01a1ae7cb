// Which elements of two lists belong together: the longest common subsequence, at bounded cost.

/// Pairs of equal elements of two lists, rising in both.
///
/// Elements that stand once in both lists are anchors (patience sorting, after B. Cohen); between
/// anchors Myers' O(ND) algorithm (Algorithmica 1, 1986) finds the rest. Where more than
/// `differencesMax` elements differ between two anchors, the equal beginning and end are paired and
/// the middle is left unpaired: lists that have little in common cost little.
enum SequenceMatch {
    /// How many differences are followed between two anchors.
    static let differencesMax = 800

    /// The pairs.
    ///
    /// - Complexity: O(n log n + n · `differencesMax`).
    static func pairs<Element: Hashable>(
        _ old: [Element], _ new: [Element]
    ) -> [(old: Int, new: Int)] {
        var pairs: [(old: Int, new: Int)] = []
        var (oldStart, newStart) = (0, 0)
        for anchor in anchors(old, new) + [(old.count, new.count)] {
            between(old, oldStart..<anchor.0, new, newStart..<anchor.1, into: &pairs)
            if anchor.0 < old.count, anchor.1 < new.count { pairs.append(anchor) }
            (oldStart, newStart) = (anchor.0 + 1, anchor.1 + 1)
        }
        return pairs
    }

    /// The longest rising run of elements that stand once in both lists.
    private static func anchors<Element: Hashable>(
        _ old: [Element], _ new: [Element]
    ) -> [(Int, Int)] {
        let oldPlaces = onlyPlaces(old)
        let newPlaces = onlyPlaces(new)
        let common = old.indices.compactMap { index -> (Int, Int)? in
            guard oldPlaces[old[index]] == index, let place = newPlaces[old[index]], place >= 0
            else { return nil }
            return (index, place)
        }
        return longestRise(common)
    }

    /// The place of each element; -1 for one that stands more than once.
    private static func onlyPlaces<Element: Hashable>(_ list: [Element]) -> [Element: Int] {
        var places: [Element: Int] = [:]
        places.reserveCapacity(list.count)
        for (index, element) in list.enumerated() {
            places[element] = places[element] == nil ? index : -1
        }
        return places
    }

    private static func longestRise(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
        var ends: [Int] = []
        var before = [Int](repeating: -1, count: pairs.count)
        for index in pairs.indices {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].1 < pairs[index].1 {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            if low > 0 { before[index] = ends[low - 1] }
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var rise: [(Int, Int)] = []
        var next = ends.last ?? -1
        while next >= 0 {
            rise.append(pairs[next])
            next = before[next]
        }
        return rise.reversed()
    }

    private static func between<Element: Hashable>(
        _ old: [Element], _ oldRange: Range<Int>, _ new: [Element], _ newRange: Range<Int>,
        into pairs: inout [(old: Int, new: Int)]
    ) {
        var (oldRange, newRange) = (oldRange, newRange)
        while let first = oldRange.first, let other = newRange.first, old[first] == new[other] {
            pairs.append((first, other))
            oldRange = (first + 1)..<oldRange.upperBound
            newRange = (other + 1)..<newRange.upperBound
        }
        var ends: [(old: Int, new: Int)] = []
        while let last = oldRange.last, let other = newRange.last, old[last] == new[other] {
            ends.append((last, other))
            oldRange = oldRange.lowerBound..<last
            newRange = newRange.lowerBound..<other
        }
        if !oldRange.isEmpty, !newRange.isEmpty {
            pairs += shortestEdit(old, oldRange, new, newRange)
        }
        pairs += ends.reversed()
    }

    /// Myers' greedy algorithm; nothing when there are too many differences.
    private static func shortestEdit<Element: Hashable>(
        _ old: [Element], _ oldRange: Range<Int>, _ new: [Element], _ newRange: Range<Int>
    ) -> [(old: Int, new: Int)] {
        let (oldCount, newCount) = (oldRange.count, newRange.count)
        let bound = min(oldCount + newCount, differencesMax)
        var reach = [Int](repeating: 0, count: 2 * bound + 3)
        var trace: [[Int]] = []
        for differences in 0...bound {
            trace.append(Array(reach[(bound + 1 - differences)...(bound + 1 + differences)]))
            for diagonal in stride(from: -differences, through: differences, by: 2) {
                let place = diagonal + bound + 1
                var x =
                    diagonal == -differences
                        || (diagonal != differences && reach[place - 1] < reach[place + 1])
                    ? reach[place + 1] : reach[place - 1] + 1
                var y = x - diagonal
                while x < oldCount, y < newCount, x >= 0, y >= 0,
                    old[oldRange.lowerBound + x] == new[newRange.lowerBound + y]
                {
                    x += 1
                    y += 1
                }
                reach[place] = x
                if x >= oldCount, y >= newCount {
                    return walkBack(
                        trace, from: (oldCount, newCount),
                        start: (oldRange.lowerBound, newRange.lowerBound))
                }
            }
        }
        return []
    }

    /// Follows the stored reaches back and collects the diagonal steps.
    private static func walkBack(
        _ trace: [[Int]], from end: (Int, Int), start: (Int, Int)
    ) -> [(old: Int, new: Int)] {
        var (x, y) = end
        var pairs: [(old: Int, new: Int)] = []
        for differences in stride(from: trace.count - 1, through: 0, by: -1) {
            let reach = trace[differences]
            let diagonal = x - y
            func at(_ diagonal: Int) -> Int { reach[diagonal + differences] }
            var (beforeX, beforeY) = (0, 0)
            if differences > 0 {
                let isDown =
                    diagonal == -differences
                    || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1))
                let from = isDown ? diagonal + 1 : diagonal - 1
                beforeX = at(from)
                beforeY = beforeX - from
            }
            while x > beforeX, y > beforeY {
                x -= 1
                y -= 1
                pairs.append((start.0 + x, start.1 + y))
            }
            (x, y) = (beforeX, beforeY)
        }
        return pairs.reversed()
    }
}
