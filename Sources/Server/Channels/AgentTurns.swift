// The agent as the channels see it.

import Assistant
import Vocabulary

/// Runs the channels' turns by the agent.
struct AgentTurns: TurnRunner {
    let agent: Agent

    func prepare(_ message: UserMessage, sink: any ReplySink, asSaid: Bool)
        throws(Fault) -> PreparedTurn
    {
        let ticket = try agent.ticket(message.conversation)
        return PreparedTurn { [agent] () async throws(Fault) in
            try await agent.handle(
                message, sink: sink, delivery: asSaid ? .asSaid : .afterCommit, ticket: ticket)
        }
    }

    func accept(_ message: ChannelMessage, channel: String) async throws(Fault) -> InboxMessage? {
        try await agent.accept(
            message.message, channel: channel, platformID: message.platformID,
            reply: message.reply)
    }

    func prepare(_ waiting: InboxMessage, sink: any ReplySink) throws(Fault) -> PreparedTurn {
        let ticket = try agent.ticket(waiting.message.conversation)
        return PreparedTurn { [agent] () async throws(Fault) in
            try await agent.answer(waiting, sink: sink, ticket: ticket)
        }
    }

    func lastWords(in conversation: String) async -> String? {
        let events = (try? await agent.events(of: conversation)) ?? []
        for event in events.reversed() {
            if case .bot(let bot) = event.content { return bot.text }
        }
        return nil
    }
}
