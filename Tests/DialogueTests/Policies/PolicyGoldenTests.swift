import Dialogue
import Learning
import TestKit
import Testing
import TrainingData
import Vocabulary

@Suite("Policies as real Rasa has them") struct PolicyGoldenTests {
    static func bots() -> [JSONValue] {
        (try? Golden.json("policies"))?["bots"]?.array ?? []
    }

    static func verdicts() -> [JSONValue] {
        (try? Golden.json("policies"))?["verdicts"]?.array ?? []
    }

    @Test("the golden was recorded") func present() {
        #expect(Self.bots().count >= 8)
        #expect(Self.verdicts().count >= 10)
    }

    @Test(
        "every step of every recorded conversation is predicted as Rasa predicts it",
        arguments: bots())
    func predictions(_ bot: JSONValue) throws {
        let (dialogue, _) = try DialogueTrainer(BotText.material(bot)).train()
        for (number, steps) in (bot["conversations"]?.array ?? []).enumerated() {
            try follow(steps.array ?? [], dialogue, "\(bot["name"]?.string ?? "") \(number)")
        }
    }

    @Test("a saved dialogue predicts the same", arguments: bots())
    func saved(_ bot: JSONValue) throws {
        let (dialogue, _) = try DialogueTrainer(BotText.material(bot)).train()
        var file = ModelSections()
        dialogue.save(to: &file)
        let loaded = try TrainedDialogue(from: file, domain: dialogue.domain)
        for (number, steps) in (bot["conversations"]?.array ?? []).enumerated() {
            try follow(steps.array ?? [], loaded, "\(bot["name"]?.string ?? "") \(number)")
        }
        var again = ModelSections()
        loaded.save(to: &again)
        #expect(again.sections.map(\.name) == file.sections.map(\.name))
        #expect(again.sections.map(\.bytes) == file.sections.map(\.bytes))
        let (other, _) = try DialogueTrainer(BotText.material(bot)).train()
        var twin = ModelSections()
        other.save(to: &twin)
        #expect(twin.sections.map(\.bytes) == file.sections.map(\.bytes))
    }

    @Test("a damaged dialogue is refused, wherever it ends", arguments: bots())
    func damaged(_ bot: JSONValue) throws {
        let (dialogue, _) = try DialogueTrainer(BotText.material(bot)).train()
        var file = ModelSections()
        dialogue.save(to: &file)
        for damaged in file.sections {
            for length in stride(from: 0, to: damaged.bytes.count, by: 41) {
                var broken = ModelSections()
                for section in file.sections {
                    let isWhole = section.name != damaged.name
                    broken.add(
                        section.name, isWhole ? section.bytes : Array(section.bytes.prefix(length)))
                }
                #expect(throws: (any Error).self) {
                    try TrainedDialogue(from: broken, domain: dialogue.domain)
                }
            }
            for place in stride(from: 0, to: damaged.bytes.count, by: 53) {
                var broken = ModelSections()
                for section in file.sections {
                    var bytes = section.bytes
                    if section.name == damaged.name { bytes[place] ^= 0xFF }
                    broken.add(section.name, bytes)
                }
                // Whatever it holds then, reading it ends.
                _ = try? TrainedDialogue(from: broken, domain: dialogue.domain)
            }
        }
    }

    @Test("a bot's own stories are judged, and conflict, as Rasa finds", arguments: bots())
    func ownStories(_ bot: JSONValue) async throws {
        // Rasa's test goes on after a text as if it were an action's name, so that nothing fits any
        // more; here the story goes on as it is written.
        guard bot["name"]?.string != "end to end" else { return }
        let trainer = DialogueTrainer(BotText.material(bot))
        let report = try await StoryTest(try trainer.train().dialogue).run(
            BotText.stories(bot["data"]?.array?.compactMap(\.string) ?? []))
        let wanted = bot["test"]
        let found = report.predictions.map {
            [$0.action, $0.predicted, $0.policy ?? "", "\($0.confidence)"].joined(separator: " ")
        }
        let rasa = (wanted?["actions"]?.array ?? []).map { action in
            (action.array ?? []).map { $0.string ?? "\($0.double ?? -1)" }.joined(separator: " ")
        }
        #expect(found.sorted() == rasa.sorted(), "\(bot["name"]?.string ?? "")")
        #expect(report.outcomes.count == wanted?["stories"]?.int)
        #expect(report.outcomes.count { !$0.isRight } == wanted?["failed"]?.int)
        let conflicts = [nil, 1, 2, 4].map { !trainer.conflicts(historyMax: $0).isEmpty }
        #expect(.array(conflicts.map(JSONValue.bool)) == wanted?["conflicts"])
    }

    @Test("training refuses what Rasa refuses", arguments: verdicts())
    func verdict(_ case: JSONValue) {
        let material = BotText.material(`case`)
        let isRefused = `case`["refusal"]?.string != nil
        var refusal: DiagnosticFailure?
        do { _ = try DialogueTrainer(material).train() } catch {
            refusal = error as? DiagnosticFailure
        }
        #expect((refusal != nil) == isRefused, "\(`case`["name"]?.string ?? ""): \(refusal as Any)")
        let findings = DialogueTrainer.check(material)
        #expect(findings.contains { $0.severity == .error } == isRefused)
        for finding in findings where finding.severity == .error {
            #expect(finding.place.line > 0)
        }
    }

    private func follow(_ steps: [JSONValue], _ dialogue: TrainedDialogue, _ name: String) throws {
        var tracker = Tracker("c", domain: dialogue.domain)
        for (number, step) in steps.enumerated() {
            if step["turn"] != nil { tracker.reload() }
            if let event = step["event"] {
                tracker.append(try Event(json: event, now: 0))
            }
            guard let wanted = step["predicted"] else { continue }
            let found = dialogue.ensemble.predict(tracker)
            let action = dialogue.domain.actionNames[PolicyEnsemble.action(of: found)]
            let place = "\(name), step \(number)"
            #expect(action == wanted["action"]?.string, "\(place)")
            #expect(found.policy == wanted["policy"]?.string, "\(place)")
            #expect(found.confidence == wanted["confidence"]?.double, "\(place)")
            #expect(found.hidesRuleTurn == wanted["hidden"]?.bool, "\(place) \(action)")
            let events = (wanted["events"]?.array ?? []).map { $0["event"]?.string }
            #expect(found.events.map { Event($0, timestamp: 0).json["event"]?.string } == events)
            for (policy, alone) in zip(
                dialogue.ensemble.policies, wanted["alone"]?.array ?? [])
            {
                let own = policy.predict(tracker)
                let best = dialogue.domain.actionNames[PolicyEnsemble.action(of: own)]
                #expect(best == alone.array?[0].string, "\(place) \(policy.name)")
                #expect(own.confidence == alone.array?[1].double, "\(place) \(policy.name)")
                #expect(own.hidesRuleTurn == alone.array?[2].bool, "\(place) \(policy.name)")
            }
        }
    }
}
