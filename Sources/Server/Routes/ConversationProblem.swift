// Failures of work on a conversation, in the words of Rasa's API.

import Vocabulary

/// Errors of the routes under `/conversations/`.
enum ConversationProblem {
    /// What Rasa says of anything that goes wrong with a conversation.
    static func unexpected(_ reason: String) -> APIProblem {
        APIProblem(500, "ConversationError", "An unexpected error occurred. Error: \(reason)")
    }

    /// Does some work; its faults become answers.
    ///
    /// - Throws: `APIProblem`: 404 for a conversation that is not known, 409 without a model that
    ///   leads conversations, 429 when too many messages of the conversation wait, 500 else.
    static func ofFaults<Value>(
        _ work: () async throws(Fault) -> Value
    ) async throws(APIProblem) -> Value {
        do {
            return try await work()
        } catch {
            throw problem(of: error)
        }
    }

    private static func problem(of fault: Fault) -> APIProblem {
        switch fault.code {
        case .notFound: APIProblem(404, "Not found", "Conversation ID not found.")
        case .noModel: .noModel
        case .busy: .tooManyRequests(fault.message)
        default: unexpected(fault.description)
        }
    }
}
