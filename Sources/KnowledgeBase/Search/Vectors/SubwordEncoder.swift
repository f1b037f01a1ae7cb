// The encoder that comes with the program: latent semantic analysis over terms and pieces of words.

import Foundation
import Learning
import Synchronization

/// A text of the training of an encoder.
public struct EncoderText: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Its locale.
    public var locale: String

    /// A text.
    public init(_ text: String, locale: String) {
        self.text = text
        self.locale = locale
    }
}

/// Encodes text from what occurs together in the texts of a project.
public final class SubwordEncoder: PassageEncoder {
    /// How many numbers a vector has.
    public static let width = 64
    /// How many texts a training reads at most; of more, every n-th.
    public static let textsMax = 6_000

    /// How many numbers a vector has.
    public var width: Int { Self.width }
    private let weights: [Float]
    private let places: [Float]
    /// What is known of words, by locale.
    private let readers = Mutex<[String: SubwordFeatures]>([:])
    /// How many locales' words are remembered at once.
    private static let localesMax = 8

    /// Trains on texts; the same texts give the same encoder.
    ///
    /// - Parameter texts: passages with their titles, questions, and examples of intents, each
    ///   group of texts that mean the same as one text.
    /// - Complexity: about 0.3 ms of processor time a text of 100 words.
    public init(training texts: [EncoderText]) {
        let step = max(1, (texts.count + Self.textsMax - 1) / Self.textsMax)
        var readers: [String: SubwordFeatures] = [:]
        var all = SparseRows()
        var counts = [Int32](repeating: 0, count: SubwordFeatures.columns)
        for index in stride(from: 0, to: texts.count, by: step) {
            let features = Self.features(texts[index].text, texts[index].locale, &readers)
            for column in features.columns { counts[Int(column)] += 1 }
            all.append(columns: features.columns, values: features.values)
        }
        let total = Float(all.count)
        // Features of one text alone say nothing about what belongs together, but tell it apart.
        let weights = counts.map { Statistics.rarity(of: Float($0), among: total) }
        self.weights = weights
        var rows = SparseRows()
        for index in 0..<all.count {
            let (columns, raw) = all.row(index)
            var values = zip(columns, raw).map { $1 * weights[Int($0)] }
            let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if length > 0 { values = values.map { $0 / length } }
            rows.append(columns: columns, values: values)
        }
        let space = LatentSpace(rows: rows, columns: SubwordFeatures.columns, width: Self.width)
        var places = [Float](repeating: 0, count: SubwordFeatures.columns * Self.width)
        for column in 0..<SubwordFeatures.columns {
            for axis in 0..<space.width {
                let scale = max(space.strengths[axis], 1e-6).squareRoot()
                places[column * Self.width + axis] =
                    space.places[column * space.width + axis] / scale
            }
        }
        self.places = places
    }

    private static func features(
        _ text: String, _ locale: String, _ readers: inout [String: SubwordFeatures]
    ) -> (columns: [Int32], values: [Float]) {
        if let reader = readers[locale] { return reader.of(text) }
        let reader = SubwordFeatures(SearchLanguage.of(locale))
        if readers.count >= localesMax { readers.removeAll() }
        readers[locale] = reader
        return reader.of(text)
    }

    /// The vector of a text.
    public func encode(_ text: String, locale: String) -> [Int8] {
        let (columns, values) = readers.withLock { Self.features(text, locale, &$0) }
        var vector = [Float](repeating: 0, count: Self.width)
        for (column, value) in zip(columns, values) {
            let factor = value * weights[Int(column)]
            let start = Int(column) * Self.width
            for axis in 0..<Self.width { vector[axis] += factor * places[start + axis] }
        }
        return ByteVectors.rounded(vector)
    }

    /// The encoder as bytes.
    public var bytes: [UInt8] {
        var writer = SectionWriter()
        writer.write(UInt32(Self.width))
        writer.write(array: weights)
        writer.write(array: places)
        return writer.bytes
    }

    /// Reads what `bytes` gave; `nil` when it is something else.
    public init?(bytes: [UInt8]) {
        var sections = ModelSections()
        sections.add("encoder", bytes)
        do throws(SectionProblem) {
            var reader = try SectionReader(sections, "encoder")
            let width: UInt32 = try reader.integer()
            weights = try reader.array()
            places = try reader.array()
            guard width == UInt32(Self.width), weights.count == SubwordFeatures.columns,
                places.count == weights.count * Self.width, places.allSatisfy(\.isFinite)
            else { return nil }
        } catch { return nil }
    }
}

/// Small formulas of retrieval.
enum Statistics {
    /// How much it says that something occurs in `count` of `total`: 1 for what never occurs,
    /// toward 0 for what occurs always.
    static func rarity(of count: Float, among total: Float) -> Float {
        guard total > 0 else { return 1 }
        let count = min(max(count, 0), total)
        return log(1 + (total - count + 0.5) / (count + 0.5))
            / log(1 + (total + 0.5) / 0.5)
    }
}
