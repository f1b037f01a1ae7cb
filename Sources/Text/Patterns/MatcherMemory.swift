// The memory of one search: ways still to try, groups, saved groups and loops.

/// What to do when the way taken fails.
enum FrameKind: UInt8 {
    /// Go on at `next` from `position`.
    case resume
    /// The same, with all groups as they were.
    case resumeSaved
    /// Let a greedy run end one scalar earlier, but not before `first`.
    case shorten
    /// Let a lazy run take one scalar more; `first` more are allowed, or any number if negative.
    case lengthen
    /// Leave a greedy loop instead of doing its body once more; `first`: `lastStart` before.
    case leaveLoop
    /// Do the body of a lazy loop once more instead of leaving it.
    case enterLoop
    /// Uncount a pass of loop `first`.
    case uncount
    /// The same, with its `lastStart` back at `second`.
    case uncountRestoring
    /// Put loop `next` back to count `first` and `lastStart` `second`.
    case restoreLoop
    /// The look-around begun at `next` cannot match. `first`: saved marks, `second`: the
    /// look-around around it.
    case barrier
}

/// A way still to try, 24 bytes.
struct Frame {
    var kind: FrameKind
    var next: Int32
    var position: Int32
    var lastMark: Int32
    var first: Int32 = 0
    var second: Int32 = 0
}

/// Where a loop stands.
struct LoopState {
    /// How many passes were begun, less one before the first.
    var count: Int32
    /// Where the last optional pass began, or -1.
    var lastStart: Int32
}

/// A growing stack in memory of its own; the owner must call `deallocate`.
struct RawStack<Element: BitwiseCopyable> {
    private(set) var elements: UnsafeMutablePointer<Element>
    private var capacity: Int
    private let countMax: Int
    var count = 0

    init(capacity: Int, countMax: Int) {
        elements = .allocate(capacity: capacity)
        self.capacity = capacity
        self.countMax = countMax
    }

    func deallocate() { elements.deallocate() }

    /// Makes room for more elements; `false` when there would be too many.
    @inline(__always)
    mutating func reserve(_ more: Int) -> Bool {
        count &+ more <= capacity || grow(more)
    }

    @inline(never)
    private mutating func grow(_ more: Int) -> Bool {
        guard count + more <= countMax else { return false }
        let larger = max(2 * capacity, count + more)
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        grown.update(from: elements, count: count)
        elements.deallocate()
        elements = grown
        capacity = larger
        return true
    }
}
