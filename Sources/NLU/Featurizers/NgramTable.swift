// Finds the column of an n-gram by the hash of its scalars, without building a string.

/// A hash of a run of scalars that grows one scalar at a time.
struct NgramHash: Hashable {
    /// Never 0.
    private(set) var value: UInt64 = 0x6A09_E667_F3BC_C909

    /// Takes one more scalar.
    @inline(__always)
    mutating func add(_ scalar: UInt32) {
        var mixed = (value ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        value = mixed == 0 ? 1 : mixed
    }

    /// The hash of a run of scalar values.
    static func of(_ scalars: some Sequence<UInt32>) -> UInt64 {
        var hash = NgramHash()
        for scalar in scalars { hash.add(scalar) }
        return hash.value
    }
}

/// An open-addressing table from hashes to numbers 0, 1, 2, … in the order of insertion or as
/// given. At most three quarters full.
struct NgramTable: Sendable {
    private var hashes: [UInt64]
    private var numbers: [Int32]
    private var mask: Int
    /// How many hashes the table holds.
    private(set) var count = 0

    /// An empty table with room for some hashes.
    init(capacity: Int = 0) {
        var size = 16
        while size * 3 < capacity * 4 { size *= 2 }
        hashes = Array(repeating: 0, count: size)
        numbers = Array(repeating: -1, count: size)
        mask = size - 1
    }

    /// The number of a hash; -1 when the table does not hold it.
    @inline(__always)
    func number(of hash: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        return hashes.withUnsafeBufferPointer { hashes in
            while true {
                let found = hashes[slot]
                if found == hash { return numbers[slot] }
                if found == 0 { return -1 }
                slot = (slot + 1) & mask
            }
        }
    }

    /// Adds a hash with a number.
    ///
    /// - Returns: `false` when the table holds the hash already; nothing changes then.
    mutating func insert(_ hash: UInt64, number: Int32) -> Bool {
        if (count + 1) * 4 > hashes.count * 3 { grow() }
        let slot = self.slot(of: hash)
        guard hashes[slot] == 0 else { return false }
        hashes[slot] = hash
        numbers[slot] = number
        count += 1
        return true
    }

    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = self
        self = NgramTable(capacity: old.hashes.count * 3 / 2)
        for (hash, number) in zip(old.hashes, old.numbers) where hash != 0 {
            _ = insert(hash, number: number)
        }
    }
}
