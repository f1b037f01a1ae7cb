// What the training data says of single words and of whole values: which label they usually have.

import Learning

/// Counts per key and label, in key order.
struct LabelCounts: Sendable {
    private(set) var keys = FeatureIndex()
    private var building: [[(label: Int32, count: Int32)]] = []
    private var starts: [UInt32] = [0]
    private var labels: [Int32] = []
    private var counts: [Int32] = []

    init() {}

    /// Counts a label of a key once more.
    mutating func add(_ key: UInt64, _ label: Int) {
        let row = keys.add(key)
        if row == building.count { building.append([]) }
        if let place = building[row].firstIndex(where: { $0.label == Int32(label) }) {
            building[row][place].count += 1
        } else {
            building[row].append((Int32(label), 1))
        }
    }

    /// Ends counting; after it `forEach` may be asked.
    mutating func finish() {
        for row in building {
            for (label, count) in row.sorted(by: { $0.label < $1.label }) {
                labels.append(label)
                counts.append(count)
            }
            starts.append(UInt32(labels.count))
        }
        building = []
    }

    /// Calls back with each label of a key and how often it was counted, by label.
    @inline(__always)
    func forEach(_ key: UInt64, _ body: (_ label: Int, _ count: Int) -> Void) {
        guard let row = keys.row(of: key) else { return }
        for index in Int(starts[row])..<Int(starts[row + 1]) {
            body(Int(labels[index]), Int(counts[index]))
        }
    }

    func write(to writer: inout SectionWriter) {
        writer.write(array: keys.hashes)
        writer.write(array: starts)
        writer.write(array: labels)
        writer.write(array: counts)
    }

    init(from reader: inout SectionReader, labelsMax: Int) throws(SectionProblem) {
        keys = try FeatureIndex(hashes: try reader.array())
        starts = try reader.array()
        labels = try reader.array()
        counts = try reader.array()
        guard starts.count == keys.count + 1, starts.first == 0,
            starts.last.map(Int.init) == labels.count, labels.count == counts.count,
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
            labels.allSatisfy({ $0 >= 0 && Int($0) <= labelsMax })
        else { throw SectionProblem("the counts of a tagger are not whole") }
    }
}

/// The tables of a tagger.
struct SequenceTables: Sendable {
    /// Labels of each word; the number of labels stands for “outside”.
    private(set) var words = LabelCounts()
    /// How often each word of `words` occurs.
    private(set) var totals: [Int32] = []
    /// Words that stand outside and often: they tell what comes next. By row of `words`.
    private(set) var isKey: [Bool] = []
    /// Words that occur in many messages. By row of `words`.
    private(set) var isCommon: [Bool] = []
    /// Labels of each whole value.
    private(set) var values = LabelCounts()
    /// The longest value, in words.
    private(set) var longest = 1
    /// How many labels there are.
    let labels: Int

    /// Values with more words are not remembered.
    static let longestMax = 8
    /// How often a key word occurs at least, and which share of it is outside.
    private static let key = (count: Int32(15), outside: 0.7)
    /// In how many messages a common word occurs at least.
    private static let commonMessages: Int32 = 20

    /// Counts training data.
    ///
    /// - Parameters:
    ///   - messages: hashes of each message's words.
    ///   - pieces: the labelled pieces of each.
    init(_ messages: [[UInt64]], _ pieces: [[(tokens: Range<Int>, label: Int)]], labels: Int) {
        self.labels = labels
        var outside: [Int32] = []
        var spread: [Int32] = []
        var lastSeen: [Int] = []
        for (number, words) in messages.enumerated() {
            var label = [Int](repeating: labels, count: words.count)
            for piece in pieces[number] {
                for index in piece.tokens { label[index] = piece.label }
                guard piece.tokens.count <= Self.longestMax else { continue }
                longest = max(longest, piece.tokens.count)
                values.add(Self.value(words[piece.tokens]), piece.label)
            }
            for (word, label) in zip(words, label) {
                self.words.add(word, label)
                let row = self.words.keys.row(of: word) ?? 0
                if row == totals.count {
                    totals.append(0)
                    outside.append(0)
                    spread.append(0)
                    lastSeen.append(-1)
                }
                totals[row] += 1
                if label == labels { outside[row] += 1 }
                if lastSeen[row] != number { spread[row] += 1 }
                lastSeen[row] = number
            }
        }
        words.finish()
        values.finish()
        isKey = totals.indices.map {
            totals[$0] >= Self.key.count
                && Double(outside[$0]) >= Self.key.outside * Double(totals[$0])
        }
        isCommon = spread.map { $0 >= Self.commonMessages }
    }

    /// The hash of a value of several words.
    static func value(_ words: ArraySlice<UInt64>) -> UInt64 {
        var hash = EmbeddingHash(kind: 40)
        for word in words { hash.add(word) }
        return hash.value
    }

    func write(to writer: inout SectionWriter) {
        words.write(to: &writer)
        writer.write(array: totals)
        writer.write(array: isKey.indices.map { UInt8(isKey[$0] ? 1 : 0) + (isCommon[$0] ? 2 : 0) })
        values.write(to: &writer)
        writer.write(UInt8(longest))
    }

    init(from reader: inout SectionReader, labels: Int) throws(SectionProblem) {
        self.labels = labels
        words = try LabelCounts(from: &reader, labelsMax: labels)
        totals = try reader.array()
        let marks: [UInt8] = try reader.array()
        isKey = marks.map { $0 & 1 != 0 }
        isCommon = marks.map { $0 & 2 != 0 }
        values = try LabelCounts(from: &reader, labelsMax: labels)
        let stored: UInt8 = try reader.integer()
        longest = Int(stored)
        guard totals.count == words.keys.count, marks.count == totals.count,
            (1...Self.longestMax).contains(longest)
        else { throw SectionProblem("the tables of a tagger are not whole") }
    }
}
