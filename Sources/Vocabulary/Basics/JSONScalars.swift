// The strings and numbers of the JSON reader.

extension JSONReader {
    /// Reads a string from its opening to its closing quote.
    mutating func string() throws(JSONProblem) -> String {
        position += 1
        var text: [UInt8] = []
        var start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                text.append(contentsOf: bytes[start..<position])
                guard let value = String(validating: text, as: UTF8.self) else {
                    throw problem("invalid UTF-8")
                }
                position += 1
                return value
            }
            if byte < 0x20 { throw problem("a control character inside a string") }
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: bytes[start..<position])
                try escape(into: &text)
                start = position
            } else {
                position += 1
            }
        }
        throw problem("a string without an end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        position += 1
        guard position < bytes.count else { throw problem("a string without an end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw problem("unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(JSONProblem) -> Character {
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return Character(scalar) }
        guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw problem("a lone surrogate")
        }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        else { throw problem("a lone surrogate") }
        return Character(scalar)
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        guard position + 4 <= bytes.count else { throw problem("a string without an end") }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }

    /// Reads a number; what has no fraction and no exponent becomes an integer when it fits.
    mutating func number() throws(JSONProblem) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let whole = digits()
        guard whole > 0 else { throw problem("unexpected character") }
        let first = bytes[position - whole]
        guard whole == 1 || first != UInt8(ascii: "0") else { throw problem("a leading zero") }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            guard digits() > 0 else { throw problem("expected digits after the point") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw problem("expected digits in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw problem("a number out of range")
        }
        return isWhole ? .digits(text) : .number(value)
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        return position - start
    }
}
