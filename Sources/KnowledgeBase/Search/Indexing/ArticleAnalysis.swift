// What ranking needs of an article, worked out once when it is indexed.

import Learning

/// The terms of an article by field and sentence, as numbers.
struct ArticleAnalysis: Equatable {
    /// A sentence of a passage.
    struct Sentence: Equatable {
        /// Where it stands in the passage's text, in bytes of UTF-8.
        var range: Range<Int>
        /// Its terms without stop words.
        var terms: [UInt32]
    }

    /// A passage.
    struct Passage: Equatable {
        /// The terms of its headings.
        var headings: [UInt32]
        var sentences: [Sentence]
    }

    var title: [UInt32] = []
    var questions: [[UInt32]] = []
    var tags: [UInt32] = []
    var passages: [Passage] = []

    /// The bytes: runs of 32-bit numbers, each with its length before it.
    var bytes: [UInt8] {
        var numbers: [UInt32] = []
        func append(_ terms: [UInt32]) {
            numbers.append(UInt32(terms.count))
            numbers.append(contentsOf: terms)
        }
        append(title)
        numbers.append(UInt32(questions.count))
        questions.forEach(append)
        append(tags)
        numbers.append(UInt32(passages.count))
        for passage in passages {
            append(passage.headings)
            numbers.append(UInt32(passage.sentences.count))
            for sentence in passage.sentences {
                numbers.append(UInt32(sentence.range.lowerBound))
                numbers.append(UInt32(sentence.range.upperBound))
                append(sentence.terms)
            }
        }
        return numbers.withUnsafeBytes { Array($0) }
    }
}

extension ArticleAnalysis {
    /// Reads what `bytes` gave; `nil` when the bytes are something else.
    init?(bytes: [UInt8]) {
        var reader = NumberReader(bytes: bytes)
        guard let title = reader.run(), let questionCount = reader.count() else { return nil }
        self.title = title
        for _ in 0..<questionCount {
            guard let question = reader.run() else { return nil }
            questions.append(question)
        }
        guard let tags = reader.run(), let passageCount = reader.count() else { return nil }
        self.tags = tags
        for _ in 0..<passageCount {
            guard let headings = reader.run(), let count = reader.count() else { return nil }
            var sentences: [Sentence] = []
            sentences.reserveCapacity(count)
            for _ in 0..<count {
                guard let start = reader.number(), let end = reader.number(), start <= end,
                    let terms = reader.run()
                else { return nil }
                sentences.append(Sentence(range: Int(start)..<Int(end), terms: terms))
            }
            passages.append(Passage(headings: headings, sentences: sentences))
        }
    }
}

/// Reads runs of numbers, never beyond the end.
private struct NumberReader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        defer { place += 4 }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) }
    }

    /// A count of things that follow, each of four bytes at least.
    mutating func count() -> Int? {
        guard let count = number(), Int(count) <= (bytes.count - place) / 4 else { return nil }
        return Int(count)
    }

    mutating func run() -> [UInt32]? {
        guard let count = count() else { return nil }
        defer { place += 4 * count }
        return [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
            bytes.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[place..<place + 4 * count]))
            }
            filled = count
        }
    }
}
