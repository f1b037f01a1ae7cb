// The features of CRFEntityExtractor: what its option `features` asks of a word and its neighbours.

import Text
import Vocabulary

/// One thing to know about a word (rasa/nlu/extractors/crf_entity_extractor.py, 3.6.21).
enum CRFFeature: String, Sendable, CaseIterable {
    case low, title, upper, digit, bias, pattern
    case prefix5, prefix2, suffix5, suffix3, suffix2, suffix1
    case pos, pos2
    case denseFeatures = "text_dense_features"

    /// Whether it needs what no component here gives: parts of speech or dense vectors.
    var isUnavailable: Bool { self == .pos || self == .pos2 || self == .denseFeatures }
}

/// Which features are taken of the words before, of the word itself, and of those behind it.
struct CRFWindow: Sendable, Hashable {
    /// One list per place; the middle one is the word itself.
    let places: [[CRFFeature]]

    /// What Rasa takes when nothing is written.
    static let standard = CRFWindow(
        places: [
            [.low, .title, .upper],
            [
                .low, .bias, .prefix5, .prefix2, .suffix5, .suffix3, .suffix2, .upper, .title,
                .digit, .pattern,
            ],
            [.low, .title, .upper],
        ])

    /// The most places a window may have.
    static let placesMax = 101

    init(places: [[CRFFeature]]) { self.places = places }

    /// The option's value; `nil` when it is not an odd number of lists of known names.
    init?(_ option: JSONValue) {
        guard let lists = option.array, lists.count % 2 == 1, lists.count <= Self.placesMax else {
            return nil
        }
        var places: [[CRFFeature]] = []
        for list in lists {
            let names = (list.array ?? []).map { $0.string.flatMap(CRFFeature.init(rawValue:)) }
            guard list.array != nil, names.allSatisfy({ $0 != nil }) else { return nil }
            places.append(names.compactMap { $0 })
        }
        self.init(places: places)
    }

    /// The option's value of this window.
    var option: JSONValue {
        .array(places.map { .array($0.map { .string($0.rawValue) }) })
    }

    /// The features of every word as hashes.
    ///
    /// - Parameter patterns: features that the pipeline gives each word.
    func rows(_ words: [ArraySlice<Unicode.Scalar>], patterns: [[UInt64]]) -> [SequenceRow] {
        let known = words.map(CRFWord.init)
        let half = places.count / 2
        return words.indices.map { index in
            var row = SequenceRow()
            for (place, features) in places.enumerated() {
                let other = index + place - half
                if other < 0 {
                    row.add(300)
                } else if other >= words.count {
                    row.add(301)
                } else {
                    let kind = UInt64(310 + place * 20)
                    for feature in features {
                        known[other].add(feature, kind, patterns[other], to: &row)
                    }
                }
            }
            return row
        }
    }
}

/// What is known of one word.
private struct CRFWord {
    private let scalars: [Unicode.Scalar]
    private let lower: [Unicode.Scalar]

    init(_ scalars: ArraySlice<Unicode.Scalar>) {
        self.scalars = Array(scalars)
        lower = scalars.map(lowercased)
    }

    func add(
        _ feature: CRFFeature, _ kind: UInt64, _ patterns: [UInt64], to row: inout SequenceRow
    ) {
        switch feature {
        case .low: row.add(kind, hash(lower[...]))
        case .title: if isTitle { row.add(kind + 1) }
        case .upper: if isUpper { row.add(kind + 2) }
        case .digit: if isDigit { row.add(kind + 3) }
        case .bias: row.add(kind + 4)
        case .pattern: for pattern in patterns { row.add(kind + 5, pattern) }
        case .prefix5: row.add(kind + 6, hash(scalars.prefix(5)))
        case .prefix2: row.add(kind + 7, hash(scalars.prefix(2)))
        case .suffix5: row.add(kind + 8, hash(scalars.suffix(5)))
        case .suffix3: row.add(kind + 9, hash(scalars.suffix(3)))
        case .suffix2: row.add(kind + 10, hash(scalars.suffix(2)))
        case .suffix1: row.add(kind + 11, hash(scalars.suffix(1)))
        case .pos, .pos2, .denseFeatures: break
        }
    }

    private func hash(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt64 {
        var hash = EmbeddingHash(kind: 36)
        for scalar in scalars { hash.add(scalar) }
        return hash.value
    }

    /// As Python's `str.istitle`: upper case only at the start of each run of letters.
    private var isTitle: Bool {
        var (isInside, found) = (false, false)
        for scalar in scalars {
            let properties = scalar.properties
            if properties.isUppercase {
                if isInside { return false }
                (isInside, found) = (true, true)
            } else if properties.isLowercase {
                if !isInside { return false }
            } else {
                isInside = false
            }
        }
        return found
    }

    private var isUpper: Bool {
        scalars.contains { $0.properties.isUppercase }
            && !scalars.contains { $0.properties.isLowercase }
    }

    private var isDigit: Bool {
        !scalars.isEmpty && scalars.allSatisfy { $0.properties.numericType == .decimal }
    }
}
