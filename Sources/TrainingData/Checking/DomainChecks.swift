// What can be wrong inside a domain when all its files are joined.

import Vocabulary

/// Checks of a whole domain.
///
/// - Note: follows `Validator` in rasa/validator.py, `Domain.check_missing_responses` and
///   `SlotMapping.check_mapping_validity` (3.6.21).
public enum DomainChecks {
    /// An error for a project without any domain, and for each intent of Rasa 1 that triggers an
    /// action by itself.
    public static func validity(of domain: Domain) -> [Diagnostic] {
        if domain.isEmpty {
            return [
                Diagnostic(
                    .error, "domain-empty", "The domain is empty.",
                    hint: "Give it at least an intent and a response.",
                    at: SourcePlace(file: "domain.yml"))
            ]
        }
        return domain.intents.filter { $0.options?["triggers"] != nil }.map {
            Diagnostic(
                .error, "intent-triggers",
                "The intent '\($0.name)' triggers an action, which ended with Rasa 1.",
                hint: "Write a rule instead of 'triggers'.", at: $0.place)
        }
    }

    /// An error for each slot that a form asks for and the domain does not have.
    public static func formSlots(of domain: Domain) -> [Diagnostic] {
        let known = Set(domain.allSlots.map(\.name))
        return domain.forms.flatMap { form in
            form.requiredSlots.enumerated().filter { !known.contains($0.element) }.map {
                Diagnostic(
                    .error, "form-slot-unknown",
                    "The form '\(form.name)' asks for the slot '\($0.element)', which the domain"
                        + " does not have.",
                    hint: "Add the slot, or correct its name.",
                    at: form.slotPlaces.indices.contains($0.offset)
                        ? form.slotPlaces[$0.offset] : form.place)
            }
        }
    }

    /// Errors about slot mappings whose condition names a form that is not there or does not ask for
    /// the slot.
    public static func mappingConditions(of domain: Domain) -> [Diagnostic] {
        let forms = Dictionary(domain.forms.map { ($0.name, $0) }) { first, _ in first }
        var findings: [Diagnostic] = []
        for slot in domain.slots {
            for mapping in slot.mappings {
                for loop in mapping.conditions.compactMap(\.activeLoop) where !loop.isEmpty {
                    guard let form = forms[loop] else {
                        findings.append(unknownForm(loop, slot, mapping.place))
                        continue
                    }
                    let asks = form.requiredSlots
                    guard !asks.isEmpty, !asks.contains(slot.name),
                        mapping.kind != .fromTriggerIntent
                    else { continue }
                    findings.append(unasked(loop, slot, mapping.place))
                }
            }
        }
        return findings
    }

    private static func unknownForm(
        _ form: String, _ slot: DomainSlot, _ place: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            .error, "mapping-form-unknown",
            "A mapping of the slot '\(slot.name)' is for the form '\(form)', which the domain does"
                + " not have.",
            hint: "Add the form, or correct its name.", at: place)
    }

    private static func unasked(
        _ form: String, _ slot: DomainSlot, _ place: SourcePlace
    ) -> Diagnostic {
        Diagnostic(
            .error, "mapping-slot-unasked",
            "A mapping of the slot '\(slot.name)' is for the form '\(form)', which does not ask for"
                + " it.",
            hint: "Add '\(slot.name)' to 'required_slots' of '\(form)'; where an action adds it"
                + " while the form runs, train with --skip-validation, as with Rasa.", at: place)
    }

    /// Warnings about slot mappings that name an entity or an intent the domain does not have.
    public static func mappingNames(of domain: Domain) -> [Diagnostic] {
        let entities = Set(domain.entityNames)
        let intents = Set(domain.intentNames)
        var findings: [Diagnostic] = []
        for slot in domain.slots {
            for mapping in slot.mappings {
                func warn(_ what: String, _ name: String) {
                    findings.append(
                        Diagnostic(
                            .warning, "mapping-\(what)-unknown",
                            "A mapping of the slot '\(slot.name)' names the \(what) '\(name)',"
                                + " which the domain does not have.",
                            hint: "Add the \(what), or correct its name.", at: mapping.place))
                }
                if mapping.kind == .fromEntity, let entity = mapping.entity,
                    !entities.contains(entity)
                {
                    warn("entity", entity)
                }
                if mapping.kind == .fromIntent || mapping.kind == .fromTriggerIntent {
                    for intent in mapping.intents where !intents.contains(intent) {
                        warn("intent", intent)
                    }
                }
            }
        }
        return findings
    }

    /// Warnings about actions `utter_…` without a response of that name. The action of a retrieval
    /// intent needs none when one of its response keys has one.
    public static func missingResponses(of domain: Domain) -> [Diagnostic] {
        let known = Set(domain.responses.map(\.name))
        let parents = Set(
            domain.responses.filter(\.isRetrieval).map {
                String($0.name.prefix { $0 != "/" })
            })
        return domain.actions.filter {
            $0.name.hasPrefix("utter_") && !known.contains($0.name) && !parents.contains($0.name)
        }.map {
            Diagnostic(
                .warning, "action-without-response",
                "The action '\($0.name)' has no response of that name.",
                hint: "Add '\($0.name)' under 'responses'.", at: $0.place)
        }
    }
}
