// How the policy of rules is trained, saved and read back.

public import Learning
import TrainingData
import Vocabulary

extension RulePolicy {
    /// `RulePolicy`.
    static let kind = PolicyKind(
        name: policyName, priority: RulePolicySettings().priority,
        options: [
            PolicyOption("priority", .integer(atLeast: 0)),
            PolicyOption("core_fallback_threshold", .number(0...1)),
            PolicyOption("core_fallback_action_name", .text),
            PolicyOption("enable_fallback_prediction", .truth),
            PolicyOption("restrict_rules", .truth),
            PolicyOption("check_for_contradictions", .truth),
            PolicyOption("use_nlu_confidence_as_score", .truth),
            PolicyOption("max_history", .any, hasEffect: false),
            PolicyOption("enable_feature_string_compression", .truth, hasEffect: false),
        ],
        train: { entry, lesson in
            let settings = RulePolicySettings(entry.options)
            let (book, findings) = RuleLearning(
                domain: lesson.domain, settings: settings, conversations: lesson.conversations
            ).learn()
            return (RulePolicy(settings: settings, book: book, domain: lesson.domain), findings)
        },
        load: { options, sections, domain in
            try RulePolicy(
                settings: RulePolicySettings(options), book: RuleBook(from: sections, domain),
                domain: domain)
        })

    /// Writes what was learned; equal training gives equal bytes.
    public func save(to file: inout ModelSections) { book.save(to: &file, domain) }
}

extension RuleBook {
    private static let section = "rules"

    init(from sections: ModelSections, _ domain: DialogueDomain) throws(SectionProblem) {
        var reader = try SectionReader(sections, Self.section)
        rules = try Self.table(&reader, domain)
        unhappyPaths = try Self.table(&reader, domain)
        ruleOnly = RuleOnly(slots: Set(try reader.texts()), loops: Set(try reader.texts()))
        hidden = Set(try reader.texts().map(RuleSource.defaultIntent))
        hidden.formUnion(try reader.texts().map(RuleSource.loop))
        hidden.formUnion(try reader.texts().map(RuleSource.loopListens))
        let count: UInt32 = try reader.integer()
        for _ in 0..<count { hidden.insert(.states(try reader.states(domain))) }
    }

    func save(to file: inout ModelSections, _ domain: DialogueDomain) {
        var writer = SectionWriter()
        for table in [rules, unhappyPaths] {
            writer.write(UInt32(table.entries.count))
            for entry in table.entries {
                writer.write(states: entry.key, domain)
                writer.write(entry.value)
                writer.write(UInt32(entry.length))
            }
        }
        writer.write(texts: ruleOnly.slots.sorted())
        writer.write(texts: ruleOnly.loops.sorted())
        var intents: [String] = []
        var loops: [String] = []
        var listens: [String] = []
        var keys: [(text: String, states: [DialogueState])] = []
        for source in hidden {
            switch source {
            case .defaultIntent(let name): intents.append(name)
            case .loop(let name): loops.append(name)
            case .loopListens(let name): listens.append(name)
            case .states(let states): keys.append((RuleKey.text(of: states, domain), states))
            }
        }
        for names in [intents, loops, listens] { writer.write(texts: names.sorted()) }
        writer.write(UInt32(keys.count))
        for key in keys.sorted(by: { $0.text < $1.text }) {
            writer.write(states: key.states, domain)
        }
        file.add(Self.section, writer.bytes)
    }

    private static func table(
        _ reader: inout SectionReader, _ domain: DialogueDomain
    ) throws(SectionProblem) -> RuleTable {
        let count: UInt32 = try reader.integer()
        var entries: [RuleTable.Entry] = []
        for _ in 0..<count {
            let key = try reader.states(domain)
            guard !key.isEmpty else { throw SectionProblem("a rule has no states") }
            let value = try reader.text()
            let length: UInt32 = try reader.integer()
            entries.append(RuleTable.Entry(key: key, value: value, length: Int(length)))
        }
        return RuleTable(entries)
    }
}
