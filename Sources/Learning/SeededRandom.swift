// The one source of chance in training: the same seed gives the same numbers on every machine.

/// xoshiro256++ (Blackman, Vigna 2019), seeded through splitmix64.
public struct SeededRandom: Sendable {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    /// A generator; equal seeds give equal sequences.
    public init(seed: UInt64) {
        var state = seed
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        (a, b, c, d) = (next(), next(), next(), next())
    }

    /// 64 random bits.
    @inline(__always)
    public mutating func next() -> UInt64 {
        let sum = a &+ d
        let result = ((sum << 23) | (sum >> 41)) &+ a
        let shifted = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = (d << 45) | (d >> 19)
        return result
    }

    /// A number in 0 ..< 1.
    @inline(__always)
    public mutating func uniform() -> Float { Float(next() >> 40) * (1 / 16_777_216) }

    /// A number in 0 ..< bound; `bound` must be positive.
    @inline(__always)
    public mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A normally distributed number with mean 0 and deviation 1 (Box and Muller).
    public mutating func normal() -> Float {
        let radius = (-2 * logarithm(max(uniform(), 1e-12))).squareRoot()
        return radius * cosine(2 * .pi * uniform())
    }

    /// Puts the elements in a random order (Fisher and Yates).
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        var end = elements.count
        while end > 1 {
            let other = below(end)
            end -= 1
            if other != end { elements.swapAt(other, end) }
        }
    }

    /// The numbers 0 ..< count in a random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        shuffle(&order)
        return order
    }
}
