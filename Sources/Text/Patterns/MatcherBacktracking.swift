// Goes back to the last choice when a way fails, and knows which ways fail from the memo.

extension PatternMatcher {
    /// Goes to the next way to try; `false` when there is none left.
    mutating func backtrack(_ place: inout Int, _ position: inout Int) -> Bool {
        while frames.count > 0 {
            steps &-= 1
            let frame = frames.elements[frames.count &- 1]
            switch frame.kind {
            case .shorten:
                if shorten(frame, &place, &position) { return true }
                continue
            case .lengthen:
                if lengthen(frame, &place, &position) { return true }
                continue
            default: frames.count &-= 1
            }
            switch frame.kind {
            case .resume, .resumeSaved:
                if frame.kind == .resume {
                    lastMark = frame.lastMark
                } else {
                    restoreMarks(frame.lastMark)
                }
                place = Int(frame.next)
                position = Int(frame.position)
                return true
            case .leaveLoop:
                leaveLoop(frame, &place, &position)
                return true
            case .enterLoop:
                if enterLoop(frame, &place, &position) { return true }
            case .barrier:
                barrier = frame.second
                let step = code[Int(frame.next)]
                if step.z != 0 {
                    position = Int(frame.position)
                    place = Int(step.y)
                    return true
                }
            default: undo(frame)
            }
        }
        return false
    }

    private mutating func leaveLoop(_ frame: Frame, _ place: inout Int, _ position: inout Int) {
        let loop = Int(code[Int(frame.next)].x)
        restoreMarks(frame.lastMark)
        loops[loop] = LoopState(count: loops[loop].count &- 1, lastStart: frame.first)
        place = Int(frame.next) &+ 1
        position = Int(frame.position)
    }

    private mutating func enterLoop(
        _ frame: Frame, _ place: inout Int, _ position: inout Int
    ) -> Bool {
        let step = code[Int(frame.next)]
        let number = Int(step.x)
        let state = loops[number]
        let most = loopTable[number].most
        lastMark = frame.lastMark
        let count = Int(state.count) &+ 1
        if most >= 0 && count >= most || frame.position == state.lastStart { return false }
        push(.uncountRestoring, next: 0, 0, first: step.x, second: state.lastStart)
        loops[number] = LoopState(
            count: Int32(truncatingIfNeeded: count), lastStart: frame.position)
        place = Int(step.y)
        position = Int(frame.position)
        return true
    }

    private mutating func undo(_ frame: Frame) {
        switch frame.kind {
        case .uncount: loops[Int(frame.first)].count &-= 1
        case .uncountRestoring:
            let loop = Int(frame.first)
            loops[loop] = LoopState(count: loops[loop].count &- 1, lastStart: frame.second)
        default:
            loops[Int(frame.next)] = LoopState(count: frame.first, lastStart: frame.second)
        }
    }

    /// Whether the search was here before in the same circumstances, which is noted as well.
    @inline(__always)
    mutating func isKnownToFail(_ step: Instruction, _ position: Int) -> Bool {
        guard let memo, step.memo >= 0 else { return false }
        return memo.mark(row(step, position), position)
    }

    /// The row of a memo point at a place: tells apart the counts of the loops around, as far as
    /// they matter, and whether their bodies have taken a scalar in this pass.
    func row(_ step: Instruction, _ position: Int) -> Int {
        let point = program.memoPoints[Int(step.memo)]
        var row = 0
        for index in point.firstLoop..<point.endLoop {
            let number = program.memoLoops[index]
            let loop = loopTable[number]
            let state = loops[number]
            let count = loop.most < 0 ? min(Int(state.count), loop.least - 1) : Int(state.count)
            row = row * loop.countStates + count + 1
            if loop.isNullable { row = row * 2 + (Int(state.lastStart) == position ? 1 : 0) }
        }
        return point.firstRow + row
    }
}
