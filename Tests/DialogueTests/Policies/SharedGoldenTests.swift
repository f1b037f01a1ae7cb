import Dialogue
import Foundation
import Testing
import TrainingData
import Vocabulary

private let sharedGoldens = ProcessInfo.processInfo.environment["MARTLET_DIALOGUE_GOLDENS"]

/// Holds policies against recordings that are not part of the repository: where
/// `MARTLET_DIALOGUE_GOLDENS` names their folder, and not at all elsewhere.
@Suite("Policies against recordings of whole bots", .enabled(if: sharedGoldens != nil))
struct SharedGoldenTests {
    static var folder: String? { sharedGoldens }

    static func children(_ path: String) -> [String] {
        guard let folder else { return [] }
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    static func json(_ path: String) throws -> JSONValue {
        let url = URL(fileURLWithPath: "\(folder ?? "")/\(path)")
        return try JSONValue(parsing: Data(contentsOf: url))
    }

    static func material(_ path: String) -> (
        material: DialogueTrainer.Material, findings: [Diagnostic]
    ) {
        let layout = ProjectLayout(folder: URL(fileURLWithPath: "\(folder ?? "")/\(path)"))
        let project = ProjectReader.read(layout, environment: [:])
        let material = DialogueTrainer.Material(project)
        return (material, project.diagnostics)
    }

    @Test(
        "training sets are accepted and refused as Rasa does", arguments: children("train_checks"))
    func verdict(_ name: String) throws {
        let wanted = try Self.json("train_checks/\(name)/expected.json")
        guard wanted["core_skipped"]?.bool != true else { return }
        let (material, findings) = Self.material("train_checks/\(name)")
        let all = findings + DialogueTrainer.check(material)
        let trains = !all.contains { $0.severity == .error }
        #expect(trains == wanted["trains"]?.bool, "\(name): \(all)")
    }

    @Test(
        "every recorded action is predicted by the policy that predicted it",
        arguments: children("goldens"))
    func conversations(_ bot: String) throws {
        let (material, findings) = Self.material("bots/\(bot)")
        #expect(findings.filter { $0.severity == .error } == [])
        let (dialogue, _) = try DialogueTrainer(material).train()
        for name in Self.children("goldens/\(bot)") {
            guard !Self.hasNoPredictions(name) else { continue }
            let golden = try Self.json("goldens/\(bot)/\(name)")
            let events = golden["final"]?["events"]?.array ?? []
            try follow(events, dialogue, "\(bot)/\(name)")
        }
    }

    /// Recordings whose actions were run by the API, or whose times are left out.
    static func hasNoPredictions(_ name: String) -> Bool {
        name == "message_api_then_predict.json" || name.hasPrefix("reminder_")
    }

    /// An event with the parse data that the recordings leave out, without what they leave empty.
    static func whole(_ event: JSONValue) -> JSONValue {
        var object = event.object ?? [:]
        for (key, value) in object.members where value.isNull && key != "name" {
            if key != "value" { object[key] = nil }
        }
        if object["confidence"]?.double == nil { object["confidence"] = nil }
        if object["event"]?.string == "action", object["name"]?.isNull == true {
            object["name"] = nil
        }
        guard event["event"]?.string == "user" else { return .object(object) }
        let name = object["intent"]?.string
        let sure = object["text"]?.string.flatMap(confidence) ?? 1
        let intent: JSONValue =
            name.map { ["name": .string($0), "confidence": .number(sure)] } ?? [:]
        object["parse_data"] = [
            "text": object["text"] ?? .null, "entities": object["entities"] ?? [],
            "intent": intent,
        ]
        object["intent"] = nil
        object["entities"] = nil
        return .object(object)
    }

    /// The confidence in a text like `/greet@0.5{…}`.
    static func confidence(_ text: String) -> Double? {
        guard text.hasPrefix("/"), let at = text.firstIndex(of: "@") else { return nil }
        let number = text[text.index(after: at)...].prefix { $0.isNumber || $0 == "." }
        return min(1, Double(number) ?? 0)
    }

    private func follow(_ events: [JSONValue], _ dialogue: TrainedDialogue, _ name: String) throws {
        var tracker = Tracker("c", domain: dialogue.domain)
        var held: [Event] = []
        for (number, json) in events.enumerated() {
            let event = try Event(json: Self.whole(json), now: 0)
            switch event.content {
            case .userFeaturization, .loopInterrupted:
                held.append(event)
                continue
            case .action(let action):
                let policies = ["RulePolicy", "MemoizationPolicy", "AugmentedMemoizationPolicy"]
                guard number > 0, let policy = action.policy, policies.contains(policy) else {
                    break
                }
                let found = dialogue.ensemble.predict(tracker)
                let best = dialogue.domain.actionNames[PolicyEnsemble.action(of: found)]
                let place = "\(name) event \(number)"
                #expect(best == action.nameOrText, "\(place) \(found.policy)")
                #expect(found.policy == policy, "\(place) \(best)")
                #expect(found.confidence == action.confidence, "\(place) \(best)")
                #expect(found.hidesRuleTurn == action.hidesRuleTurn, "\(place) \(best) hidden")
                #expect(found.events == held.map(\.content), "\(place) \(best)")
            case .user: tracker.reload()
            default: break
            }
            for event in held { tracker.append(event) }
            held = []
            tracker.append(event)
        }
    }
}
