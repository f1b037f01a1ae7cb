// The n-grams a trained count vectors featurizer knows, one column each.

import Learning

/// N-grams in the order of their scalars, which is the order of columns in Rasa too.
struct CountVectorsVocabulary: Sendable {
    /// The n-grams' UTF-8, one behind the other.
    private let bytes: [UInt8]
    /// Where each n-gram ends in `bytes`.
    private let ends: [UInt32]
    /// From an n-gram's hash to its column.
    let table: NgramTable

    /// How many n-grams there are.
    var count: Int { ends.count }

    /// A vocabulary without n-grams.
    init() {
        bytes = []
        ends = []
        table = NgramTable()
    }

    /// A vocabulary of n-grams in order, each as UTF-8.
    init(sorted ngrams: [ArraySlice<UInt8>]) {
        var bytes: [UInt8] = []
        var ends: [UInt32] = []
        for ngram in ngrams {
            bytes.append(contentsOf: ngram)
            ends.append(UInt32(bytes.count))
        }
        self.init(validBytes: bytes, ends: ends)
    }

    private init(validBytes bytes: [UInt8], ends: [UInt32]) {
        self.bytes = bytes
        self.ends = ends
        var table = NgramTable(capacity: ends.count)
        var start = 0
        for (column, end) in ends.enumerated() {
            let hash = NgramHash.of(UTF8Scalars(bytes: bytes, position: start, end: Int(end)))
            _ = table.insert(hash, number: Int32(column))
            start = Int(end)
        }
        self.table = table
    }

    /// The n-grams as texts, in the order of columns; built anew each time.
    var ngrams: [String] {
        var start = 0
        return ends.map { end in
            defer { start = Int(end) }
            return String(decoding: bytes[start..<Int(end)], as: UTF8.self)
        }
    }

    /// Writes the vocabulary.
    func write(to writer: inout SectionWriter) {
        writer.write(array: ends)
        writer.write(array: bytes)
    }

    /// Reads a vocabulary.
    ///
    /// - Throws: `SectionProblem` when the n-grams are no valid UTF-8 or their ends make no sense.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        let ends = try reader.array(of: UInt32.self)
        let bytes = try reader.array(of: UInt8.self)
        guard ends.count < Int32.max, String(validating: bytes, as: UTF8.self) != nil else {
            throw SectionProblem("the vocabulary is no valid UTF-8")
        }
        var last: UInt32 = 0
        for end in ends {
            guard end >= last, end <= bytes.count else {
                throw SectionProblem("an n-gram of the vocabulary ends outside it")
            }
            guard end == bytes.count || bytes[Int(end)] & 0xC0 != 0x80 else {
                throw SectionProblem("an n-gram of the vocabulary ends inside a character")
            }
            last = end
        }
        self.init(validBytes: bytes, ends: ends)
    }
}

/// The scalars of valid UTF-8.
private struct UTF8Scalars: Sequence, IteratorProtocol {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    mutating func next() -> UInt32? {
        guard position < end else { return nil }
        let first = UInt32(bytes[position])
        position += 1
        if first < 0x80 { return first }
        let length = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        var value = first & (0x3F >> UInt32(length))
        for _ in 0..<length where position < end {
            value = value << 6 | UInt32(bytes[position] & 0x3F)
            position += 1
        }
        return value
    }
}
