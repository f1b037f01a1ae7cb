// The instructions that leave another way behind: alternatives, loops and look-arounds.

extension PatternMatcher {
    /// Does an instruction with a choice; `false` when it fails.
    mutating func decide(_ step: Instruction, _ place: inout Int, _ position: inout Int) -> Bool {
        switch step.operation {
        case .split: return split(step, &place, position)
        case .splitLazy:
            if isKnownToFail(step, position) { return false }
            push(.resume, next: place + 1, position)
            place = Int(step.x)
            return true
        case .run: return runGreedy(step, &place, &position)
        case .runLazy: return runLazy(step, &place, &position)
        case .loopStart:
            startLoop(step, &place)
            return true
        case .loopEnd: return endLoop(step, &place, position)
        case .loopEndLazy: return endLazyLoop(step, &place, position)
        case .assertion: return beginAssertion(step, &place, &position)
        case .assertionEnd: return endAssertion(&place, &position)
        case .backReference:
            place += 1
            return repeatGroup(step, &position)
        case .unlessGroup:
            place = hasMatched(step.x) ? place + 1 : Int(step.y)
            return true
        default: return false
        }
    }

    /// Leaves a way to try behind.
    @inline(__always)
    mutating func push(
        _ kind: FrameKind, next: Int, _ position: Int, first: Int32 = 0, second: Int32 = 0
    ) {
        guard frames.reserve(1) else { return giveUp() }
        frames.elements[frames.count] = Frame(
            kind: kind, next: Int32(truncatingIfNeeded: next),
            position: Int32(truncatingIfNeeded: position), lastMark: lastMark, first: first,
            second: second)
        frames.count &+= 1
    }

    /// Saves all marks that count. Python 3.10 does not save a lone first mark.
    @inline(__always)
    mutating func saveMarks() {
        guard lastMark > 0 else { return }
        let count = Int(lastMark) &+ 1
        guard saved.reserve(count) else { return giveUp() }
        (saved.elements + saved.count).update(from: marks, count: count)
        saved.count &+= count
        steps &-= count >> 3
    }

    /// Puts back the marks that counted when `lastMark` was the given one.
    @inline(__always)
    mutating func restoreMarks(_ lastMark: Int32) {
        self.lastMark = lastMark
        guard lastMark > 0 else { return }
        let count = Int(lastMark) &+ 1
        saved.count &-= count
        marks.update(from: saved.elements + saved.count, count: count)
    }

    private mutating func split(
        _ step: Instruction, _ place: inout Int, _ position: Int
    ) -> Bool {
        let next = code[place &+ 1]
        // Without leaving anything behind when the first way cannot even begin.
        if next.operation.isUnit, !matches(next, position) {
            place = Int(step.x)
            return true
        }
        if isKnownToFail(step, position) { return false }
        push(step.y == 0 ? .resume : .resumeSaved, next: Int(step.x), position)
        if step.y != 0 { saveMarks() }
        place &+= 1
        return true
    }

    private mutating func startLoop(_ step: Instruction, _ place: inout Int) {
        let loop = Int(step.x)
        if loopTable[loop].isNested {
            let state = loops[loop]
            push(.restoreLoop, next: loop, 0, first: state.count, second: state.lastStart)
        }
        loops[loop] = LoopState(count: -1, lastStart: -1)
        place = Int(step.y)
    }

    private mutating func endLoop(
        _ step: Instruction, _ place: inout Int, _ position: Int
    ) -> Bool {
        if isKnownToFail(step, position) { return false }
        let number = Int(step.x)
        let state = loops[number]
        let loop = loopTable[number]
        let count = Int(state.count) &+ 1
        if count < loop.least {
            push(.uncount, next: 0, position, first: step.x)
            loops[number].count = Int32(truncatingIfNeeded: count)
            place = Int(step.y)
        } else if loop.most < 0 || count < loop.most, position != Int(state.lastStart) {
            push(.leaveLoop, next: place, position, first: state.lastStart)
            saveMarks()
            loops[number] = LoopState(
                count: Int32(truncatingIfNeeded: count),
                lastStart: Int32(truncatingIfNeeded: position))
            place = Int(step.y)
        } else {
            place &+= 1
        }
        return true
    }

    private mutating func endLazyLoop(
        _ step: Instruction, _ place: inout Int, _ position: Int
    ) -> Bool {
        if isKnownToFail(step, position) { return false }
        let number = Int(step.x)
        let count = Int(loops[number].count) &+ 1
        if count < loopTable[number].least {
            push(.uncount, next: 0, position, first: step.x)
            loops[number].count = Int32(truncatingIfNeeded: count)
            place = Int(step.y)
        } else {
            push(.enterLoop, next: place, position)
            place &+= 1
        }
        return true
    }

    private mutating func beginAssertion(
        _ step: Instruction, _ place: inout Int, _ position: inout Int
    ) -> Bool {
        let back = Int(step.x)
        if position < back {
            place = Int(step.y)
            return step.z != 0
        }
        push(
            .barrier, next: place, position, first: Int32(truncatingIfNeeded: saved.count),
            second: barrier)
        barrier = Int32(truncatingIfNeeded: frames.count &- 1)
        place &+= 1
        position &-= back
        return true
    }

    /// The look-around matches: the ways it left behind are forgotten, its groups stay.
    private mutating func endAssertion(_ place: inout Int, _ position: inout Int) -> Bool {
        guard barrier >= 0 else { return false }
        let frame = frames.elements[Int(barrier)]
        frames.count = Int(barrier)
        saved.count = Int(frame.first)
        barrier = frame.second
        let step = code[Int(frame.next)]
        position = Int(frame.position)
        place = Int(step.y)
        return step.z == 0
    }
}

extension Operation {
    /// Whether it matches one scalar.
    @inline(__always)
    var isUnit: Bool { rawValue <= Operation.anyAll.rawValue }
}
