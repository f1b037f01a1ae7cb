// What a question looks like: its informative words and their letters, as a sparse vector.

import Foundation

/// The shape of a question, or the sum of the shapes of a group.
///
/// Each word that says something counts by itself and by its runs of three letters, so that typing
/// errors and endings change little. Hashed to 32 bits; no model is involved, and the same words
/// give the same shape everywhere.
struct QuestionShape: Sendable, Hashable {
    /// How many features a shape keeps; the heaviest stay.
    static let featuresMax = 64
    /// How many words of a question are looked at.
    static let wordsMax = 40
    /// What a word weighs beside each of its runs of letters.
    private static let wordWeight: Float = 1
    private static let runWeight: Float = 0.45
    /// How long a word may be, in scalars; what is longer is cut.
    private static let wordScalarsMax = 32

    /// Weights by feature, in rising order of features.
    private(set) var features: [(key: UInt32, weight: Float)]

    /// The shape of a masked question.
    init(of question: String) {
        var weights: [UInt32: Float] = [:]
        let words = Self.words(question)
        let telling = words.filter { !SmallWordList.all.contains($0) }
        for word in Set(telling.isEmpty ? words : telling) {
            let scalars = Array(" \(word) ".unicodeScalars.prefix(Self.wordScalarsMax))
            weights[Self.hash(scalars[...]), default: 0] += Self.wordWeight
            guard scalars.count > 4 else { continue }
            let weight = Self.runWeight / Float(scalars.count - 2).squareRoot()
            for start in 0...(scalars.count - 3) {
                weights[Self.hash(scalars[start..<start + 3]) ^ 0x9E37_79B9, default: 0] +=
                    weight * 2
            }
        }
        features = Self.kept(weights)
    }

    /// Whether nothing is in it.
    var isEmpty: Bool { features.isEmpty }

    /// How alike two shapes are: the cosine, 0 to 1.
    func likeness(_ other: QuestionShape) -> Float {
        let length = squares * other.squares
        guard length > 0 else { return 0 }
        var (left, right) = (0, 0)
        var sum: Float = 0
        while left < features.count, right < other.features.count {
            let (first, second) = (features[left], other.features[right])
            if first.key == second.key {
                sum += first.weight * second.weight
                left += 1
                right += 1
            } else if first.key < second.key {
                left += 1
            } else {
                right += 1
            }
        }
        return sum / length.squareRoot()
    }

    /// The shape of a group of `count` questions with one more in it.
    func adding(_ other: QuestionShape, count: Int) -> QuestionShape {
        let share = 1 / Float(min(count, 50) + 1)
        var weights: [UInt32: Float] = [:]
        for (key, weight) in features { weights[key, default: 0] += weight * (1 - share) }
        for (key, weight) in other.features { weights[key, default: 0] += weight * share }
        var shape = self
        shape.features = Self.kept(weights)
        return shape
    }

    private var squares: Float { features.reduce(0) { $0 + $1.weight * $1.weight } }

    private static func kept(_ weights: [UInt32: Float]) -> [(key: UInt32, weight: Float)] {
        weights.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .prefix(featuresMax).map { (key: $0.key, weight: $0.value) }
            .sorted { $0.key < $1.key }
    }

    /// The words of a text, without case, accents and marks.
    static func words(_ text: String) -> [String] {
        let folded = text.lowercased().folding(options: .diacriticInsensitive, locale: nil)
        return folded.split { !$0.isLetter && !$0.isNumber }.prefix(wordsMax).map(String.init)
    }

    /// FNV-1a over scalars.
    private static func hash(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt32 {
        scalars.reduce(2_166_136_261) { ($0 ^ $1.value) &* 16_777_619 }
    }

    // MARK: Bytes

    /// The shape as bytes: eight a feature.
    var bytes: [UInt8] {
        features.flatMap { feature in
            [feature.key, feature.weight.bitPattern].flatMap { value in
                (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
            }
        }
    }

    /// A shape from its bytes; an empty one for bytes that are none.
    init(bytes: [UInt8]) {
        features = []
        guard bytes.count.isMultiple(of: 8), bytes.count <= Self.featuresMax * 8 else { return }
        func value(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
        }
        features = stride(from: 0, to: bytes.count, by: 8).map {
            (key: value($0), weight: Float(bitPattern: value($0 + 4)))
        }
    }

    static func == (left: QuestionShape, right: QuestionShape) -> Bool {
        left.bytes == right.bytes
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// Words that say little of what a question is about.
enum SmallWordList {
    /// English and German words, folded.
    static let all = Set((english + " " + german).split(separator: " ").map(String.init))

    private static let english = """
        a about all also am an and any are as at be been but by can could did do does for from get \
        give go got had has have hello help hey hi how i if in into is it its just know like may me \
        my need no not of on or our out please so some tell than thank thanks that the their them \
        then there these they this to up us want was we were what when where which who whom why will \
        with would yes you your
        """
    private static let german = """
        aber alle als am an auch auf aus bei bin bis bitte da danke dann das dass dem den der des die \
        doch du ein eine einem einen einer eines er es euch euer eure fur ganz gibt haben habe hallo \
        hat ich ihr ihre ihren im in ist ja kann kannst konnen konnte man mehr mein meine mich mir mit \
        muss nach nein nicht noch nur ob oder schon sein sich sie sind so um und uns unser vom von wann \
        warum was welche wenn wer werden wie wird wir wo zu zum zur
        """
}
