// A small assistant that talks, for tests of the agent.

import Assistant
import Dialogue
import Foundation
import Storage
import Synchronization
import TestKit
import TrainingData
import Vocabulary

/// A trained assistant and a clock that stands still.
final class SmallTalk: Sendable {
    static let text = """
        version: "3.1"
        recipe: default.v1
        assistant_id: small
        language: en
        policies:
        - name: RulePolicy
        - name: MemoizationPolicy
        intents: [greet, name, remind]
        entities: [name]
        slots:
          name: {type: text, mappings: [{type: from_entity, entity: name}]}
        responses:
          utter_greet: [{text: "Hello {name}"}]
          utter_name: [{text: "Noted"}]
          utter_remind: [{text: "Tea is ready"}]
          utter_default: [{text: "What?"}]
        rules:
        - rule: greet
          steps: [{intent: greet}, {action: utter_greet}]
        - rule: name
          steps: [{intent: name}, {action: utter_name}]
        - rule: remind
          steps: [{intent: remind}, {action: utter_remind}]
        """

    static func model(_ text: String = text) throws -> ServedModel {
        let trained = try ProjectTrainer.train(Project(oneText: Array(text.utf8)))
        return try ModelOpener(fetching: NoFetching()).open(bytes: trained.bytes, name: "m.tar.gz")
    }

    let clock = Mutex(1_800_000_000.0)
    let shelf = ModelShelf(opener: ModelOpener(fetching: NoFetching()))
    let store: any EventStore & InboxStore
    let warnings = Mutex<[String]>([])

    init(store: any EventStore & InboxStore = MemoryStore()) throws {
        self.store = store
        shelf.put(try Self.model())
    }

    /// A new agent over the same store, as after a restart.
    func agent(_ other: (any EventStore & InboxStore)? = nil) -> Agent {
        Agent(
            store: other ?? store, shelf: shelf,
            world: ActionWorld(
                fetching: NoFetching(), now: { [self] in clock.withLock { $0 } },
                random: { _ in 0 }, warn: { [self] text in warnings.withLock { $0.append(text) } }))
    }

    func pass(seconds: Double) { clock.withLock { $0 += seconds } }
}

/// What an agent says to a text.
func said(_ agent: Agent, _ text: String, to conversation: String = "a") async throws -> [String] {
    let message = UserMessage(text: text, conversation: conversation, inputChannel: "rest")
    return try await agent.replies(to: message).map { $0.text ?? "" }
}

/// The kinds of events, with the names of actions, slots and what was said.
func kinds(_ events: [Event]?) -> [String] {
    (events ?? []).map { event in
        switch event.content {
        case .action(let action): action.nameOrText ?? ""
        case .slot(let name, _): "slot \(name)"
        case .user(let user): "user \(user.text ?? "")"
        case .bot(let bot): "bot \(bot.text ?? "")"
        default: event.content.name
        }
    }
}

/// What happened in which order.
final class Order: Sendable {
    private let list = Mutex<[Int]>([])
    var numbers: [Int] { list.withLock { $0 } }
    func note(_ number: Int) { list.withLock { $0.append(number) } }
}
