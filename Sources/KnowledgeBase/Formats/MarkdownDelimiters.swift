// Where `**`, `_` and `~~` are read as marks, and what must be escaped.

import Vocabulary

extension MarkdownInline {
    /// The delimiter of a mark that is opened at a place; `nil` where it would not be read as one
    /// at both ends and the mark is written as an element.
    static func delimiter(_ pieces: [Piece], _ start: Int) -> String? {
        guard case .open(let mark) = pieces[start] else { return nil }
        let delimiter: String
        switch mark.kind {
        case .bold: delimiter = "**"
        case .italic: delimiter = "_"
        case .strike: delimiter = "~~"
        default: return nil
        }
        guard let end = closing(pieces, start), end > start + 1 else { return nil }
        let outerBefore = start == 0 ? " " : edge(pieces[start - 1], isEnd: true)
        let innerFirst = edge(pieces[start + 1], isEnd: false)
        let innerLast = edge(pieces[end - 1], isEnd: true)
        let outerAfter = end == pieces.count - 1 ? " " : edge(pieces[end + 1], isEnd: false)
        // A neighbour of the same kind would make one run of delimiters.
        if start > 0, case .close(let other) = pieces[start - 1], other.kind == mark.kind {
            return nil
        }
        if end + 1 < pieces.count, case .open(let other) = pieces[end + 1],
            other.kind == mark.kind
        {
            return nil
        }
        let opens = isFlanking(inner: innerFirst, outer: outerBefore)
        let closes = isFlanking(inner: innerLast, outer: outerAfter)
        let isWordInside =
            mark.kind == .italic
            && (DelimiterSide(outerBefore) == .word || DelimiterSide(outerAfter) == .word)
        return opens && closes && !isWordInside ? delimiter : nil
    }

    private static func isFlanking(inner: Character, outer: Character) -> Bool {
        switch DelimiterSide(inner) {
        case .blank: false
        case .word: true
        case .mark: DelimiterSide(outer) != .word
        }
    }

    /// The character a piece shows at one end.
    private static func edge(_ piece: Piece, isEnd: Bool) -> Character {
        switch piece {
        case .text(let text): (isEnd ? text.last : text.first) ?? " "
        case .code: "`"
        case .lineBreak: isEnd ? " " : "\\"
        case .open, .close: "*"
        }
    }

    /// The piece that closes what is opened at a place.
    static func closing(_ pieces: [Piece], _ start: Int) -> Int? {
        var depth = 0
        for index in start..<pieces.count {
            switch pieces[index] {
            case .open: depth += 1
            case .close:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    /// The piece that opens what is closed at a place.
    static func opening(_ pieces: [Piece], _ end: Int) -> Int? {
        var depth = 0
        for index in stride(from: end, through: 0, by: -1) {
            switch pieces[index] {
            case .close: depth += 1
            case .open:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    // MARK: - Escapes

    /// Text with what Markdown would read as something else escaped.
    static func escaped(_ text: String, also: String) -> String {
        escaped(text, only: "\\`*_[]<&~" + also)
            .replacing("http://", with: "http\\://").replacing("https://", with: "https\\://")
    }

    static func escaped(_ text: String, only characters: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            if characters.unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// A line of a paragraph with a beginning that would start another block escaped.
    static func lineStartEscaped(_ line: String) -> String {
        guard let first = line.unicodeScalars.first else { return line }
        if "#>+-=:|".unicodeScalars.contains(first) { return "\\" + line }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, let after = line.dropFirst(digits.count).first,
            after == "." || after == ")"
        else { return line }
        return digits + "\\" + line.dropFirst(digits.count)
    }
}

/// What stands beside a delimiter, as CommonMark tells it apart.
enum DelimiterSide {
    case blank, mark, word

    init(_ character: Character) {
        guard let scalar = character.unicodeScalars.first else { self = .blank; return }
        self.init(scalar)
    }

    init(_ scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .control, .lineSeparator, .paragraphSeparator: self = .blank
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
            .currencySymbol, .modifierSymbol, .otherSymbol:
            self = .mark
        default: self = .word
        }
    }
}
