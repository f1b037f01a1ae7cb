// Markers apply at the events at which Rasa finds them, recorded by Tests/Golden/record_markers.py.

import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import Dialogue

@Suite("Markers in conversations") struct MarkerTests {
    static let golden = (try? Golden.json("markers")) ?? .null

    static func read(_ text: String) -> (markers: [NamedMarker], diagnostics: [Diagnostic]) {
        MarkerReader.read(YAMLSource.read(text: text, file: "markers.yml").root, domain: nil)
    }

    static func events(_ row: JSONValue) throws -> [Event] {
        try (row["events"]?.array ?? []).map { event in
            let object = try #require(event.object)
            return try #require(Event(stored: object))
        }
    }

    @Test("every marker applies at the events at which it does in Rasa, session by session")
    func recorded() throws {
        let (markers, findings) = Self.read(Self.golden["markers"]?.string ?? "")
        #expect(findings.isEmpty)
        #expect(markers.count > 20)
        let rows = Self.golden["conversations"]?.array ?? []
        #expect(rows.count > 15)
        for row in rows {
            let found = MarkerEvaluation.evaluate(markers, in: try Self.events(row))
            let sessions = row["sessions"]?.array ?? []
            #expect(found.count == sessions.count)
            for (number, (ours, theirs)) in zip(found, sessions).enumerated() {
                for (marker, (marked, expected)) in zip(
                    markers, zip(ours, theirs.array ?? [])
                ) {
                    let pairs = marked.map {
                        [JSONValue.integer($0.index), .integer($0.userTurnsBefore)]
                    }
                    #expect(
                        JSONValue.array(pairs.map(JSONValue.array)) == expected,
                        "\(row["name"]?.string ?? ""), session \(number), \(marker.name)")
                }
            }
        }
    }

    @Test("a sequence that one session left unfinished does not go on in the next")
    func sessionsBeginAnew() throws {
        let (markers, _) = Self.read("pair: {seq: [{intent: greet}, {action: utter_greet}]}")
        let half = try #require(
            (Self.golden["conversations"]?.array ?? []).first { $0["name"] == "half" })
        let found = MarkerEvaluation.evaluate(markers, in: try Self.events(half))
        #expect(found.map { $0[0].count } == [0, 1])
    }

    @Test(
        "what is no marker is told with its place",
        arguments: [
            ("intent: greet", 1, "condition or an operator, not a name"),
            ("a: {intnet: greet}", 1, "'intnet' is no condition"),
            ("a:\n  seq:\n  - intent: greet\n  - {}", 4, "one key"),
            ("a:\n  not:\n  - intent: a\n  - intent: b", 3, "takes one marker"),
            ("a:\n  never: {intent: greet}", 2, "needs a list"),
            ("a: {slot_was_set: }", 1, "names nothing"), ("- a", 1, "no markers by name"),
        ])
    func problems(text: String, line: Int, words: String) throws {
        let finding = try #require(Self.read(text).diagnostics.first)
        #expect(finding.severity == .error)
        #expect(finding.place.line == line, "\(finding)")
        #expect(finding.message.contains(words), "\(finding)")
    }

    @Test("names that the domain does not have are errors; retrieval intents count by their intent")
    func domain() throws {
        let domain = DialogueDomain(
            DomainReader.read(
                YAMLSource.read(
                    text: "intents: [greet, faq]\nslots: {name: {type: text, mappings: []}}\n"
                        + "responses: {utter_hi: [{text: Hi}]}", file: "domain.yml"
                ).root
            ).domain)
        let text = """
            a: {intent: greet}
            b: {intent: faq/hours}
            c: {action: utter_hi}
            d: {slot_was_set: name}
            e: {intent: bye}
            f: {not_action: utter_bye}
            g: {never: [{slot_was_not_set: size}]}
            """
        let reading = MarkerReader.read(
            YAMLSource.read(text: text, file: "markers.yml").root, domain: domain)
        #expect(reading.diagnostics.map(\.place.line) == [5, 6, 7])
    }
}
