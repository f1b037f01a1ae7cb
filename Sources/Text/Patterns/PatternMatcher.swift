// Runs the program of a pattern over a text, step by step and with a limit of steps.

/// One search. Ways not yet tried lie on a stack of its own, so that no text makes the machine's
/// stack grow. Marks (the bounds of groups) are saved and put back at the moments Python 3.10
/// does it, and not at others, since that can be seen in the groups of a match.
struct PatternMatcher: ~Copyable {
    /// How many ways to try may wait, 24 bytes each.
    static let framesMax = 1 << 20
    /// How many saved marks may wait, 4 bytes each.
    static let savedMarksMax = 1 << 22
    /// A search that takes more steps than this, and 4 for each scalar, gets a memo.
    static let stepsBeforeMemo = 2_000

    let program: CompiledPattern
    let code: FixedTable<Instruction>
    let sets: FixedTable<ScalarSet>
    let bitmaps: FixedTable<UInt64>
    let loopTable: FixedTable<PatternLoop>
    let text: UnsafePointer<UInt32>
    let end: Int

    /// How many steps are left.
    var steps: Int
    /// Below this number of steps `ring` decides what to do.
    var alarm: Int
    private(set) var ranOut = false
    var memo: FailureMemo?

    var frames = RawStack<Frame>(capacity: 32, countMax: framesMax)
    var saved = RawStack<Int32>(capacity: 32, countMax: savedMarksMax)
    let marks: UnsafeMutablePointer<Int32>
    /// The highest mark that counts, or -1.
    var lastMark: Int32 = -1
    let loops: UnsafeMutablePointer<LoopState>
    /// The frame of the look-around being tried, or -1.
    var barrier: Int32 = -1
    /// Whether the match must reach the end of the text.
    var mustReachEnd = false
    /// A place at which the match must not end, or -1.
    var forbiddenEnd = -1

    init(_ program: CompiledPattern, text: UnsafeBufferPointer<UInt32>, steps: Int) {
        self.program = program
        code = program.code
        sets = program.sets
        bitmaps = program.bitmaps
        loopTable = program.loops
        // An empty text may have no address; none is read from then.
        self.text = text.baseAddress ?? UnsafePointer(bitPattern: 4)!
        end = text.count
        self.steps = steps
        let patience = PatternMatcher.stepsBeforeMemo + 4 * end
        alarm = program.memoRows > 0 ? max(steps - min(patience, steps / 8), 0) : 0
        marks = .allocate(capacity: max(2 * program.groupCount, 1))
        loops = .allocate(capacity: max(program.loops.count, 1))
    }

    deinit {
        frames.deallocate()
        saved.deallocate()
        marks.deallocate()
        loops.deallocate()
        memo?.deallocate()
    }

    /// Called when the steps fall below the alarm: makes the memo, or ends the search.
    @inline(never)
    private mutating func ring() -> Bool {
        if steps >= 0, alarm > 0 {
            alarm = 0
            memo = FailureMemo(rows: program.memoRows, length: end)
            return true
        }
        ranOut = true
        return false
    }

    /// Ends the search at the next step, for want of memory.
    mutating func giveUp() { steps = -1 }

    /// Tries to match at one place; the end of the match, or `nil`.
    mutating func run(from start: Int) -> Int? {
        frames.count = 0
        saved.count = 0
        lastMark = -1
        barrier = -1
        var place = 0
        var position = start
        while true {
            steps &-= 1
            if steps < alarm, !ring() { return nil }
            let step = code[place]
            switch step.operation {
            case .scalar, .anyCase, .set, .any, .anyAll:
                if matches(step, position) {
                    place &+= 1
                    position &+= 1
                    continue
                }
            case .anchor:
                if holds(step, position) {
                    place &+= 1
                    continue
                }
            case .mark:
                setMark(step.x, position)
                place &+= 1
                continue
            case .jump:
                place = Int(step.x)
                continue
            case .accept:
                if !(mustReachEnd && position != end), position != forbiddenEnd { return position }
            default:
                if decide(step, &place, &position) { continue }
            }
            if !backtrack(&place, &position) { return nil }
        }
    }

    @inline(__always)
    private mutating func setMark(_ mark: Int32, _ position: Int) {
        if mark > lastMark {
            var unset = lastMark &+ 1
            steps &-= Int(mark &- lastMark) >> 3
            while unset < mark {
                marks[Int(unset)] = -1
                unset &+= 1
            }
            lastMark = mark
        }
        marks[Int(mark)] = Int32(truncatingIfNeeded: position)
    }

    /// Whether a one-scalar instruction matches at a place.
    @inline(__always)
    func matches(_ unit: Instruction, _ position: Int) -> Bool {
        guard position < end else { return false }
        let value = text[position]
        switch unit.operation {
        case .scalar: return value == UInt32(bitPattern: unit.x)
        case .set: return isInSet(Int(unit.x), value)
        case .any: return value != 0x0A
        case .anyCase: return matchesAnyCase(unit, value)
        default: return true
        }
    }

    @inline(__always)
    func isInSet(_ set: Int, _ value: UInt32) -> Bool {
        if value < 256 {
            return bitmaps[set &* 4 &+ Int(value >> 6)] & 1 << UInt64(value & 63) != 0
        }
        return sets[set].evaluate(value)
    }

    @inline(__always)
    func matchesAnyCase(_ unit: Instruction, _ value: UInt32) -> Bool {
        let lower = UInt32(bitPattern: unit.x)
        if value == lower || value == UInt32(bitPattern: unit.y) { return true }
        return value >= 0x80 && unit.z == 0 && CaseMapping.lower(value) == lower
    }

    /// The bounds of a group, as Python reports them; `nil` when it took no part.
    func bounds(ofGroup group: Int) -> (start: Int, end: Int)? {
        let mark = 2 * group - 2
        guard mark + 1 <= Int(lastMark), marks[mark] >= 0, marks[mark + 1] >= 0 else { return nil }
        return (Int(marks[mark]), Int(marks[mark + 1]))
    }
}
