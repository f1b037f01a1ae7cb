// LogisticRegressionClassifier: intents by logistic regression over sentence features.

public import Learning
import TrainingData
import Vocabulary

/// Classifies messages by their sentence features. Every intent counts alike in training, however
/// many examples it has (rasa/nlu/classifiers/logistic_regression_classifier.py, 3.6.21).
public struct LogisticClassifier: Component {
    /// The catalogue's entry.
    public static let kind = ComponentKind(
        name: "LogisticRegressionClassifier", needs: [.features], gives: [.intents],
        options: [
            ComponentOption("max_iter", 100, accepts: .whole(1...stepsMax)),
            ComponentOption("solver", "lbfgs", accepts: .oneOf(softmaxSolvers + [restSolver])),
            ComponentOption("tol", 1e-4, accepts: .number(0...1e300)),
            // Only solvers that draw examples at random used it; ours goes the same way each time.
            ComponentOption("random_state", 42, accepts: .anything),
            ComponentOption(
                "ranking_length", .integer(Limits.rankingLength), accepts: .whole(0...Int.max)),
        ],
        learnsFrom: [.examples], reads: { _ in [.sentence] },
        train: { try LogisticClassifier(training: $0, options: $1) },
        load: { try LogisticClassifier(loading: $0, options: $1) })

    /// Solvers that look for the minimum of the softmax' loss: one search serves them all.
    private static let softmaxSolvers = ["lbfgs", "newton-cg", "sag", "saga"]
    /// The solver that tells each intent from the rest.
    private static let restSolver = "liblinear"

    private struct Trained: Sendable {
        let labels: [String]
        let columns: LogisticColumns
        let regression: LogisticRegression
    }

    private let trained: Trained?
    private let rankingLength: Int

    /// Trains on the examples that have an intent; with fewer than two intents there is nothing to
    /// tell apart: the component says so once and finds no intent.
    ///
    /// - Throws: `DiagnosticFailure` for an unknown solver, `Fault` `.cancelled`.
    init(training input: TrainingInput, options: ComponentOptions) throws {
        rankingLength = options.int("ranking_length") ?? Limits.rankingLength
        let settings = try Self.settings(options)
        let messages = input.messages.filter {
            $0.example.intent?.isEmpty == false && !$0.example.text.isEmpty
        }
        let labels = Set(messages.compactMap(\.example.intent)).sorted()
        guard labels.count >= 2 else {
            trained = nil
            input.watch.note(Self.tooFewIntents(at: options.place))
            return
        }
        let columns = LogisticColumns(messages.map(\.message))
        let index = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        var examples = LogisticExamples(width: columns.width, labelCount: labels.count)
        for message in messages {
            guard let intent = message.example.intent, let label = index[intent] else { continue }
            let row = columns.row(message.message)
            examples.add(columns: row.columns, values: row.values, label: label)
        }
        let regression = LogisticRegression(training: examples, settings: settings) {
            input.watch.progress(options.name, $0, "loss \(Int($1.rounded()))")
            return !input.watch.isCancelled()
        }
        try input.watch.check()
        if !regression.isConverged { input.watch.note(Self.notConverged(at: options.place)) }
        trained = Trained(labels: labels, columns: columns, regression: regression)
    }

    private static func settings(_ options: ComponentOptions) throws -> LogisticRegression.Settings
    {
        let solver = options.text("solver") ?? ""
        guard solver == restSolver || softmaxSolvers.contains(solver) else {
            let known = (softmaxSolvers + [restSolver]).joined(separator: ", ")
            throw DiagnosticFailure([
                Diagnostic(
                    .error, "unknown-solver",
                    "\(options.name) does not know the solver \"\(solver)\".",
                    hint: "Choose one of \(known).", at: options.place)
            ])
        }
        return LogisticRegression.Settings(
            scheme: solver == restSolver ? .oneAgainstRest : .softmax,
            stepsMax: min(max(options.int("max_iter") ?? 100, 0), stepsMax),
            tolerance: options.double("tol") ?? 1e-4)
    }

    /// How many steps a training takes at most, whatever the settings say.
    private static let stepsMax = 100_000

    private static func tooFewIntents(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .warning, "too-few-intents",
            "LogisticRegressionClassifier finds no intents: it needs examples of at least two.",
            hint: "Add examples of another intent.", at: place)
    }

    private static func notConverged(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .warning, "not-converged",
            "LogisticRegressionClassifier stopped at max_iter before it met its tolerance.",
            hint: "Raise max_iter; the answers hardly change.", at: place)
    }

    /// Adds the intent and the ranking.
    public func process(_ message: inout Message) {
        guard let trained else { return }
        let row = trained.columns.row(message)
        let chances = trained.regression.chances(columns: row.columns, values: row.values)
        let falling = chances.indices.sorted { (-chances[$0], $0) < (-chances[$1], $1) }
        let shown = rankingLength > 0 ? falling.prefix(rankingLength) : falling[...]
        message.ranking = shown.map {
            ScoredIntent(name: trained.labels[$0], confidence: chances[$0])
        }
        if let best = message.ranking.first { message.intent = best }
    }

    /// Writes labels, places of features, and weights; nothing when there is no model.
    public func save(to file: inout ModelSections) {
        guard let trained else { return }
        var writer = SectionWriter()
        writer.write(texts: trained.labels)
        trained.columns.write(to: &writer)
        file.add("labels", writer.bytes)
        trained.regression.save(to: &file, name: "weights")
    }

    /// Reads what `save` wrote.
    ///
    /// - Throws: `SectionProblem` when the sections do not fit together.
    init(loading sections: ModelSections, options: ComponentOptions) throws {
        rankingLength = options.int("ranking_length") ?? Limits.rankingLength
        guard sections["labels"] != nil else {
            trained = nil
            return
        }
        var reader = try SectionReader(sections, "labels")
        let labels = try reader.texts()
        let columns = try LogisticColumns(from: &reader)
        let regression = try LogisticRegression(loading: sections, name: "weights")
        guard regression.labelCount == labels.count, regression.width == columns.width else {
            throw SectionProblem("the labels and weights do not fit together")
        }
        trained = Trained(labels: labels, columns: columns, regression: regression)
    }
}
