// Small training data and pipelines for the tests of this room.

import Learning
import Testing
import TrainingData
import Vocabulary

@testable import NLU

enum Sample {
    static let place = SourcePlace(file: "config.yml", line: 3)

    static func example(
        _ text: String, _ intent: String?, _ entities: [MarkedEntity] = [], key: String? = nil
    ) -> TrainingExample {
        TrainingExample(
            text: text, intent: intent, responseKey: key, entities: entities, place: place)
    }

    /// An entity at the first place where a piece of a text stands.
    static func entity(_ piece: String, in text: String, _ name: String, value: String? = nil)
        -> MarkedEntity
    {
        let scalars = Array(text.unicodeScalars)
        let wanted = Array(piece.unicodeScalars)
        let start = (0...(scalars.count - wanted.count)).first {
            Array(scalars[$0..<($0 + wanted.count)]) == wanted
        }
        return MarkedEntity(
            name: name, span: TextSpan(start: start ?? 0, end: (start ?? 0) + wanted.count),
            value: value ?? piece)
    }

    /// A few intents, an entity, a pattern, a lookup, a synonym and a retrieval intent.
    static var data: TrainingSet {
        var data = TrainingSet()
        for text in ["hello", "good morning", "hi there", "hey you", "good evening everyone"] {
            data.examples.append(example(text, "greet"))
        }
        for text in ["bye", "see you later", "good bye", "farewell my friend", "until next time"] {
            data.examples.append(example(text, "leave"))
        }
        for city in ["Berlin", "Rome", "Paris", "Oslo", "Cologne"] {
            let text = "send it to \(city) please"
            data.examples.append(example(text, "send", [entity(city, in: text, "city")]))
        }
        for text in ["when do you open", "what are your hours", "opening times"] {
            data.examples.append(example(text, "faq", key: "hours"))
        }
        for text in ["where are you", "what is your address", "how do I find you"] {
            data.examples.append(example(text, "faq", key: "place"))
        }
        data.patterns = [NamedPattern(name: "zip", pattern: "[0-9]{5}", place: place)]
        data.lookups = [LookupTable(name: "city", elements: ["Rome", "New York"], place: place)]
        data.synonyms = [Synonym(phrase: "Köln", value: "Cologne", place: place)]
        data.responses = [
            "faq/hours": [["text": "From nine to five."]], "faq/place": [["text": "Main Street."]],
        ]
        return data
    }

    static func settings(_ entries: [(name: String, options: JSONObject)]) -> Settings {
        Settings(
            pipeline: entries.enumerated().map { index, entry in
                ComponentSettings(
                    name: entry.name, options: entry.options,
                    place: SourcePlace(file: "config.yml", line: index + 1))
            }, place: place)
    }

    /// A plan of components without options; fails the test when it has errors.
    static func plan(_ names: String..., data: TrainingSet = Sample.data) throws -> PipelinePlan {
        let (plan, findings) = PipelinePlan.read(settings(names.map { ($0, [:]) }), data: data)
        try #require(findings.allSatisfy { $0.severity == .warning }, "\(findings)")
        return plan
    }

    static func train(
        _ plan: PipelinePlan, _ data: TrainingSet = Sample.data, previous: ModelSections? = nil,
        watch: TrainingWatch = TrainingWatch()
    ) throws -> TrainedPipeline {
        var trainer = PipelineTrainer(plan, data: data, previous: previous, watch: watch)
        return try trainer.train()
    }

    static func equal(_ left: ModelSections, _ right: ModelSections) -> Bool {
        left.sections.elementsEqual(right.sections) { $0.name == $1.name && $0.bytes == $1.bytes }
    }
}
