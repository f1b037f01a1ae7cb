// Cuts text into words, and text without spaces into overlapping pairs.

import Text

/// A word of a text.
struct ScannedWord: Equatable {
    /// The word, folded.
    var word: String
    /// Where it stands, in Unicode scalars.
    var start: Int
    var end: Int
    /// Whether a hyphen, and nothing else, ties it to the word before.
    var isTied = false
}

/// Finds the words of a text in any script.
///
/// Chinese, Japanese, Korean and Thai are written without spaces between words (or with few):
/// there every two neighbouring letters are a word, so that any word of two or more is found.
enum WordScanner {
    /// The longest word that is kept, in scalars; what is longer is cut.
    static let wordScalarsMax = 64

    /// All words of a text, from left to right.
    static func words(_ scalars: some RandomAccessCollection<Unicode.Scalar>) -> [ScannedWord] {
        var words: [ScannedWord] = []
        var word: [UInt32] = []
        var run: [(value: UInt32, place: Int)] = []
        var start = 0
        var place = 0
        var tie = -1
        func endWord() {
            guard !word.isEmpty else { return }
            let isTied = tie >= 0 && tie == start && !words.isEmpty
            words.append(
                ScannedWord(word: text(word), start: start, end: place, isTied: isTied))
            word.removeAll(keepingCapacity: true)
        }
        func endRun() {
            guard !run.isEmpty else { return }
            appendPairs(run, to: &words)
            run.removeAll(keepingCapacity: true)
        }
        for scalar in scalars {
            let value = scalar.value
            if isUnspaced(value) {
                endWord()
                run.append((value, place))
            } else if ScalarClasses.isWord(value) && value != 0x5F || isMark(value) {
                endRun()
                if word.isEmpty { start = place }
                if word.count < wordScalarsMax { WordFolding.append(value, to: &word) }
            } else if isApostrophe(value), !word.isEmpty {
                // Stays inside: "don't" is one word; `contracted` drops what is behind.
                word.append(0x27)
            } else if isDecimal(value), let last = word.last, last &- 0x30 < 10 {
                word.append(0x2E)
            } else {
                endRun()
                let hadWord = !word.isEmpty
                endWord()
                if hadWord && isHyphen(value) { tie = place + 1 }
            }
            place += 1
        }
        endRun()
        endWord()
        return words
    }

    /// A word without the apostrophes and full stops at its end, the rest as it was.
    private static func text(_ word: [UInt32]) -> String {
        var end = word.count
        while end > 0, word[end - 1] == 0x27 || word[end - 1] == 0x2E { end -= 1 }
        var text = ""
        for value in word[..<end] {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        return contracted(text)
    }

    /// English contractions as one word without apostrophe; `'s` is dropped.
    private static func contracted(_ word: String) -> String {
        guard word.utf8.contains(0x27) else { return word }
        if word.hasSuffix("'s") { return String(word.dropLast(2)) }
        return word.filter { $0 != "'" }
    }

    private static func appendPairs(
        _ run: [(value: UInt32, place: Int)], to words: inout [ScannedWord]
    ) {
        func scalar(_ value: UInt32) -> String {
            Unicode.Scalar(value).map { String(Character($0)) } ?? ""
        }
        if run.count == 1 {
            words.append(
                ScannedWord(
                    word: scalar(run[0].value), start: run[0].place, end: run[0].place + 1))
        }
        for index in run.indices.dropLast() {
            words.append(
                ScannedWord(
                    word: scalar(run[index].value) + scalar(run[index + 1].value),
                    start: run[index].place, end: run[index + 1].place + 1))
        }
    }

    /// Whether a scalar belongs to a script written without spaces between words.
    static func isUnspaced(_ value: UInt32) -> Bool {
        guard value >= 0xE01 else { return false }
        return (0xE01...0xEFF).contains(value) || (0x1000...0x109F).contains(value)
            || (0x1780...0x17FF).contains(value) || (0x3041...0x30FF).contains(value)
            || (0x3400...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value)
            || (0xF900...0xFAFF).contains(value) || (0x20000...0x3FFFF).contains(value)
    }

    /// Whether a scalar is a mark inside a word, which the word classes leave out.
    private static func isMark(_ value: UInt32) -> Bool {
        guard value >= 0x300, let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: return true
        default: return false
        }
    }

    private static func isApostrophe(_ value: UInt32) -> Bool {
        value == 0x27 || value == 0x2019 || value == 0x60 || value == 0xB4
    }

    private static func isDecimal(_ value: UInt32) -> Bool { value == 0x2E || value == 0x2C }

    private static func isHyphen(_ value: UInt32) -> Bool {
        value == 0x2D || value == 0x2010 || value == 0x2011 || value == 0x2F || value == 0x26
    }
}
