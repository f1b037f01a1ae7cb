// The message as the native extractor reads it: words, runs of digits and single symbols.

import Vocabulary

/// A text cut into pieces, each with its place in Unicode scalars. Made in one pass.
struct ExtractionText: Sendable {
    /// A word, a run of digits or one symbol.
    struct Piece: Sendable {
        /// What a piece consists of.
        enum Kind: Sendable { case word, digits, symbol }

        let kind: Kind
        let span: TextSpan
        /// Lower case, umlauts composed, `ß` as `ss`; symbols as they are.
        let text: String
        /// Whether white space, or the start of the text, stands before the piece.
        let isSpaced: Bool
    }

    let scalars: [Unicode.Scalar]
    private(set) var pieces: [Piece] = []

    /// Cuts a text.
    ///
    /// - Complexity: O(scalars).
    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        var index = 0
        var isSpaced = true
        while index < scalars.count {
            let scalar = scalars[index]
            if Self.isSpace(scalar) {
                isSpaced = true
                index += 1
                continue
            }
            let kind = Self.kind(of: scalar)
            let start = index
            index += 1
            if kind != .symbol {
                while index < scalars.count, Self.continues(kind, scalars[index]) { index += 1 }
            }
            let span = TextSpan(start: start, end: index)
            let text = kind == .word ? Self.folded(scalars[start..<index]) : raw(span)
            pieces.append(Piece(kind: kind, span: span, text: text, isSpaced: isSpaced))
            isSpaced = false
        }
    }

    /// How many pieces there are.
    var count: Int { pieces.count }

    /// The scalars of a span as they stand in the text.
    func raw(_ span: TextSpan) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[span.start..<span.end])
        return String(view)
    }

    /// The span from the first scalar of one piece to the end of the piece before another.
    func span(_ first: Int, until end: Int) -> TextSpan {
        TextSpan(start: pieces[first].span.start, end: pieces[end - 1].span.end)
    }

    /// The folded text of a word; `nil` for other pieces and outside the text.
    func word(_ index: Int) -> String? {
        pieces.indices.contains(index) && pieces[index].kind == .word ? pieces[index].text : nil
    }

    /// The digits of a run of digits; `nil` for other pieces and outside the text.
    func digits(_ index: Int) -> String? {
        pieces.indices.contains(index) && pieces[index].kind == .digits ? pieces[index].text : nil
    }

    /// Whether a piece is one of these symbols.
    func isSymbol(_ index: Int, _ symbols: Set<String>) -> Bool {
        pieces.indices.contains(index) && pieces[index].kind == .symbol
            && symbols.contains(pieces[index].text)
    }

    /// Whether a piece follows the one before without white space.
    func isGlued(_ index: Int) -> Bool {
        index > 0 && index < pieces.count && !pieces[index].isSpaced
    }

    /// Whether a word starts with a capital letter.
    func isCapitalised(_ index: Int) -> Bool {
        word(index) != nil && scalars[pieces[index].span.start].properties.isUppercase
    }

    /// Whether a number may start at a piece: not in the middle of a code, a version, an address
    /// or a clock time (`AB-12`, `1.2.3`, `#12`, `10:30`).
    func startsFreely(_ index: Int) -> Bool {
        guard isGlued(index) else { return true }
        if pieces[index - 1].kind != .symbol || isSymbol(index - 1, ["#", "_", "@", "\\"]) {
            return false
        }
        guard isSymbol(index - 1, Self.joiners) else { return true }
        return !(isGlued(index - 1) && pieces[index - 2].kind != .symbol)
    }

    /// Whether something that ends before a piece really ends there and is not the first part of
    /// something longer.
    func endsFreely(_ end: Int) -> Bool {
        guard isGlued(end) else { return true }
        if pieces[end].kind != .symbol { return false }
        if isSymbol(end, ["_", "@", "\\"]) { return false }
        guard isSymbol(end, Self.joiners) else { return true }
        return !(isGlued(end + 1) && pieces[end + 1].kind != .symbol)
    }

    private static let joiners: Set<String> = ["-", ".", ",", ":", "/", "+", "&", "'", "’", "="]

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09...0x0D: true
        case 0..<0x80: false
        case 0x200B, 0xFEFF, 0x2060: true
        default: scalar.properties.isWhitespace
        }
    }

    /// A letter of any script.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (scalar.value | 0x20) &- 0x61 < 26 : scalar.properties.isAlphabetic
    }

    /// One of `0` to `9`.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x30 < 10 }

    private static func kind(of scalar: Unicode.Scalar) -> Piece.Kind {
        if isDigit(scalar) { return .digits }
        return isLetter(scalar) ? .word : .symbol
    }

    private static func continues(_ kind: Piece.Kind, _ scalar: Unicode.Scalar) -> Bool {
        if kind == .digits { return isDigit(scalar) }
        if isLetter(scalar) { return true }
        return !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
    }

    private static func folded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars {
            if scalar.isASCII {
                let isUpper = scalar.value &- 0x41 < 26
                view.append(isUpper ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar)
            } else if scalar == "ß" || scalar == "ẞ" {
                view.append(contentsOf: "ss".unicodeScalars)
            } else if scalar.value == 0x308, let composed = umlauts[view.last ?? " "] {
                view.removeLast()
                view.append(composed)
            } else {
                view.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(view)
    }

    private static let umlauts: [Unicode.Scalar: Unicode.Scalar] = ["a": "ä", "o": "ö", "u": "ü"]
}
