// One conversation on the terminal, line by line.

import Assistant
import Dialogue
import Foundation
import Vocabulary

/// Talks until the person stops.
struct Chat {
    /// The channel's name, as Rasa's shell has it.
    static let channel = "cmdline"

    private let agent: Agent
    private let conversation: String
    private let terminal = Terminal.standard
    private let sink = TerminalReplies()
    private var showsTurns: Bool
    private var eventsShown = 0

    /// A conversation with a model.
    ///
    /// - Parameters:
    ///   - conversation: one of the store to go on with; `nil` for a new one that is not kept.
    ///   - showsTurns: whether understanding, slots and actions are shown from the start.
    /// - Throws: `DiagnosticFailure`, `Fault`.
    static func open(
        _ served: ServedModel, endpoints: String?, conversation: String?, showsTurns: Bool
    ) async throws -> Chat {
        let agent = try await LocalAssistant.open(
            served, endpoints: endpoints, isKept: conversation != nil)
        let id = conversation ?? UUID().uuidString.replacing("-", with: "").lowercased()
        return Chat(agent: agent, conversation: id, showsTurns: showsTurns)
    }

    private init(agent: Agent, conversation: String, showsTurns: Bool) {
        self.agent = agent
        self.conversation = conversation
        self.showsTurns = showsTurns
    }

    /// Reads lines until there are no more, or one is `/stop`.
    func run() async {
        var chat = self
        terminal.success(
            "Bot loaded. Type a message and press enter (use '/stop' to exit, ':help' for more):")
        chat.eventsShown = await events().count
        while let text = chat.nextLine() {
            if text == "/stop" { return }
            if text.isEmpty { continue }
            if text.hasPrefix(":") {
                await chat.obey(text)
            } else {
                await chat.say(text)
            }
        }
    }

    private func nextLine() -> String? {
        if isatty(STDIN_FILENO) == 1 { terminal.prompt("Your input ->  ") }
        return readLine()?.trimmingCharacters(in: .whitespaces)
    }

    private mutating func say(_ line: String) async {
        let text = sink.payload(ofButton: line) ?? line
        sink.begin()
        do throws(Fault) {
            try await agent.handle(
                UserMessage(
                    text: text, conversation: conversation, inputChannel: Self.channel),
                sink: sink, delivery: .asSaid)
        } catch {
            terminal.error(error.message, hint: error.remedy)
            return
        }
        if showsTurns { await showTurn() }
    }

    /// What stands behind the last message.
    private mutating func showTurn() async {
        let events = await events()
        for line in TurnView.lines(events.dropFirst(eventsShown)) { terminal.aside(line) }
        eventsShown = events.count
    }

    private mutating func obey(_ command: String) async {
        switch command {
        case ":debug":
            showsTurns.toggle()
            eventsShown = await events().count
            terminal.aside(showsTurns ? "turns are shown" : "turns are not shown any more")
        case ":slots":
            guard let tracker = try? await agent.tracker(conversation) else { return }
            for line in TurnView.slots(tracker) { terminal.aside(line) }
        case ":story":
            guard let story = try? await agent.story(of: conversation) else { return }
            terminal.write(story)
        default:
            for line in Self.help { terminal.aside(line) }
        }
    }

    private static let help = [
        "  1, 2, …      press a button of the last answer",
        "  /intent{…}   be understood at your word, for example /greet{\"name\": \"Ida\"}",
        "  :debug       show or hide understanding, slots and actions of each turn",
        "  :slots       show all slots that have a value",
        "  :story       show the conversation as a test story",
        "  /restart     begin anew",
        "  /stop        end",
    ]

    private func events() async -> [Event] {
        ((try? await agent.events(of: conversation)) ?? nil) ?? []
    }
}
