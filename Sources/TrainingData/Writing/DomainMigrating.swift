// Turns domains of Rasa 2 into those of Rasa 3: forms' slot mappings move to the slots.

import Vocabulary

/// Migrates the files of one domain.
///
/// - Note: follows rasa/core/migrate.py (3.6.21). Where Rasa drops the slots that forms name in a
///   domain without `slots:`, they are added here.
public enum DomainMigrating {
    /// A file of a domain.
    public struct File: Sendable, Hashable {
        /// Its name, without a folder.
        public let name: String
        /// What it holds.
        public let bytes: [UInt8]

        /// A file of a domain.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// What migrating gave.
    public struct Outcome: Sendable {
        /// The migrated domain files in the order given; files that hold no domain are left out.
        public var files: [(name: String, text: String)] = []
        /// What is wrong, and what should be looked at; with an error there are no files.
        public var diagnostics: [Diagnostic] = []
    }

    /// Migrates a domain of one file or several, which may hold `slots:` and `forms:` once each.
    ///
    /// - Parameter isFolder: whether the files are those of a folder, which must hold both sections.
    /// - Complexity: O(n).
    public static func migrate(_ files: [File], isFolder: Bool) -> Outcome {
        var migration = Migration()
        var domains: [(name: String, root: JSONObject)] = []
        for file in files {
            if let root = migration.read(file, isFolder: isFolder) {
                domains.append((file.name, root))
            }
        }
        migration.collect(domains, isFolder: isFolder)
        guard !migration.failed else { return Outcome(diagnostics: migration.findings) }
        migration.moveMappings()
        migration.fillSlots()
        var outcome = Outcome(diagnostics: migration.findings)
        guard !migration.failed else { return outcome }
        outcome.files = domains.map { ($0.name, migration.text($0.root)) }
        return outcome
    }
}

/// One migration; its parts are collected from all files, changed, and written back to each.
struct Migration {
    var findings: [Diagnostic] = []
    private var slots = JSONObject()
    private var forms = JSONObject()
    private var entities: [JSONValue] = []
    private var hasSlots = false
    private var hasForms = false

    /// Whether an error was found.
    var failed: Bool { findings.contains { $0.severity == .error } }

    private mutating func error(
        _ code: String, _ message: String, hint: String, in file: String
    ) {
        findings.append(
            Diagnostic(.error, code, message, hint: hint, at: SourcePlace(file: file)))
    }

    /// The root of a domain file; `nil` for other files, and after an error.
    mutating func read(_ file: DomainMigrating.File, isFolder: Bool) -> JSONObject? {
        let isYAML = file.name.hasSuffix(".yml") || file.name.hasSuffix(".yaml")
        guard isYAML || !isFolder else { return nil }
        let reading = YAMLSource.read(file.bytes, file: file.name)
        guard !reading.failed else {
            findings += reading.diagnostics
            return nil
        }
        guard let root = reading.root, DomainReader.isDomain(root), let object = root.json.object
        else {
            if !isFolder {
                error(
                    "migrate-no-domain", "The file holds no domain.",
                    hint: "Name the domain file with --domain.", in: file.name)
            }
            return nil
        }
        if object["version"] == .string(Domain.formatVersion) {
            error(
                "migrate-already", "The file has the format \(Domain.formatVersion) already.",
                hint: "Leave it out, or correct its version.", in: file.name)
        }
        return object
    }

    /// Collects slots, forms and entities of all files.
    mutating func collect(_ domains: [(name: String, root: JSONObject)], isFolder: Bool) {
        for (name, root) in domains {
            for key in ["slots", "forms"] where root[key] != nil {
                if key == "slots" ? hasSlots : hasForms {
                    error(
                        "migrate-twice", "'\(key)' stands in more than one file.",
                        hint: "Put all of it into one file.", in: name)
                }
                if key == "slots" { hasSlots = true } else { hasForms = true }
                guard let section = root[key]?.object else {
                    error(
                        "migrate-section", "'\(key)' is no mapping.",
                        hint: "Correct it or remove it.", in: name)
                    continue
                }
                if key == "slots" { slots = section } else { forms = section }
            }
            entities += root["entities"]?.array ?? []
        }
        guard isFolder, !failed, slots.members.isEmpty || forms.members.isEmpty else { return }
        error(
            "migrate-incomplete", "The folder lacks slots or forms, so nothing has to move.",
            hint: "Correct the version in the files by hand.", in: domains.first?.name ?? "domain")
    }

    /// Moves the mappings of forms to their slots, each with the condition that the form is active.
    mutating func moveMappings() {
        var moved = JSONObject()
        for (name, form) in forms.members {
            let options = form.object ?? [:]
            let ignored = options["ignored_intents"]
            var mapped = options
            mapped["ignored_intents"] = nil
            if let required = options["required_slots"] {
                guard let object = required.object else {
                    error(
                        "migrate-form", "The form '\(name)' lists its slots as Rasa 3 does.",
                        hint: "The domain may have been migrated already.", in: name)
                    continue
                }
                mapped = object
            }
            for (slot, mappings) in mapped.members {
                move(mappings.array ?? [], of: slot, from: name)
            }
            var form: JSONObject = ["required_slots": .array(mapped.keys.map(JSONValue.string))]
            if let ignored, !ignored.isEmptyOrFalse { form["ignored_intents"] = ignored }
            moved[name] = .object(form)
        }
        forms = moved
    }

    private mutating func move(_ mappings: [JSONValue], of slot: String, from form: String) {
        var options = slots[slot]?.object ?? [:]
        var left = mappings
        var result: [JSONValue] = []
        for existing in options["mappings"]?.array ?? [] {
            guard var bare = existing.object else { continue }
            let conditions = bare["conditions"]?.array ?? []
            bare["conditions"] = nil
            guard let index = left.firstIndex(of: .object(bare)) else {
                result.append(existing)
                continue
            }
            left.remove(at: index)
            bare["conditions"] = .array(conditions + [condition(form, slot, bare)])
            result.append(.object(bare))
        }
        for mapping in left {
            guard var mapping = mapping.object else { continue }
            mapping["conditions"] = [condition(form, slot, mapping)]
            result.append(.object(mapping))
        }
        options["mappings"] = .array(result)
        slots[slot] = .object(options)
    }

    private func condition(_ form: String, _ slot: String, _ mapping: JSONObject) -> JSONValue {
        var condition: JSONObject = ["active_loop": .string(form)]
        let kind = mapping["type"]?.string.flatMap(SlotMapping.Kind.init(rawValue:))
        if kind != .fromEntity, kind != .fromTriggerIntent {
            condition["requested_slot"] = .string(slot)
        }
        return .object(condition)
    }

    /// Gives every slot a mapping: from the entity of its name unless that was switched off, else a
    /// custom one, which is worth a look.
    mutating func fillSlots() {
        for (name, slot) in slots.members {
            var options = slot.object ?? [:]
            var mappings = options["mappings"]?.array ?? []
            let fills = options["auto_fill"] ?? true
            options["auto_fill"] = nil
            if entities.contains(.string(name)), fills == true {
                let mapping: JSONValue = ["type": "from_entity", "entity": .string(name)]
                if !mappings.contains(mapping) { mappings.append(mapping) }
            }
            if mappings.isEmpty {
                mappings = [["type": "custom"]]
                findings.append(
                    Diagnostic(
                        .warning, "migrate-custom", "The slot '\(name)' got a custom mapping.",
                        hint: "See whether an action fills it.", at: SourcePlace(file: "domain")))
            }
            options["mappings"] = .array(mappings)
            slots[name] = .object(options)
        }
    }

    /// The text of a migrated file.
    func text(_ root: JSONObject) -> String {
        var members = root.members.map { key, value -> (key: String, value: YAMLTree) in
            switch key {
            case "slots": (key, .value(.object(slots)))
            case "forms": (key, .value(.object(forms)))
            case "version": (key, .quoted(Domain.formatVersion))
            default: (key, .value(value))
            }
        }
        if !hasSlots, root["forms"] != nil, !slots.members.isEmpty {
            members.append(("slots", .value(.object(slots))))
        }
        return YAMLWriter.text(.mapping(members))
    }
}
