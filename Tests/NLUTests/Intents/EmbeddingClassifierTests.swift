import Foundation
import Learning
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import NLU

@Suite("DIETClassifier") struct EmbeddingClassifierTests {
    static let cities = ["Berlin", "Rome", "Paris", "New York", "Oslo", "Cologne", "San Jose"]

    /// Flights from a city to another, with roles, and greetings.
    static var data: TrainingSet {
        var data = TrainingSet()
        for text in ["hello", "good morning", "hi there", "hey you", "good evening everyone"] {
            data.examples.append(Sample.example(text, "greet"))
        }
        for (number, from) in cities.enumerated() {
            let to = cities[(number + 3) % cities.count]
            for text in ["a flight from \(from) to \(to)", "fly me to \(to) from \(from) please"] {
                var one = Sample.entity(" \(from)", in: text, "city", value: from)
                var other = Sample.entity(" \(to)", in: text, "city", value: to)
                one = MarkedEntity(
                    name: "city", span: TextSpan(start: one.span.start + 1, end: one.span.end),
                    value: from, role: "departure")
                other = MarkedEntity(
                    name: "city", span: TextSpan(start: other.span.start + 1, end: other.span.end),
                    value: to, role: "destination")
                let entities = [one, other].sorted { $0.span < $1.span }
                data.examples.append(Sample.example(text, "fly", entities))
            }
        }
        return data
    }

    static func train(
        _ data: TrainingSet = data, _ options: JSONObject = [:],
        name: String = "DIETClassifier", watch: TrainingWatch = TrainingWatch()
    ) throws -> TrainedPipeline {
        let settings = Settings(
            pipeline: [
                ComponentSettings(name: "WhitespaceTokenizer", place: Sample.place),
                ComponentSettings(name: "RegexFeaturizer", place: Sample.place),
                ComponentSettings(name: "CountVectorsFeaturizer", place: Sample.place),
                ComponentSettings(name: name, options: options, place: Sample.place),
            ], place: Sample.place)
        let (plan, findings) = PipelinePlan.read(settings, data: data)
        #expect(!findings.contains { $0.severity == .error })
        var trainer = PipelineTrainer(plan, data: data, watch: watch)
        return try trainer.train()
    }

    @Test("finds intents and entities with their roles, and is sure of what it learned")
    func learns() throws {
        let pipeline = try Self.train().pipeline()
        let parsed = pipeline.parseAtOnce("please fly me to Oslo from New York")
        #expect(parsed.intent.name == "fly")
        #expect(parsed.entities.map(\.value) == [.string("Oslo"), .string("New York")])
        #expect(parsed.entities.map(\.role) == ["destination", "departure"])
        #expect(
            parsed.entities.map(\.span)
                == [TextSpan(start: 17, end: 21), TextSpan(start: 27, end: 35)])
        for entity in parsed.entities {
            #expect(entity.name == "city" && entity.extractor == "DIETClassifier")
            #expect(entity.confidence.map { $0 > 0.5 && $0 <= 1 } == true)
            #expect(entity.roleConfidence.map { $0 > 0.25 && $0 <= 1 } == true)
            #expect(entity.group == nil && entity.groupConfidence == nil)
        }
        #expect(pipeline.parseAtOnce("good morning").entities.isEmpty)
        #expect(pipeline.parseAtOnce("").intent.name == nil)
    }

    @Test("the same seed and data give the same bytes, and what was saved answers the same")
    func deterministic() throws {
        let one = try Self.train(Self.data, ["random_seed": 7]).sections
        let two = try Self.train(Self.data, ["random_seed": 7]).sections
        let other = try Self.train(Self.data, ["random_seed": 8]).sections
        for section in one.sections {
            #expect(two[section.name] == section.bytes, "section \(section.name)")
        }
        #expect(other["component.3/entities"] != one["component.3/entities"])
        let back = try TrainedPipeline(sections: one).pipeline()
        let again = try TrainedPipeline(sections: two).pipeline()
        let text = "fly me to Rome from San Jose"
        #expect(back.parseAtOnce(text) == again.parseAtOnce(text))
        #expect(back.parseAtOnce(text).entities.count == 2)
    }

    @Test("intents or entities alone are trained when only one is wanted or there is only one")
    func parts() throws {
        let noEntities = try Self.train(Self.data, ["entity_recognition": false])
        #expect(noEntities.sections["component.3/entities"] == nil)
        let noIntents = try Self.train(Self.data, ["intent_classification": false])
        #expect(noIntents.sections["component.3/intents"] == nil)
        let parsed = noIntents.pipeline().parseAtOnce("a flight from Rome to Oslo")
        #expect(parsed.intent.name == nil && parsed.entities.count == 2)
        var data = Self.data
        data.examples.removeAll { $0.intent == "fly" }
        data.examples += [Sample.example("bye", "leave"), Sample.example("see you", "leave")]
        #expect(try Self.train(data).sections["component.3/entities"] == nil)
    }

    @Test("the ranking is as long as wanted, and its confidences add up when that is wanted")
    func ranking() throws {
        let pipeline = try Self.train(
            Self.data, ["ranking_length": 1, "renormalize_confidences": true]
        ).pipeline()
        let parsed = pipeline.parseAtOnce("hello")
        #expect(parsed.ranking.map(\.name) == ["greet"])
        #expect(parsed.ranking.map(\.confidence) == [1])
    }

    @Test("fewer epochs than allowed are told once, and a training can be stopped")
    func watched() throws {
        let notes = Mutex<[String]>([])
        let watch = TrainingWatch(note: { note in notes.withLock { $0.append(note.code) } })
        _ = try Self.train(Self.data, ["epochs": 1000], watch: watch)
        #expect(notes.withLock { $0 } == ["training-ends-early"])
        #expect(throws: Fault.self) {
            try Self.train(watch: TrainingWatch(isCancelled: { true }))
        }
    }

    @Test("a pattern of the training data helps where the words alone say nothing")
    func patterns() throws {
        var data = TrainingSet()
        for (number, code) in ["A1", "B7", "C3", "D9", "E2", "F6"].enumerated() {
            data.examples.append(Sample.example("qq\(code)zz", "code"))
            data.examples.append(Sample.example("qq\(number)x\(number)zz", "other"))
        }
        data.patterns = [NamedPattern(name: "code", pattern: "[A-Z][0-9]", place: Sample.place)]
        let with = try Self.train(data).pipeline().parseAtOnce("G8")
        #expect(with.intent.name == "code")
    }

    @Test("a damaged section is refused or read, and never crashes")
    func damaged() throws {
        let sections = try Self.train().sections.under("component.3/")
        let (plan, _) = PipelinePlan.read(
            Settings(
                pipeline: [
                    ComponentSettings(name: "WhitespaceTokenizer", place: Sample.place),
                    ComponentSettings(name: "RegexFeaturizer", place: Sample.place),
                    ComponentSettings(name: "DIETClassifier", place: Sample.place),
                ], place: Sample.place), data: Self.data)
        var random = SeededRandom(seed: 5)
        var message = Message(text: "a flight from Rome to Oslo")
        message.tokens = WhitespaceTokenizer().tokens(of: message.scalars)
        for round in 0..<120 {
            var damaged = ModelSections()
            for section in sections.sections {
                var bytes = section.bytes
                if round % 3 == 0 { bytes.removeLast(random.below(bytes.count)) }
                for _ in 0..<4 where !bytes.isEmpty {
                    bytes[random.below(bytes.count)] = UInt8(random.below(256))
                }
                damaged.add(section.name, bytes)
            }
            let step = plan.steps[2]
            guard let component = try? step.kind.load(damaged, step.options) else { continue }
            var copy = message
            component.process(&copy)
        }
    }
}
