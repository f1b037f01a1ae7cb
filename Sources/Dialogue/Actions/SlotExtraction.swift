// Fills slots from messages by their mappings.

import TrainingData
import Vocabulary

/// Rasa's `action_extract_slots` without its validation.
///
/// - Note: rasa/core/actions/action.py `ActionExtractSlots`, rasa/shared/core/slot_mappings.py
///   (3.6.21).
struct SlotExtraction: Sendable {
    /// A slot with the mappings that can ever apply.
    private struct Plan: Sendable {
        let name: String
        let isList: Bool
        let mappings: [Mapping]
    }

    /// A mapping with everything read from its options.
    private struct Mapping: Sendable {
        let options: JSONObject
        let kind: SlotMapping.Kind
        let entity: String?
        let role: String?
        let group: String?
        let intents: [String]
        let notIntents: [String]
        let conditions: [SlotMapping.Condition]
        let value: JSONValue
        let action: String?

        init?(_ mapping: SlotMapping, _ domain: Domain) {
            guard let kind = mapping.kind else { return nil }
            self.kind = kind
            options = mapping.options
            entity = mapping.entity
            role = mapping.role
            group = mapping.group
            intents = mapping.intents
            notIntents = mapping.notIntents
            conditions = mapping.conditions
            value = mapping.value
            action = mapping.action
            switch kind {
            case .fromEntity:
                guard domain.entities.contains(where: { $0.name == mapping.entity }) else {
                    return nil
                }
            case .fromIntent:
                let known = Set(domain.intentNames)
                guard intents.allSatisfy({ $0.isEmpty || known.contains($0) }) else { return nil }
            default: break
            }
        }
    }

    private let plans: [Plan]
    /// Per form: how often each `from_entity` mapping occurs among its slots.
    private let entityMappings: [String: [JSONObject: Int]]
    private let domain: DialogueDomain

    init(_ domain: DialogueDomain) {
        self.domain = domain
        let engineSlots: Set = [
            "requested_slot", "session_started_metadata", "knowledge_base_listed_objects",
            "knowledge_base_last_object", "knowledge_base_last_object_type",
        ]
        plans = domain.slots.compactMap { slot in
            guard !engineSlots.contains(slot.name) else { return nil }
            let mappings = slot.mappings.compactMap { Mapping($0, domain.domain) }
            guard !mappings.isEmpty else { return nil }
            return Plan(name: slot.name, isList: slot.kind == .list, mappings: mappings)
        }
        var counts: [String: [JSONObject: Int]] = [:]
        for form in domain.domain.forms {
            var seen: [JSONObject: Int] = [:]
            for name in form.requiredSlots {
                guard let number = domain.slotNumber(name) else { continue }
                for mapping in domain.slots[number].mappings where mapping.kind == .fromEntity {
                    seen[mapping.options, default: 0] += 1
                }
            }
            counts[form.name] = seen
        }
        entityMappings = counts
    }

    /// What the last message fills.
    ///
    /// - Parameter runCustom: runs the custom action of a mapping and gives its `slot` and `bot`
    ///   events; asked once for each action.
    /// - Returns: `slot` events in the order of the domain's slots, and what custom actions gave.
    /// - Complexity: O(mappings × entities of the message).
    func events(
        _ tracker: Tracker, runCustom: (String) async -> [Event]
    ) async -> [Event] {
        var events: [Event] = []
        var ran: Set<String> = []
        let user = tracker.latestUser
        let entities = tracker.state.latestMessage?.entities ?? []
        for plan in plans {
            for mapping in plan.mappings {
                guard applies(mapping, to: plan.name, user?.intentName, tracker) else { continue }
                let found = values(mapping, user, entities, tracker)
                if let last = found.last {
                    let value = plan.isList ? JSONValue.array(found) : last
                    if !value.isNull || !(tracker.slot(plan.name) ?? .null).isNull {
                        events.append(Event(.slot(name: plan.name, value: value), timestamp: 0))
                        break
                    }
                }
                if mapping.kind == .custom, let action = mapping.action, !action.isEmpty,
                    ran.insert(action).inserted
                {
                    events += await runCustom(action)
                }
            }
        }
        return events
    }

    private func applies(
        _ mapping: Mapping, to slot: String, _ intent: String?, _ tracker: Tracker
    ) -> Bool {
        wants(intent, mapping, tracker) && conditionsHold(mapping, slot, tracker)
            && isUnique(mapping, slot, tracker)
    }

    private func wants(_ intent: String?, _ mapping: Mapping, _ tracker: Tracker) -> Bool {
        if !mapping.intents.isEmpty { return intent.map(mapping.intents.contains) ?? false }
        guard let intent else { return true }
        if mapping.notIntents.contains(intent) { return false }
        guard let loop = tracker.activeLoop?.name else { return true }
        let isMeant =
            mapping.conditions.isEmpty || mapping.conditions.contains { $0.activeLoop == loop }
        return !isMeant || !(domain.form(loop)?.ignoredIntents.contains(intent) ?? false)
    }

    private func conditionsHold(_ mapping: Mapping, _ slot: String, _ tracker: Tracker) -> Bool {
        guard !mapping.conditions.isEmpty, mapping.kind != .fromTriggerIntent else { return true }
        let requested = tracker.requestedSlot
        if tracker.loopIsRejected, requested == slot { return false }
        let loop = tracker.activeLoop?.name
        return mapping.conditions.contains { condition in
            guard let wanted = condition.activeLoop else { return loop == nil }
            guard wanted == loop else { return false }
            return condition.requestedSlot.map { $0.isEmpty || $0 == requested } ?? true
        }
    }

    /// Inside a form an entity fills slots that are not asked for only if it can mean no other.
    private func isUnique(_ mapping: Mapping, _ slot: String, _ tracker: Tracker) -> Bool {
        guard mapping.kind == .fromEntity, let loop = tracker.activeLoop?.name,
            tracker.requestedSlot != slot, let form = domain.form(loop),
            form.requiredSlots.contains(slot)
        else { return true }
        return entityMappings[loop]?[mapping.options] == 1
    }

    private func values(
        _ mapping: Mapping, _ user: UserEvent?, _ entities: [JSONValue], _ tracker: Tracker
    ) -> [JSONValue] {
        switch mapping.kind {
        case .fromEntity:
            return entities.compactMap { entity in
                guard entity["entity"]?.string == mapping.entity,
                    entity["role"]?.string == mapping.role,
                    entity["group"]?.string == mapping.group
                else { return nil }
                return entity["value"]
            }
        case .fromIntent: return [mapping.value]
        case .fromTriggerIntent:
            guard let loop = tracker.activeLoop?.name else { return [] }
            let isMeant =
                mapping.conditions.isEmpty || mapping.conditions.contains { $0.activeLoop == loop }
            return isMeant ? [mapping.value] : []
        case .fromText: return [user?.text.map(JSONValue.string) ?? .null]
        case .custom: return []
        }
    }
}
