// Compresses request bodies for the action server: zlib streams with fixed Huffman codes.

/// Writes zlib streams (RFC 1950) whose one block uses the fixed codes of DEFLATE (RFC 1951).
///
/// JSON with its many repeated keys shrinks to about a fifth; the content encoding is called
/// `deflate`, as aiohttp names it in Rasa's requests.
struct ZlibCompression {
    /// How far back a repetition may lie, in bytes.
    private static let windowBytes = 32_768
    /// The longest repetition, in bytes.
    private static let lengthMax = 258
    /// How many earlier places one place is compared with.
    private static let triesMax = 8

    private var output: [UInt8] = [0x78, 0x9C]
    private var pending: UInt32 = 0
    private var pendingBits: UInt32 = 0

    /// The bytes as a zlib stream.
    ///
    /// - Complexity: O(n).
    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = ZlibCompression()
        stream.output.reserveCapacity(bytes.count / 4 + 64)
        stream.put(0b011, bits: 3)
        bytes.withUnsafeBufferPointer { stream.block($0) }
        stream.symbol(256)
        if stream.pendingBits > 0 { stream.put(0, bits: 8 - stream.pendingBits) }
        let sum = adler32(bytes)
        for shift in [24, 16, 8, 0] as [UInt32] {
            stream.output.append(UInt8(truncatingIfNeeded: sum >> shift))
        }
        return stream.output
    }

    private mutating func block(_ bytes: UnsafeBufferPointer<UInt8>) {
        var heads = [Int32](repeating: -1, count: 1 << 15)
        var previous = [Int32](repeating: -1, count: Self.windowBytes)
        func enter(_ position: Int) {
            guard position + 2 < bytes.count else { return }
            let slot = Self.slot(bytes, position)
            previous[position & (Self.windowBytes - 1)] = heads[slot]
            heads[slot] = Int32(truncatingIfNeeded: position)
        }
        var position = 0
        while position < bytes.count {
            let match = Self.longest(bytes, at: position, heads, previous)
            guard let match else {
                symbol(Int(bytes[position]))
                enter(position)
                position += 1
                continue
            }
            length(match.length)
            distance(match.distance)
            for offset in 0..<match.length { enter(position + offset) }
            position += match.length
        }
    }

    private static func slot(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
        let key =
            UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8
            | UInt32(bytes[position + 2]) << 16
        return Int((key &* 2_654_435_761) >> 17)
    }

    private static func longest(
        _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, _ heads: [Int32],
        _ previous: [Int32]
    ) -> (length: Int, distance: Int)? {
        guard position + 2 < bytes.count else { return nil }
        let limit = min(lengthMax, bytes.count - position)
        var best = (length: 2, distance: 0)
        var candidate = Int(heads[slot(bytes, position)])
        var tries = triesMax
        while candidate >= 0, position - candidate < windowBytes, tries > 0 {
            var length = 0
            while length < limit, bytes[candidate + length] == bytes[position + length] {
                length += 1
            }
            if length > best.length { best = (length, position - candidate) }
            let next = Int(previous[candidate & (windowBytes - 1)])
            guard next < candidate else { break }
            candidate = next
            tries -= 1
        }
        return best.length > 2 ? best : nil
    }

    /// Writes a literal, or the code of a length, in the fixed code of RFC 1951 section 3.2.6.
    private mutating func symbol(_ value: Int) {
        switch value {
        case 0...143: putReversed(UInt32(0x30 + value), bits: 8)
        case 144...255: putReversed(UInt32(0x190 + value - 144), bits: 9)
        case 256...279: putReversed(UInt32(value - 256), bits: 7)
        default: putReversed(UInt32(0xC0 + value - 280), bits: 8)
        }
    }

    private mutating func length(_ length: Int) {
        guard length < Self.lengthMax else { return symbol(285) }
        let value = length - 3
        guard value >= 8 else { return symbol(257 + value) }
        let extra = Self.bitWidth(value) - 3
        symbol(257 + extra * 4 + (value >> extra))
        put(UInt32(value & ((1 << extra) - 1)), bits: UInt32(extra))
    }

    private mutating func distance(_ distance: Int) {
        let value = distance - 1
        guard value >= 4 else { return putReversed(UInt32(value), bits: 5) }
        let extra = Self.bitWidth(value) - 2
        putReversed(UInt32(extra * 2 + (value >> extra)), bits: 5)
        put(UInt32(value & ((1 << extra) - 1)), bits: UInt32(extra))
    }

    private static func bitWidth(_ value: Int) -> Int { Int.bitWidth - value.leadingZeroBitCount }

    private mutating func putReversed(_ code: UInt32, bits: UInt32) {
        var reversed: UInt32 = 0
        for bit in 0..<bits where code & (1 << bit) != 0 { reversed |= 1 << (bits - 1 - bit) }
        put(reversed, bits: bits)
    }

    private mutating func put(_ value: UInt32, bits: UInt32) {
        pending |= value << pendingBits
        pendingBits += bits
        while pendingBits >= 8 {
            output.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits -= 8
        }
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for start in stride(from: 0, to: bytes.count, by: 4096) {
            for byte in bytes[start..<min(start + 4096, bytes.count)] {
                low &+= UInt32(byte)
                high &+= low
            }
            low %= 65_521
            high %= 65_521
        }
        return high << 16 | low
    }
}
