// Text with marks, links and pictures from Markdown (CommonMark 0.31, section 6).

import Vocabulary

/// Reads the inside of a paragraph, heading or cell.
struct MarkdownText {
    /// A piece of the text before marks are laid over it.
    enum Item {
        case text(String)
        case code(String)
        case lineBreak
        case image([String: JSONValue])
    }

    /// A stretch of items under a mark.
    struct Span {
        var start: Int
        var end: Int
        var mark: DocumentMark
    }

    /// An opening bracket that waits for its end.
    struct Bracket {
        var item: Int
        var position: Int
        var delimiters: Int
        var isImage: Bool
        var isActive = true
    }

    let scalars: [Unicode.Scalar]
    let references: [String: MarkdownReference]
    let address: @Sendable (_ address: String, _ isImage: Bool) -> String?
    var refused: [String] = []
    var position = 0
    var items: [Item] = []
    var spans: [Span] = []
    var brackets: [Bracket] = []
    var delimiters = MarkdownDelimiters()
    /// The elements that are open, with the item they stand before.
    var elements: [(kind: DocumentMark.Kind, item: Int)] = []
    var angleEnd = NextPlace()
    var commentEnd = NextPlace()
    /// Where the last run of backticks of each length begins.
    private var lastRuns: [Int: Int] = [:]
    private var pending = String.UnicodeScalarView()

    init(
        _ text: String, references: [String: MarkdownReference],
        address: @escaping @Sendable (_ address: String, _ isImage: Bool) -> String?
    ) {
        scalars = Array(text.unicodeScalars)
        self.references = references
        self.address = address
        var index = 0
        while index < scalars.count {
            let length = run(of: "`", at: index)
            if length > 0 { lastRuns[length] = index }
            index += max(1, length)
        }
    }

    /// The nodes: text with marks, line breaks, pictures.
    mutating func parse() -> [DocumentNode] {
        while position < scalars.count { step() }
        endText()
        spans += delimiters.matched(from: 0, items: &items)
        return laidOver()
    }

    private mutating func step() {
        let scalar = scalars[position]
        switch scalar {
        case "\\": escape()
        case "`": code()
        case "*", "_", "~": delimiterRun(scalar)
        case "[": bracket(isImage: false)
        case "!" where peek(1) == "[": bracket(isImage: true)
        case "]": closeBracket()
        case "<": angle()
        case "&": entity()
        case "\n": lineEnd()
        case "h" where isAddressStart(): bareAddress()
        default: take(scalar)
        }
    }

    func peek(_ ahead: Int) -> Unicode.Scalar? {
        position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) {
        pending.append(scalar)
        position += 1
    }

    /// Puts what was read of plain text down as an item.
    mutating func endText() {
        guard !pending.isEmpty else { return }
        items.append(.text(String(pending)))
        pending = String.UnicodeScalarView()
    }

    mutating func add(_ item: Item) {
        endText()
        items.append(item)
    }

    func run(of scalar: Unicode.Scalar, at start: Int) -> Int {
        var end = start
        while end < scalars.count, scalars[end] == scalar { end += 1 }
        return end - start
    }

    private mutating func escape() {
        guard let next = peek(1) else { return take("\\") }
        if next == "\n" {
            add(.lineBreak)
            position += 2
            skipBlanks()
        } else if next.isASCII, DelimiterSide(next) == .mark {
            position += 1
            take(next)
        } else {
            take("\\")
        }
    }

    private mutating func code() {
        let length = run(of: "`", at: position)
        var end = position + length
        guard let last = lastRuns[length], last >= end else {
            for _ in 0..<length { take("`") }
            return
        }
        while true {
            let found = run(of: "`", at: end)
            if found == length { break }
            end += max(1, found)
        }
        var inside = scalars[(position + length)..<end].map { $0 == "\n" ? " " : $0 }
        if inside.first == " ", inside.last == " ", inside.contains(where: { $0 != " " }) {
            inside = Array(inside.dropFirst().dropLast())
        }
        add(.code(String(String.UnicodeScalarView(inside))))
        position = end + length
    }

    private mutating func delimiterRun(_ scalar: Unicode.Scalar) {
        let length = run(of: scalar, at: position)
        guard scalar != "~" || length == 2 else {
            for _ in 0..<length { take(scalar) }
            return
        }
        let before = position > 0 ? DelimiterSide(scalars[position - 1], isText: true) : .blank
        let end = position + length
        let after = end < scalars.count ? DelimiterSide(scalars[end], isText: true) : .blank
        let isLeft = after == .word || (after == .mark && before != .word)
        let isRight = before == .word || (before == .mark && after != .word)
        endText()
        delimiters.append(
            MarkdownDelimiters.Run(
                scalar: scalar, item: items.count, count: length,
                opens: scalar == "_"
                    ? isLeft && (!isRight || before == .mark) : isLeft && after != .blank,
                closes: scalar == "_"
                    ? isRight && (!isLeft || after == .mark) : isRight && before != .blank))
        items.append(.text(String(repeating: Character(scalar), count: length)))
        position = end
    }

    private mutating func lineEnd() {
        var blanks = 0
        while pending.last == " " {
            pending.removeLast()
            blanks += 1
        }
        if blanks >= 2 { add(.lineBreak) } else { pending.append(" ") }
        position += 1
        skipBlanks()
    }

    private mutating func skipBlanks() {
        while position < scalars.count, scalars[position] == " " || scalars[position] == "\t" {
            position += 1
        }
    }

    // MARK: - Marks over items

    /// The items as nodes, each under the marks of the spans around it.
    private func laidOver() -> [DocumentNode] {
        var starts: [Int: [DocumentMark]] = [:]
        var ends: [Int: [DocumentMark]] = [:]
        for span in spans where span.end > span.start {
            starts[span.start, default: []].append(span.mark)
            ends[span.end, default: []].append(span.mark)
        }
        var open: [DocumentMark] = []
        var nodes: [DocumentNode] = []
        for (index, item) in items.enumerated() {
            for mark in ends[index] ?? [] {
                if let place = open.lastIndex(of: mark) { open.remove(at: place) }
            }
            open += starts[index] ?? []
            switch item {
            case .text(let text): nodes.append(DocumentNode(text: text, marks: Self.once(open)))
            case .code(let text):
                nodes.append(
                    DocumentNode(text: text, marks: Self.once(open + [DocumentMark(.code)])))
            case .lineBreak: nodes.append(DocumentNode(.hardBreak))
            case .image(let attributes): nodes.append(DocumentNode(.image, attributes))
            }
        }
        return DocumentReader.joined(nodes)
    }

    private static func once(_ marks: [DocumentMark]) -> [DocumentMark] {
        DocumentMark.Kind.allCases.compactMap { kind in marks.last { $0.kind == kind } }
    }
}

extension DelimiterSide {
    /// The same for text that still has its line ends.
    init(_ scalar: Unicode.Scalar, isText: Bool) {
        if scalar == "\n" || scalar == "\t" { self = .blank } else { self.init(scalar) }
    }
}

/// The next place of something at or after a position that only grows: found once, not each time.
struct NextPlace {
    /// The place; the length of the text when there is none.
    private(set) var position = -1

    mutating func advance(
        to start: Int, in scalars: [Unicode.Scalar], _ isThere: ([Unicode.Scalar], Int) -> Bool
    ) {
        guard position < start else { return }
        position = start
        while position < scalars.count, !isThere(scalars, position) { position += 1 }
    }
}
