// The action that answers from the knowledge base.

import TrainingData
import Vocabulary

/// `action_answer_from_knowledge_base`: asks the knowledge base with the last message.
///
/// It stands under `actions:` of the domain, so that Rasa loads the project; no action server is
/// asked for it.
struct KnowledgeAction: Action {
    let name = KnowledgeSettings.action
    let table: ActionTable

    func run(
        _ tracker: Tracker, channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        guard let knowledge = world.knowledge else {
            throw .failed(
                name: name, reason: "martlet.yml has no 'knowledge_base' to answer from.")
        }
        guard let question = knowledge.question(in: tracker) else {
            return try await saidNone(
                KnowledgeAnswer(.none), knowledge, tracker, channel: channel, world: world)
        }
        let answer = try await self.answer(question, knowledge)
        let reply = KnowledgeReply(
            settings: knowledge.settings, channel: channel, question: question)
        guard let message = reply.message(answer) else {
            return try await saidNone(answer, knowledge, tracker, channel: channel, world: world)
        }
        return [.said(message)] + knowledge.slots(answer, in: table.domain)
    }

    private func answer(
        _ question: KnowledgeQuestion, _ knowledge: KnowledgeService
    ) async throws(ActionFailure) -> KnowledgeAnswer {
        do throws(Fault) { return try await knowledge.answering.answer(question) } catch {
            throw .failed(name: name, reason: "the knowledge base failed: \(error.message)")
        }
    }

    /// What is said when nothing was found: the response of the settings, or nothing.
    private func saidNone(
        _ answer: KnowledgeAnswer, _ knowledge: KnowledgeService, _ tracker: Tracker,
        channel: String, world: ActionWorld
    ) async throws(ActionFailure) -> [Event] {
        let slots = knowledge.slots(answer, in: table.domain)
        guard let response = knowledge.settings.noneResponse else { return slots }
        let said = try await ResponseAction(name: name, says: response, table: table)
            .run(tracker, channel: channel, world: world)
        return said + slots
    }
}
