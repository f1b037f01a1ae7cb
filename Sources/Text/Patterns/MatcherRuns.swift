// Repeats of a single scalar or set, which need no more than one entry on the stack.

extension PatternMatcher {
    /// Where a run of a unit that begins at a place ends, after at most `most` scalars.
    @inline(__always)
    mutating func runEnd(_ unit: Instruction, from start: Int, most: Int) -> Int {
        let limit = most < 0 || most > end &- start ? end : start &+ most
        var place = start
        switch unit.operation {
        case .scalar:
            let value = UInt32(bitPattern: unit.x)
            while place < limit, text[place] == value { place &+= 1 }
        case .set:
            let set = Int(unit.x)
            while place < limit, isInSet(set, text[place]) { place &+= 1 }
        case .any:
            while place < limit, text[place] != 0x0A { place &+= 1 }
        case .anyCase:
            while place < limit, matchesAnyCase(unit, text[place]) { place &+= 1 }
        default: place = limit
        }
        steps &-= (place &- start) >> 2
        return place
    }

    mutating func runGreedy(
        _ step: Instruction, _ place: inout Int, _ position: inout Int
    ) -> Bool {
        let unit = code[place &+ 1]
        let (least, most) = (Int(step.x), Int(step.y))
        guard least <= end &- position else { return false }
        let first = position &+ least
        var last: Int
        if memo != nil, step.memo >= 0, most < 0 {
            if least > 0, runEnd(unit, from: position, most: least) < first { return false }
            guard let known = newRunEnd(step, unit, from: first) else { return false }
            last = known
        } else {
            if isKnownToFail(step, position) { return false }
            last = runEnd(unit, from: position, most: most)
            if last < first { return false }
        }
        last = lastPossible(last, notBefore: first, tail: code[place &+ 2])
        if last < first { return false }
        if last > first || step.z != 0 {
            push(
                .shorten, next: place, last, first: Int32(truncatingIfNeeded: first))
        }
        place &+= 2
        position = last
        return true
    }

    /// The last place up to `last` at which a tail that begins with a scalar can begin.
    @inline(__always)
    private mutating func lastPossible(
        _ last: Int, notBefore first: Int, tail: Instruction
    ) -> Int {
        guard tail.operation == .scalar else { return last }
        let value = UInt32(bitPattern: tail.x)
        var place = last
        while place >= first, place >= end || text[place] != value { place &-= 1 }
        steps &-= (last &- place) >> 2
        return place
    }

    /// Where a run ends, or the last place of it from which failing is not known yet; `nil` when
    /// it is known for all of them.
    private mutating func newRunEnd(
        _ step: Instruction, _ unit: Instruction, from first: Int
    ) -> Int? {
        guard let memo else { return nil }
        if memo.mark(row(step, first), first) { return nil }
        let laterRow = row(step, first &+ 1)
        var place = first
        while matches(unit, place) {
            if memo.mark(laterRow, place &+ 1) { break }
            place &+= 1
        }
        steps &-= (place &- first) >> 1
        return place
    }

    mutating func runLazy(_ step: Instruction, _ place: inout Int, _ position: inout Int) -> Bool {
        let unit = code[place &+ 1]
        let (least, most) = (Int(step.x), Int(step.y))
        guard least <= end &- position else { return false }
        let first = position &+ least
        if most >= 0, isKnownToFail(step, position) { return false }
        if least > 0, runEnd(unit, from: position, most: least) < first { return false }
        if most < 0, isKnownToFail(step, first) { return false }
        push(
            .lengthen, next: place, first,
            first: Int32(truncatingIfNeeded: most < 0 ? -1 : most &- least))
        place &+= 2
        position = first
        return true
    }

    /// Ends a greedy run earlier; the frame is the topmost one. `false` when nothing is left.
    mutating func shorten(_ frame: Frame, _ place: inout Int, _ position: inout Int) -> Bool {
        let first = Int(frame.first)
        let isKept = code[Int(frame.next)].z != 0
        let tail = code[Int(frame.next) &+ 2]
        let last = lastPossible(Int(frame.position) &- 1, notBefore: first, tail: tail)
        lastMark = frame.lastMark
        if last < first || (last == first && !isKept) { frames.count &-= 1 }
        if last < first { return false }
        if last > first || isKept {
            frames.elements[frames.count &- 1].position = Int32(truncatingIfNeeded: last)
        }
        position = last
        place = Int(frame.next) &+ 2
        return true
    }

    /// Lets a lazy run take one scalar more; the frame is the topmost one.
    mutating func lengthen(_ frame: Frame, _ place: inout Int, _ position: inout Int) -> Bool {
        let step = code[Int(frame.next)]
        let here = Int(frame.position)
        guard matches(code[Int(frame.next) &+ 1], here) else {
            frames.count &-= 1
            return false
        }
        lastMark = frame.lastMark
        if frame.first == 0 || (frame.first < 0 && isKnownToFail(step, here &+ 1)) {
            frames.count &-= 1
            return false
        }
        let top = frames.elements + (frames.count &- 1)
        top.pointee.position &+= 1
        if frame.first > 0 { top.pointee.first &-= 1 }
        position = here &+ 1
        place = Int(frame.next) &+ 2
        return true
    }
}
