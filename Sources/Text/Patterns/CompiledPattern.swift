// A compiled pattern as the matcher reads it: tables at fixed addresses, shared by all copies.

/// A table that is written once and read from any thread; its owner must call `deallocate`.
struct FixedTable<Element>: @unchecked Sendable {
    private let elements: UnsafeMutablePointer<Element>
    let count: Int

    init(_ array: [Element]) {
        count = array.count
        elements = .allocate(capacity: max(count, 1))
        elements.initialize(from: array, count: count)
    }

    func deallocate() {
        elements.deinitialize(count: count)
        elements.deallocate()
    }

    /// An element; the index is not checked.
    @inline(__always)
    subscript(index: Int) -> Element { unsafeAddress { UnsafePointer(elements + index) } }
}

/// A compiled pattern with the names of its groups. The matcher reads a table at each step, so
/// the tables lie outside of arrays, whose counting of references would cost more than the step.
final class CompiledPattern: Sendable {
    let code: FixedTable<Instruction>
    let sets: FixedTable<ScalarSet>
    let bitmaps: FixedTable<UInt64>
    let loops: FixedTable<PatternLoop>
    let memoPoints: FixedTable<MemoPoint>
    let memoLoops: FixedTable<Int>
    let memoRows: Int
    let groupCount: Int
    let leastWidth: Int
    let first: FirstScalars?
    let names: [String: Int]

    init(program: PatternProgram, names: [String: Int]) {
        code = FixedTable(program.code)
        sets = FixedTable(program.sets)
        bitmaps = FixedTable(program.bitmaps)
        loops = FixedTable(program.loops)
        memoPoints = FixedTable(program.memoPoints)
        memoLoops = FixedTable(program.memoLoops)
        memoRows = program.memoRows
        groupCount = program.groupCount
        leastWidth = program.leastWidth
        first = program.first
        self.names = names
    }

    deinit {
        code.deallocate()
        sets.deallocate()
        bitmaps.deallocate()
        loops.deallocate()
        memoPoints.deallocate()
        memoLoops.deallocate()
    }
}
