import NLU
import Synchronization
import Testing
import TrainingData
import Vocabulary

@Suite("Cross-validation") struct ReportCrossValidationTests {
    /// Data of some intents with so many examples each.
    static func data(_ sizes: [(String, Int)]) -> TrainingSet {
        let place = SourcePlace(file: "nlu.yml")
        return TrainingSet(
            examples: sizes.flatMap { name, count in
                (0..<count).map { number in
                    let parts = name.split(separator: "/").map(String.init)
                    return TrainingExample(
                        text: "\(name) \(number)", intent: parts[0],
                        responseKey: parts.count > 1 ? parts[1] : nil, place: place)
                }
            })
    }

    /// A parser that knows its training texts and takes everything else for the first intent.
    static func memory(_ data: TrainingSet) -> any MessageParser {
        var answers: [String: ParsedMessage] = [:]
        for example in data.examples {
            answers[example.text] = ParsedMessage(
                text: example.text, intent: ScoredIntent(name: example.intent, confidence: 1))
        }
        return RecordedParser(answers)
    }

    @Test("every fold holds each label's share, give or take one")
    func shares() throws {
        let labels = (0..<103).map { $0 % 10 < 7 ? "often" : ($0 % 10 < 9 ? "rare" : "seldom") }
        let folds = try StratifiedFolds(labels: labels, count: 5, seed: 3)
        for label in Set(labels) {
            let counts = (0..<5).map { fold in
                labels.indices.filter { labels[$0] == label && folds.fold[$0] == fold }.count
            }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        }
        let sizes = (0..<5).map { fold in folds.fold.filter { $0 == fold }.count }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test("the same seed deals the same way, another seed another way")
    func seeds() throws {
        let labels = (0..<40).map { String($0 % 4) }
        let first = try StratifiedFolds(labels: labels, count: 4, seed: 1)
        #expect(try first == StratifiedFolds(labels: labels, count: 4, seed: 1))
        #expect(try first != StratifiedFolds(labels: labels, count: 4, seed: 2))
    }

    @Test("folds that do not suit the data are refused", arguments: [-1, 0, 1, 4, 1_000_000])
    func refused(count: Int) {
        #expect(throws: Fault.self) {
            try StratifiedFolds(labels: ["a", "a", "a", "b"], count: count, seed: 1)
        }
        #expect(throws: Fault.self) { try StratifiedFolds(labels: [], count: 2, seed: 1) }
    }

    @Test("each example is tested once by a model that has not seen it")
    func unseen() async throws {
        let data = Self.data([("greet", 6), ("bye", 5), ("faq/hours", 4), ("faq/price", 4)])
        let trained = Mutex<[Int]>([])
        let result = try await CrossValidation.run(data: data, folds: 3, seed: 5) { part in
            trained.withLock { $0.append(part.examples.count) }
            return Self.memory(part)
        }
        #expect(trained.withLock { $0.reduce(0, +) } == 19 * 2)
        let outcomes = try #require(result.evaluation.intents?.outcomes)
        #expect(Set(outcomes.map(\.text)) == Set(data.examples.map(\.text)))
        #expect(outcomes.allSatisfy { $0.predicted.isEmpty })
        #expect(result.train.intents.accuracy == [1, 1, 1])
        #expect(result.test.intents.accuracy == [0, 0, 0])
        #expect(result.evaluation.responses?.outcomes.count == 8)
    }

    @Test("the server's answer has three parts, each with the four keys Rasa gives")
    func answer() async throws {
        let data = Self.data([("greet", 4), ("bye", 4)])
        let result = try await CrossValidation.run(data: data, folds: 2) { _ in
            Self.memory(data)
        }
        let answer = try #require(result.json.object)
        #expect(
            answer.keys == [
                "intent_evaluation", "entity_evaluation", "response_selection_evaluation",
            ])
        for part in answer.members {
            #expect(part.value.object?.keys == ["report", "precision", "f1_score", "errors"])
        }
        let intents = try #require(answer["intent_evaluation"])
        #expect(intents["report"]?["greet"]?["support"] == 4)
        #expect(intents["precision"]?.double == 1)
        #expect(intents["f1_score"] == .null)
        #expect(answer["entity_evaluation"]?["report"] == [:])
        #expect(answer["entity_evaluation"]?["precision"] == .null)
    }

    @Test("the lines tell mean and deviation over the folds as Rasa logs them")
    func lines() async throws {
        let data = Self.data([("greet", 4), ("bye", 4)])
        let result = try await CrossValidation.run(data: data, folds: 2) { Self.memory($0) }
        #expect(
            result.lines == [
                "CV evaluation (n=2)", "Intent evaluation results",
                "train Accuracy: 1.000 (0.000)", "train F1-score: 1.000 (0.000)",
                "train Precision: 1.000 (0.000)", "test Accuracy: 0.000 (0.000)",
                "test F1-score: 0.000 (0.000)", "test Precision: 0.000 (0.000)",
            ])
    }

    @Test("a training that fails ends the cross-validation")
    func failing() async {
        await #expect(throws: Fault.self) {
            try await CrossValidation.run(data: Self.data([("a", 3), ("b", 3)]), folds: 2) { _ in
                throw Fault(.cancelled, "The training was stopped.")
            }
        }
    }

    @Test("intents with too few examples, and examples without intent, are left out")
    func dropping() {
        var data = Self.data([("greet", 5), ("faq/hours", 2), ("faq/price", 3), ("bye", 4)])
        data.examples.append(
            TrainingExample(text: "x", intent: nil, place: SourcePlace(file: "nlu.yml")))
        let kept = data.droppingIntents(below: 5)
        #expect(kept.intents == ["faq", "greet"])
        #expect(kept.examples.count == 10)
    }
}
