// Seeded mutations of valid texts: no reader crashes, and every finding has its place.
// MARTLET_FUZZ_ROUNDS=100000 runs long, MARTLET_FUZZ_SEED another series.

import Foundation
import TestKit
import Testing
import Vocabulary

@testable import TrainingData

@Suite struct ReadingFuzzTests {
    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    private let rounds = setting("MARTLET_FUZZ_ROUNDS") ?? 400
    private let seed = UInt64(setting("MARTLET_FUZZ_SEED") ?? 1)

    /// Pieces that mean something to a reader.
    private static let pieces = [
        "\n", "\n  ", "\n- ", "- ", ": ", ":", "|", "|\n", ">", "[", "]", "(", ")", "{", "}", "\"",
        "'", "#", "&a ", "*a", "<<: ", "!!str ", "!x ", "\t", "${HOME}", "\\u00e9", "\\u12", "\\",
        "\u{0}", "é", "😀", "\u{FEFF}", "\u{2028}", "\r", "---\n", "...\n", "? ", "%", "@", "`",
        "nlu:", "intent: ", "examples: |\n", "text: ", "stories:", "rules:", "responses:", "steps:",
        "[a](b)", "[a](b:c)", "[a]{\"entity\": \"b\"}", "[a][{\"entity\": \"b\"}]", "[[[[[[[[",
        "{{{{{{{{", "version: \"3.1\"\n", "pipeline:", "- name: ", "1e999", "012", "~", "null",
    ]

    private func mutated(_ text: [UInt8], _ dice: inout SeededDice) -> [UInt8] {
        var bytes = text
        for _ in 0..<Int.random(in: 1...6, using: &dice) {
            let at = Int.random(in: 0...bytes.count, using: &dice)
            let end = min(bytes.count, at + Int.random(in: 0...20, using: &dice))
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: bytes.removeSubrange(at..<end)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: at)
            case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 3: bytes = Array(bytes[..<at])
            default:
                let piece = ReadingFuzzTests.pieces.randomElement(using: &dice) ?? ""
                let count = Int.random(in: 0..<20, using: &dice) == 0 ? 300 : 1
                bytes.insert(contentsOf: Array(String(repeating: piece, count: count).utf8), at: at)
            }
        }
        return bytes
    }

    private func expectPlaced(_ findings: [Diagnostic], _ bytes: [UInt8]) {
        let lines = SourceText(bytes).lineStarts.count
        for finding in findings {
            let isPlaced =
                (1...lines + 1).contains(finding.place.line)
                && finding.place.column > 0 && finding.hint != nil && !finding.place.file.isEmpty
            #expect(isPlaced, "\(finding)\n\(bytes)")
        }
    }

    private func expectSound(_ training: TrainingSet, _ bytes: [UInt8]) {
        for example in training.examples {
            let count = example.text.unicodeScalars.count
            var end = 0
            var last: TextSpan?
            for entity in example.entities {
                let fits =
                    entity.span.count > 0 && entity.span.end <= count
                    && (entity.span.start >= end || entity.span == last)
                #expect(fits, "\(example)\n\(bytes)")
                (end, last) = (entity.span.end, entity.span)
            }
        }
    }

    @Test func yamlReadersSurviveMutations() throws {
        let texts = try Golden.cases("nlu_format", "yaml") + Golden.cases("yaml_scalars", "cases")
        let seeds = texts.compactMap(\.["text"]?.string) + [wholeProject]
        var dice = SeededDice(seed: seed)
        for _ in 0..<rounds {
            let bytes = mutated(Array((seeds.randomElement(using: &dice) ?? "").utf8), &dice)
            let project = Project(oneText: bytes, file: "f.yml")
            expectPlaced(project.diagnostics, bytes)
            expectSound(project.training, bytes)
            let reading = YAMLSource.read(bytes, file: "f.yml", environment: ["HOME": "h"])
            expectPlaced(reading.diagnostics, bytes)
            guard let root = reading.root else { continue }
            _ = root.json
            expectPlaced(EndpointsReader.read(root, file: "f.yml").diagnostics, bytes)
            expectPlaced(CredentialsReader.read(root, file: "f.yml").diagnostics, bytes)
            expectPlaced(MartletReader.read(root).diagnostics, bytes)
            expectPlaced(StoryReader.read(root, isTest: true).diagnostics, bytes)
        }
    }

    @Test func markupReaderSurvivesMutations() throws {
        let seeds = [
            "to [Berlin](city) and [B](city:Berlin)", "[a]{\"entity\": \"x\", \"role\": \"r\"} é",
            "[a][{\"entity\": \"x\"}, {\"entity\": \"y\"}] [b](c)", "plain 😀 text",
        ]
        var dice = SeededDice(seed: seed &+ 1)
        for _ in 0..<rounds * 5 {
            let bytes = mutated(Array((seeds.randomElement(using: &dice) ?? "").utf8), &dice)
            let text = String(decoding: bytes, as: UTF8.self)
            let markup = ExampleMarkup(
                reading: text, at: SourcePlace(file: "m.yml", line: 1, column: 1))
            expectPlaced(markup.diagnostics, bytes)
            var training = TrainingSet()
            training.add(
                TrainingExample(
                    text: markup.text, intent: "a", entities: markup.entities,
                    place: SourcePlace(file: "m.yml", line: 1)))
            expectSound(training, bytes)
        }
    }

    @Test func jsonReaderSurvivesMutations() throws {
        let seeds = try Golden.cases("nlu_format", "json").compactMap(\.["text"]?.string)
        var dice = SeededDice(seed: seed &+ 2)
        for _ in 0..<rounds {
            let bytes = mutated(Array((seeds.randomElement(using: &dice) ?? "").utf8), &dice)
            let reading = JSONFormatReader.read(bytes, file: "j.json")
            expectSound(reading.training, bytes)
            #expect(reading.diagnostics.allSatisfy { $0.place.file == "j.json" }, "\(bytes)")
        }
    }

    private let wholeProject = """
        version: "3.1"
        recipe: default.v1
        pipeline:
        - name: WhitespaceTokenizer
          token_pattern: "a|b"
        intents: [a, {b: {use_entities: []}}]
        entities: [city]
        slots:
          city: {type: text, mappings: [{type: from_entity, entity: city}]}
        forms:
          f: {required_slots: [city]}
        responses:
          utter_a:
          - text: hi
            buttons: [{title: x, payload: /a}]
        nlu:
        - intent: a
          examples: |
            - one [Berlin](city)
            - two
        - lookup: city
          examples: |
            - Berlin
        stories:
        - story: s
          steps:
          - intent: a
            entities: [{city: Berlin}]
          - or: [{intent: a}, {intent: b}]
          - action: utter_a
          - slot_was_set: [{city: x}]
          - checkpoint: c
        rules:
        - rule: r
          condition: [{active_loop: f}]
          steps:
          - intent: b
          - action: f
          - active_loop: null
        """
}
