import Dialogue
import Testing
import TrainingData
import Vocabulary

/// A domain for tests of unrolling and of findings.
enum SmallBot {
    static let domain = """
        version: "3.1"
        intents: [a, b, c, restart]
        entities: [thing]
        slots:
          thing: {type: text, mappings: [{type: from_entity, entity: thing}]}
          flag: {type: bool, mappings: [{type: custom}]}
          quiet: {type: text, influence_conversation: false, mappings: [{type: custom}]}
        forms: {f: {required_slots: [thing]}}
        responses:
          utter_a: [{text: A}]
          utter_b: [{text: B}]
          utter_c: [{text: C}]
        actions: [action_x]
        """

    static func material(
        _ data: String, policies: JSONValue = [["name": "RulePolicy"]]
    ) -> DialogueTrainer.Material {
        BotText.material(domain: domain, data: ["version: \"3.1\"\n" + data], policies: policies)
    }

    static func unroll(_ data: String, augmentation: Int = 0) -> (
        conversations: [TrainingConversation], diagnostics: [Diagnostic]
    ) {
        StoryUnroller(
            domain: DialogueDomain(BotText.domain(domain)),
            graph: BotText.stories(["version: \"3.1\"\n" + data]), augmentation: augmentation
        ).unroll()
    }

    /// What happens in a conversation, in short words.
    static func words(_ conversation: TrainingConversation) -> [String] {
        conversation.moments.map { moment in
            switch moment.content {
            case .action(let action): action.nameOrText ?? "?"
            case .user(let user): "/" + (user.intentName ?? user.text ?? "?")
            case .slot(let name, let value): "\(name)=\(value.text())"
            case .activeLoop(let name): "loop=\(name ?? "null")"
            default: "event"
            }
        }
    }
}
