// Memory for numbers that training loops write to by pointer.

import Foundation

/// A run of floats, zero at first, freed with the object. Rows are reached as pointers, without
/// checks: whoever uses one holds its indices inside. It may be shared between threads once nobody
/// writes to it any more.
final class FloatBuffer: @unchecked Sendable {
    /// How many numbers there are.
    let count: Int
    /// The first number.
    let start: UnsafeMutablePointer<Float>

    /// The size of a large page, in bytes.
    private static let hugePage = 2 << 20

    /// `count` zeros.
    init(_ count: Int) {
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        let isLarge = bytes >= 2 * Self.hugePage
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: bytes, alignment: isLarge ? Self.hugePage : 64)
        #if os(Linux)
            // Tables are read in rows all over the place: with large pages each row costs no walk
            // through the page tables.
            if isLarge { madvise(memory, bytes, 14) }
        #endif
        start = memory.bindMemory(to: Float.self, capacity: max(count, 1))
        start.initialize(repeating: 0, count: count)
    }

    /// A copy of an array.
    convenience init(_ values: [Float]) {
        self.init(values.count)
        for index in values.indices { start[index] = values[index] }
    }

    deinit { UnsafeMutableRawPointer(start).deallocate() }

    /// The numbers as an array.
    var array: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }

    /// Sets the first `length` numbers to zero.
    @inline(__always)
    func clear(_ length: Int) { start.update(repeating: 0, count: length) }

    /// Sets all numbers to zero.
    @inline(__always)
    func clear() { clear(count) }

    /// Adds `factor` times another buffer of the same count.
    func add(_ other: FloatBuffer, times factor: Float = 1) {
        Learning.add(other.start, times: factor, to: start, count)
    }
}
