// From the bytes of a model file to a model that answers.

import Dialogue
import Foundation
import Learning
public import NLU
public import Vocabulary

/// Opens model files.
public struct ModelOpener: Sendable {
    private let fetching: any HTTPFetching
    private let heed: @Sendable (MessageNote) -> Void
    private let predictionsMax: Int

    /// How many actions may follow one message unless the environment says otherwise.
    public static let predictionsMax = TurnEngine.predictionsMax

    /// An opener.
    ///
    /// - Parameters:
    ///   - fetching: makes the calls that remote components of a pipeline need.
    ///   - heed: called once for each different note that understanding leaves, such as a pattern
    ///     that ran out of steps.
    ///   - predictionsMax: how many actions may follow one message (`MAX_NUMBER_OF_PREDICTIONS`).
    public init(
        fetching: any HTTPFetching, heed: @escaping @Sendable (MessageNote) -> Void = { _ in },
        predictionsMax: Int = ModelOpener.predictionsMax
    ) {
        self.predictionsMax = predictionsMax
        self.fetching = fetching
        self.heed = heed
    }

    /// Reads and verifies a file, or the newest of a folder, and makes the model it holds.
    ///
    /// - Throws: `Fault` `.notFound`, `.unreadable`, `.tooLarge`, `.modelCorrupt`, `.modelVersion`.
    public func open(path: String) throws(Fault) -> ServedModel {
        let file = try ModelFolder.resolve(path)
        return try open(
            bytes: try ModelFolder.read(file), name: (file as NSString).lastPathComponent)
    }

    /// Verifies the bytes of a file and makes the model it holds.
    ///
    /// - Throws: `Fault` `.modelCorrupt`, `.modelVersion`.
    public func open(bytes: [UInt8], name: String) throws(Fault) -> ServedModel {
        do {
            let identity = try ModelManifest.modelID(of: bytes)
            let sections = try ModelFile.decode(bytes)
            let manifest = try ModelManifest(sections)
            let trained = try DialogueSections.read(sections)
            return ServedModel(
                fileName: name, modelID: identity, parser: try parser(sections, manifest.kind),
                assistantID: manifest.assistantID, kind: manifest.kind,
                dialogue: trained.map { engine($0, manifest, identity) },
                trainedDialogue: trained)
        } catch let problem as ModelFileProblem {
            throw Self.fault(problem, name: name)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(
                .modelCorrupt, "'\(name)' is damaged: \(error).", remedy: "Train it again.")
        }
    }

    private func engine(
        _ trained: TrainedDialogue, _ manifest: ModelManifest, _ modelID: String
    ) -> TurnEngine {
        TurnEngine(
            domain: trained.domain, chooser: trained.ensemble, modelID: modelID,
            assistantID: manifest.assistantID, predictionsMax: predictionsMax)
    }

    private func parser(
        _ sections: ModelSections, _ kind: ModelManifest.Kind
    ) throws -> any MessageParser {
        if kind == .core { return NoUnderstanding() }
        let trained = try TrainedPipeline(sections: sections.under(ProjectTrainer.prefix))
        return trained.pipeline(fetching: fetching, heed: heed)
    }

    private static func fault(_ problem: ModelFileProblem, name: String) -> Fault {
        switch problem {
        case .notAModel:
            Fault(
                .modelCorrupt, "'\(name)' is not a Martlet model.",
                remedy:
                    "Models of Rasa hold another format: train the project with `martlet train`."
            )
        case .version(let found):
            Fault(
                .modelVersion,
                "'\(name)' has version \(found) of the model format, this program reads "
                    + "\(ModelFile.version).", remedy: "Train it again.")
        case .damaged(let reason):
            Fault(.modelCorrupt, "'\(name)' is damaged: \(reason).", remedy: "Train it again.")
        }
    }
}

/// What a model without understanding makes of a message: nothing.
private struct NoUnderstanding: MessageParser {
    func parse(_ text: String) async -> ParsedMessage { ParsedMessage(text: text) }
}
