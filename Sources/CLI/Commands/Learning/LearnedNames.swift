// Names that came up while talking and that the domain does not have.

import Assistant
import Dialogue
import TrainingData
import Vocabulary

/// What a conversation brought that the domain does not have.
struct LearnedNames {
    private let intents: [String]
    private let entities: [String]
    private let actions: [(name: String, text: String?)]

    /// The new names of a lesson.
    init(_ lesson: Lesson) {
        let domain = lesson.served.dialogue?.domain.domain
        func fresh(_ names: [String], _ known: [String]) -> [String] {
            var seen = Set(known)
            return names.filter { seen.insert($0).inserted }
        }
        intents = fresh(lesson.examples.compactMap(\.intent), domain?.intentNames ?? [])
        entities = fresh(
            lesson.examples.flatMap { $0.entities.map(\.name) }, domain?.entityNames ?? [])
        actions = lesson.newActions
    }

    var isEmpty: Bool { intents.isEmpty && entities.isEmpty && actions.isEmpty }

    /// Adds them to a domain file.
    func add(to file: inout YAMLEditing) throws(Fault) {
        for intent in intents { try file.addName(intent, to: "intents") }
        for entity in entities { try file.addName(entity, to: "entities") }
        for action in actions {
            if let text = action.text {
                try file.addResponse(action.name, text: text)
            } else {
                try file.addName(action.name, to: "actions")
            }
        }
    }
}
