// A list that grows at its end and whose copies are cheap to change.

/// A list whose copy can be appended to or cut without copying all of it: elements lie in chunks
/// that copies share.
///
/// - Complexity: access O(1); append and removal at the end O(1), after a copy O(n / 32 + 32).
public struct GrowingList<Element: Sendable>: RandomAccessCollection, Sendable {
    private static var chunkSize: Int { 32 }

    private var chunks: [[Element]] = []
    /// How many elements there are.
    public private(set) var count = 0

    /// An empty list.
    public init() {}

    /// 0.
    public var startIndex: Int { 0 }
    /// The count.
    public var endIndex: Int { count }

    /// The element at an index in `0 ..< count`.
    public subscript(index: Int) -> Element {
        chunks[index / Self.chunkSize][index % Self.chunkSize]
    }

    /// Adds an element at the end.
    mutating func append(_ element: Element) {
        if count.isMultiple(of: Self.chunkSize) {
            var chunk: [Element] = []
            chunk.reserveCapacity(Self.chunkSize)
            chunks.append(chunk)
        }
        chunks[chunks.count - 1].append(element)
        count += 1
    }

    /// Keeps only the first `length` elements; `length` must not be greater than the count.
    mutating func cut(to length: Int) {
        precondition(length <= count, "a list can't be cut longer")
        while count > length {
            chunks[chunks.count - 1].removeLast()
            if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
            count -= 1
        }
    }
}
