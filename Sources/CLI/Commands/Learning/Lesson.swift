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
    /// How many choices are listed.
    private static let choicesMax = 20

    let agent: Agent
    let served: ServedModel
    let conversation: String
    /// Messages whose meaning was confirmed or corrected.
    private(set) var examples: [TrainingExample] = []

    private let terminal = Terminal.standard
    private let replies = TerminalReplies()
    private var isOver = false

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
        while !isOver, let text = ask("Your input ->  "), text != "/stop" {
            if text.isEmpty { continue }
            if text == ":undo" {
                try await undo()
                continue
            }
            try await hear(text)
            try await act()
        }
    }

    /// Understands a message, asks whether that is right, and logs it.
    private mutating func hear(_ text: String) async throws {
        replies.begin()
        var parsed = await served.parse(text)
        let intent = parsed.fullRetrievalIntent ?? parsed.intent.name ?? "nothing"
        let found = parsed.entities.map { "\($0.name)=\($0.value.string ?? $0.value.text())" }
        terminal.aside("  understood  \(intent)" + (found.isEmpty ? "" : "  \(found)"))
        if !confirmed("Is that what was meant?") {
            let names = parsed.ranking.compactMap(\.name)
            let domain = served.dialogue?.domain.domain.intentNames ?? []
            let all = names + domain.filter { !names.contains($0) }
            guard let chosen = choose("Which intent?", all) else { return }
            parsed.intent = ScoredIntent(name: chosen, confidence: 1)
            parsed.ranking = [parsed.intent]
            parsed.fullRetrievalIntent = nil
        }
        let message = UserMessage(
            text: text, conversation: conversation, inputChannel: Chat.channel,
            parse: parsed.json.object)
        _ = try await agent.log(message)
        if !text.hasPrefix("/") { keep(parsed) }
    }

    private mutating func keep(_ parsed: ParsedMessage) {
        let entities = parsed.entities.compactMap { entity -> MarkedEntity? in
            guard let value = entity.value.string else { return nil }
            return MarkedEntity(
                name: entity.name, span: entity.span, value: value, role: entity.role,
                group: entity.group)
        }
        let names = (parsed.fullRetrievalIntent ?? parsed.intent.name)?.split(separator: "/")
        examples.append(
            TrainingExample(
                text: parsed.text, intent: names?.first.map(String.init),
                responseKey: names.flatMap { $0.count > 1 ? String($0[1]) : nil },
                entities: entities, place: SourcePlace(file: "")))
    }

    /// Predicts, asks and runs actions until the assistant listens.
    private mutating func act() async throws {
        for _ in 0..<Self.actionsMax where !isOver {
            let (prediction, tracker) = try await agent.predict(conversation)
            let names = tracker.domain.actionNames
            var name = names[PolicyEnsemble.action(of: prediction)]
            var policy: String? = prediction.policy
            var confidence: Double? = prediction.confidence
            let sure = (prediction.confidence * 100).rounded() / 100
            terminal.aside("  next        \(name)  (\(prediction.policy) \(sure))")
            if !confirmed("Is that right?") {
                let order = names.indices.sorted {
                    (prediction.probabilities[$1], $0) < (prediction.probabilities[$0], $1)
                }
                guard let chosen = choose("Which action?", order.map { names[$0] }) else { return }
                (name, policy, confidence) = (chosen, nil, nil)
            }
            replies.begin()
            _ = try await agent.execute(
                name, policy: policy, confidence: confidence, in: conversation, sink: replies)
            if name == "action_listen" { return }
        }
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

    private mutating func confirmed(_ question: String) -> Bool {
        guard let answer = ask("\(question) (Y/n) ") else { return true }
        return !["n", "no"].contains(answer.lowercased())
    }

    /// One of a list by its number or its name; `nil` when nothing more can be read.
    private mutating func choose(_ question: String, _ names: [String]) -> String? {
        for (number, name) in names.prefix(Self.choicesMax).enumerated() {
            terminal.aside("  \(number + 1): \(name)")
        }
        while let answer = ask("\(question) (number or name) ") {
            if let number = Int(answer), names.prefix(Self.choicesMax).indices.contains(number - 1)
            {
                return names[number - 1]
            }
            if names.contains(answer) { return answer }
            terminal.aside("  there is no '\(answer)'")
        }
        return nil
    }

    /// A line; `nil`, from then on, when nothing more can be read.
    private mutating func ask(_ prompt: String) -> String? {
        guard !isOver else { return nil }
        terminal.prompt(prompt)
        guard let line = readLine() else {
            isOver = true
            return nil
        }
        return line.trimmingCharacters(in: .whitespaces)
    }
}

extension Event {
    /// Whether a user said something.
    fileprivate var isMessage: Bool { if case .user = content { true } else { false } }
}
