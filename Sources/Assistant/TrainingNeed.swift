// Whether a training would learn anything that the last model does not hold.

public import Learning
import NLU
import Synchronization
public import TrainingData
import Vocabulary

extension ProjectTrainer {
    /// Whether training a project would train any part anew; the texts of responses may change
    /// without.
    ///
    /// A training is begun and stopped at the first part that is not taken from the last model.
    ///
    /// - Parameters: as of `train`.
    /// - Throws: as `train`, but for `.cancelled`.
    public static func needsTraining(
        _ project: Project, _ parts: ModelParts = .all, previous: ModelSections?,
        augmentation: Int
    ) throws -> Bool {
        guard previous != nil else {
            _ = try refusing(findings(of: project))
            return true
        }
        let learns = Mutex(false)
        let watch = TrainingWatch(
            progress: { _, _, remark in
                if remark != unchanged { learns.withLock { $0 = true } }
            },
            isCancelled: { learns.withLock { $0 } })
        do {
            _ = try train(
                project, parts, previous: previous, augmentation: augmentation, watch: watch)
        } catch let fault as Fault where fault.code == .cancelled { return true }
        return learns.withLock { $0 }
    }

    /// What the progress of a part says that was taken from the last model.
    static let unchanged = "unchanged"

    private static func refusing(_ findings: [Diagnostic]) throws -> [Diagnostic] {
        if findings.contains(where: { $0.severity == .error }) { throw DiagnosticFailure(findings) }
        return findings
    }
}
