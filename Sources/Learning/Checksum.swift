// A fast 64-bit checksum over bytes, for model files and fingerprints: XXH64.

/// XXH64 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md): not cryptographic; finds damage.
public enum Checksum {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The checksum of some bytes.
    ///
    /// - Complexity: O(n), some gigabytes a second in a release build.
    public static func of(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBytes { of(raw: $0, seed: seed) }
    }

    /// The checksum of a run of memory.
    public static func of(raw: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var position = 0
        var hash: UInt64
        if raw.count >= 32 {
            var lanes = (
                seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1
            )
            while position + 32 <= raw.count {
                lanes.0 = round(lanes.0, word(raw, position))
                lanes.1 = round(lanes.1, word(raw, position + 8))
                lanes.2 = round(lanes.2, word(raw, position + 16))
                lanes.3 = round(lanes.3, word(raw, position + 24))
                position += 32
            }
            hash =
                rotate(lanes.0, 1) &+ rotate(lanes.1, 7) &+ rotate(lanes.2, 12)
                &+ rotate(lanes.3, 18)
            for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
                hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
            }
        } else {
            hash = seed &+ prime5
        }
        return finish(hash &+ UInt64(raw.count), raw, from: position)
    }

    private static func finish(
        _ start: UInt64, _ raw: UnsafeRawBufferPointer, from: Int
    ) -> UInt64 {
        var hash = start
        var position = from
        while position + 8 <= raw.count {
            hash = rotate(hash ^ round(0, word(raw, position)), 27) &* prime1 &+ prime4
            position += 8
        }
        if position + 4 <= raw.count {
            let half = raw.loadUnaligned(fromByteOffset: position, as: UInt32.self)
            hash ^= UInt64(UInt32(littleEndian: half)) &* prime1
            hash = rotate(hash, 23) &* prime2 &+ prime3
            position += 4
        }
        while position < raw.count {
            hash = rotate(hash ^ UInt64(raw[position]) &* prime5, 11) &* prime1
            position += 1
        }
        hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }

    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        rotate(lane &+ input &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        value << bits | value >> (64 - bits)
    }

    private static func word(_ raw: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
}
