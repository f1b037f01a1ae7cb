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
}
