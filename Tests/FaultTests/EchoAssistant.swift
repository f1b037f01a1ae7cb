// An assistant that says back what it was told, so that each reply shows which message it answers.

import Assistant
import Foundation
import TrainingData
import Vocabulary

/// The project on disk that a server under test serves.
enum EchoAssistant {
    static let secret = "a signing secret"

    private static let text = """
        version: "3.1"
        recipe: default.v1
        assistant_id: echo
        language: en
        policies:
        - name: RulePolicy
        intents: [name, ask]
        entities: [name]
        slots:
          name:
            type: text
            influence_conversation: false
            mappings: [{type: from_entity, entity: name}]
        actions: [action_ask]
        responses:
          utter_name: [{text: "Noted {name}"}]
        rules:
        - rule: name
          steps: [{intent: name}, {action: utter_name}]
        - rule: ask
          steps: [{intent: ask}, {action: action_ask}]
        """

    private static let model: Result<[UInt8], any Error> = Result {
        try ProjectTrainer.train(Project(oneText: Array(text.utf8))).bytes
    }

    /// Writes the trained model and the settings into a folder.
    static func write(to folder: String, endpoints: String = "{}") throws {
        let credentials = """
            rest:
            slack:
              slack_token: xoxb-test
              slack_signing_secret: "\(secret)"
            """
        try Data(try model.get()).write(to: URL(fileURLWithPath: "\(folder)/m.tar.gz"))
        try Data(credentials.utf8).write(to: URL(fileURLWithPath: "\(folder)/credentials.yml"))
        try Data(endpoints.utf8).write(to: URL(fileURLWithPath: "\(folder)/endpoints.yml"))
    }

    /// What `martlet run` is told.
    static let arguments = [
        "--enable-api", "-m", "m.tar.gz", "--credentials", "credentials.yml", "--endpoints",
        "endpoints.yml",
    ]

    /// A message that the assistant answers with `Noted NAME`.
    static func text(_ name: String) -> String { "/name{\"name\": \"\(name)\"}" }
}
