// The features by which the tagger sees each word: itself, its neighbours, and what is known of it.

import Learning

/// Hashes and values of one word's features.
struct SequenceRow {
    private(set) var hashes: [UInt64] = []
    private(set) var values: [Float] = []
    /// How many of the features, from the first, the net takes too.
    private(set) var shared = 0

    /// Adds a feature of a kind.
    @inline(__always)
    mutating func add(_ kind: UInt64, _ a: UInt64 = 0, value: Float = 1) {
        hashes.append(EmbeddingHash(kind: kind).adding(a).value)
        values.append(value)
    }

    /// Adds a feature of a kind and two things.
    @inline(__always)
    mutating func add(_ kind: UInt64, _ a: UInt64, _ b: UInt64, value: Float = 1) {
        hashes.append(EmbeddingHash(kind: kind).adding(a).adding(b).value)
        values.append(value)
    }

    /// Adds a feature of a kind and three things.
    @inline(__always)
    mutating func add(_ kind: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
        hashes.append(EmbeddingHash(kind: kind).adding(a).adding(b).adding(c).value)
        values.append(1)
    }

    /// Ends the features that the net takes too.
    mutating func endShared() { shared = hashes.count }
}

/// Makes the features of a message's words.
struct SequenceFeatures {
    private let words: [SequenceWord]
    private let low: [UInt64]
    private let isUnknown: [Bool]
    private let tables: SequenceTables
    private let own: OwnCounts?
    private let intents: [(intent: Int, probability: Float)]
    private let patterns: [[UInt64]]

    /// What a training message itself adds to the tables; taken away from them for its features.
    struct OwnCounts {
        let labels: [Int]
        let pieces: [(tokens: Range<Int>, label: Int)]
    }

    /// - Parameters:
    ///   - words: the message's words.
    ///   - own: the message's own labels, in training only.
    ///   - intents: what the message probably means, best first.
    ///   - patterns: features that the pipeline gives each word.
    ///   - hidesRare: whether words that training saw once count as unknown, in training only.
    init(
        _ words: [SequenceWord], tables: SequenceTables, own: OwnCounts?,
        intents: [(intent: Int, probability: Float)], patterns: [[UInt64]],
        hidesRare: Bool = true
    ) {
        self.words = words
        self.tables = tables
        self.own = own
        self.intents = intents
        self.patterns = patterns
        let least: Int32 = own != nil && hidesRare ? 1 : 0
        isUnknown = words.map { word in
            tables.words.keys.row(of: word.low).map { tables.totals[$0] <= least } ?? true
        }
        low = zip(words, isUnknown).map { $1 ? SequenceWord.unknown : $0.low }
    }

    /// The features of every word.
    func rows() -> [SequenceRow] {
        let count = words.count
        let values = knownValues()
        let typical = (0..<count).map(typicalLabels)
        let (left, right) = keyWords()
        let common = commonWords()
        var rows: [SequenceRow] = []
        rows.reserveCapacity(count)
        for index in 0..<count {
            var row = SequenceRow()
            addOwn(index, &row)
            row.endShared()
            addNeighbours(index, &row)
            for (offset, kind) in [(0, UInt64(150)), (-1, 160), (1, 170)] {
                guard words.indices.contains(index + offset) else { continue }
                for value in values[index + offset] { row.add(kind, value) }
                for label in typical[index + offset] { row.add(kind + 1, label) }
                for pattern in patterns[index + offset] { row.add(kind + 2, pattern) }
            }
            addKeys(index, left[index], right[index], &row)
            for word in common { row.add(190, word) }
            addIntents(index, left[index].word, right[index].word, values[index], &row)
            rows.append(row)
        }
        return rows
    }

    private func word(_ index: Int) -> UInt64 {
        if index < 0 { return index == -1 ? 1 : 2 }
        if index >= low.count { return index == low.count ? 3 : 4 }
        return low[index]
    }

    private func shape(_ index: Int) -> UInt64 {
        words.indices.contains(index) ? words[index].shape : 5
    }

    private func addOwn(_ index: Int, _ row: inout SequenceRow) {
        let word = words[index]
        row.add(100)
        row.add(101, low[index])
        let (p, s) = (word.prefixes, word.suffixes)
        for (kind, hash) in [
            (UInt64(102), p.0), (103, p.1), (104, p.2), (105, p.3), (106, s.0), (107, s.1),
            (108, s.2), (109, s.3),
        ] where hash != 0 { row.add(kind, hash) }
        row.add(110, word.shape)
        if !isUnknown[index] { row.add(111, word.exact) }
        if word.isCapital { row.add(112) }
        if word.isAllCapital { row.add(113) }
        if word.hasDigit { row.add(114) }
        if word.hasOther { row.add(115) }
        row.add(116, UInt64(min(index, 4)))
        row.add(117, UInt64(min(words.count - 1 - index, 4)))
    }

    private func addNeighbours(_ index: Int, _ row: inout SequenceRow) {
        let (a, b, c) = (word(index - 3), word(index - 2), word(index - 1))
        let (d, e, f, g) = (word(index), word(index + 1), word(index + 2), word(index + 3))
        row.add(120, c)
        row.add(121, e)
        row.add(122, b)
        row.add(123, f)
        row.add(124, a)
        row.add(125, g)
        row.add(126, b, c)
        row.add(127, c, d)
        row.add(128, d, e)
        row.add(129, e, f)
        row.add(130, c, e)
        row.add(131, a, b, c)
        row.add(132, b, c, d)
        row.add(133, c, d, e)
        row.add(134, d, e, f)
        row.add(135, shape(index - 1))
        row.add(136, shape(index + 1))
        row.add(137, shape(index - 1), shape(index), shape(index + 1))
        for (offset, kind) in [(-1, UInt64(140)), (1, 145)] {
            guard words.indices.contains(index + offset) else { continue }
            let other = words[index + offset]
            if other.suffixes.1 != 0 { row.add(kind, other.suffixes.1) }
            if other.suffixes.2 != 0 { row.add(kind + 1, other.suffixes.2) }
            if other.prefixes.2 != 0 { row.add(kind + 2, other.prefixes.2) }
            if other.isCapital { row.add(kind + 3) }
            if other.hasDigit { row.add(kind + 4) }
        }
        row.add(138, UInt64(min(words.count, 12)))
    }

    /// For each word, in which part of which label's known values it stands.
    private func knownValues() -> [[UInt64]] {
        var found = [[UInt64]](repeating: [], count: low.count)
        for first in low.indices {
            var hash = EmbeddingHash(kind: 40)
            for last in first..<min(low.count, first + tables.longest) {
                hash.add(low[last])
                tables.values.forEach(hash.value) { label, count in
                    guard count > ownValues(first...last, label, hash.value) else { return }
                    for index in first...last {
                        let part = first == last ? 0 : index == first ? 1 : index == last ? 2 : 3
                        Self.insert(UInt64(label * 8 + part), &found[index])
                        if first < last { Self.insert(UInt64(label * 8 + 4), &found[index]) }
                    }
                }
            }
        }
        return found
    }

    private static func insert(_ value: UInt64, _ values: inout [UInt64]) {
        if !values.contains(value) { values.append(value) }
    }

    /// How often the message itself has a value with a label.
    private func ownValues(_ range: ClosedRange<Int>, _ label: Int, _ hash: UInt64) -> Int {
        guard let own else { return 0 }
        return own.pieces.count { piece in
            piece.label == label && piece.tokens.count == range.count
                && SequenceTables.value(words[piece.tokens].map(\.low)[...]) == hash
        }
    }

    /// Which labels a word usually has, in steps of how often; and how often it occurs.
    private func typicalLabels(_ index: Int) -> [UInt64] {
        guard let row = tables.words.keys.row(of: low[index]) else { return [1] }
        var total = Int(tables.totals[row])
        if own != nil { total -= low.count { $0 == low[index] } }
        guard total > 0 else { return [1] }
        var result: [UInt64] = [UInt64(16 + min(6, Int.bitWidth - 1 - total.leadingZeroBitCount))]
        tables.words.forEach(low[index]) { label, count in
            var count = count
            if let own {
                count -= low.indices.count { low[$0] == low[index] && own.labels[$0] == label }
            }
            guard count > 0 else { return }
            let share = Double(count) / Double(total + 1)
            let step =
                share <= 0.02
                ? 0 : share < 0.1 ? 1 : share < 0.3 ? 2 : share < 0.6 ? 3 : share < 0.9 ? 4 : 5
            result.append(UInt64(32 + label * 8 + step))
        }
        return result
    }

    private typealias KeyWord = (word: UInt64, distance: Int)

    /// For each word, the nearest key word to the left and to the right.
    private func keyWords() -> (left: [KeyWord], right: [KeyWord]) {
        func isKey(_ index: Int) -> Bool {
            tables.words.keys.row(of: low[index]).map { tables.isKey[$0] } ?? false
        }
        let keys = low.indices.map(isKey)
        func scan(_ order: [Int], edge: UInt64) -> [KeyWord] {
            var result = [KeyWord](repeating: (edge, 0), count: low.count)
            var (last, distance) = (edge, 0)
            for index in order {
                result[index] = (last, distance)
                distance += 1
                if keys[index] { (last, distance) = (low[index], 0) }
            }
            return result
        }
        let order = Array(low.indices)
        return (scan(order, edge: 6), scan(order.reversed(), edge: 7))
    }

    private func addKeys(
        _ index: Int, _ left: KeyWord, _ right: KeyWord, _ row: inout SequenceRow
    ) {
        row.add(180, left.word)
        row.add(181, right.word)
        row.add(182, left.word, UInt64(min(left.distance, 5)))
        row.add(183, right.word, UInt64(min(right.distance, 5)))
        row.add(184, left.word, right.word)
        row.add(185, left.word, low[index])
        row.add(186, left.word, words[index].shape)
        row.add(187, right.word, words[index].shape)
    }

    private func commonWords() -> [UInt64] {
        var found: [UInt64] = []
        for word in low {
            guard let row = tables.words.keys.row(of: word), tables.isCommon[row] else { continue }
            Self.insert(word, &found)
        }
        return found
    }

    private func addIntents(
        _ index: Int, _ left: UInt64, _ right: UInt64, _ values: [UInt64],
        _ row: inout SequenceRow
    ) {
        for (intent, probability) in intents {
            let intent = UInt64(intent)
            row.add(200, intent, value: probability)
            row.add(201, intent, low[index], value: probability)
            row.add(202, intent, word(index - 1), value: probability)
            row.add(203, intent, word(index + 1), value: probability)
            row.add(204, intent, words[index].shape, value: probability)
            row.add(205, intent, left, value: probability)
            row.add(206, intent, right, value: probability)
            for value in values { row.add(207, intent, value, value: probability) }
        }
    }
}
