// The program a pattern is compiled to, and what the matcher needs to know beside it.

/// What an instruction does; `x`, `y` and `z` are its operands.
enum Operation: UInt8 {
    /// The scalar `x`.
    case scalar
    /// A scalar whose lower case is `x`; `y` is its upper case, a shortcut. `z`: ASCII only.
    case anyCase
    /// A scalar of set `x`.
    case set
    /// Any scalar but a line feed.
    case any
    /// Any scalar.
    case anyAll
    /// Anchor `x` must hold.
    case anchor
    /// Remembers the place as mark `x`; marks 2g and 2g+1 bound group g+1.
    case mark
    /// Goes on at `x`.
    case jump
    /// Goes on behind itself and, should that fail, at `x`; `y`: saves marks too.
    case split
    /// The other way round: first at `x`, then behind itself.
    case splitLazy
    /// The one-scalar instruction behind it `x` to `y` times (-1: unbounded), then goes on at +2.
    /// `z`: groups are put back also when all fails.
    case run
    /// The same, as few times as possible.
    case runLazy
    /// Begins loop `x` and goes to its end at `y`.
    case loopStart
    /// The end of loop `x`, whose body begins at `y`.
    case loopEnd
    /// The same for a lazy loop.
    case loopEndLazy
    /// A look-around `x` scalars back that ends before `y`; `z`: negative.
    case assertion
    /// The end of a look-around.
    case assertionEnd
    /// What group `x` matched; `z` is a `CaseFolding`.
    case backReference
    /// Goes on at `y` unless group `x` has matched.
    case unlessGroup
    /// Fails.
    case fail
    /// The end of the pattern.
    case accept
}

/// One step of a program, 16 bytes.
struct Instruction {
    var operation: Operation
    /// Whether it must match within ASCII, or negates, or is a `CaseFolding`.
    var z: UInt8 = 0
    /// The number of its memo point, or -1.
    var memo: Int32 = -1
    var x: Int32 = 0
    var y: Int32 = 0
}

/// A counted loop over a body that may have groups in it.
struct PatternLoop {
    let least: Int
    /// -1 for unbounded.
    let most: Int
    /// Whether the body can match nothing.
    let isNullable: Bool
    /// Whether another loop lies around it, so that it may be begun again.
    let isNested: Bool

    /// How many counts the rest of a match can tell apart.
    var countStates: Int { most < 0 ? least + 1 : most + 2 }

    /// How many states it can be in, as far as the rest of a match can tell; cut at 1,000.
    var states: Int { min(countStates, 500) * (isNullable ? 2 : 1) }
}

/// A place where a match can go on in two ways. A search that comes there twice in the same
/// circumstances need not try again; the circumstances are counts of the loops around.
struct MemoPoint {
    /// The number of its first row.
    let firstRow: Int
    /// Where the loops around it stand in `PatternProgram.memoLoops`, in the order their states
    /// are multiplied.
    let firstLoop: Int
    let endLoop: Int
}

/// A compiled pattern.
struct PatternProgram: Sendable {
    var code: [Instruction] = []
    var sets: [ScalarSet] = []
    /// Four words for each set: `ScalarSet.latin`.
    var bitmaps: [UInt64] = []
    var loops: [PatternLoop] = []
    var memoPoints: [MemoPoint] = []
    /// The loops around all memo points.
    var memoLoops: [Int] = []
    /// How many rows of one bit for each place of a text the memo points need.
    var memoRows = 0
    var groupCount = 0
    /// The least number of scalars of a match.
    var leastWidth = 0
    /// Which scalars a match can begin with; `nil` when it can be empty or nothing is known.
    var first: FirstScalars?
}
