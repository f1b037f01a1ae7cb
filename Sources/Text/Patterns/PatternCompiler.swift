// Compiles the tree of a pattern to a program for the matcher.

/// The compiler. What it emits does what Python 3.10's matcher does step by step, down to the
/// moments at which groups are saved and restored.
struct PatternCompiler {
    /// How many instructions a program may have: 16 MB.
    static let instructionsMax = 1 << 20
    /// How many scalars the ranges of sets that ignore case may have in all; each is folded.
    static let foldedScalarsMax = 1 << 22
    /// How many states of loops one memo point may tell apart; with more it has no memo.
    static let memoStatesMax = 64

    var program = PatternProgram()
    private var loopsAround: [Int] = []
    /// How many repeats lie around, optional groups among them.
    private var repeatDepth = 0
    private var assertionDepth = 0
    private var setNumbers: [SetKey: Int32] = [:]
    private var foldedScalars = 0
    /// Whether failing depends on the place and the loops alone.
    private var isMemorable = true

    private struct SetKey: Hashable {
        let items: [UInt64]
        let flags: UInt8
    }

    /// Compiles a whole pattern.
    static func compile(
        _ tree: PatternSequence, flags: PatternFlags, groupCount: Int
    ) throws(PatternProblem) -> PatternProgram {
        var compiler = PatternCompiler()
        compiler.program.groupCount = groupCount
        try compiler.emit(tree, flags)
        compiler.append(.accept)
        var program = compiler.program
        if !compiler.isMemorable { program.memoRows = 0 }
        program.leastWidth = tree.width.least
        program.first = program.firstScalars()
        return program
    }

    private var place: Int32 { Int32(program.code.count) }

    @discardableResult
    private mutating func append(
        _ operation: Operation, x: Int32 = 0, y: Int32 = 0, z: UInt8 = 0
    ) -> Int {
        program.code.append(Instruction(operation: operation, z: z, x: x, y: y))
        return program.code.count - 1
    }

    private mutating func emit(
        _ sequence: PatternSequence, _ flags: PatternFlags
    ) throws(PatternProblem) {
        for node in sequence.nodes { try emit(node, flags) }
    }

    private mutating func emit(
        _ node: PatternNode, _ flags: PatternFlags
    ) throws(PatternProblem) {
        if program.code.count > PatternCompiler.instructionsMax {
            throw refused("the pattern is too large", .inexpressible)
        }
        switch node {
        case .literal, .notLiteral, .any, .set: try emitUnit(node, flags)
        case .anchor(let anchor): append(.anchor, x: anchor.chosen(by: flags).rawValue)
        case .branch(let ways): try emitBranch(ways, flags)
        case .group(let number, let added, let removed, let body):
            let inner = flags.changed(adding: added, removing: removed)
            if let number { append(.mark, x: Int32(2 * number - 2)) }
            try emit(body, inner)
            if let number { append(.mark, x: Int32(2 * number - 1)) }
        case .repeated(let least, let most, let lazy, let body):
            if flags.contains(.template) {
                throw refused("the flag 't' forbids repeats", .invalid)
            }
            try emitRepeat(least, most, lazy: lazy, body, flags)
        case .assertion(let behind, let negative, let body):
            try emitAssertion(behind: behind, negative: negative, body, flags)
        case .backReference(let group):
            isMemorable = false
            append(.backReference, x: Int32(group - 1), z: flags.folding.rawValue)
        case .conditional(let group, let yes, let no):
            isMemorable = false
            try emitConditional(group, yes, no, flags)
        }
    }

    private func refused(_ sentence: String, _ kind: PatternProblem.Kind) -> PatternProblem {
        PatternProblem(sentence: sentence, offset: 0, kind: kind)
    }

    /// Adds a place to the memo if the loops around it have few enough states.
    private mutating func remember(_ instruction: Int) {
        guard assertionDepth == 0 else { return }
        var states = 1
        let firstLoop = program.memoLoops.count
        for number in loopsAround {
            let factor = program.loops[number].states
            states *= factor
            if factor > 1 { program.memoLoops.append(number) }
            guard states <= PatternCompiler.memoStatesMax else {
                program.memoLoops.removeSubrange(firstLoop...)
                return
            }
        }
        program.code[instruction].memo = Int32(program.memoPoints.count)
        program.memoPoints.append(
            MemoPoint(
                firstRow: program.memoRows, firstLoop: firstLoop,
                endLoop: program.memoLoops.count))
        program.memoRows += states
    }

    private mutating func emitUnit(
        _ node: PatternNode, _ flags: PatternFlags
    ) throws(PatternProblem) {
        let folding = flags.folding
        switch node {
        case .literal(let value):
            if !folding.isCased(value) {
                append(.scalar, x: Int32(bitPattern: value))
                return
            }
            let lower = folding.folded(value)
            if folding == .unicode, CaseMapping.equivalents(of: lower) != nil {
                try emitSet([.literal(value)], negated: false, flags)
            } else {
                let upper = folding == .unicode ? CaseMapping.upper(lower) : lower & ~0x20
                let isPair = folding.folded(upper) == lower
                append(
                    .anyCase, x: Int32(bitPattern: lower),
                    y: Int32(bitPattern: isPair ? upper : lower), z: folding == .ascii ? 1 : 0)
            }
        case .notLiteral(let value):
            try emitSet([.literal(value)], negated: true, flags, single: true)
        case .any: append(flags.contains(.dotMatchesAll) ? .anyAll : .any)
        case .set(let negated, let items): try emitSet(items, negated: negated, flags)
        default: preconditionFailure("not one scalar wide")
        }
    }

    private mutating func emitSet(
        _ items: [PatternSetItem], negated: Bool, _ flags: PatternFlags, single: Bool = false
    ) throws(PatternProblem) {
        // A single scalar is folded wherever it lies; in brackets Python leaves those beyond the
        // basic plane as they are.
        let items = single ? items.map { $0.folded(flags.folding) } : items
        let relevant = flags.intersection([.ignoresCase, .ascii])
        let key = SetKey(
            items: items.map(\.key), flags: relevant.rawValue | (negated ? 0x80 : 0))
        if let number = setNumbers[key] {
            append(.set, x: number)
            return
        }
        if flags.contains(.ignoresCase) {
            foldedScalars = items.reduce(foldedScalars) { $0 + $1.count }
            if foldedScalars > PatternCompiler.foldedScalarsMax {
                throw refused("the sets that ignore case are too large", .inexpressible)
            }
        }
        let set = ScalarSet(
            items, negated: negated, folding: flags.folding, isASCII: flags.contains(.ascii))
        let number = Int32(program.sets.count)
        setNumbers[key] = number
        program.sets.append(set)
        program.bitmaps += set.latin
        append(.set, x: number)
    }

    private mutating func emitBranch(
        _ ways: [PatternSequence], _ flags: PatternFlags
    ) throws(PatternProblem) {
        var jumps: [Int] = []
        for way in ways.dropLast() {
            let split = append(.split, y: repeatDepth > 0 ? 1 : 0)
            remember(split)
            try emit(way, flags)
            jumps.append(append(.jump))
            program.code[split].x = place
        }
        try emitLastWay(ways[ways.count - 1], flags)
        for jump in jumps { program.code[jump].x = place }
    }

    /// Groups are put back behind a failed last way too. That can be seen behind a negative
    /// look-around, where Python goes on with the groups of the failed attempt, and in repeats,
    /// where it does not protect a lone first mark.
    private mutating func emitLastWay(
        _ way: PatternSequence, _ flags: PatternFlags
    ) throws(PatternProblem) {
        guard assertionDepth > 0 || repeatDepth > 0, program.groupCount > 0 else {
            return try emit(way, flags)
        }
        let split = append(.split, y: repeatDepth > 0 ? 1 : 0)
        try emit(way, flags)
        let jump = append(.jump)
        program.code[split].x = place
        append(.fail)
        program.code[jump].x = place
    }

    private mutating func emitRepeat(
        _ least: Int, _ most: Int, lazy: Bool, _ body: PatternSequence, _ flags: PatternFlags
    ) throws(PatternProblem) {
        let most = most == PatternWidth.unbounded ? -1 : most
        if let (unit, unitFlags) = body.singleUnit(flags) {
            let run = append(
                lazy ? .runLazy : .run, x: Int32(clamping: least), y: Int32(clamping: most),
                z: assertionDepth > 0 && program.groupCount > 0 ? 1 : 0)
            remember(run)
            try emitUnit(unit, unitFlags)
            return
        }
        repeatDepth += 1
        defer { repeatDepth -= 1 }
        if (least, most) == (0, 1) {
            let split = append(lazy ? .splitLazy : .split, y: 1)
            remember(split)
            try emit(body, flags)
            program.code[split].x = place
            return
        }
        let loop = program.loops.count
        program.loops.append(
            PatternLoop(
                least: least, most: most, isNullable: body.width.least == 0,
                isNested: !loopsAround.isEmpty))
        let start = append(.loopStart, x: Int32(loop))
        loopsAround.append(loop)
        try emit(body, flags)
        let end = append(lazy ? .loopEndLazy : .loopEnd, x: Int32(loop), y: Int32(start + 1))
        remember(end)
        loopsAround.removeLast()
        program.code[start].y = Int32(end)
    }

    private mutating func emitAssertion(
        behind: Bool, negative: Bool, _ body: PatternSequence, _ flags: PatternFlags
    ) throws(PatternProblem) {
        var back = 0
        if behind {
            guard body.width.least == body.width.most else {
                throw refused("a look-behind needs a fixed width", .invalid)
            }
            back = body.width.least
        }
        let start = append(.assertion, x: Int32(clamping: back), z: negative ? 1 : 0)
        assertionDepth += 1
        try emit(body, flags)
        assertionDepth -= 1
        append(.assertionEnd)
        program.code[start].y = place
    }

    private mutating func emitConditional(
        _ group: Int, _ yes: PatternSequence, _ no: PatternSequence?, _ flags: PatternFlags
    ) throws(PatternProblem) {
        let test = append(.unlessGroup, x: Int32(clamping: group - 1))
        try emit(yes, flags)
        if let no, !no.nodes.isEmpty {
            let jump = append(.jump)
            program.code[test].y = place
            try emit(no, flags)
            program.code[jump].x = place
        } else {
            program.code[test].y = place
        }
    }
}
