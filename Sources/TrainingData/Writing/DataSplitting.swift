// Splits NLU data into a part to train on and a part to test with, as `rasa data split nlu` does.

public import Foundation
public import Vocabulary

/// Splits NLU data.
public enum DataSplitting {
    /// The two parts of a split.
    public struct Parts: Sendable {
        /// Examples to train on.
        public var train: TrainingSet
        /// Examples to test with.
        public var test: TrainingSet
    }

    /// Splits examples so that both parts hold about the same share of every class; a class is an
    /// intent, or a response key of a retrieval intent. Each part gets at least one example of a
    /// class with two. Classes are split from the rarest to the most frequent, so that the common
    /// ones make up for the rounding of the rare ones. Synonyms, patterns and lookup tables stand
    /// in both parts, responses where they are needed.
    ///
    /// - Parameters:
    ///   - fraction: the share to train on, between 0 and 1.
    ///   - seed: decides which examples go where; `nil` for another choice each time. Counts are
    ///     Rasa's, the choice is not Python's.
    /// - Complexity: O(n log n).
    /// - Note: follows `split_nlu_examples` in rasa/shared/nlu/training_data/training_data.py.
    public static func split(_ training: TrainingSet, fraction: Double, seed: UInt64?) -> Parts {
        var train: [TrainingExample] = []
        var test: [TrainingExample] = []
        var (seen, taken) = (0, 0)
        for (index, examples) in classes(of: training.examples).enumerated() {
            let shuffled = shuffle(examples, seed: seed.map { $0 &+ UInt64(index) })
            let exact = Int(Double(seen + shuffled.count) * fraction) - taken
            let count = max(0, min(shuffled.count - 1, max(1, exact)))
            train += shuffled[..<count]
            test += shuffled[count...]
            seen += shuffled.count
            taken += count
        }
        return Parts(
            train: training.part(with: train), test: training.part(with: test))
    }

    /// The files of a split by their names: `training_data.yml`, `test_data.yml`, and the responses
    /// that each part needs in `nlg_training_data.yml` and `nlg_test_data.yml`.
    public static func files(of parts: Parts) -> [(name: String, text: String)] {
        func pair(_ name: String, _ part: TrainingSet) -> [(name: String, text: String)] {
            var plain = part
            plain.responses = [:]
            return [
                ("\(name).yml", NLUWriter.yaml(plain)),
                ("nlg_\(name).yml", NLUWriter.responsesYAML(part)),
            ]
        }
        return pair("training_data", parts.train) + pair("test_data", parts.test)
    }

    /// Splits the data of a project and writes the four files into a folder, which is made if it is
    /// missing.
    ///
    /// - Returns: the parts that were written.
    /// - Throws: `Fault` `.badRequest` when the fraction is not between 0 and 1, `.cannotSave`.
    @discardableResult
    public static func split(
        _ training: TrainingSet, fraction: Double, seed: UInt64?, into folder: URL
    ) throws(Fault) -> Parts {
        try check(fraction: fraction)
        let parts = split(training, fraction: fraction, seed: seed)
        for file in files(of: parts) {
            try TextFile.write(file.text, to: folder.appendingPathComponent(file.name))
        }
        return parts
    }

    /// Distinct examples by class: response keys from the rarest, then intents from the rarest.
    private static func classes(of examples: [TrainingExample]) -> [[TrainingExample]] {
        var seen: Set<TrainingExample> = []
        let distinct = examples.filter { example in
            var example = example
            example.place = SourcePlace(file: "")
            return example.intent != nil && seen.insert(example).inserted
        }
        func sorted(_ examples: [TrainingExample]) -> [[TrainingExample]] {
            let groups = NLUWriter.groups(examples) { $0.fullIntent ?? "" }.map(\.elements)
            let order = groups.indices.sorted {
                (groups[$0].count, $0) < (groups[$1].count, $1)
            }
            return order.map { groups[$0] }
        }
        return sorted(distinct.filter { $0.responseKey != nil })
            + sorted(distinct.filter { $0.responseKey == nil })
    }

    /// The elements in a chance order that the seed decides; another one each time without.
    ///
    /// - Complexity: O(n).
    public static func shuffle<Element>(_ elements: [Element], seed: UInt64?) -> [Element] {
        guard let seed else { return elements.shuffled() }
        var random = SplitRandom(state: seed)
        return elements.shuffled(using: &random)
    }

    /// Refuses a share that leaves one of the parts empty.
    static func check(fraction: Double) throws(Fault) {
        guard fraction > 0, fraction < 1 else {
            throw Fault(
                .badRequest, "The training fraction \(fraction) is not between 0 and 1.",
                remedy: "Write for example --training-fraction 0.8.")
        }
    }
}

/// The generator SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
/// OOPSLA 2014).
private struct SplitRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension TrainingSet {
    /// The same data with other examples and the responses these need.
    fileprivate func part(with examples: [TrainingExample]) -> TrainingSet {
        let needed = Set(examples.filter { $0.responseKey != nil }.compactMap(\.fullIntent))
        var part = self
        part.examples = examples
        part.responses = responses.filter { needed.contains($0.key) }
        return part
    }
}
