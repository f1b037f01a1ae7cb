// Everything an assistant can do, by name.

import TrainingData
import Vocabulary

/// The actions of a domain. One object for a loaded model; everything in it is prepared once.
public final class ActionTable: Sendable {
    /// The domain.
    public let domain: DialogueDomain
    /// What the responses of the domain say.
    public let responses: ResponseGeneration
    /// Fills slots after messages.
    let extraction: SlotExtraction
    /// Calls the action server.
    let calls: ActionCall
    private let retrievalIntents: Set<String>
    private let customNames: Set<String>

    /// The actions of a domain.
    public init(_ domain: DialogueDomain) {
        self.domain = domain
        responses = ResponseGeneration(domain)
        extraction = SlotExtraction(domain)
        calls = ActionCall(domain)
        retrievalIntents = Set(domain.domain.retrievalIntents)
        customNames = Set(domain.domain.actions.map(\.name))
    }

    /// Whether the project writes an action of this name under `actions:`.
    func isCustom(_ name: String) -> Bool { customNames.contains(name) }

    /// An action by its name, or by its text in case of an end-to-end story; `nil` when the domain
    /// knows none. The project's own action hides a default action or a form of the same name.
    ///
    /// - Note: rasa/core/actions/action.py `action_for_name_or_text` (3.6.21).
    public func action(_ name: String) -> (any Action)? {
        guard domain.actionNumber(name) != nil else { return nil }
        if name == KnowledgeSettings.action { return KnowledgeAction(table: self) }
        if !isCustom(name), domain.form(name) == nil, domain.response(name) == nil,
            let action = defaultAction(name)
        {
            return action
        }
        if name.hasPrefix("utter_"), let intent = RetrievalAction.intent(of: name),
            retrievalIntents.contains(intent)
        {
            return RetrievalAction(name: name, intent: intent, table: self)
        }
        if domain.isBotText(name) { return BotTextAction(name: name) }
        if name.hasPrefix("utter_") { return ResponseAction(name: name, says: name, table: self) }
        if domain.form(name) != nil, !isCustom(name) { return FormAction(name: name, table: self) }
        return RemoteAction(name: name, table: self)
    }

    private func defaultAction(_ name: String) -> (any Action)? {
        switch name {
        case "action_listen", "action_unlikely_intent": QuietAction(name: name)
        case "action_restart":
            ResponseAction(
                name: name, says: "utter_restart", isOptional: true, then: [.restart], table: self)
        case "action_session_start": SessionStartAction(domain: domain)
        case "action_default_fallback":
            ResponseAction(
                name: name, says: "utter_default", isOptional: true, then: [.rewind], table: self)
        case "action_back":
            ResponseAction(
                name: name, says: "utter_back", isOptional: true, then: [.rewind, .rewind],
                table: self)
        case "action_default_ask_rephrase":
            ResponseAction(name: name, says: "utter_ask_rephrase", isOptional: true, table: self)
        case "action_default_ask_affirmation": AffirmationAction()
        case "action_deactivate_loop":
            QuietAction(
                name: name, events: [.activeLoop(nil), .slot(name: "requested_slot", value: .null)])
        case "action_revert_fallback_events": RevertFallbackAction()
        case "action_two_stage_fallback": TwoStageFallbackAction(table: self)
        case "action_extract_slots": SlotExtractionAction(table: self)
        default: nil
        }
    }
}
