import Foundation
import Learning
import NLU
import Synchronization
import Testing
import TrainingData
import Vocabulary

@Suite("LogisticRegressionClassifier") struct LogisticClassifierTests {
    static let place = SourcePlace(file: "config.yml", line: 3)

    static func options(_ written: JSONObject = [:]) -> ComponentOptions {
        var values = JSONObject()
        for option in LogisticClassifier.kind.options { values[option.name] = option.standard }
        for member in written.members { values[member.key] = member.value }
        return ComponentOptions(
            name: LogisticClassifier.kind.name, values: values, place: place)
    }

    static func message(_ record: JSONValue, width: Int) -> Message {
        var message = Message(text: record["text"]?.string ?? "")
        let columns = (record["columns"]?.array ?? []).compactMap(\.int).map(Int32.init)
        let values = (record["values"]?.array ?? []).compactMap(\.double).map(Float.init)
        // Two blocks, so that joining them is tested too.
        let half = width / 2
        let parts = [(0, half), (half, width)].enumerated().map { number, bounds in
            let chosen = columns.indices.filter {
                Int(columns[$0]) >= bounds.0 && Int(columns[$0]) < bounds.1
            }
            return FeatureBlock(
                origin: "words\(number)", width: bounds.1 - bounds.0, tokens: [],
                sentence: SparseVector(
                    columns: chosen.map { columns[$0] - Int32(bounds.0) },
                    values: chosen.map { values[$0] }))
        }
        message.features = parts
        return message
    }

    static func input(_ record: JSONValue, watch: TrainingWatch = TrainingWatch()) -> TrainingInput
    {
        let messages = (record["examples"]?.array ?? []).map { example in
            var labelled = LabelledMessage(
                example: TrainingExample(
                    text: example["text"]?.string ?? "", intent: example["intent"]?.string,
                    place: place))
            labelled.message = message(example, width: record["width"]?.int ?? 0)
            return labelled
        }
        return TrainingInput(
            messages: messages, data: TrainingSet(examples: messages.map(\.example)),
            language: "en", alias: "classifier", before: [], watch: watch)
    }

    static func recorded() throws -> [JSONValue] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Golden/logistic.json")
        let golden = try JSONValue(parsing: String(contentsOf: file, encoding: .utf8))
        return try #require(golden.array)
    }

    @Test("chances and order are scikit-learn's", arguments: try recorded())
    func golden(record: JSONValue) throws {
        let options = Self.options(record["options"]?.object ?? [:])
        let isLoose = record["options"]?["tol"] != nil
        let classifier = try LogisticClassifier.kind.train(Self.input(record), options)
        for asked in record["asked"]?.array ?? [] {
            var message = Self.message(asked, width: record["width"]?.int ?? 0)
            classifier.process(&message)
            let expected = asked["ranking"]?.array ?? []
            #expect(message.ranking.count == expected.count)
            #expect(message.intent == message.ranking.first)
            for (ours, theirs) in zip(message.ranking, expected) {
                let chance = theirs["confidence"]?.double ?? -1
                #expect(abs(ours.confidence - chance) < (isLoose ? 0.05 : 0.002))
                #expect(ours.name == theirs["name"]?.string || isLoose)
            }
        }
    }

    @Test("the same data give the same bytes, and what is read back answers the same")
    func saved() throws {
        let record = try #require(try Self.recorded().first)
        let kind = LogisticClassifier.kind
        let first = try kind.train(Self.input(record), Self.options())
        let second = try kind.train(Self.input(record), Self.options())
        var sections = ModelSections()
        var others = ModelSections()
        first.save(to: &sections)
        second.save(to: &others)
        #expect(sections.sections.map(\.bytes) == others.sections.map(\.bytes))
        let loaded = try kind.load(sections, Self.options())
        for asked in record["asked"]?.array ?? [] {
            var message = Self.message(asked, width: record["width"]?.int ?? 0)
            var again = message
            first.process(&message)
            loaded.process(&again)
            #expect(message.ranking == again.ranking)
        }
    }

    @Test("one intent alone gives a warning and a component that finds nothing")
    func oneIntent() throws {
        let notes = Mutex<[Diagnostic]>([])
        let watch = TrainingWatch(note: { note in notes.withLock { $0.append(note) } })
        let record: JSONValue = [
            "width": 2,
            "examples": [["text": "hi", "intent": "greet", "columns": [0], "values": [1]]],
        ]
        let kind = LogisticClassifier.kind
        let classifier = try kind.train(Self.input(record, watch: watch), Self.options())
        #expect(notes.withLock { $0.map(\.code) } == ["too-few-intents"])
        var message = Message(text: "hi")
        classifier.process(&message)
        #expect(message.intent.name == nil)
        var sections = ModelSections()
        classifier.save(to: &sections)
        _ = try kind.load(sections, Self.options())
    }

    @Test("an unknown solver is an error that names the known ones")
    func unknownSolver() throws {
        let record = try #require(try Self.recorded().first)
        let failure = #expect(throws: DiagnosticFailure.self) {
            try LogisticClassifier.kind.train(
                Self.input(record), Self.options(["solver": "magic"]))
        }
        #expect(failure?.diagnostics.first?.code == "unknown-solver")
        #expect(failure?.diagnostics.first?.place == Self.place)
    }

    @Test("training stops when it is told to")
    func cancelled() throws {
        let record = try #require(try Self.recorded().first)
        let watch = TrainingWatch(isCancelled: { true })
        #expect(throws: Fault.self) {
            try LogisticClassifier.kind.train(Self.input(record, watch: watch), Self.options())
        }
    }

    @Test("damaged sections are a problem, not a crash")
    func damaged() throws {
        let record = try #require(try Self.recorded().first)
        let kind = LogisticClassifier.kind
        var sections = ModelSections()
        try kind.train(Self.input(record), Self.options()).save(to: &sections)
        for (name, bytes) in sections.sections {
            for length in stride(from: 0, to: bytes.count, by: 97) {
                var damaged = ModelSections()
                for (other, content) in sections.sections {
                    damaged.add(other, other == name ? Array(content.prefix(length)) : content)
                }
                #expect(throws: SectionProblem.self) { try kind.load(damaged, Self.options()) }
            }
        }
    }
}
