// A list that grows at its end and whose copies are cheap to change.

/// A list whose copy can be appended to or cut without copying all of it: all but the last few
/// elements lie in leaves of equal size, which copies share.
///
/// - Complexity: access O(1); append and removal at the end O(1) amortised, also right after a copy,
///   but for one reference in 512 elements copied every sixteenth time.
public struct GrowingList<Element: Sendable>: RandomAccessCollection, Sendable {
    /// Elements of a leaf.
    private static var leafSize: Int { 16 }
    /// Leaves of a branch.
    private static var branchSize: Int { 32 }

    /// Full leaves, in branches that are full but for the last.
    private var branches: [[[Element]]] = []
    /// What lies behind the full leaves: fewer elements than a leaf holds.
    private var tail: [Element] = []
    /// How many elements lie in full leaves.
    private var leafEnd = 0

    /// An empty list.
    public init() {}

    /// How many elements there are.
    public var count: Int { leafEnd + tail.count }
    /// 0.
    public var startIndex: Int { 0 }
    /// The count.
    public var endIndex: Int { count }

    /// The element at an index in `0 ..< count`.
    public subscript(index: Int) -> Element {
        guard index < leafEnd else { return tail[index - leafEnd] }
        let leaf = index / Self.leafSize
        return branches[leaf / Self.branchSize][leaf % Self.branchSize][index % Self.leafSize]
    }

    /// Adds an element at the end.
    mutating func append(_ element: Element) {
        tail.append(element)
        guard tail.count == Self.leafSize else { return }
        if leafEnd.isMultiple(of: Self.leafSize * Self.branchSize) { branches.append([]) }
        branches[branches.count - 1].append(tail)
        leafEnd += Self.leafSize
        tail = []
    }

    /// Keeps only the first `length` elements; `length` must be in `0 ... count`.
    mutating func cut(to length: Int) {
        precondition((0...count).contains(length), "a list can't be cut longer")
        while leafEnd > length {
            tail = branches[branches.count - 1].removeLast()
            if branches[branches.count - 1].isEmpty { branches.removeLast() }
            leafEnd -= Self.leafSize
        }
        tail.removeSubrange((length - leafEnd)...)
    }
}
