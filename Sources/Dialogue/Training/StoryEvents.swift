// Adds to the events of a piece of a story what they imply: listening, and slots set by entities.

import TrainingData
import Vocabulary

/// Spells out the events of pieces of stories.
///
/// - Note: follows `StoryStep.explicit_events` and `Domain.slots_for_entities` (3.6.21).
struct StoryEvents {
    let domain: DialogueDomain
    private let listen = Event.Content.action(ActionEvent(name: "action_listen"))

    init(domain: DialogueDomain) { self.domain = domain }

    /// All events of a piece; in a rule `null` becomes "must not be set".
    func moments(of block: StoryBlock) -> [TrainingMoment] {
        var moments: [TrainingMoment] = []
        var last = block.starts.first?.place ?? block.place
        for event in block.events {
            switch event.content {
            case .user(let user):
                addListen(to: &moments, at: event.place)
                moments.append(TrainingMoment(.user(userEvent(user)), place: event.place))
                moments += slots(for: user).map { TrainingMoment($0, place: event.place) }
            case .plain(let content):
                moments.append(
                    TrainingMoment(
                        content, place: event.place, isUnpredictable: event.isUnpredictable))
            }
            last = event.place
        }
        if block.ends.isEmpty { addListen(to: &moments, at: last) }
        guard block.isRule else { return moments }
        return moments.map { moment in
            var moment = moment
            switch moment.content {
            case .slot(let name, .null):
                moment.content = .slot(name: name, value: .string(SlotFeature.unsetMark))
            case .activeLoop(nil): moment.content = .activeLoop(SlotFeature.unsetMark)
            default: break
            }
            return moment
        }
    }

    private func addListen(to moments: inout [TrainingMoment], at place: SourcePlace) {
        if moments.last?.content.isListening == true { return }
        moments.append(TrainingMoment(listen, place: place))
    }

    private func userEvent(_ user: UserStep) -> UserEvent {
        let entities = user.entities.map { entity -> JSONValue in
            var json: JSONObject = ["entity": .string(entity.name)]
            if let value = entity.value { json["value"] = value }
            if let role = entity.role { json["role"] = .string(role) }
            if let group = entity.group { json["group"] = .string(group) }
            if let span = entity.span {
                json["start"] = .integer(span.start)
                json["end"] = .integer(span.end)
            }
            return .object(json)
        }
        var intent: JSONObject = ["name": user.intent.map(JSONValue.string) ?? .null]
        if user.intent != nil { intent["confidence"] = 1.0 }
        if user.responseKey != nil, let full = user.fullIntent {
            intent["full_retrieval_intent_name"] = .string(full)
        }
        return UserEvent(
            text: user.text,
            parse: [
                "intent": .object(intent), "entities": .array(entities),
                "text": user.text.map(JSONValue.string) ?? .null,
            ])
    }

    /// Slots that the entities of a message fill by mappings that hold outside of forms.
    private func slots(for user: UserStep) -> [Event.Content] {
        guard domain.domain.storesEntitiesAsSlots, !user.entities.isEmpty else { return [] }
        return domain.slots.compactMap { slot in
            var values: [JSONValue] = []
            for mapping in slot.mappings
            where mapping.kind == .fromEntity && mapping.conditions.first?.activeLoop == nil {
                values += user.entities.filter {
                    $0.name == mapping.entity && $0.role == mapping.role
                        && $0.group == mapping.group
                }.map { $0.value ?? .null }
            }
            guard let last = values.last else { return nil }
            return .slot(name: slot.name, value: slot.kind == .list ? .array(values) : last)
        }
    }
}
