// Says how a word and its neighbours are written: case, digits, beginnings, endings.

public import Learning
import TrainingData
import Vocabulary

/// The featurizer of
/// rasa/nlu/featurizers/sparse_featurizer/lexical_syntactic_featurizer.py (3.6.21): token rows with
/// a 1 for each value seen in training that a word of the window around the token has. It gives no
/// sentence row.
public struct LexicalSyntacticFeaturizer: Featurizer {
    /// One configured feature of one word of the window.
    struct Slot: Sendable {
        /// Where the word stands, relative to the token.
        let offset: Int
        /// The feature.
        let feature: LexicalFeature
        /// Position in the window and name, as Rasa sorts and stores them.
        let name: String
        /// Values seen in training, in order, and the columns of their hashes.
        var values: [String] = []
        var columns = NgramTable()
    }

    private let alias: String
    private let slots: [Slot]
    private let width: Int
    /// The features of any slot, each once, and for each slot which of them it has.
    private let features: [LexicalFeature]
    private let featureOfSlot: [Int]
    private var parts: Set<FeaturePart> = [.tokens]

    init(alias: String, slots: [Slot]) {
        self.alias = alias
        var slots = slots
        var column: Int32 = 0
        for index in slots.indices {
            for value in slots[index].values {
                let hash = NgramHash.of(value.unicodeScalars.map(\.value))
                _ = slots[index].columns.insert(hash, number: column)
                column += 1
            }
        }
        self.slots = slots
        width = Int(column)
        let features = LexicalFeature.allCases.filter { feature in
            slots.contains { $0.feature == feature }
        }
        self.features = features
        featureOfSlot = slots.map { features.firstIndex(of: $0.feature) ?? 0 }
    }

    /// The configured features in the order of their columns, without values.
    ///
    /// - Parameter windows: for each word of the window the names of its features; for an even
    ///   number of words the window reaches one word further back than forward.
    static func slots(_ windows: [[String]]) -> [Slot] {
        var slots: [Slot] = []
        for (position, names) in windows.enumerated() {
            for name in names.sorted() {
                guard let feature = LexicalFeature(rawValue: name) else { continue }
                guard !slots.contains(where: { $0.name == "\(position):\(name)" }) else { continue }
                slots.append(
                    Slot(
                        offset: position - windows.count / 2, feature: feature,
                        name: "\(position):\(name)"))
            }
        }
        return slots
    }

    /// `position:feature:value` in the order of columns; built anew each time.
    public var featureNames: [String] {
        slots.flatMap { slot in slot.values.map { "\(slot.name):\($0)" } }
    }

    /// The same featurizer with only some of its features.
    public func giving(_ parts: Set<FeaturePart>) -> any Featurizer {
        var other = self
        other.parts = parts.subtracting([.patterns])
        return other
    }

    /// Adds what the component finds.
    public func process(_ message: inout Message) {
        guard parts.contains(.tokens), width > 0, !message.tokens.isEmpty else { return }
        var block = FeatureBlock(origin: alias, width: width, tokens: [])
        block.tokens.reserveCapacity(message.tokens.count)
        let hashes = self.hashes(message)
        for index in message.tokens.indices {
            var columns: [Int32] = []
            columns.reserveCapacity(slots.count)
            for slot in slots.indices {
                let word = index + slots[slot].offset
                guard message.tokens.indices.contains(word) else { continue }
                let hash = hashes[word * features.count + featureOfSlot[slot]]
                let column = slots[slot].columns.number(of: hash)
                if column >= 0 { columns.append(column) }
            }
            let ones = [Float](repeating: 1, count: columns.count)
            block.tokens.append(SparseVector(columns: columns, values: ones))
        }
        message.features.append(block)
    }

    /// The hash of each feature of each word, word by word.
    private func hashes(_ message: Message) -> [UInt64] {
        var hashes: [UInt64] = []
        hashes.reserveCapacity(message.tokens.count * features.count)
        for index in message.tokens.indices {
            guard let word = Self.word(message, index) else { continue }
            for feature in features { hashes.append(feature.value(of: word).hash) }
        }
        return hashes
    }

    static func word(_ message: Message, _ index: Int) -> LexicalFeature.Word? {
        guard message.tokens.indices.contains(index) else { return nil }
        let span = message.tokens[index].span
        return LexicalFeature.Word(
            scalars: message.scalars[span.start..<span.end], index: index,
            count: message.tokens.count)
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(UInt32(slots.count))
        for slot in slots { writer.write(texts: slot.values) }
        file.add("values", writer.bytes)
    }
}
