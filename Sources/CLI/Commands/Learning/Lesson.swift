// The loop of learning by talking: understand, ask; predict, ask; run.

import Assistant
import Dialogue
import Foundation
import TrainingData
import Vocabulary

/// One conversation in which a person corrects the assistant.
struct Lesson {
    /// How many actions may follow a message before the loop asks for the next one.
    private static let actionsMax = 20

    let agent: Agent
    let served: ServedModel
    let conversation: String
    /// Messages whose meaning was confirmed or corrected.
    private(set) var examples: [TrainingExample] = []
    /// Actions that were made while talking, with the text of those that say one.
    private(set) var newActions: [(name: String, text: String?)] = []

    private let terminal = Terminal.standard
    private let replies = TerminalReplies()
    private var questions = Questions()
    private var messageCount = 0

    /// A conversation that has not begun.
    init(agent: Agent, served: ServedModel, conversation: String) {
        self.agent = agent
        self.served = served
        self.conversation = conversation
    }

    /// Talks until the person stops.
    ///
    /// - Throws: `Fault`.
    mutating func run() async throws {
        terminal.success(
            "Type a message; enter means yes, n chooses another. :undo takes a message back, "
                + "/stop ends.")
        while !questions.areOver, let text = questions.ask("Your input ->  "), text != "/stop" {
            if text.isEmpty { continue }
            if text == ":undo" {
                try await undo()
                continue
            }
            try await hear(text)
            try await act()
        }
    }

    /// Whether something was said.
    var hasBegun: Bool { messageCount > 0 }

    /// Lets the person say where what was learned goes.
    mutating func ask(_ files: inout LearnedFiles) { files.ask(&questions) }

    /// Understands a message, asks whether that is right, and logs it.
    private mutating func hear(_ text: String) async throws {
        replies.begin()
        var parsed = await served.parse(text)
        let intent = parsed.fullRetrievalIntent ?? parsed.intent.name ?? "nothing"
        let found = parsed.entities.map { "\($0.name)=\($0.value.string ?? $0.value.text())" }
        terminal.aside("  understood  \(intent)" + (found.isEmpty ? "" : "  \(found)"))
        if !questions.confirmed("Is that what was meant?") {
            guard let chosen = chosenIntent(for: parsed) else { return }
            parsed.intent = ScoredIntent(name: chosen, confidence: 1)
            parsed.ranking = [parsed.intent]
            parsed.fullRetrievalIntent = nil
            markEntities(of: &parsed)
        }
        let message = UserMessage(
            text: text, conversation: conversation, inputChannel: Chat.channel,
            parse: parsed.json.object)
        _ = try await agent.log(message)
        messageCount += 1
        if !text.hasPrefix("/") { keep(parsed) }
    }

    /// An intent of the model, of the domain, of this conversation, or a new one.
    private mutating func chosenIntent(for parsed: ParsedMessage) -> String? {
        var names = parsed.ranking.compactMap(\.name)
        let known = served.dialogue?.domain.domain.intentNames ?? []
        for name in known + examples.compactMap(\.intent) where !names.contains(name) {
            names.append(name)
        }
        return questions.choose(
            "Which intent?", names, orNew: "create a new intent",
            asking: "Please type the intent name: ")
    }

    /// Lets the person mark what the message holds, as in NLU data; enter leaves it as it is.
    private mutating func markEntities(of parsed: inout ParsedMessage) {
        guard !parsed.text.hasPrefix("/") else { return }
        let marked = ExampleText.marked(
            parsed.text, parsed.entities.map { ($0.marked, $0.value) })
        terminal.aside("  entities    \(marked)")
        while let answer = questions.ask(
            "Please mark the entities using [value](type) notation (enter: right as they are): "),
            !answer.isEmpty
        {
            let markup = ExampleMarkup(reading: answer, at: SourcePlace(file: "input"))
            guard markup.text == parsed.text else {
                terminal.aside("  without the markup that is another message")
                continue
            }
            parsed.entities = markup.entities.map { entity in
                Entity(
                    name: entity.name, span: entity.span, value: .string(entity.value),
                    extractor: "", role: entity.role, group: entity.group)
            }
            return
        }
    }

    private mutating func keep(_ parsed: ParsedMessage) {
        let entities = parsed.entities.filter { $0.value.string != nil }.map(\.marked)
        let names = (parsed.fullRetrievalIntent ?? parsed.intent.name)?.split(separator: "/")
        examples.append(
            TrainingExample(
                text: parsed.text, intent: names?.first.map(String.init),
                responseKey: names.flatMap { $0.count > 1 ? String($0[1]) : nil },
                entities: entities, place: SourcePlace(file: "")))
    }

    /// Predicts, asks and runs actions until the assistant listens.
    private mutating func act() async throws {
        for _ in 0..<Self.actionsMax where !questions.areOver {
            let (prediction, tracker) = try await agent.predict(conversation)
            let names = tracker.domain.actionNames
            var name = names[PolicyEnsemble.action(of: prediction)]
            var policy: String? = prediction.policy
            var confidence: Double? = prediction.confidence
            let sure = (prediction.confidence * 100).rounded() / 100
            terminal.aside("  next        \(name)  (\(prediction.policy) \(sure))")
            if !questions.confirmed("Is that right?") {
                let order = names.indices.sorted {
                    (prediction.probabilities[$1], $0) < (prediction.probabilities[$0], $1)
                }
                guard let chosen = chosenAction(order.map { names[$0] }) else { return }
                (name, policy, confidence) = (chosen, nil, nil)
            }
            replies.begin()
            guard names.contains(name) else {
                try await note(newAction: name)
                continue
            }
            _ = try await agent.execute(
                name, policy: policy, confidence: confidence, in: conversation, sink: replies)
            if name == "action_listen" { return }
        }
    }

    /// An action of the domain, of this conversation, or a new one.
    private mutating func chosenAction(_ names: [String]) -> String? {
        let made = newActions.map(\.name)
        let chosen = questions.choose(
            "Which action?", made + names, orNew: "create a new action",
            asking: "Please type the action name: ")
        guard let name = chosen, !made.contains(name), !names.contains(name) else { return chosen }
        var text: String?
        if name.hasPrefix("utter_") {
            text = questions.ask("Please type the message for your new bot response '\(name)': ")
            if text?.isEmpty != false { return nil }
        }
        newActions.append((name, text))
        return name
    }

    /// Logs an action that the model does not know as if it had run, as Rasa does.
    private func note(newAction name: String) async throws {
        if let text = newActions.first(where: { $0.name == name })?.text { terminal.answer(text) }
        terminal.aside("  \(name) is new: it stands in the story, and is run after a training")
        _ = try await agent.append(
            [
                Event(
                    .action(ActionEvent(name: name)), timestamp: Date().timeIntervalSince1970)
            ], to: conversation)
    }

    private mutating func undo() async throws {
        let events = try await agent.events(of: conversation) ?? []
        guard events.contains(where: \.isMessage) else {
            terminal.aside("  there is nothing to take back")
            return
        }
        _ = try await agent.append(
            [Event(.rewind, timestamp: Date().timeIntervalSince1970)], to: conversation)
        if !examples.isEmpty { examples.removeLast() }
        terminal.aside("  the last message is taken back")
    }
}

extension Event {
    /// Whether a user said something.
    fileprivate var isMessage: Bool { if case .user = content { true } else { false } }
}

extension Entity {
    /// The entity as an example of NLU data has it.
    fileprivate var marked: MarkedEntity {
        MarkedEntity(
            name: name, span: span, value: value.string ?? value.text(), role: role, group: group)
    }
}
