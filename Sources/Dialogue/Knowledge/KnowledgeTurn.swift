// Turns that the knowledge base answers beside the rules: before a fallback, and for its buttons.

import TrainingData
public import Vocabulary

extension TurnEngine {
    /// Answers a message that was not understood, in the place of the step that was decided on.
    ///
    /// What is said is taken back from what policies see (`rewind`), as a fallback's words are: the
    /// conversation goes on where it was before the message.
    ///
    /// - Returns: whether something was said; if not, the step has its turn.
    func answersInstead(
        of step: Step, _ tracker: inout Tracker, _ world: ActionWorld, _ sink: any ReplySink
    ) async -> Bool {
        guard let knowledge = world.knowledge, knowledge.settings.answersBeforeFallback,
            tracker.latestActionName == "action_listen", tracker.activeLoop == nil,
            step.action.name != KnowledgeSettings.action, step.policy != "followup_action",
            tracker.latestUser?.intentName == "nlu_fallback"
                || knowledge.settings.fallbackActions.contains(step.action.name),
            let question = knowledge.question(in: tracker)
        else { return false }
        return await say(question, knowledge, &tracker, world, sink) { _ in nil }
    }

    /// Hears what a button below an answer sent.
    ///
    /// - Returns: whether the turn ends with it; `false` when there is no knowledge base, or the
    ///   project itself knows the intent and shall go on.
    public func hear(
        _ payload: KnowledgePayload, _ message: UserMessage, in tracker: inout Tracker,
        world: ActionWorld, sink: any ReplySink
    ) async -> Bool {
        guard let knowledge = world.knowledge else { return false }
        let isOurs = domain.intent(payload.intent) == nil
        if isOurs {
            let intent: JSONValue = ["name": .string(payload.intent), "confidence": 1.0]
            heard(message, parse: ["intent": intent, "entities": []], &tracker, world)
        }
        switch payload {
        case .feedback(let number, let isHelpful):
            let locale = await note(isHelpful, number, knowledge, tracker, world)
            guard isOurs else { return false }
            if let locale {
                let saying = isHelpful ? KnowledgeSettings.Saying.thanks : .sorry
                let text = knowledge.settings.text(saying, locale: locale)
                let reply = Event.said([
                    "text": .string(text), "utter_action": .string(payload.intent),
                ])
                append(reply, to: &tracker, world)
                await say([reply], tracker.conversation, sink)
            }
            resume(&tracker, world)
        case .article(let article):
            guard isOurs else { return false }
            if !(await say(article, knowledge, &tracker, world, sink)) { resume(&tracker, world) }
        }
        return true
    }

    /// Notes feedback on an answer that this conversation was given.
    ///
    /// - Returns: the answer's locale; `nil` when nothing was noted.
    private func note(
        _ isHelpful: Bool, _ number: Int64, _ knowledge: KnowledgeService, _ tracker: Tracker,
        _ world: ActionWorld
    ) async -> String? {
        guard let locale = KnowledgeMemory.locale(ofAnswer: number, in: tracker) else {
            world.warn("Feedback on the answer \(number) came from a conversation without it.")
            return nil
        }
        do throws(Fault) {
            try await knowledge.answering.note(helpful: isHelpful, answer: number)
            return locale
        } catch {
            world.warn("Feedback on the answer \(number) was not kept: \(error.message)")
            return nil
        }
    }

    /// Answers from an article that this conversation was shown.
    private func say(
        _ article: String, _ knowledge: KnowledgeService, _ tracker: inout Tracker,
        _ world: ActionWorld, _ sink: any ReplySink
    ) async -> Bool {
        guard let (citation, text) = KnowledgeMemory.mention(of: article, in: tracker) else {
            world.warn("The article '\(article)' was never mentioned in the conversation.")
            return false
        }
        let user = tracker.latestUser
        let question = KnowledgeQuestion(
            text, locale: citation.locale,
            audience: knowledge.audience(in: tracker, of: user?.parse ?? [:]),
            conversation: tracker.conversation, message: user?.messageID, article: article)
        return await say(question, knowledge, &tracker, world, sink) { $0.pointer(to: citation) }
    }

    /// Asks the knowledge base and says what it answers.
    ///
    /// - Parameter otherwise: what is said when it does not answer.
    /// - Returns: whether something was said.
    private func say(
        _ question: KnowledgeQuestion, _ knowledge: KnowledgeService, _ tracker: inout Tracker,
        _ world: ActionWorld, _ sink: any ReplySink,
        otherwise: (KnowledgeReply) -> JSONObject?
    ) async -> Bool {
        let answer: KnowledgeAnswer
        do throws(Fault) { answer = try await knowledge.answering.answer(question) } catch {
            world.warn("The knowledge base failed: \(error.message)")
            return false
        }
        let reply = KnowledgeReply(
            settings: knowledge.settings, channel: sink.outputChannel, question: question)
        let isAnswer = question.article == nil || answer.outcome == .answer
        guard let message = (isAnswer ? reply.message(answer) : nil) ?? otherwise(reply) else {
            for event in knowledge.slots(answer, in: domain) { append(event, to: &tracker, world) }
            return false
        }
        let action = ActionEvent(
            name: KnowledgeSettings.action, policy: "knowledge_base",
            confidence: answer.confidence)
        append(Event(.action(action), timestamp: 0), to: &tracker, world)
        let said = Event.said(message)
        append(said, to: &tracker, world)
        await say([said], tracker.conversation, sink)
        resume(&tracker, world)
        for event in knowledge.slots(answer, in: domain) { append(event, to: &tracker, world) }
        return true
    }

    /// Goes back to where the conversation was before the message, and listens.
    private func resume(_ tracker: inout Tracker, _ world: ActionWorld) {
        append(Event(.rewind, timestamp: 0), to: &tracker, world)
        append(
            Event(.action(ActionEvent(name: "action_listen")), timestamp: 0), to: &tracker, world)
    }
}
