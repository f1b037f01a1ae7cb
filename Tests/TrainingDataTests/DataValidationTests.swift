import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite("Data validation") struct DataValidationTests {
    /// What `rasa data validate` said, recorded by Tests/Golden/record_validation.py.
    static let cases: [JSONValue] = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/validation.json")
        guard let data = try? Data(contentsOf: url), let json = try? JSONValue(parsing: data) else {
            return []
        }
        return json.array ?? []
    }()

    /// The findings about a project given as files.
    static func findings(_ files: JSONValue?) -> [Diagnostic] {
        func read(_ path: String) -> YAMLReading {
            YAMLSource.read(text: files?[path]?.string ?? "", file: path)
        }
        let (domain, found) = DomainReader.read(read("domain.yml").root)
        let nlu = NLUReader.read(read("data/nlu.yml"))
        let (stories, _) = StoryReader.read(read("data/rules.yml").root)
        let config = read("config.yml")
        let settings = Settings(
            assistantID: config.root?["assistant_id"]?.string,
            place: SourcePlace(file: "config.yml"))
        return found.filter { $0.severity == .error }
            + DataValidation.check(
                domain: domain, training: nlu.training, stories: stories, settings: settings)
    }

    /// Codes that Rasa's validation reports as well.
    static let shared: Set = [
        "intent-without-examples", "intent-not-in-domain", "example-in-two-intents",
        "story-intent-unknown", "intent-unused", "story-response-unknown", "response-unused",
        "story-form-unknown", "story-action-unknown", "form-slot-unknown", "mapping-form-unknown",
        "mapping-slot-unasked", "action-without-response", "assistant-id",
    ]

    @Test("a project fails exactly when it fails in Rasa, with --fail-on-warnings too")
    func exitCodes() {
        #expect(Self.cases.count > 25)
        for entry in Self.cases {
            let findings = Self.findings(entry["files"])
            let name = entry["name"]?.string ?? ""
            let failed = DataValidation.fails(findings, onWarnings: false)
            #expect(failed == (entry["code"] == 1), "\(name): \(findings)")
            let strict = DataValidation.fails(findings, onWarnings: true)
            #expect(strict == (entry["strict"] == 1), "\(name): \(findings)")
        }
    }

    @Test("the same things are found as in Rasa")
    func kinds() {
        for entry in Self.cases where entry["name"] != "empty domain" {
            let findings = Self.findings(entry["files"]).filter { Self.shared.contains($0.code) }
            let ours = Set(
                findings.map { $0.code == "assistant-id" ? "assistant-id " : Self.key($0) })
            let theirs = Set(
                (entry["findings"]?.array ?? []).map { pair in
                    (pair.array ?? []).compactMap(\.string).joined(separator: " ")
                })
            // Rasa looks at actions whose names begin with `action_` alone.
            let more: Set = ["story-action-unknown do_lost"]
            #expect(ours.subtracting(more) == theirs, "\(entry["name"]?.string ?? "")")
        }
    }

    /// The code and the name a finding is about: the second name for forms' slots.
    static func key(_ finding: Diagnostic) -> String {
        "\(finding.code) \(finding.message.quoted(finding.code == "form-slot-unknown" ? 1 : 0))"
    }

    @Test("findings name the place where something is wrong")
    func places() {
        let files: JSONValue = [
            "domain.yml": """
            intents: [greet]
            slots:
              place: {type: text, mappings: [{type: from_entity, entity: lost}]}
            forms:
              f:
                required_slots:
                  - place
                  - nowhere
            """,
            "data/nlu.yml": """
            nlu:
            - intent: hello
              examples: |
                - hi [Bonn](city)
                - hello
            """,
            "data/rules.yml": """
            rules:
            - rule: a
              steps:
              - intent: greet
              - action: action_lost
              - slot_was_set:
                - gone
            """,
        ]
        let found = Set(Self.findings(files).map { "\($0.place) \($0.code)" })
        #expect(found.contains("domain.yml:8:9 form-slot-unknown"))
        #expect(found.contains("domain.yml:3:34 mapping-entity-unknown"))
        #expect(found.contains("data/nlu.yml:4:7 entity-not-in-domain"))
        #expect(found.contains("data/rules.yml:5:5 story-action-unknown"))
        #expect(found.contains("data/rules.yml:7:7 story-slot-unknown"))
        #expect(found.contains("domain.yml:1:11 intent-without-examples"))
    }

    @Test("test stories are not held against the domain")
    func testStories() {
        let root = YAMLSource.read(
            text: "stories:\n- story: a\n  steps:\n  - intent: faq/x\n  - action: action_lost\n",
            file: "test_stories.yml"
        ).root
        let (stories, diagnostics) = StoryReader.read(root, isTest: true)
        #expect(diagnostics == [])
        #expect(StoryChecks.actions(in: stories, domain: Domain()) == [])
        #expect(StoryChecks.intents(in: stories, domain: Domain()) == [])
    }
}
