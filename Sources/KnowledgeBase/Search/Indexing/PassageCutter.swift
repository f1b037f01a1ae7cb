// Cuts an article into passages: what is found and cited as a whole.

import Vocabulary

/// Cuts along sections and blocks, so that a passage never runs across a heading.
enum PassageCutter {
    /// When a passage is closed, in words (roughly: runs between spaces).
    static let wordsAim = 140
    /// The longest block kept whole, in words; longer ones are cut between sentences.
    static let blockWordsMax = 220
    /// How many passages an article has at most; the rest of its text is not indexed.
    static let passagesMax = 2_000

    /// The passages of an article in reading order; an article without text has one empty passage,
    /// so that it can be cited.
    static func passages(of article: LiveArticle) -> [IndexedPassage] {
        var passages: [IndexedPassage] = []
        for section in article.sections {
            var lines: [String] = []
            var words = 0
            func close() {
                guard !lines.isEmpty, passages.count < passagesMax else { return }
                passages.append(
                    IndexedPassage(
                        headings: section.headings, anchor: section.anchor,
                        text: lines.joined(separator: "\n")))
                lines = []
                words = 0
            }
            for block in section.blocks.flatMap(pieces) {
                let count = size(block)
                if words > 0, words + count > wordsAim { close() }
                lines.append(block)
                words += count
            }
            close()
        }
        if passages.isEmpty { passages = [IndexedPassage(headings: [], anchor: "", text: "")] }
        return passages
    }

    /// A block, or its parts when it is long.
    private static func pieces(_ block: String) -> [String] {
        let block = block.split(whereSeparator: \.isNewline).joined(separator: "\n")
        guard !block.isEmpty else { return [] }
        guard size(block) > blockWordsMax else { return [block] }
        let bytes = Array(block.utf8)
        var pieces: [String] = []
        var piece = ""
        for range in SentenceSplitter.sentences(block) {
            let sentence = String(decoding: bytes[range], as: UTF8.self)
            if !piece.isEmpty, size(piece) + size(sentence) > wordsAim {
                pieces.append(piece)
                piece = ""
            }
            piece += (piece.isEmpty ? "" : " ") + sentence
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }

    /// The words of a text by its spaces; scripts without spaces count by three letters' bytes.
    private static func size(_ text: String) -> Int {
        var words = 0
        var wide = 0
        for byte in text.utf8 {
            if byte == 0x20 || byte == 0x0A { words += 1 }
            if byte >= 0xE0 { wide += 1 }
        }
        return words + 1 + wide / 3
    }
}
