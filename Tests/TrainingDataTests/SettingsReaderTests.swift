// Settings: config.yml, endpoints.yml, credentials.yml, martlet.yml.

import Testing
import TrainingData
import Vocabulary

@Suite struct SettingsReaderTests {
    private func root(_ text: String) -> YAMLNode? {
        YAMLSource.read(text: text, file: "c.yml", environment: [:]).root
    }

    private func config(_ text: String) -> SettingsReading {
        SettingsReader.read(root(text), file: "c.yml")
    }

    @Test func optionsKeepTheirOrderAndTypes() throws {
        let reading = config(
            """
            recipe: default.v1
            assistant_id: me
            language: no
            pipeline:
            - name: B
              z: 1
              a: [on, 012, 1e-3, true]
            policies:
            """)
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.settings.language == "no")
        #expect(reading.settings.assistantID == "me")
        #expect(reading.settings.policies == nil)
        let component = try #require(reading.settings.pipeline?.first)
        #expect(component.name == "B")
        #expect(component.options.keys == ["z", "a"])
        #expect(component.options["a"] == ["on", 12, 0.001, true])
        #expect(component.place.description == "c.yml:5:3")
    }

    @Test(arguments: [
        ("recipe: graph.v1", "config-recipe-graph", 1),
        ("language: en", "config-without-recipe", 1),
        ("recipe: x", "config-recipe-unknown", 1), ("- a", "config-wrong-type", 1),
        ("recipe: default.v1\npipeline: x", "config-wrong-type", 2),
        ("recipe: default.v1\npipeline:\n- X", "config-wrong-type", 3),
        ("recipe: default.v1\npipeline:\n- epochs: 1", "config-without-name", 3),
        ("recipe: default.v1\nlanguage: 1", "config-wrong-type", 2),
        ("recipe: default.v1\npolicy: []", "config-unknown-key", 2),
    ])
    func namesWhatIsWrong(text: String, code: String, line: Int) throws {
        let finding = try #require(config(text).diagnostics.first)
        #expect(finding.code == code)
        #expect(finding.place.line == line)
    }

    @Test func graphRecipeIsRefusedByName() throws {
        let finding = try #require(config("recipe: graph.v1").diagnostics.first)
        #expect(finding.severity == .error)
        #expect(finding.message.contains("graph.v1"))
    }

    @Test func anEmptyConfigurationMeansDefaults() {
        #expect(config("").settings.pipeline == nil)
        #expect(config("recipe: default.v1\npipeline: []").settings.pipeline == nil)
    }

    @Test func endpointsKeepOrderAndPlaces() throws {
        let (settings, findings) = EndpointsReader.read(
            root(
                "nlg:\n  url: http://x\n  ulr: y\naction_endpoint:\ntracker_store:\n  type: a.B\n  x: 1\n"
            ),
            file: "e.yml")
        #expect(settings.sections.map(\.name) == ["nlg", "tracker_store"])
        #expect(settings["nlg"]?.places["url"]?.line == 2)
        #expect(findings.map(\.code) == ["endpoints-unknown-key"])
        #expect(findings[0].place.line == 3)
    }

    @Test func channelsMayBeEmptyAndUnknownOnesAreNamed() {
        let (settings, findings) = CredentialsReader.read(
            root("rest:\nsocketio:\n  namespace: /x\nmy.own.Channel:\n  a: 1\nrset:\nslack: 1\n"),
            file: "c.yml")
        #expect(settings.sections.count == 5)
        #expect(settings["rest"]?.value == .null)
        #expect(findings.map(\.code) == ["credentials-unknown-channel", "credentials-wrong-type"])
    }

    @Test func martletSettingsAreReadAndChecked() {
        let (settings, findings) = MartletReader.read(
            root(
                """
                pipeline:
                - name: X
                extract:
                  language: [de, en]
                  region: DE
                  kinds: [email, date]
                network:
                  allow_private_addresses: true
                  allow: [crm.example]
                """))
        #expect(findings.isEmpty)
        #expect(settings.pipeline?.map(\.name) == ["X"])
        #expect(settings.extract?.options["kinds"] == ["email", "date"])
        #expect(settings.network.allowsPrivateAddresses)
        #expect(settings.network.hosts == ["crm.example"])
        let (_, wrong) = MartletReader.read(
            root("extract: {language: fr, region: de, kinds: [name]}\nnetwork: {allow: x}\nx: 1"))
        #expect(
            wrong.map(\.code) == [
                "martlet-unknown-key", "martlet-extract-language", "martlet-extract-region",
                "martlet-extract-kind", "martlet-wrong-type",
            ])
    }

    @Test("the settings of the knowledge base are read, and all that is wrong is told at once")
    func knowledge() {
        let (settings, none) = MartletReader.read(
            root(
                """
                knowledge_base:
                  locales: [en, pt-BR]
                  default_audience: signed_in
                  answer_threshold: 0.6
                  help_url: https://help.example/kb/
                  answer_before_fallback: true
                  say: {suggest: {en: "This?", de: "Das?"}, thanks: "Ta."}
                  synonyms: {en: [[bike, bicycle], [flat, puncture]]}
                """))
        #expect(none.isEmpty)
        let knowledge = settings.knowledge
        #expect(knowledge?.locales == ["en", "pt-BR"])
        #expect(knowledge?.audience == .signedIn)
        #expect(knowledge?.synonyms == ["en": [["bike", "bicycle"], ["flat", "puncture"]]])
        #expect(knowledge?.helpURL == "https://help.example/kb")
        #expect(knowledge?.text(.suggest, locale: "de-AT") == "Das?")
        #expect(knowledge?.text(.thanks, locale: "de") == "Ta.")
        #expect(knowledge?.text(.sorry, locale: "de").hasPrefix("Das tut") == true)
        let (_, findings) = MartletReader.read(
            root(
                """
                knowledge_base:
                  locales: [english, en]
                  default_audience: friends
                  answer_threshold: 0.4
                  suggest_threshold: 0.5
                  help_url: help.example
                  answer_before_fallback: maybe
                  none_response: nothing
                  say: {farewell: "Bye", thanks: ""}
                  extra: 1
                  synonyms: {en: [[alone], word]}
                """))
        #expect(
            findings.map(\.code).sorted() == [
                "martlet-knowledge-address", "martlet-knowledge-audience",
                "martlet-knowledge-locale", "martlet-knowledge-response",
                "martlet-knowledge-saying", "martlet-knowledge-synonyms",
                "martlet-knowledge-thresholds", "martlet-unknown-key", "martlet-unknown-key",
                "martlet-wrong-type", "martlet-wrong-type",
            ])
    }

    @Test(
        "the action without settings, and a slot that visitors fill as their audience, are told of")
    func knowledgeChecks() {
        func codes(_ domain: String, _ knowledge: KnowledgeSettings?) -> [String] {
            DataValidation.check(
                domain: DomainReader.read(root(domain)).domain, training: TrainingSet(),
                stories: StoryGraph(), settings: nil, knowledge: knowledge
            ).map(\.code).filter { $0.hasPrefix("knowledge") }
        }
        let domain = """
            actions: [action_answer_from_knowledge_base]
            slots: {who: {type: text, mappings: [{type: from_text}]}}
            """
        #expect(codes(domain, nil) == ["knowledge-settings-missing"])
        var settings = KnowledgeSettings()
        #expect(codes(domain, settings) == [])
        settings.audienceSlot = "who"
        settings.localeSlot = "nowhere"
        settings.noneResponse = "utter_nothing"
        #expect(
            codes(domain, settings) == [
                "knowledge-name-unknown", "knowledge-slot-unknown", "knowledge-audience-slot",
            ])
    }
}
