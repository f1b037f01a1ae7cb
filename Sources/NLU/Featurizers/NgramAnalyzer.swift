// Cuts documents into n-grams of words or characters.

import Text

/// The n-gram rules of scikit-learn's `CountVectorizer` (feature_extraction/text.py, 1.1:
/// `_word_ngrams`, `_char_ngrams`, `_char_wb_ngrams`) with the word pattern Rasa gives it.
struct NgramAnalyzer: Sendable {
    /// What an n-gram consists of.
    enum Unit: String, Sendable {
        /// Words, joined by a blank.
        case word
        /// Characters of the whole document.
        case char
        /// Characters of one word with a blank at either side.
        case charInWord = "char_wb"
    }

    /// What an n-gram consists of.
    let unit: Unit
    /// How many units an n-gram has.
    let lengths: ClosedRange<Int>
    /// Hashes of the words that do not count, for n-grams of words.
    let stopWords: NgramTable

    /// A document in the shape in which its n-grams are contiguous.
    struct Prepared {
        var scalars: [UInt32] = []
        /// Words by their first scalar and the scalar behind them.
        var words: [(start: Int, end: Int)] = []
    }

    /// Whether the n-grams of joined tokens are those of the tokens, taken together.
    var addsUp: Bool { unit == .charInWord || unit == .word && lengths.upperBound == 1 }

    /// Brings a document into shape.
    func prepare(_ document: ArraySlice<UInt32>) -> Prepared {
        var prepared = Prepared()
        prepared.scalars.reserveCapacity(document.count + 2)
        switch unit {
        case .word: prepareWords(document, &prepared)
        case .char: prepareText(document, &prepared)
        case .charInWord: preparePaddedWords(document, &prepared)
        }
        return prepared
    }

    /// Runs of `\w`, without stop words, with a blank between two.
    private func prepareWords(_ document: ArraySlice<UInt32>, _ prepared: inout Prepared) {
        var index = document.startIndex
        while index < document.endIndex {
            guard Self.isWord(document[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < document.endIndex, Self.isWord(document[end]) { end += 1 }
            let word = document[index..<end]
            index = end
            if stopWords.count > 0, stopWords.number(of: NgramHash.of(word)) >= 0 { continue }
            if !prepared.words.isEmpty { prepared.scalars.append(0x20) }
            let start = prepared.scalars.count
            prepared.scalars.append(contentsOf: word)
            prepared.words.append((start, prepared.scalars.count))
        }
    }

    /// Everything, with one blank for each longer run of white space.
    private func prepareText(_ document: ArraySlice<UInt32>, _ prepared: inout Prepared) {
        var index = document.startIndex
        while index < document.endIndex {
            var end = index
            while end < document.endIndex, Self.isSpace(document[end]) { end += 1 }
            if end - index > 1 {
                prepared.scalars.append(0x20)
                index = end
            } else {
                prepared.scalars.append(document[index])
                index += 1
            }
        }
    }

    /// Runs without white space, with a blank before, between and behind.
    private func preparePaddedWords(
        _ document: ArraySlice<UInt32>, _ prepared: inout Prepared
    ) {
        prepared.scalars.append(0x20)
        var start = -1
        for scalar in document {
            if Self.isSpace(scalar) {
                if start >= 0 { prepared.endPaddedWord(from: start) }
                start = -1
            } else {
                if start < 0 { start = prepared.scalars.count }
                prepared.scalars.append(scalar)
            }
        }
        if start >= 0 { prepared.endPaddedWord(from: start) }
    }

    @inline(__always)
    private static func isWord(_ value: UInt32) -> Bool {
        ScalarClasses.isWord(value)
    }

    @inline(__always)
    private static func isSpace(_ value: UInt32) -> Bool {
        ScalarClasses.isSpace(value)
    }
}

extension NgramAnalyzer.Prepared {
    fileprivate mutating func endPaddedWord(from start: Int) {
        words.append((start, scalars.count))
        scalars.append(0x20)
    }
}

extension NgramAnalyzer {
    /// Calls `emit` for each n-gram, repeated ones too, with its hash and where it stands in the
    /// prepared scalars.
    ///
    /// - Complexity: O(scalars · longest n-gram).
    @inline(__always)
    func forEach(
        in prepared: Prepared, _ emit: (_ hash: UInt64, _ start: Int, _ end: Int) -> Void
    ) {
        prepared.scalars.withUnsafeBufferPointer { scalars in
            switch unit {
            case .word: forEachWordRun(scalars, prepared.words, emit)
            case .char: forEachRun(scalars, from: 0, to: scalars.count, emit)
            case .charInWord:
                for word in prepared.words {
                    forEachPaddedRun(scalars, word.start - 1, word.end + 1, emit)
                }
            }
        }
    }

    @inline(__always)
    private func forEachRun(
        _ scalars: UnsafeBufferPointer<UInt32>, from: Int, to: Int,
        _ emit: (UInt64, Int, Int) -> Void
    ) {
        for start in from..<to {
            var hash = NgramHash()
            let last = min(start + lengths.upperBound, to)
            for index in start..<last {
                hash.add(scalars[index])
                if index - start + 1 >= lengths.lowerBound { emit(hash.value, start, index + 1) }
            }
        }
    }

    /// A word shorter than the shortest n-gram counts once as a whole.
    @inline(__always)
    private func forEachPaddedRun(
        _ scalars: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int,
        _ emit: (UInt64, Int, Int) -> Void
    ) {
        if end - start < lengths.lowerBound {
            emit(NgramHash.of(scalars[start..<end]), start, end)
        } else {
            forEachRun(scalars, from: start, to: end, emit)
        }
    }

    @inline(__always)
    private func forEachWordRun(
        _ scalars: UnsafeBufferPointer<UInt32>, _ words: [(start: Int, end: Int)],
        _ emit: (UInt64, Int, Int) -> Void
    ) {
        for first in words.indices {
            var hash = NgramHash()
            var position = words[first].start
            for last in first..<min(first + lengths.upperBound, words.count) {
                while position < words[last].end {
                    hash.add(scalars[position])
                    position += 1
                }
                guard last - first + 1 >= lengths.lowerBound else { continue }
                emit(hash.value, words[first].start, position)
            }
        }
    }
}
