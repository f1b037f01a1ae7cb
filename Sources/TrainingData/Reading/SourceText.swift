// The bytes of a file a person wrote, by line.

/// A text with the places where its lines start. Lines end as YAML's reader counts them: at `\n`,
/// `\r`, `\r\n`, and at U+0085, U+2028 and U+2029.
public struct SourceText: Sendable, Hashable {
    /// The file's bytes.
    public let bytes: [UInt8]
    /// The offset in bytes of each line's first byte; never empty.
    public let lineStarts: [Int]

    /// A text.
    ///
    /// - Complexity: O(n).
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lineStarts = bytes.withUnsafeBufferPointer(SourceText.lineStarts)
    }

    /// The bytes of a line, counted from 1, with what ends it; empty for lines that are not there.
    public func line(_ number: Int) -> ArraySlice<UInt8> {
        guard (1...lineStarts.count).contains(number) else { return [] }
        let end = number < lineStarts.count ? lineStarts[number] : bytes.count
        return bytes[lineStarts[number - 1]..<end]
    }

    /// How many blanks a line, counted from 1, starts with.
    public func indentation(ofLine number: Int) -> Int {
        line(number).prefix { $0 == UInt8(ascii: " ") }.count
    }

    /// The line and column, both from 1, of a byte; columns count Unicode scalars.
    ///
    /// - Complexity: O(log lines + length of the line).
    public func place(ofByte offset: Int) -> (line: Int, column: Int) {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let before = bytes[lineStarts[low]..<min(offset, bytes.count)]
        return (low + 1, 1 + before.count { $0 & 0xC0 != 0x80 })
    }

    private static func lineStarts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var starts = [0]
        for index in bytes.indices {
            switch bytes[index] {
            case 0x0A: starts.append(index + 1)
            case 0x0D where index + 1 >= bytes.count || bytes[index + 1] != 0x0A:
                starts.append(index + 1)
            case 0x85 where index > 0 && bytes[index - 1] == 0xC2: starts.append(index + 1)
            case 0xA8, 0xA9:
                guard index > 1, bytes[index - 1] == 0x80, bytes[index - 2] == 0xE2 else { break }
                starts.append(index + 1)
            default: break
            }
        }
        return starts
    }
}
