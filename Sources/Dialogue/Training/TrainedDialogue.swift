// What training makes of stories and rules, and the model file keeps.

public import Learning
import TrainingData
import Vocabulary

/// A trained dialogue: everything a conversation needs besides understanding.
public struct TrainedDialogue: Sendable {
    /// One policy with how `config.yml` set it up.
    struct Entry: Sendable {
        let name: String
        let options: JSONObject
        let policy: any Policy
    }

    /// The domain.
    public let domain: DialogueDomain
    /// The policies.
    public let ensemble: PolicyEnsemble
    private let entries: [Entry]
    private static let section = "policies"

    init(domain: DialogueDomain, entries: [Entry]) {
        self.domain = domain
        self.entries = entries
        ensemble = PolicyEnsemble(entries.map(\.policy), domain: domain)
    }

    /// Writes all policies; equal training gives equal bytes.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(texts: entries.map(\.name))
        writer.write(texts: entries.map { JSONValue.object($0.options).text() })
        file.add(Self.section, writer.bytes)
        for (number, entry) in entries.enumerated() {
            var part = ModelSections()
            entry.policy.save(to: &part)
            file.add(part, prefix: "policy_\(number)/")
        }
    }

    /// Reads what `save(to:)` wrote, for the domain it was trained with.
    ///
    /// - Throws: `SectionProblem` when a section is missing or damaged, or names a policy that is
    ///   not there.
    public init(from file: ModelSections, domain: DialogueDomain) throws {
        var reader = try SectionReader(file, Self.section)
        let names = try reader.texts()
        let options = try reader.texts()
        guard names.count == options.count else {
            throw SectionProblem("section \(Self.section) is damaged")
        }
        var entries: [Entry] = []
        for (number, name) in names.enumerated() {
            guard let kind = PolicyCatalog.kind(name) else {
                throw SectionProblem("the policy '\(name)' is not known")
            }
            let written = try JSONValue(parsing: options[number].utf8).object ?? [:]
            let policy = try kind.load(written, file.under("policy_\(number)/"), domain)
            entries.append(Entry(name: name, options: written, policy: policy))
        }
        self.init(domain: domain, entries: entries)
    }
}
