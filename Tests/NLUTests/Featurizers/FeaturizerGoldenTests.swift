// The featurizers against the features real Rasa gave.

import Learning
import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct FeaturizerGoldenTests {
    static let place = SourcePlace(file: "config.yml", line: 1)

    /// The recorded training data, tokenised.
    static func input(_ golden: JSONValue, alias: String) throws -> TrainingInput {
        var data = TrainingSet()
        for pair in try #require(golden["examples"]?.array) {
            let text = try #require(pair.array?.first?.string)
            let name = try #require(pair.array?.last?.string).split(separator: "/")
            data.examples.append(
                TrainingExample(
                    text: text, intent: String(name[0]),
                    responseKey: name.count > 1 ? String(name[1]) : nil, place: place))
        }
        for (name, variations) in try #require(golden["responses"]?.object).members {
            data.responses[name] = variations.array
        }
        for entry in try #require(golden["regexes"]?.array) {
            data.patterns.append(
                NamedPattern(
                    name: try #require(entry["name"]?.string),
                    pattern: try #require(entry["pattern"]?.string), place: place))
        }
        for entry in try #require(golden["lookups"]?.array) {
            data.lookups.append(
                LookupTable(
                    name: try #require(entry["name"]?.string),
                    elements: entry["elements"]?.array?.compactMap(\.string) ?? [], place: place))
        }
        return tokenised(data.asRasaKeepsIt, alias: alias)
    }

    static func tokenised(_ data: TrainingSet, alias: String) -> TrainingInput {
        let messages = data.examples.map { example in
            var labelled = LabelledMessage(example: example)
            labelled.message.tokens = WhitespaceTokenizer().tokens(of: labelled.message.scalars)
            return labelled
        }
        return TrainingInput(
            messages: messages, data: data, language: "en", alias: alias, before: [],
            watch: TrainingWatch())
    }

    static func kind(_ name: String) throws -> ComponentKind {
        try #require(ComponentCatalog.kind(named: name))
    }

    static func options(_ kind: ComponentKind, _ written: JSONObject) -> ComponentOptions {
        var values = JSONObject()
        for option in kind.options { values[option.name] = written[option.name] ?? option.standard }
        return ComponentOptions(name: kind.name, values: values, place: place, alias: "f")
    }

    static func names(_ component: any Component) -> [String] {
        (component as? CountVectorsFeaturizer)?.featureNames
            ?? (component as? LexicalSyntacticFeaturizer)?.featureNames
            ?? (component as? RegexFeaturizer)?.patternNames ?? []
    }

    static func json(_ row: SparseVector) -> JSONValue {
        .array(
            zip(row.columns, row.values).map {
                [.integer(Int($0)), .number(Double($1))]
            })
    }

    @Test("Vocabularies, token rows and sentence rows are Rasa's for every recorded setting")
    func agreesWithRasa() throws {
        let golden = try Golden.json("features")
        for run in try #require(golden["runs"]?.array) {
            let name = try #require(run["component"]?.string)
            let kind = try Self.kind(name)
            let written = try #require(run["options"]?.object)
            let options = Self.options(kind, written)
            let trained = try kind.train(Self.input(golden, alias: "f"), options)
            var sections = ModelSections()
            trained.save(to: &sections)
            let loaded = try kind.load(sections, options)
            for component in [trained, loaded] {
                let names = Self.names(component).map { Array($0.utf8) }
                let recorded = try #require(run["names"]?.array).compactMap { $0.string }
                #expect(names == recorded.map { Array($0.utf8) }, "\(name) \(written)")
                try Self.compare(component, run, "\(name) \(written)")
            }
        }
    }

    static func compare(_ component: any Component, _ run: JSONValue, _ title: String) throws {
        for recorded in try #require(run["messages"]?.array) {
            var message = Message(text: try #require(recorded["text"]?.string))
            message.tokens = WhitespaceTokenizer().tokens(of: message.scalars)
            component.process(&message)
            guard recorded["tokens"] != .null else {
                #expect(message.features.isEmpty)
                continue
            }
            let block = try #require(message.features.first)
            #expect(block.width == run["names"]?.array?.count)
            let about = Comment(rawValue: "\(title) \(message.text.debugDescription)")
            #expect(.array(block.tokens.map(json)) == recorded["tokens"], about)
            #expect((block.sentence.map(json) ?? .null) == recorded["sentence"], about)
        }
    }
}
