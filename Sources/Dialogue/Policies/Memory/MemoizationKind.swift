// How the policies that remember stories are trained, saved and read back.

public import Learning
import TrainingData
import Vocabulary

extension MemoizationPolicy {
    /// `MemoizationPolicy`.
    static let plainKind = kind(forgets: false)
    /// `AugmentedMemoizationPolicy`.
    static let augmentedKind = kind(forgets: true)
    private static let section = "memory"

    private static func kind(forgets: Bool) -> PolicyKind {
        PolicyKind(
            name: forgets ? augmentedName : plainName, priority: MemoizationSettings().priority,
            options: [
                PolicyOption("priority", .integer(atLeast: 0)),
                PolicyOption("max_history", .optionalInteger(atLeast: 0)),
                PolicyOption("use_nlu_confidence_as_score", .truth),
                PolicyOption("enable_feature_string_compression", .truth, hasEffect: false),
            ],
            train: { entry, lesson in
                let settings = MemoizationSettings(entry.options)
                let memory = MemoryTable(lesson.conversations, historyMax: settings.historyMax)
                let policy = MemoizationPolicy(
                    settings: settings, ruleOnly: lesson.ruleOnly, memory: memory,
                    forgets: forgets, domain: lesson.domain)
                return (policy, [])
            },
            load: { options, sections, domain in
                try MemoizationPolicy(
                    settings: MemoizationSettings(options), from: sections, forgets: forgets,
                    domain: domain)
            })
    }

    private init(
        settings: MemoizationSettings, from sections: ModelSections, forgets: Bool,
        domain: DialogueDomain
    ) throws(SectionProblem) {
        var reader = try SectionReader(sections, Self.section)
        let states = try reader.states(domain)
        let actions = try reader.texts()
        var sequences: [[Int32]] = []
        for _ in actions.indices {
            let sequence = try reader.array(of: Int32.self)
            guard sequence.allSatisfy({ states.indices.contains(Int($0)) }) else {
                throw SectionProblem("section \(Self.section) names a state that is not there")
            }
            sequences.append(sequence)
        }
        let ruleOnly = RuleOnly(
            slots: Set(try reader.texts()), loops: Set(try reader.texts()))
        self.init(
            settings: settings, ruleOnly: ruleOnly,
            memory: MemoryTable(states: states, sequences: sequences, actions: actions),
            forgets: forgets, domain: domain)
    }

    /// Writes what was learned; equal training gives equal bytes.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(states: memory.states, domain)
        writer.write(texts: memory.actions)
        for sequence in memory.sequences { writer.write(array: sequence) }
        writer.write(texts: ruleOnly.slots.sorted())
        writer.write(texts: ruleOnly.loops.sorted())
        file.add(Self.section, writer.bytes)
    }
}
