// Cuts a passage into sentences.

/// Finds the sentences of a text.
enum SentenceSplitter {
    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "etc", "vs", "mr", "mrs", "ms", "dr", "no", "nr", "st", "approx", "ca", "bzw",
        "z.b", "d.h", "u.a", "inkl", "zzgl", "max", "min", "tel", "str", "abs", "usw", "evtl",
        "ggf", "fig", "p", "s", "sec", "art", "hr", "fr", "vgl", "mind", "incl", "prof", "inc",
    ]

    /// The ranges of the sentences in UTF-8 offsets; line ends separate as well.
    static func sentences(_ text: String) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        var ranges: [Range<Int>] = []
        var start = 0
        func end(at place: Int) {
            var (first, last) = (start, place)
            while first < last, isSpace(bytes[first]) { first += 1 }
            while last > first, isSpace(bytes[last - 1]) { last -= 1 }
            if first < last { ranges.append(first..<last) }
            start = place
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A {
                end(at: index)
            } else if byte == 0xE3, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x82
            {
                index += 2
                end(at: index + 1)
            } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC,
                bytes[index + 2] == 0x81 || bytes[index + 2] == 0x9F
            {
                index += 2
                end(at: index + 1)
            } else if byte == 0x2E || byte == 0x21 || byte == 0x3F {
                var next = index + 1
                while next < bytes.count, isCloser(bytes[next]) { next += 1 }
                if isEnd(bytes, mark: index, next: next, from: start) {
                    end(at: next)
                    index = next - 1
                }
            }
            index += 1
        }
        end(at: bytes.count)
        return ranges
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isCloser(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x5D || byte == 0x2E || byte == 0x21
            || byte == 0x3F
    }

    private static func isEnd(_ bytes: [UInt8], mark: Int, next: Int, from start: Int) -> Bool {
        guard next < bytes.count else { return true }
        guard isSpace(bytes[next]) else { return false }
        var after = next
        while after < bytes.count, isSpace(bytes[after]) { after += 1 }
        guard after < bytes.count else { return true }
        // A small letter goes on with the sentence.
        if bytes[after] &- 0x61 < 26 { return false }
        guard bytes[mark] == 0x2E else { return true }
        var first = mark
        while first > start, !isSpace(bytes[first - 1]), bytes[first - 1] != 0x28 { first -= 1 }
        let word = String(decoding: bytes[first..<mark], as: UTF8.self).lowercased()
        if abbreviations.contains(word) || word.utf8.count == 1 && bytes[first] &- 0x30 >= 10 {
            return false
        }
        // "3. Mai": an ordinal before a month, or the number of an item at the beginning.
        guard !word.isEmpty, word.utf8.count <= 2, word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            return true
        }
        let month = String(decoding: bytes[after...].prefix(3), as: UTF8.self).lowercased()
        return first > start && !months.contains(month)
    }

    /// The months by their first three bytes.
    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov",
        "dez", "dec", "m\u{E4}",
    ]
}
