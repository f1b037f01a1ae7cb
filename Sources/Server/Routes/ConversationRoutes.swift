// /conversations/{id}: what the server knows of a conversation, and changes of it from outside.

import Assistant
import Dialogue
import Hummingbird
import Vocabulary

/// Reads and edits conversations.
struct ConversationRoutes: Sendable {
    let agent: Agent
    let outputs: OutputChoice

    /// `GET /conversations/{id}/tracker`
    func tracker(_ exchange: Exchange) async throws -> Response {
        let verbosity = try EventVerbosity(exchange.query)
        let until = exchange.query.number("until")
        let tracker = try await ConversationProblem.ofFaults { () async throws(Fault) in
            try await agent.tracker(exchange.conversation, until: until)
        }
        return .json(tracker.json(verbosity))
    }

    /// `POST /conversations/{id}/tracker/events`
    func append(_ exchange: Exchange) async throws -> Response {
        let body = try EventBody.checked(exchange)
        let verbosity = try EventVerbosity(exchange.query)
        let events = try EventBody.events(body.array ?? [body])
        // Rasa's answer to an empty list.
        guard !events.isEmpty else { throw ConversationProblem.unexpected("") }
        let hasEffects = exchange.query.flag("execute_side_effects", standard: false)
        let tracker = try await ConversationProblem.ofFaults { () async throws(Fault) in
            let output = hasEffects ? try await outputs.output(exchange) : nil
            return try await agent.append(events, to: exchange.conversation, sideEffects: output)
        }
        return .json(tracker.json(verbosity))
    }

    /// `PUT /conversations/{id}/tracker/events`
    func replace(_ exchange: Exchange) async throws -> Response {
        let body = try EventBody.checked(exchange)
        let verbosity = try EventVerbosity(exchange.query)
        guard let list = body.array else {
            throw ConversationProblem.unexpected("the events must be in a list")
        }
        let events = try EventBody.events(list)
        let tracker = try await ConversationProblem.ofFaults { () async throws(Fault) in
            try await agent.replace(events, of: exchange.conversation)
        }
        return .json(tracker.json(verbosity))
    }

    /// `GET /conversations/{id}/story`
    func story(_ exchange: Exchange) async throws -> Response {
        let story = try await ConversationProblem.ofFaults { () async throws(Fault) in
            try await agent.story(
                of: exchange.conversation, until: exchange.query.number("until"),
                allSessions: exchange.query.flag("all_sessions", standard: false))
        }
        return .text(story)
    }
}
