// From the 64-bit hash of a feature to its row in a weight table.

import CBLAS

/// An open-addressing table from hashes to rows 0, 1, 2, … in the order they were added. Two
/// features with the same 64 bits would share a row; among a million that happens with
/// probability 3e-8.
public struct FeatureIndex: Sendable {
    /// The hashes in row order.
    public private(set) var hashes: [UInt64] = []
    /// Row + 1 at each place, 0 where free; the count is a power of two.
    private var places: [UInt32]
    private var mask: Int

    /// How many hashes ahead of the one being searched are asked for from memory.
    private static let ahead = 12

    /// The most rows an index may have.
    public static let rowsMax = 1 << 28

    /// An index without rows.
    public init() {
        places = Array(repeating: 0, count: 16)
        mask = 15
    }

    /// An index of distinct hashes, in row order.
    ///
    /// - Throws: `SectionProblem` when a hash appears twice or there are too many.
    public init(hashes: [UInt64]) throws(SectionProblem) {
        guard hashes.count <= Self.rowsMax else { throw SectionProblem("too many features") }
        self.init()
        resize(for: hashes.count)
        self.hashes = hashes
        for row in hashes.indices {
            var place = start(of: hashes[row])
            while places[place] != 0 {
                guard hashes[Int(places[place]) - 1] != hashes[row] else {
                    throw SectionProblem("a feature is listed twice")
                }
                place = (place &+ 1) & mask
            }
            places[place] = UInt32(row + 1)
        }
    }

    /// How many rows there are.
    public var count: Int { hashes.count }

    @inline(__always)
    private func start(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    /// The row of a hash; `nil` when it is unknown.
    @inline(__always)
    public func row(of hash: UInt64) -> Int? {
        var place = start(of: hash)
        while true {
            let entry = places[place]
            if entry == 0 { return nil }
            if hashes[Int(entry) - 1] == hash { return Int(entry) - 1 }
            place = (place &+ 1) & mask
        }
    }

    /// Asks the processor for the place where the search for a hash begins.
    @inline(__always)
    private func expect(_ hash: UInt64) {
        places.withUnsafeBufferPointer { martlet_prefetch($0.baseAddress! + start(of: hash)) }
    }

    /// The row of a hash, a new one when it is unknown.
    public mutating func add(_ hash: UInt64) -> Int {
        if hashes.count * 2 >= places.count { grow() }
        var place = start(of: hash)
        while places[place] != 0 {
            let row = Int(places[place]) - 1
            if hashes[row] == hash { return row }
            place = (place &+ 1) & mask
        }
        hashes.append(hash)
        places[place] = UInt32(hashes.count)
        return hashes.count - 1
    }

    private mutating func resize(for count: Int) {
        var size = 16
        while size < count * 2 + 2 { size *= 2 }
        places = Array(repeating: 0, count: size)
        mask = size - 1
    }

    private mutating func grow() {
        resize(for: hashes.count * 2 + 16)
        for row in hashes.indices {
            var place = start(of: hashes[row])
            while places[place] != 0 { place = (place &+ 1) & mask }
            places[place] = UInt32(row + 1)
        }
    }

    /// The rows of the known among some hashes, each once, with how often it came up: in the order
    /// of first appearance.
    ///
    /// - Complexity: O(count of hashes).
    public func count(
        _ hashes: UnsafeBufferPointer<UInt64>, rows: inout [Int32], counts: inout [Float]
    ) {
        let first = rows.count
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { seen in
            seen.initialize(repeating: 0)
            for number in hashes.indices {
                if number + Self.ahead < hashes.count {
                    expect(hashes[number + Self.ahead])
                }
                guard let row = row(of: hashes[number]) else { continue }
                var place =
                    Int(truncatingIfNeeded: UInt(bitPattern: row) &* 0x9E37_79B1) & (size - 1)
                while true {
                    let entry = Int(seen[place])
                    if entry == 0 {
                        rows.append(Int32(row))
                        counts.append(1)
                        seen[place] = Int32(rows.count - first)
                        break
                    }
                    if rows[first + entry - 1] == Int32(row) {
                        counts[first + entry - 1] += 1
                        break
                    }
                    place = (place &+ 1) & (size - 1)
                }
            }
        }
    }
}
