// The words of a message as hashes: whole, their beginnings, ends and shapes.

import Text
import Vocabulary

/// One word, seen in the ways the tagger's features need.
struct SequenceWord {
    /// Lower case, digits as 0.
    var low: UInt64
    /// As written.
    let exact: UInt64
    /// The first one to four scalars of `low`; 0 where the word is shorter.
    private(set) var prefixes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// The last one to four scalars.
    private(set) var suffixes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// Upper case X, lower case x, digits 0, runs cut to two.
    let shape: UInt64
    /// Starts with an upper-case letter.
    private(set) var isCapital = false
    /// All letters are upper case, and there are at least two scalars.
    private(set) var isAllCapital = false
    /// Has a digit.
    private(set) var hasDigit = false
    /// Has something besides letters and digits.
    private(set) var hasOther = false

    private enum Kind {
        static let low: UInt64 = 32
        static let exact: UInt64 = 33
        static let shape: UInt64 = 34
        static let suffix: UInt64 = 35
    }

    /// What stands for every unknown word.
    static let unknown: UInt64 = 0x5EED_0001

    /// The word of some scalars.
    init(_ scalars: ArraySlice<Unicode.Scalar>) {
        var exact = EmbeddingHash(kind: Kind.exact)
        var low = EmbeddingHash(kind: Kind.low)
        var shape = EmbeddingHash(kind: Kind.shape)
        var (last, run, upper, lower) = (UInt64(0), 0, 0, 0)
        for (place, scalar) in scalars.enumerated() {
            exact.add(scalar)
            let small = lowercased(scalar)
            let isDigit = SequenceWord.isDigit(scalar)
            low.add(isDigit ? "0" : small)
            let isUpper = small != scalar
            let isWord = isUpper || isDigit || ScalarClasses.isWord(scalar.value)
            if isUpper { upper += 1 } else if isWord, !isDigit { lower += 1 }
            if isUpper, place == 0 { isCapital = true }
            if isDigit { hasDigit = true }
            if !isWord || scalar == "_" { hasOther = true }
            let mark: UInt64 =
                isUpper ? 1 : isDigit ? 2 : isWord ? 3 : UInt64(scalar.value) + 16
            run = mark == last ? run + 1 : 1
            last = mark
            if run <= 2 { shape.add(mark) }
            switch place {
            case 0: prefixes.0 = low.value
            case 1: prefixes.1 = low.value
            case 2: prefixes.2 = low.value
            case 3: prefixes.3 = low.value
            default: break
            }
        }
        isAllCapital = upper > 1 && lower == 0
        self.exact = exact.value
        self.low = low.value
        self.shape = shape.value
        addSuffixes(scalars)
    }

    private mutating func addSuffixes(_ scalars: ArraySlice<Unicode.Scalar>) {
        var suffix = EmbeddingHash(kind: Kind.suffix)
        for (place, scalar) in scalars.suffix(4).reversed().enumerated() {
            suffix.add(SequenceWord.isDigit(scalar) ? "0" : lowercased(scalar))
            switch place {
            case 0: suffixes.0 = suffix.value
            case 1: suffixes.1 = suffix.value
            case 2: suffixes.2 = suffix.value
            default: suffixes.3 = suffix.value
            }
        }
    }

    @inline(__always)
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value &- 48 < 10
            || scalar.value > 127 && scalar.properties.generalCategory == .decimalNumber
    }
}
