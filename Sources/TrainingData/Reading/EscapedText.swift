// Decodes `\u00e9` and `\U0001F600` in files of pure ASCII before YAML sees them, as Rasa does.

/// The first step of Rasa's `read_yaml`: when every byte is ASCII, Unicode escapes are decoded
/// wherever they stand, quoted or not; an escape whose backslash is itself escaped stays.
///
/// - Note: Python's `raw_unicode_escape` followed by joining of surrogate pairs.
enum EscapedText {
    /// What decoding gave.
    enum Outcome {
        /// Nothing to decode.
        case unchanged
        /// New UTF-8 text, and where its characters came from.
        case decoded([UInt8], Places)
        /// An escape that cannot be decoded, at a line and column counted from 1.
        case malformed(line: Int, column: Int)
    }

    /// Finds the place in the file of a character of the decoded text.
    struct Places {
        fileprivate var shifts: [(decoded: Int, original: Int)] = [(0, 0)]
        fileprivate var lineStarts: [Int] = [0]

        /// The line and column in the file, both from 1, of the character at an index.
        func place(of index: Int) -> (line: Int, column: Int) {
            let shift = shifts[Places.last(in: shifts) { $0.decoded <= index }]
            return place(ofOriginal: shift.original + index - shift.decoded)
        }

        fileprivate func place(ofOriginal offset: Int) -> (line: Int, column: Int) {
            let line = Places.last(in: lineStarts) { $0 <= offset }
            return (line + 1, offset - lineStarts[line] + 1)
        }

        /// The last index whose element satisfies a condition that holds for a prefix, found by
        /// halving.
        private static func last<Element>(
            in elements: [Element], where holds: (Element) -> Bool
        ) -> Int {
            var (low, high) = (0, elements.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if holds(elements[middle]) { low = middle } else { high = middle }
            }
            return low
        }
    }

    /// Decodes a text; what is not ASCII is left alone as a whole.
    static func decode(_ bytes: [UInt8]) -> Outcome {
        guard hasEscape(bytes), bytes.allSatisfy({ $0 < 0x80 }) else { return .unchanged }
        var places = Places()
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            places.lineStarts.append(offset + 1)
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var (position, count) = (0, 0)
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count else {
                text.append(bytes[position])
                (position, count) = (position + 1, count + 1)
                continue
            }
            guard let digits = digitCount(after: bytes[position + 1]) else {
                text.append(contentsOf: bytes[position...position + 1])
                (position, count) = (position + 2, count + 2)
                continue
            }
            guard let (scalar, length) = scalar(in: bytes, at: position, digits: digits) else {
                let (line, column) = places.place(ofOriginal: position)
                return .malformed(line: line, column: column)
            }
            text.append(contentsOf: String(Character(scalar)).utf8)
            (position, count) = (position + length, count + 1)
            places.shifts.append((count, position))
        }
        return .decoded(text, places)
    }

    private static func hasEscape(_ bytes: [UInt8]) -> Bool {
        var afterBackslash = false
        for byte in bytes {
            if afterBackslash, digitCount(after: byte) != nil { return true }
            afterBackslash = byte == UInt8(ascii: "\\")
        }
        return false
    }

    private static func digitCount(after letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: nil
        }
    }

    /// The scalar an escape stands for and how many bytes the escape has; two escapes when they are
    /// the halves of a surrogate pair.
    private static func scalar(
        in bytes: [UInt8], at position: Int, digits: Int
    ) -> (Unicode.Scalar, length: Int)? {
        guard let first = number(in: bytes, at: position + 2, digits: digits) else { return nil }
        if let scalar = Unicode.Scalar(first) { return (scalar, 2 + digits) }
        let next = position + 2 + digits
        guard (0xD800..<0xDC00).contains(first), next + 1 < bytes.count,
            bytes[next] == UInt8(ascii: "\\"),
            let more = digitCount(after: bytes[next + 1]),
            let second = number(in: bytes, at: next + 2, digits: more),
            (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { return nil }
        return (scalar, 4 + digits + more)
    }

    private static func number(in bytes: [UInt8], at start: Int, digits: Int) -> UInt32? {
        guard start + digits <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + digits] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, value < 1 << 28 else {
                return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
