// Extractors, synonyms, keywords and fallback against what real Rasa answered.

import Foundation
import Learning
import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct ExtractorGoldenTests {
    let golden: JSONValue
    let data: TrainingSet

    init() throws {
        golden = try Golden.json("extractors")
        data = try Self.data(golden).asRasaKeepsIt
    }

    static func data(_ golden: JSONValue) throws -> TrainingSet {
        var data = TrainingSet()
        for example in try #require(golden["examples"]?.array) {
            let entities = try #require(example["entities"]?.array).map { entity in
                MarkedEntity(
                    name: try #require(entity["entity"]?.string),
                    span: TextSpan(
                        start: try #require(entity["start"]?.int),
                        end: try #require(entity["end"]?.int)),
                    value: try #require(entity["value"]?.string))
            }
            data.examples.append(
                Sample.example(
                    try #require(example["text"]?.string), example["intent"]?.string, entities))
        }
        for pair in try #require(golden["synonyms"]?.array).compactMap(\.array) {
            data.synonyms.append(
                Synonym(
                    phrase: try #require(pair[0].string), value: try #require(pair[1].string),
                    place: Sample.place))
        }
        for entry in try #require(golden["regexes"]?.array) {
            data.patterns.append(
                NamedPattern(
                    name: try #require(entry["name"]?.string),
                    pattern: try #require(entry["pattern"]?.string), place: Sample.place))
        }
        for entry in try #require(golden["lookups"]?.array) {
            data.lookups.append(
                LookupTable(
                    name: try #require(entry["name"]?.string),
                    elements: entry["elements"]?.array?.compactMap(\.string) ?? [],
                    place: Sample.place))
        }
        return data
    }

    /// The component as trained and as read back from its own sections.
    func trained(
        _ kind: ComponentKind, _ written: JSONObject, _ data: TrainingSet
    ) throws -> [any Component] {
        let options = FeaturizerGoldenTests.options(kind, written)
        let input = TrainingInput(
            messages: data.examples.map(LabelledMessage.init), data: data, language: "en",
            alias: "x", before: [], watch: TrainingWatch())
        let trained = try kind.train(input, options)
        var sections = ModelSections()
        trained.save(to: &sections)
        return [trained, try kind.load(sections, options)]
    }

    func processed(_ component: any Component, _ text: String) -> Message {
        var message = Message(text: text)
        component.process(&message)
        return message
    }

    @Test("The regex extractor finds what Rasa's finds, in its order")
    func regexEntities() throws {
        for run in try #require(golden["regexRuns"]?.array) {
            let options = try #require(run["options"]?.object)
            for component in try trained(RegexEntityExtractor.kind, options, data) {
                for answer in try #require(run["answers"]?.array) {
                    let message = processed(component, try #require(answer["text"]?.string))
                    #expect(
                        .array(message.entities.map(\.json)) == answer["entities"],
                        "\(options) \(message.text.debugDescription)")
                }
            }
        }
    }

    @Test("Synonyms are learned and applied as Rasa does")
    func synonyms() throws {
        let run = try #require(golden["synonymRun"])
        for component in try trained(EntitySynonymMapper.kind, [:], data) {
            for answer in try #require(run["answers"]?.array) {
                var message = Message(text: "x")
                let value = try #require(answer["value"])
                message.entities = [
                    Entity(
                        name: "e", span: TextSpan(start: 0, end: 1), value: value, extractor: "X")
                ]
                component.process(&message)
                #expect(message.entities[0].value == answer["answer"], "\(value)")
                #expect(
                    message.entities[0].processors
                        == answer["processors"]?.array?.compactMap(\.string), "\(value)")
            }
        }
    }

    @Test("Keywords decide as in Rasa, with and without regard to case")
    func keywords() throws {
        var data = TrainingSet()
        for pair in try #require(golden["keywordExamples"]?.array).compactMap(\.array) {
            data.examples.append(Sample.example(try #require(pair[0].string), pair[1].string))
        }
        for run in try #require(golden["keywordRuns"]?.array) {
            let options = try #require(run["options"]?.object)
            let kind = KeywordIntentClassifier.kind
            for component in try trained(kind, options, data.asRasaKeepsIt) {
                for answer in try #require(run["answers"]?.array) {
                    let text = try #require(answer["text"]?.string)
                    #expect(
                        processed(component, text).intent.json == answer["intent"],
                        "\(options) \(text.debugDescription)")
                    var known = Message(text: text)
                    known.intent = ScoredIntent(name: "before", confidence: 0.4)
                    component.process(&known)
                    #expect(known.intent.json == answer["after"])
                }
            }
        }
    }

    @Test("The fallback takes over exactly where Rasa's does")
    func fallback() throws {
        for run in try #require(golden["fallbackRuns"]?.array) {
            let options = try #require(run["options"]?.object)
            for component in try trained(FallbackClassifier.kind, options, data) {
                for answer in try #require(run["answers"]?.array) {
                    var message = Message(text: "x")
                    message.ranking = try #require(answer["ranking"]?.array).map { pair in
                        ScoredIntent(
                            name: pair.array?[0].string,
                            confidence: try #require(pair.array?[1].double))
                    }
                    message.intent = message.ranking.first ?? message.intent
                    component.process(&message)
                    #expect(message.intent.json == answer["intent"])
                    #expect(.array(message.ranking.map(\.json)) == answer["answer"])
                }
            }
        }
    }

    @Test("token_pattern splits words as in Rasa")
    func tokenPattern() throws {
        for answer in try #require(golden["patternTokens"]?.array) {
            let pattern = try #require(answer["pattern"])
            let written: JSONObject = ["token_pattern": pattern]
            for component in try trained(WhitespaceTokenizer.kind, written, data) {
                let message = processed(component, try #require(answer["text"]?.string))
                let tokens = message.tokens.map { token -> JSONValue in
                    [.string(token.text), .integer(token.span.start), .integer(token.span.end)]
                }
                #expect(.array(tokens) == answer["tokens"], "\(pattern) \(message.text)")
            }
        }
    }

    @Test("Duckling is asked as Rasa asks it, and its answers become the same entities")
    func duckling() throws {
        let matches = try #require(golden["ducklingMatches"]?.array)
        let time = Date(timeIntervalSince1970: 1_714_550_400)
        for run in try #require(golden["ducklingRuns"]?.array) {
            let options = FeaturizerGoldenTests.options(
                DucklingEntityExtractor.kind, try #require(run["options"]?.object))
            let extractor = DucklingEntityExtractor(options, environment: [:], now: { time })
            let request = extractor.request(to: "http://d/", about: "tomorrow & 5€")
            #expect(String(decoding: request.body, as: UTF8.self) == run["body"]?.string)
            #expect(request.url == "http://d/parse")
            let entities = matches.compactMap { extractor.entity($0, within: 20) }
            #expect(.array(entities.map(\.json)) == run["entities"])
        }
    }
}
