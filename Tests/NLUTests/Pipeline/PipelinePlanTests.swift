// What is said about the pipeline a person wrote.

import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct PipelinePlanTests {
    private func findings(
        _ entries: (name: String, options: JSONObject)..., data: TrainingSet = TrainingSet(),
        language: String? = nil
    ) -> [Diagnostic] {
        var settings = Sample.settings(entries)
        settings.language = language
        return PipelinePlan.read(settings, data: data).findings
    }

    @Test("Components are found by Rasa's short names and by their Python classes")
    func names() throws {
        let (plan, findings) = PipelinePlan.read(
            Sample.settings([
                ("rasa.nlu.tokenizers.whitespace_tokenizer.WhitespaceTokenizer", [:]),
                ("CountVectorsFeaturizer", [:]), ("CountVectorsFeaturizer", ["alias": "mine"]),
            ]), data: TrainingSet())
        #expect(findings.isEmpty)
        #expect(
            plan.steps.map(\.alias) == ["WhitespaceTokenizer0", "CountVectorsFeaturizer1", "mine"])
        #expect(plan.steps[1].options.flag("lowercase"))
    }

    @Test(
        "Each component that cannot be had gives one error that says what to put instead",
        arguments: UnavailableComponents.names)
    func unavailable(name: String) throws {
        let found = findings((name, [:]))
        #expect(found.count == 1)
        let finding = try #require(found.first)
        #expect(finding.severity == .error)
        #expect(finding.code == "component-unavailable")
        #expect(finding.message.hasPrefix(name))
        #expect(finding.hint?.isEmpty == false)
        #expect(finding.place.line == 1)
    }

    @Test("Classes of a person's own, policies and unknown names are told apart")
    func strangers() {
        #expect(findings(("addons.sentiment.Analyzer", [:])).map(\.code) == ["component-custom"])
        #expect(findings(("TEDPolicy", [:])).map(\.code) == ["component-is-policy"])
        let unknown = findings(("WhitespaceTokeniser", [:]))
        #expect(unknown.map(\.code) == ["component-unknown"])
        #expect(unknown[0].hint == "Did you mean WhitespaceTokenizer?")
        #expect(findings(("", [:])).map(\.code) == ["component-unknown"])
    }

    @Test("Options are checked by name and by type, and all findings come at once")
    func options() {
        let found = findings(
            ("WhitespaceTokenizer", ["intent_tokenization_flag": true]),
            (
                "CountVectorsFeaturizer",
                [
                    "analyser": "char", "min_ngram": "two", "lowercase": "yes", "max_df": 2.5,
                    "analyzer": "letters", "OOV_words": ["a", 1],
                ]
            ))
        #expect(
            found.map(\.code) == [
                "option-without-effect", "option-value", "option-value", "option-value",
                "option-value", "option-unknown",
            ])
        #expect(found[5].hint == "Did you mean analyzer?")
        #expect(found[1].message.contains("one of word, char, char_wb"))
        #expect(found.filter { $0.severity == .error }.count == 4)
    }

    @Test("An option without effect is named once, however often it is written")
    func namedOnce() {
        let found = findings(
            ("WhitespaceTokenizer", [:]), ("CountVectorsFeaturizer", ["use_lemma": false]),
            ("CountVectorsFeaturizer", ["use_lemma": false]))
        #expect(found.map(\.code) == ["option-without-effect"])
    }

    @Test("Components in the wrong order are refused, with the reason")
    func order() {
        let early = findings(("CountVectorsFeaturizer", [:]), ("WhitespaceTokenizer", [:]))
        #expect(early.map(\.code) == ["component-order"])
        #expect(early[0].hint == "Move it behind the component that does.")
        let alone = findings(("FallbackClassifier", [:]))
        #expect(alone.map(\.code) == ["component-order"])
        #expect(alone[0].hint?.contains("KeywordIntentClassifier") == true)
        let twice = findings(("WhitespaceTokenizer", [:]), ("WhitespaceTokenizer", [:]))
        #expect(twice.map(\.code) == ["component-tokenizers"])
        let same = findings(
            ("WhitespaceTokenizer", [:]), ("RegexFeaturizer", ["alias": "a"]),
            ("LexicalSyntacticFeaturizer", ["alias": "a"]))
        #expect(same.map(\.code) == ["component-alias"])
    }

    @Test("A language without blanks needs a token pattern")
    func language() {
        let plain = findings(("WhitespaceTokenizer", [:]), language: "zh")
        #expect(plain.map(\.code) == ["component-language"])
        #expect(findings(("WhitespaceTokenizer", ["token_pattern": "."]), language: "zh").isEmpty)
    }

    @Test("Data that no component uses is named")
    func unusedData() {
        let found = findings(("KeywordIntentClassifier", [:]), data: Sample.data)
        #expect(found.map(\.code) == Array(repeating: "data-unused", count: 5))
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test("The pipeline of martlet.yml takes the place of the one in config.yml")
    func replacement() {
        let settings = Sample.settings([("SpacyNLP", [:])])
        let entry = ComponentSettings(
            name: "WhitespaceTokenizer", place: SourcePlace(file: "martlet.yml", line: 2))
        let (plan, findings) = PipelinePlan.read(
            settings, replacement: [entry], data: TrainingSet())
        #expect(findings.isEmpty)
        #expect(plan.steps.map(\.kind.name) == ["WhitespaceTokenizer"])
        #expect(!plan.isDefault)
    }

    @Test("Without a pipeline the standard one is taken, a selector where there is a choice")
    func standard() {
        func names(_ data: TrainingSet) -> [String] {
            DefaultPipeline.components(for: data, at: Sample.place).map(\.name)
        }
        let plain = [
            "WhitespaceTokenizer", "RegexFeaturizer", "LexicalSyntacticFeaturizer",
            "CountVectorsFeaturizer", "CountVectorsFeaturizer", "DIETClassifier",
            "EntitySynonymMapper", "FallbackClassifier",
        ]
        #expect(names(TrainingSet()) == plain)
        #expect(names(Sample.data) == plain.dropLast() + ["ResponseSelector", plain[7]])
        for pipeline in [nil, []] as [[ComponentSettings]?] {
            let settings = Settings(pipeline: pipeline, place: Sample.place)
            #expect(PipelinePlan.read(settings, data: TrainingSet()).plan.isDefault)
        }
    }

    @Test("Martlet's own components are for martlet.yml only")
    func ownComponents() {
        let entry = ComponentSettings(name: "MartletEntityExtractor", place: Sample.place)
        let settings = Sample.settings([(entry.name, [:])])
        #expect(
            PipelinePlan.read(settings, data: TrainingSet()).findings.map(\.code)
                == ["component-unknown"])
        let (plan, findings) = PipelinePlan.read(
            Sample.settings([("WhitespaceTokenizer", [:])]), additions: [entry],
            data: TrainingSet())
        #expect(findings.isEmpty)
        #expect(plan.steps.map(\.kind.name) == ["WhitespaceTokenizer", entry.name])
    }
}
