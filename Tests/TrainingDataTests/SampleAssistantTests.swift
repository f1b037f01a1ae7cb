// The sample assistant in `training-data/` is read whole and says what a showcase should.

import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite("The sample assistant") struct SampleAssistantTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../training-data").standardizedFileURL

    let project: Project = {
        ProjectReader.read(ProjectLayout(folder: folder), environment: [:])
    }()

    @Test("it is read without a remark")
    func reading() {
        #expect(project.diagnostics.isEmpty, "\(project.diagnostics)")
        let findings = DataValidation.check(
            domain: project.domain, training: project.training, stories: project.stories,
            settings: project.settings, knowledge: project.martlet.knowledge)
        #expect(project.martlet.knowledge?.answersBeforeFallback == true)
        #expect(findings.isEmpty, "\(findings)")
    }

    @Test("it shows everything that training data can hold")
    func showcase() {
        let training = project.training
        #expect(training.intents.count >= 35)
        #expect(training.retrievalIntents == ["chitchat", "faq"])
        #expect(training.entityTypes.count >= 16)
        #expect(training.examples.contains { $0.entities.contains { $0.role != nil } })
        #expect(training.examples.contains { $0.entities.contains { $0.group == "2" } })
        #expect(training.lookups.map(\.name).sorted() == ["bike_brand", "colour", "location"])
        #expect(training.patterns.map(\.name).sorted() == ["email", "order_number", "phone"])
        #expect(training.synonyms.count > 40)
        #expect(training.responses.count >= 18)
        #expect(project.domain.forms.map(\.name).sorted() == ["booking_form", "lead_form"])
        #expect(project.tests.stories.count >= 12)
    }

    @Test("every intent has at least ten examples and no example stands twice")
    func examples() {
        let byIntent = Dictionary(grouping: project.training.examples) { $0.fullIntent ?? "" }
        for intent in byIntent.keys.sorted() {
            #expect(byIntent[intent, default: []].count >= 10, "\(intent)")
        }
        let texts = project.training.examples.map(\.text)
        #expect(Set(texts).count == texts.count)
    }

    @Test("the utterances held out for tests stand nowhere in the training data")
    func heldOut() throws {
        var layout = ProjectLayout(folder: Self.folder)
        layout.data = ["tests/test_nlu.yml"]
        let held = ProjectReader.read(layout, environment: [:]).training.examples
        #expect(held.count >= 60)
        let known = Set(project.training.examples.map { $0.text.lowercased() })
        #expect(held.filter { known.contains($0.text.lowercased()) }.isEmpty)
        #expect(Set(held.compactMap(\.intent)).count >= 35)
    }

    @Test("native extraction is switched on for it")
    func extraction() {
        let options = project.martlet.extract?.options
        #expect(options?["language"] == "en")
        #expect(options?["region"] == "GB")
    }
}
