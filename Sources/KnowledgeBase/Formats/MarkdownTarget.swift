// The address and title of a Markdown link.

/// Reads `address "title"` from a place on.
struct MarkdownTarget {
    private let scalars: [Unicode.Scalar]
    private(set) var position: Int
    /// How far is read: a link without end is none.
    private let end: Int

    /// How many parentheses of an address may lie inside each other.
    private static let depthMax = 32
    /// How long a title may be, in scalars.
    private static let titleMax = 1_000

    init(_ scalars: [Unicode.Scalar], from position: Int) {
        self.scalars = scalars
        self.position = position
        end = min(scalars.count, position + DocumentLimits.addressBytes + Self.titleMax)
    }

    var peek: Unicode.Scalar? { position < end ? scalars[position] : nil }

    mutating func skipBlanks() {
        while let scalar = peek, scalar == " " || scalar == "\n" || scalar == "\t" { position += 1 }
    }

    /// The address, in angle brackets or plain with balanced parentheses.
    mutating func destination() -> String? {
        var text = String.UnicodeScalarView()
        if peek == "<" {
            position += 1
            while let scalar = next(&text) {
                if scalar == ">" { return String(text) }
                guard scalar != "<", scalar != "\n" else { return nil }
                text.append(scalar)
            }
            return nil
        }
        var depth = 0
        while let scalar = peek, scalar.value > 0x20 {
            if scalar == "(" {
                depth += 1
                guard depth <= Self.depthMax else { return nil }
            }
            if scalar == ")" {
                guard depth > 0 else { break }
                depth -= 1
            }
            if let scalar = next(&text) { text.append(scalar) }
        }
        return depth == 0 && !text.isEmpty ? String(text) : nil
    }

    /// The title in quotes or parentheses; `nil` for none.
    mutating func title() -> String? {
        let start = position
        skipBlanks()
        guard position > start, let open = peek, "\"'(".unicodeScalars.contains(open) else {
            position = start
            return nil
        }
        position += 1
        let close: Unicode.Scalar = open == "(" ? ")" : open
        var text = String.UnicodeScalarView()
        let limit = position + Self.titleMax
        while position < limit, let scalar = next(&text) {
            if scalar == close { return String(text) }
            text.append(scalar == "\n" ? " " : scalar)
        }
        position = start
        return nil
    }

    /// The next character; one that was escaped is put to the text itself.
    private mutating func next(_ text: inout String.UnicodeScalarView) -> Unicode.Scalar? {
        while let scalar = peek {
            position += 1
            guard scalar == "\\", let escaped = peek, escaped.isASCII,
                DelimiterSide(escaped) == .mark
            else { return scalar }
            text.append(escaped)
            position += 1
        }
        return nil
    }
}
