// The NLU JSON format: agreement with Rasa's reader, places, findings.

import Testing
import Vocabulary

@testable import TrainingData

@Suite struct JSONFormatReaderTests {
    private func read(_ text: String) -> NLUReading {
        JSONFormatReader.read(Array(text.utf8), file: "nlu.json")
    }

    @Test func placesPointAtTheElements() {
        let text = """
            {"rasa_nlu_data": {
              "regex_features": [{"name": "r", "pattern": "[\\"]"}],
              "common_examples": [
                {"text": "é, [x]", "intent": "a", "entities": []},
                {"text": "b", "intent": "a"}, {"text": "", "intent": "a"}
              ]
            }}
            """
        let reading = read(text)
        #expect(
            reading.training.examples.map(\.place.description) == ["nlu.json:4:5", "nlu.json:5:5"])
        #expect(reading.training.patterns.map(\.place.description) == ["nlu.json:2:22"])
        #expect(reading.diagnostics.map(\.place.description) == ["nlu.json:5:35"])
    }

    @Test(arguments: [
        ("{", "json-syntax"), ("{\"rasa_nlu_data\": 1}", "json-wrong-type"),
        ("{\"luis_schema_version\": \"2\"}", "data-format"), ("[]", "data-format"),
        (
            "{\"rasa_nlu_data\": {\"common_examples\": [{\"text\": \"a\", \"entities\": "
                + "[{\"start\": 0, \"end\": 9, \"entity\": \"e\"}]}]}}", "entity-span"
        ),
        (
            "{\"rasa_nlu_data\": {\"common_examples\": [{\"text\": \"abc\", \"entities\": "
                + "[{\"start\": 0, \"end\": 2, \"entity\": \"e\"}, "
                + "{\"start\": 1, \"end\": 3, \"entity\": \"f\"}]}]}}", "entity-overlap"
        ),
        (
            "{\"rasa_nlu_data\": {\"lookup_tables\": [{\"name\": \"l\", \"elements\": \"a.txt\"}]}}",
            "lookup-file-refused"
        ),
        (String(repeating: "[", count: 100_000), "json-syntax"),
    ])
    func namesWhatIsWrong(text: String, code: String) throws {
        #expect(read(text).diagnostics.map(\.code) == [code])
    }

    @Test func entityValuesThatDifferBecomeSynonyms() {
        let text = """
            {"rasa_nlu_data": {"common_examples": [{"text": "to NYC", "intent": "a", "entities": [
            {"start": 3, "end": 6, "entity": "city", "value": "New York"}]}]}}
            """
        #expect(read(text).training.synonyms.map(\.phrase) == ["NYC"])
    }

    @Test func agreesWithRasa() throws {
        let ours: Set = ["entity-span", "entity-overlap"]
        for entry in try Golden.cases("nlu_format", "json") {
            let text = try #require(entry["text"]?.string)
            let reading = read(text)
            let codes = reading.diagnostics.map(\.code)
            let failed = reading.diagnostics.contains { $0.severity == .error }
            guard let theirs = entry["reading"] else {
                #expect(failed, "\(text): Rasa says \(entry["error"]?.string ?? "")")
                continue
            }
            // Rasa takes a number for a text, and spans outside of it, and fails when it trains.
            if theirs["examples"]?.array?.first?["text"]?.int != nil
                || !ours.isDisjoint(with: codes)
            {
                continue
            }
            #expect(!failed, "\(text)\n\(codes)")
            var training = TrainingSet.merged([reading.training]).training
            // Rasa learns the meaning of entity values only when it trains.
            training.synonyms = training.synonyms.filter {
                text.contains("\"synonyms\"") && $0.place.line > 0
            }
            NLUGolden.expect(training, theirs, text, isJSON: true)
        }
    }
}
