import Foundation
import Testing
import Vocabulary

@testable import TrainingData

@Suite("Writing NLU data") struct NLUWriterTests {
    /// What Rasa writes, recorded by Tests/Golden/record_nlu_write.py.
    static let golden: JSONValue = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/nlu_write.json")
        guard let data = try? Data(contentsOf: url), let json = try? JSONValue(parsing: data) else {
            return .null
        }
        return json
    }()

    static func read(_ yaml: String) -> TrainingSet {
        let reading = NLUReader.read(YAMLSource.read(text: yaml, file: "nlu.yml"))
        return TrainingSet.merged([reading.training]).training
    }

    /// The data without places, for comparisons.
    static func placeless(_ training: TrainingSet) -> TrainingSet {
        let place = SourcePlace(file: "")
        var training = training
        for index in training.examples.indices { training.examples[index].place = place }
        for index in training.synonyms.indices { training.synonyms[index].place = place }
        for index in training.patterns.indices { training.patterns[index].place = place }
        for index in training.lookups.indices { training.lookups[index].place = place }
        return training
    }

    @Test("YAML and JSON are written byte for byte as Rasa's converter writes them")
    func converting() {
        let cases = Self.golden["convert"]?.array ?? []
        #expect(cases.count == 5)
        for entry in cases where entry["file"] == "nlu.yml" {
            let training = Self.read(entry["text"]?.string ?? "")
            let name = entry["name"]?.string ?? ""
            #expect(
                DataConverting.text(training, as: .yaml) == entry["yaml"]?.string, "\(name)")
            #expect(
                DataConverting.text(training, as: .json) == entry["json"]?.string, "\(name)")
        }
    }

    @Test("what was written as YAML reads back as the same data")
    func roundTrip() {
        for entry in Self.golden["convert"]?.array ?? [] where entry["file"] == "nlu.yml" {
            let training = Self.read(entry["text"]?.string ?? "")
            let again = Self.read(NLUWriter.yaml(training))
            // Blocks of one intent are joined, so that the order of its examples may change.
            func sorted(_ set: TrainingSet) -> TrainingSet {
                var set = Self.placeless(set)
                set.examples.sort {
                    ($0.fullIntent ?? "", $0.text) < ($1.fullIntent ?? "", $1.text)
                }
                set.synonyms.sort { $0.phrase < $1.phrase }
                if let metadata = set.examples.compactMap(\.intentMetadata).first {
                    for index in set.examples.indices where set.examples[index].intent == "order" {
                        set.examples[index].intentMetadata = metadata
                    }
                }
                return set
            }
            #expect(sorted(again) == sorted(training))
        }
    }

    @Test("entities are written in the shortest form that says everything")
    func markup() {
        func entity(
            _ start: Int, _ end: Int, _ value: String, role: String? = nil, name: String = "city"
        ) -> MarkedEntity {
            MarkedEntity(
                name: name, span: TextSpan(start: start, end: end), value: value, role: role)
        }
        #expect(ExampleText.marked("to Bonn", [entity(3, 7, "Bonn")]) == "to [Bonn](city)")
        #expect(
            ExampleText.marked("to 🍰 Köln", [entity(5, 9, "köln", role: "to")])
                == #"to 🍰 [Köln]{"entity": "city", "role": "to", "value": "köln"}"#)
        #expect(
            ExampleText.marked("Bonn", [entity(0, 4, "Bonn"), entity(0, 4, "Bonn", name: "town")])
                == #"[Bonn][{"entity": "city"}, {"entity": "town"}]"#)
        #expect(ExampleText.marked("Bonn", [entity(2, 9, "x"), entity(1, 1, "")]) == "Bonn")
        #expect(ExampleText.marked(#"/a{"city": "b"}"#, [entity(2, 4, "b")]) == #"/a{"city": "b"}"#)
    }

    @Test("every markup that is written reads back as the same entities")
    func markupRoundTrip() {
        let texts = [
            "to [Bonn](city) from [Köln]{\"entity\": \"city\", \"role\": \"from\"}",
            "[a][{\"entity\": \"x\"}, {\"entity\": \"y\", \"value\": \"z\"}] b",
            "[big apple](city:new york)", "[\"q\"]{\"entity\": \"n\", \"value\": \"a \\\"b\\\"\"}",
        ]
        let place = SourcePlace(file: "")
        for text in texts {
            let first = ExampleMarkup(reading: text, at: place)
            let again = ExampleMarkup(
                reading: ExampleText.marked(first.text, first.entities), at: place)
            #expect(again.text == first.text)
            #expect(again.entities == first.entities)
            #expect(!first.entities.isEmpty)
        }
    }

    @Test("a split has Rasa's counts for every class and Rasa's files")
    func splitting() {
        let cases = Self.golden["split"]?.array ?? []
        #expect(cases.count == 10)
        for entry in cases {
            let training = Self.read(entry["text"]?.string ?? "")
            let parts = DataSplitting.split(
                training, fraction: entry["fraction"]?.double ?? 0, seed: 3)
            let rasa = entry["rasa"]
            for (part, key) in [(parts.train, "train"), (parts.test, "test")] {
                let counts = Dictionary(grouping: part.examples) { $0.fullIntent ?? "" }
                    .mapValues(\.count)
                let expected = (rasa?[key]?.object?.members ?? []).map { ($0.key, $0.value.int) }
                #expect(
                    counts == Dictionary(expected) { $1 }.compactMapValues { $0 }, "\(expected)")
            }
            let files = DataSplitting.files(of: parts)
            #expect(Set(files.map(\.name)) == Set(rasa?["files"]?.object?.keys ?? []))
            for file in files where file.name.hasPrefix("nlg") {
                #expect(file.text == rasa?["files"]?[file.name]?.string)
            }
        }
    }

    @Test("the same seed gives the same split, and no example is lost or doubled")
    func seeds() {
        let yaml = Self.golden["split"]?.array?[5]["text"]?.string ?? ""
        let training = Self.read(yaml)
        let one = DataSplitting.split(training, fraction: 0.7, seed: 5)
        let two = DataSplitting.split(training, fraction: 0.7, seed: 5)
        let other = DataSplitting.split(training, fraction: 0.7, seed: 6)
        #expect(one.train == two.train && one.test == two.test)
        #expect(one.test != other.test)
        let texts = (one.train.examples + one.test.examples).map(\.text).sorted()
        #expect(texts == training.examples.map(\.text).sorted())
    }

    @Test("a split is written as four files, and a senseless fraction is refused")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("split-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let training = Self.read(Self.golden["split"]?.array?[5]["text"]?.string ?? "")
        let parts = try DataSplitting.split(training, fraction: 0.7, seed: 1, into: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(
            names == [
                "nlg_test_data.yml", "nlg_training_data.yml", "test_data.yml", "training_data.yml",
            ])
        let text = try String(
            contentsOf: folder.appendingPathComponent("test_data.yml"), encoding: .utf8)
        #expect(Self.read(text).examples.map(\.text) == parts.test.examples.map(\.text))
        #expect(throws: Fault.self) {
            try DataSplitting.split(training, fraction: 1.5, seed: 1, into: folder)
        }
    }
}
