import Foundation
import Testing
import TrainingData
import Vocabulary

/// Rasa's reading of domains and stories, recorded by Tests/Golden/record_domain_stories.py.
enum DomainStoriesGolden {
    static let all: JSONValue = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/domain_stories.json")
        guard let data = try? Data(contentsOf: url), let json = try? JSONValue(parsing: data) else {
            return .null
        }
        return json
    }()

    static func cases(_ key: String) -> [JSONValue] { all[key]?.array ?? [] }
}

@Suite("Domains as Rasa reads them") struct DomainGoldenTests {
    /// Reads one text as a domain file.
    static func read(_ yaml: String, file: String = "domain.yml") -> (Domain, [Diagnostic]) {
        let reading = YAMLSource.read(text: yaml, file: file)
        if reading.failed { return (Domain(), reading.diagnostics) }
        let (domain, diagnostics) = DomainReader.read(reading.root)
        return (domain, reading.diagnostics + diagnostics)
    }

    static func strings(_ value: JSONValue?) -> [String] {
        value?.array?.compactMap(\.string) ?? []
    }

    /// Rasa refuses names without a Latin letter; we read them and warn.
    static let namesWithoutLatin: Set = [
        "slot quoted number name", "slot cyrillic name", "form cyrillic name",
        "action option cyrillic",
    ]

    /// Several names in one list item are split into items of their own, which is how we keep them.
    static func split(_ domain: JSONValue?) -> JSONValue {
        guard var object = domain?.object else { return .null }
        for key in ["intents", "entities", "actions"] {
            guard let items = object[key]?.array else { continue }
            let apart = items.flatMap { item -> [JSONValue] in
                guard let members = item.object?.members, members.count > 1 else { return [item] }
                return members.map { .object([$0.key: $0.value]) }
            }
            object[key] = .array(
                key != "intents" ? apart : apart.sorted { name($0) < name($1) })
        }
        if let texts = object["e2e_actions"]?.array {
            object["e2e_actions"] = .array(texts.map { $0.string.map(JSONValue.string) ?? $0 })
        }
        return .object(object)
    }

    static func name(_ item: JSONValue) -> String { item.string ?? item.object?.keys.first ?? "" }

    @Test("a domain is refused exactly when Rasa refuses it")
    func refusals() {
        #expect(DomainStoriesGolden.cases("domains").count > 150)
        for entry in DomainStoriesGolden.cases("domains") {
            let (_, diagnostics) = Self.read(entry["yaml"]?.string ?? "")
            let refused = diagnostics.contains { $0.severity == .error }
            let reason = entry["rasa"]?["refused"]?.string
            if Self.namesWithoutLatin.contains(entry["name"]?.string ?? "") {
                #expect(diagnostics.map(\.code) == ["domain-name"])
                continue
            }
            #expect(
                refused == (reason != nil),
                "\(entry["name"]?.string ?? ""): Rasa \(reason ?? "reads it"); we: \(diagnostics)")
        }
    }

    @Test("where Rasa warns, we warn")
    func warnings() {
        for entry in DomainStoriesGolden.cases("domains") where entry["rasa"]?["warned"] != 0 {
            guard entry["rasa"]?["refused"] == nil else { continue }
            let (_, diagnostics) = Self.read(entry["yaml"]?.string ?? "")
            #expect(!diagnostics.isEmpty, "\(entry["name"]?.string ?? "")")
        }
    }

    @Test("what Rasa reads, we read with the same intents, entities, slots, actions and settings")
    func readings() {
        for entry in DomainStoriesGolden.cases("domains") {
            guard let rasa = entry["rasa"], let expected = rasa["domain"] else { continue }
            let name = entry["name"]?.string ?? ""
            let (domain, _) = Self.read(entry["yaml"]?.string ?? "")
            // Numbers and texts that are no lists are taken apart letter by letter in Rasa.
            // Keys that mean nothing are not kept.
            let unlike = [
                "bot text number", "entity roles text", "intent use text", "response number name",
                "unknown key",
            ]
            guard !unlike.contains(name) else { continue }
            let (ours, theirs) = (Self.split(domain.json), Self.split(expected))
            #expect(ours == theirs, "\(name): \(ours.text()) is not \(theirs.text())")
            #expect(domain.intentNames == Self.strings(rasa["intents"]), "\(name)")
            #expect(domain.actionNames == Self.strings(rasa["actions"]), "\(name)")
            let needing = domain.actions.filter(\.needsDomain).map(\.name)
            #expect(needing == Self.strings(rasa["need_domain"]), "\(name)")
            let slots: [JSONValue] = domain.allSlots.map {
                [
                    .string($0.name), .string($0.kind.name), $0.initialValue,
                    .bool($0.influencesConversation),
                ]
            }
            #expect(.array(slots) == rasa["slots"], "\(name)")
            #expect(domain.session.expirationMinutes == rasa["session"]?.array?[0].double)
            #expect(domain.session.carriesOverSlots == rasa["session"]?.array?[1].bool)
            for intent in domain.intents {
                let expected = Self.strings(rasa["used"]?[intent.name])
                #expect(domain.usedEntities(of: intent) == expected, "\(name) \(intent.name)")
            }
        }
    }

    @Test("files are merged in Rasa's order, with Rasa's winners and Rasa's duplicates")
    func merges() {
        for entry in DomainStoriesGolden.cases("merges") {
            let name = entry["name"]?.string ?? ""
            var merged = Domain()
            var twice: [String: Set<String>] = [:]
            for (index, yaml) in Self.strings(entry["yaml"]).enumerated() {
                let (next, _) = Self.read(yaml, file: "domain\(index).yml")
                let joined = merged.merging(next)
                merged = joined.domain
                twice = Dictionary(
                    grouping: joined.diagnostics, by: { $0.message.quoted(1) }
                ).mapValues { Set($0.map { $0.message.quoted(0) }) }
            }
            let expected = entry["rasa"]?["domain"]
            #expect(
                merged.json == expected,
                "\(name): \(merged.json.text()) is not \(expected?.text() ?? "")")
            for (key, order) in entry["rasa"]?["order"]?.object?.members ?? [] {
                let value = merged.json[key]
                let ours = value?.array?.map(Self.name) ?? value?.object?.keys ?? []
                if key != "session_config" {
                    #expect(ours == Self.strings(order), "\(name) \(key)")
                }
            }
            let duplicates = entry["rasa"]?["duplicates"]?.object?.members ?? []
            #expect(twice.count == duplicates.count, "\(name)")
            for (key, names) in duplicates {
                #expect(twice[key] == Set(Self.strings(names)), "\(name) \(key)")
            }
        }
    }
}

extension String {
    /// The text between the quotes of the n-th quoted piece.
    func quoted(_ index: Int) -> String {
        let parts = split(separator: "'", omittingEmptySubsequences: false)
        return 2 * index + 1 < parts.count ? String(parts[2 * index + 1]) : ""
    }
}
