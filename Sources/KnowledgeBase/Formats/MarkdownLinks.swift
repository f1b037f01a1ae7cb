// Links, pictures, addresses in text, elements and entities of Markdown.

import Vocabulary

extension MarkdownText {
    mutating func bracket(isImage: Bool) {
        endText()
        brackets.append(
            Bracket(
                item: items.count, position: position, delimiters: delimiters.count,
                isImage: isImage))
        items.append(.text(isImage ? "![" : "["))
        position += isImage ? 2 : 1
    }

    mutating func closeBracket() {
        guard let open = brackets.popLast() else { return take("]") }
        let start = position
        guard open.isActive, let (reference, end) = target(after: open) else { return take("]") }
        endText()
        position = end
        let title = reference.title.map { ["title": JSONValue.string($0)] } ?? [:]
        guard let kept = address(reference.address, open.isImage) else {
            refused.append(reference.address)
            finish(open, mark: nil)
            return
        }
        if open.isImage {
            image(kept, title: title, open: open)
        } else {
            finish(open, mark: DocumentMark(.link, title.merging(["href": .string(kept)]) { $1 }))
            for index in brackets.indices where !brackets[index].isImage {
                brackets[index].isActive = false
            }
        }
        precondition(position > start)
    }

    /// Lays the mark over what stands in the brackets and takes the opening one away.
    private mutating func finish(_ open: Bracket, mark: DocumentMark?) {
        spans += delimiters.matched(from: open.delimiters, items: &items)
        items[open.item] = .text("")
        guard let mark else { return }
        spans.append(Span(start: open.item + 1, end: items.count, mark: mark))
    }

    private mutating func image(_ source: String, title: [String: JSONValue], open: Bracket) {
        _ = delimiters.matched(from: open.delimiters, items: &items)
        let alt = items[(open.item + 1)...].map { item in
            switch item {
            case .text(let text), .code(let text): text
            case .lineBreak: " "
            case .image(let attributes): attributes["alt"]?.string ?? ""
            }
        }.joined()
        items.removeSubrange(open.item...)
        spans.removeAll { $0.end > open.item }
        elements.removeAll { $0.item > open.item }
        var attributes = title
        attributes["src"] = .string(source)
        attributes["alt"] = .string(String(alt.prefix(DocumentLimits.labelBytes / 4)))
        for (name, value) in sizes() {
            if let size = Int(value), (1...10_000).contains(size),
                ["width", "height"].contains(name)
            {
                attributes[name] = .integer(size)
            }
        }
        items.append(.image(attributes))
    }

    /// `{width=300 height=200}` behind a picture.
    private mutating func sizes() -> [String: String] {
        guard position < scalars.count, scalars[position] == "{",
            let close = scalars[position...].prefix(60).firstIndex(of: "}")
        else { return [:] }
        let text = String(String.UnicodeScalarView(scalars[(position + 1)..<close]))
        let pairs = MarkdownSettings.pairs(text)
        if !pairs.isEmpty { position = close + 1 }
        return pairs
    }

    /// Where the brackets lead, and the place after: `(address "title")`, `[label]`, `[]` or
    /// nothing.
    private func target(after open: Bracket) -> (MarkdownReference, Int)? {
        if peek(1) == "(" {
            var target = MarkdownTarget(scalars, from: position + 2)
            target.skipBlanks()
            if target.peek == ")" { return (MarkdownReference(address: ""), target.position + 1) }
            if let address = target.destination() {
                let title = target.title()
                target.skipBlanks()
                if target.peek == ")" {
                    return (MarkdownReference(address: address, title: title), target.position + 1)
                }
            }
        }
        let inside = open.position + (open.isImage ? 2 : 1)..<position
        if peek(1) == "[", let close = scalars[(position + 2)...].prefix(1_000).firstIndex(of: "]")
        {
            let label = position + 2..<close
            if let found = reference(label.isEmpty ? inside : label) { return (found, close + 1) }
        }
        return reference(inside).map { ($0, position + 1) }
    }

    private func reference(_ range: Range<Int>) -> MarkdownReference? {
        guard !references.isEmpty, !range.isEmpty, range.count <= 1_000 else { return nil }
        let label = String(String.UnicodeScalarView(scalars[range]))
        return references[MarkdownReference.normal(label)]
    }

    // MARK: - Addresses in text

    func isAddressStart() -> Bool {
        let isScheme = ["http://", "https://"].contains { scheme in
            scalars[position...].starts(with: scheme.unicodeScalars)
        }
        return isScheme
            && (position == 0 || DelimiterSide(scalars[position - 1], isText: true) != .word)
    }

    mutating func bareAddress() {
        var end = position
        let limit = min(scalars.count, position + DocumentLimits.addressBytes)
        while end < limit, DelimiterSide(scalars[end], isText: true) != .blank,
            scalars[end] != "<", scalars[end] != "]", scalars[end] != "`"
        { end += 1 }
        while end > position, "?!.,:*_~'\";".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
        while end > position, scalars[end - 1] == ")",
            scalars[position..<end].filter({ $0 == ")" }).count
                > scalars[position..<end].filter({ $0 == "(" }).count
        { end -= 1 }
        let text = String(String.UnicodeScalarView(scalars[position..<end]))
        link(to: text, showing: text, end: end)
    }

    private mutating func link(to target: String, showing text: String, end: Int) {
        endText()
        position = max(end, position + 1)
        if let kept = address(target, false) {
            spans.append(
                Span(
                    start: items.count, end: items.count + 1,
                    mark: DocumentMark(.link, ["href": .string(kept)])))
        } else {
            refused.append(target)
        }
        items.append(.text(text))
    }

    // MARK: - Elements and entities

    mutating func angle() {
        if peek(1) == "!", peek(2) == "-", peek(3) == "-", skipComment() { return }
        angleEnd.advance(to: position, in: scalars) { $0[$1] == ">" }
        let close = angleEnd.position
        guard close < scalars.count, close - position < DocumentLimits.addressBytes else {
            return take("<")
        }
        let inside = String(String.UnicodeScalarView(scalars[(position + 1)..<close]))
        if element(inside.lowercased(), end: close + 1) { return }
        guard let scheme = DocumentAddress.scheme(of: inside), scheme.count > 1,
            scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }),
            !inside.contains(where: { $0.isWhitespace || $0 == "<" })
        else { return mailAddress(inside, end: close + 1) }
        link(to: inside, showing: inside, end: close + 1)
    }

    private mutating func mailAddress(_ text: String, end: Int) {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        let isMail =
            sides.count == 2
            && sides.allSatisfy { side in
                !side.isEmpty
                    && side.allSatisfy {
                        $0.isASCII && ($0.isLetter || $0.isNumber || ".+-_".contains($0))
                    }
            }
        guard isMail else { return take("<") }
        link(to: "mailto:" + text, showing: text, end: end)
    }

    /// Skips `<!-- … -->`; false when it has no end.
    private mutating func skipComment() -> Bool {
        commentEnd.advance(to: position + 4, in: scalars) { scalars, index in
            scalars[index] == ">" && scalars[index - 1] == "-" && scalars[index - 2] == "-"
        }
        guard commentEnd.position < scalars.count else { return false }
        position = commentEnd.position + 1
        return true
    }

    /// The marks that elements stand for.
    private static let elementKinds: [String: DocumentMark.Kind] = [
        "b": .bold, "strong": .bold, "i": .italic, "em": .italic, "u": .underline,
        "ins": .underline, "s": .strike, "del": .strike, "strike": .strike, "code": .code,
        "mark": .highlight, "sub": .subscript, "sup": .superscript,
    ]

    private mutating func element(_ inside: String, end: Int) -> Bool {
        if ["br", "br/", "br /"].contains(inside) {
            add(.lineBreak)
            position = end
            return true
        }
        let isEnd = inside.hasPrefix("/")
        guard let kind = Self.elementKinds[isEnd ? String(inside.dropFirst()) : inside] else {
            return false
        }
        guard isEnd else {
            endText()
            elements.append((kind, items.count))
            position = end
            return true
        }
        guard let place = elements.lastIndex(where: { $0.kind == kind }) else { return false }
        endText()
        spans.append(
            Span(start: elements[place].item, end: items.count, mark: DocumentMark(kind)))
        elements.removeSubrange(place...)
        position = end
        return true
    }

    /// Entities that people write; others stay as they are.
    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "copy": "©", "reg": "®", "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "middot": "·",
        "euro": "€", "pound": "£", "deg": "°", "times": "×", "auml": "ä", "ouml": "ö",
        "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é",
        "egrave": "è", "laquo": "«", "raquo": "»", "rarr": "→", "larr": "←", "shy": "\u{AD}",
    ]

    mutating func entity() {
        var end = position + 1
        let limit = min(scalars.count, position + 12)
        while end < limit, scalars[end] != ";" { end += 1 }
        guard end < limit, end > position + 1 else { return take("&") }
        let name = String(String.UnicodeScalarView(scalars[(position + 1)..<end]))
        var scalar = Self.entities[name]
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            scalar = Self.scalar(UInt32(name.dropFirst(2), radix: 16))
        } else if name.hasPrefix("#") {
            scalar = Self.scalar(UInt32(name.dropFirst()))
        }
        guard let scalar else { return take("&") }
        take(scalar)
        position = end + 1
    }

    private static func scalar(_ number: UInt32?) -> Unicode.Scalar? {
        guard let number else { return nil }
        return number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
    }
}
