// Reads the text of a pattern piece by piece, an escape with its letter being one piece.

/// Why parsing stopped.
enum PatternStop: Error {
    /// The pattern cannot be used.
    case problem(PatternProblem)
    /// `(?x)` came up while white space still counted: parse again without it.
    case restartVerbose
}

/// One piece: a scalar, or a backslash with the scalar behind it.
struct PatternToken: Equatable {
    let scalar: UInt32
    let isEscape: Bool

    /// How many scalars of the pattern the piece takes.
    var length: Int { isEscape ? 2 : 1 }

    /// Whether this is the given ASCII character, not escaped.
    func isPlain(_ character: Unicode.Scalar) -> Bool {
        !isEscape && scalar == character.value
    }

    /// The scalar, when it is not escaped.
    var plain: UInt32? { isEscape ? nil : scalar }
}

/// A position in a pattern, always one piece ahead.
struct PatternReader {
    let scalars: [Unicode.Scalar]
    private(set) var index = 0
    private(set) var next: PatternToken?

    init(_ scalars: [Unicode.Scalar]) throws(PatternStop) {
        self.scalars = scalars
        try advance()
    }

    /// Where the next piece starts.
    var position: Int { index - (next?.length ?? 0) }

    private mutating func advance() throws(PatternStop) {
        guard index < scalars.count else {
            next = nil
            return
        }
        let scalar = scalars[index].value
        guard scalar == UInt32(ascii: "\\") else {
            index += 1
            next = PatternToken(scalar: scalar, isEscape: false)
            return
        }
        guard index + 1 < scalars.count else {
            throw problem("a backslash ends the pattern", at: scalars.count - 1)
        }
        next = PatternToken(scalar: scalars[index + 1].value, isEscape: true)
        index += 2
    }

    /// Takes the next piece; `nil` at the end.
    mutating func take() throws(PatternStop) -> PatternToken? {
        let token = next
        try advance()
        return token
    }

    /// Takes the next piece if it is the given character.
    mutating func take(if character: Unicode.Scalar) throws(PatternStop) -> Bool {
        guard let next, next.isPlain(character) else { return false }
        try advance()
        return true
    }

    /// Goes back to a place.
    mutating func seek(_ place: Int) throws(PatternStop) {
        index = place
        try advance()
    }

    /// Takes up to `most` digits of the given base (at most 16).
    mutating func digits(base: UInt32, most: Int) throws(PatternStop) -> [UInt32] {
        var taken: [UInt32] = []
        while taken.count < most, let plain = next?.plain,
            let value = digitValue(plain), value < base
        {
            taken.append(value)
            try advance()
        }
        return taken
    }

    /// Takes all up to a closing character, which is taken too.
    mutating func name(until end: Unicode.Scalar, what: String) throws(PatternStop) -> [UInt32] {
        var name: [UInt32] = []
        while true {
            let token = try take()
            guard let token else {
                throw name.isEmpty
                    ? problem("\(what) is missing")
                    : problem("'\(end)' is missing behind \(what)", back: name.count)
            }
            if token.isPlain(end) {
                if name.isEmpty { throw problem("\(what) is missing", back: 1) }
                return name
            }
            if token.isEscape { name.append(UInt32(ascii: "\\")) }
            name.append(token.scalar)
        }
    }

    /// A problem `back` scalars before the next piece.
    func problem(_ sentence: String, back: Int = 0) -> PatternStop {
        problem(sentence, at: position - back)
    }

    /// A problem at a place; `inexpressible` when Python would accept the pattern.
    func problem(
        _ sentence: String, at offset: Int, kind: PatternProblem.Kind = .invalid
    ) -> PatternStop {
        .problem(PatternProblem(sentence: sentence, offset: offset, kind: kind))
    }
}

extension UInt32 {
    /// The code of an ASCII character.
    init(ascii character: Unicode.Scalar) { self = character.value }
}

/// The value of an ASCII digit of a base up to 16.
func digitValue(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x30...0x39: scalar - 0x30
    case 0x41...0x46: scalar - 0x41 + 10
    case 0x61...0x66: scalar - 0x61 + 10
    default: nil
    }
}
