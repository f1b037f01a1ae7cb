// Trains on all folds but one and tests on that one, for each fold in turn.

public import TrainingData
public import Vocabulary

/// The results of a cross-validation.
public struct CrossValidation: Sendable {
    /// The scores of one thing predicted, a value per fold that had any.
    public struct FoldScores: Sendable, Hashable {
        /// The shares predicted rightly.
        public private(set) var accuracy: [Double] = []
        /// The weighted F1 scores.
        public private(set) var f1: [Double] = []
        /// The weighted precisions.
        public private(set) var precision: [Double] = []

        mutating func add(accuracy: Double, f1: Double, precision: Double) {
            self.accuracy.append(accuracy)
            self.f1.append(f1)
            self.precision.append(precision)
        }

        /// The scores by the names Rasa logs them under, in its order.
        public var named: [(name: String, values: [Double])] {
            [("Accuracy", accuracy), ("F1-score", f1), ("Precision", precision)]
        }
    }

    /// All scores on one kind of data.
    public struct Scores: Sendable, Hashable {
        /// Of intents.
        public internal(set) var intents = FoldScores()
        /// Of responses.
        public internal(set) var responses = FoldScores()
        /// Of each extractor, sorted by name.
        public internal(set) var entities: [Extractor] = []

        /// The scores of one extractor.
        public struct Extractor: Sendable, Hashable {
            /// The extractor's name.
            public let name: String
            /// A value per fold in which it found something.
            public internal(set) var scores: FoldScores
        }
    }

    /// How many folds there were.
    public let folds: Int
    /// On the data each model was trained from.
    public private(set) var train = Scores()
    /// On the data each model had not seen.
    public private(set) var test = Scores()
    /// All folds' tests taken together.
    public private(set) var evaluation: NLUEvaluation

    /// Runs a cross-validation. Only examples with an intent take part.
    ///
    /// - Parameters:
    ///   - data: all data; synonyms, patterns, lookups and responses go into every training.
    ///   - folds: how many parts the examples are dealt into.
    ///   - seed: the same seed deals the same way.
    ///   - progress: called with the fold (from 0) and what is being done.
    ///   - train: trains a model.
    /// - Throws: `Fault` `.badRequest` when the folds do not suit the data; what `train` throws.
    /// - Complexity: one training and one parse of every example per fold.
    public static func run(
        data: TrainingSet, folds: Int, seed: UInt64 = 1,
        progress: (Int, Stage) -> Void = { _, _ in },
        train: (TrainingSet) async throws -> any MessageParser
    ) async throws -> CrossValidation {
        let examples = data.examples.filter { $0.intent?.isEmpty == false }
        let dealt = try StratifiedFolds(
            labels: examples.map { $0.fullIntent ?? "" }, count: folds, seed: seed)
        var result = CrossValidation(folds: folds)
        var tested = NLUOutcomes()
        for fold in 0..<folds {
            var part = data
            part.examples = zip(examples, dealt.fold).filter { $0.1 != fold }.map(\.0)
            let unseen = zip(examples, dealt.fold).filter { $0.1 == fold }.map(\.0)
            progress(fold, .training)
            let parser = try await train(part)
            progress(fold, .testing)
            let known = await NLUOutcomes(part.examples, parser: parser) { _ in }
            let outcomes = await NLUOutcomes(unseen, parser: parser) { _ in }
            result.train.add(NLUEvaluation(known))
            result.test.add(NLUEvaluation(outcomes))
            tested.append(outcomes)
        }
        result.evaluation = NLUEvaluation(tested)
        return result
    }

    /// What a fold is at.
    public enum Stage: Sendable, Hashable {
        /// A model is being trained.
        case training
        /// The model is being tested.
        case testing
    }

    private init(folds: Int) {
        self.folds = folds
        evaluation = NLUEvaluation(NLUOutcomes())
    }
}

extension CrossValidation.Scores {
    /// Adds the scores of one fold.
    mutating func add(_ evaluation: NLUEvaluation) {
        if let part = evaluation.intents { intents.add(part) }
        if let part = evaluation.responses { responses.add(part) }
        for part in evaluation.entities ?? [] {
            let index =
                entities.firstIndex { $0.name >= part.extractor } ?? entities.count
            if index == entities.count || entities[index].name != part.extractor {
                entities.insert(
                    Extractor(name: part.extractor, scores: .init()), at: index)
            }
            entities[index].scores.add(
                accuracy: part.accuracy, f1: part.f1, precision: part.precision)
        }
    }
}

extension CrossValidation.FoldScores {
    fileprivate mutating func add(_ part: LabelEvaluation) {
        guard !part.outcomes.isEmpty else { return }
        add(accuracy: part.accuracy, f1: part.f1, precision: part.precision)
    }
}
