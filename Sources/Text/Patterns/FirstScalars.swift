// Finds which scalars a match can begin with, so that a search can skip all other places.

/// The scalars a match can begin with.
struct FirstScalars: Sendable {
    /// One bit for each scalar below 256.
    private(set) var latin: [UInt64] = [0, 0, 0, 0]
    /// Whether a match can begin with a scalar from 256 on.
    private(set) var beyond = false

    fileprivate mutating func insert(_ value: UInt32) {
        if value < 256 { latin[Int(value >> 6)] |= 1 << UInt64(value & 63) } else { beyond = true }
    }

    fileprivate mutating func insert(_ set: ScalarSet) {
        for word in 0..<4 { latin[word] |= set.latin[word] }
        beyond = true
    }

    fileprivate mutating func insertAll(except value: UInt32?) {
        for scalar in 0..<UInt32(256) where scalar != value { insert(scalar) }
        beyond = true
    }
}

extension PatternProgram {
    /// Follows all ways from the start to the first scalar each takes; `nil` when one takes none.
    func firstScalars() -> FirstScalars? {
        var first = FirstScalars()
        var seen = [Bool](repeating: false, count: code.count)
        var waiting = [0]
        while let place = waiting.popLast() {
            if seen[place] { continue }
            seen[place] = true
            let instruction = code[place]
            switch instruction.operation {
            case .scalar, .anyCase, .set, .any, .anyAll: insertUnit(instruction, into: &first)
            case .anchor, .mark: waiting.append(place + 1)
            case .jump: waiting.append(Int(instruction.x))
            case .split, .splitLazy: waiting += [place + 1, Int(instruction.x)]
            case .run, .runLazy:
                if instruction.y != 0 { insertUnit(code[place + 1], into: &first) }
                if instruction.x == 0 { waiting.append(place + 2) }
            case .loopStart:
                waiting.append(place + 1)
                if loops[Int(instruction.x)].least == 0 { waiting.append(Int(instruction.y) + 1) }
            case .loopEnd, .loopEndLazy: waiting += [place + 1, Int(instruction.y)]
            case .assertion: waiting.append(Int(instruction.y))
            case .fail: break
            case .assertionEnd, .backReference, .unlessGroup, .accept: return nil
            }
        }
        return first
    }

    private func insertUnit(_ unit: Instruction, into first: inout FirstScalars) {
        let value = UInt32(bitPattern: unit.x)
        switch unit.operation {
        case .scalar: first.insert(value)
        case .anyCase:
            first.insert(value)
            first.insert(UInt32(bitPattern: unit.y))
            // Beyond ASCII several scalars may share a lower case.
            for other in UInt32(0x80)..<256
            where unit.z == 0 && CaseMapping.lower(other) == value { first.insert(other) }
            if unit.z == 0 { first.insert(0x100) }
        case .set: first.insert(sets[Int(unit.x)])
        case .any: first.insertAll(except: 0x0A)
        default: first.insertAll(except: nil)
        }
    }
}
