// Hashes of words, word pairs and pieces of words, built scalar by scalar without making strings.

import Foundation

/// A 64-bit hash that grows by one number at a time; equal sequences give equal hashes, in every
/// process.
struct EmbeddingHash {
    /// The hash so far.
    private(set) var value: UInt64

    /// The start of a kind of feature; different kinds never share a hash (but by chance).
    init(kind: UInt64) { value = kind &* 0xD6E8_FEB8_6659_FD93 ^ 0x9E37_79B9_7F4A_7C15 }

    /// Adds a number.
    @inline(__always)
    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 32
    }

    /// Adds a scalar.
    @inline(__always)
    mutating func add(_ scalar: Unicode.Scalar) { add(UInt64(scalar.value)) }

    /// The hash with a number added.
    @inline(__always)
    func adding(_ number: UInt64) -> EmbeddingHash {
        var other = self
        other.add(number)
        return other
    }

    /// A hash of a text.
    static func of(_ text: String, kind: UInt64) -> UInt64 {
        var hash = EmbeddingHash(kind: kind)
        for scalar in text.unicodeScalars { hash.add(scalar) }
        return hash.value
    }
}

/// Lower case, scalar by scalar: what becomes more than one scalar stays as it is.
@inline(__always)
func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = scalar.value
    if value < 128 {
        return value &- 65 < 26 ? Unicode.Scalar(UInt8(truncatingIfNeeded: value) + 32) : scalar
    }
    return lowercasedOther(scalar)
}

@inline(never)
private func lowercasedOther(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first! : scalar
}
