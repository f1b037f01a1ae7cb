// The dialogue's part of a model file: the domain, and what was trained from stories and rules.

import Dialogue
import Learning
import NLU
import TrainingData
import Vocabulary

/// Trains, writes and reads the dialogue of a model.
enum DialogueSections {
    /// Where the sections of dialogue stand in a model file.
    static let prefix = "core/"
    /// The domain as YAML.
    private static let domainSection = "domain"
    /// What the dialogue was trained from.
    private static let fingerprintSection = "trained_from"

    /// A trained dialogue.
    struct Trained {
        let sections: ModelSections
        let findings: [Diagnostic]
        let isReused: Bool
    }

    /// The domain of a project as dialogue sees it: joined with the NLU data, with the texts that
    /// end-to-end stories let the bot say.
    static func domain(of project: Project) -> Domain {
        project.domain.joined(with: project.training).joined(with: project.stories)
    }

    /// What a project says about its dialogue.
    static func material(of project: Project) -> DialogueTrainer.Material {
        DialogueTrainer.Material(
            domain: domain(of: project), stories: project.stories,
            policies: project.settings.policies, at: project.settings.place)
    }

    /// Trains the dialogue, or takes it from an earlier model when nothing that it was trained from
    /// changed. Texts of responses may change without a training.
    ///
    /// - Throws: `DiagnosticFailure`, `Fault` `.cancelled`.
    static func train(
        _ project: Project, augmentation: Int, previous: ModelSections?, watch: TrainingWatch
    ) throws -> Trained {
        let material = material(of: project)
        let fingerprint = Array(fingerprint(of: material, augmentation: augmentation).text.utf8)
        var sections = ModelSections()
        sections.add(domainSection, Array(DomainWriter.yaml(material.domain).utf8))
        sections.add(fingerprintSection, fingerprint)
        if let previous, previous[fingerprintSection] == fingerprint {
            for section in previous.sections
            where section.name != domainSection && section.name != fingerprintSection {
                sections.add(section.name, section.bytes)
            }
            watch.progress("dialogue", 1, "unchanged")
            return Trained(sections: sections, findings: [], isReused: true)
        }
        let trainer = DialogueTrainer(material, augmentation: augmentation)
        let (dialogue, findings) = try trainer.train { done, doing in
            try watch.check()
            watch.progress(doing, done, "")
        }
        dialogue.save(to: &sections)
        return Trained(sections: sections, findings: findings, isReused: false)
    }

    /// Reads the dialogue of a model file; `nil` when the model has none.
    ///
    /// - Throws: `SectionProblem`.
    static func read(_ file: ModelSections) throws -> TrainedDialogue? {
        let sections = file.under(prefix)
        guard let bytes = sections[domainSection] else { return nil }
        let reading = YAMLSource.read(bytes, file: domainSection)
        let (domain, findings) = DomainReader.read(reading.root)
        guard !reading.failed, !findings.contains(where: { $0.severity == .error }) else {
            throw SectionProblem("section \(prefix)\(domainSection) holds no domain")
        }
        return try TrainedDialogue(from: sections, domain: DialogueDomain(domain))
    }

    /// The fingerprint of everything that policies learn from.
    private static func fingerprint(
        of material: DialogueTrainer.Material, augmentation: Int
    ) -> Fingerprint {
        var domain = material.domain
        domain.responses = domain.responses.map { response in
            DomainResponse(name: response.name, variations: [], place: response.place)
        }
        let policies = (material.policies ?? []).map { policy -> JSONValue in
            [.string(policy.name), .object(policy.options)]
        }
        let written: JSONValue = [
            "format": 1, "policies": material.policies == nil ? .null : .array(policies),
            "augmentation": .integer(augmentation), "domain": domain.json,
            "stories": .string(StoryWriter.yaml(material.stories)),
        ]
        return Fingerprint(of: written.bytes())
    }
}
