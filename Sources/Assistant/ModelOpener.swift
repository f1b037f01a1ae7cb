// From the bytes of a model file to a model that answers.

import Learning
import NLU
public import Vocabulary

/// Opens model files.
public struct ModelOpener: Sendable {
    private let fetching: any HTTPFetching

    /// An opener.
    ///
    /// - Parameter fetching: makes the calls that remote components of a pipeline need.
    public init(fetching: any HTTPFetching) { self.fetching = fetching }

    /// Verifies a file and makes the model it holds.
    ///
    /// - Throws: `Fault` `.modelCorrupt`, `.modelVersion`.
    public func open(bytes: [UInt8], name: String) throws(Fault) -> ServedModel {
        do {
            let identity = try ModelManifest.modelID(of: bytes)
            let sections = try ModelFile.decode(bytes)
            let manifest = try ModelManifest(sections)
            return ServedModel(
                fileName: name, modelID: identity, parser: try parser(sections),
                assistantID: manifest.assistantID, kind: manifest.kind)
        } catch let problem as ModelFileProblem {
            throw Self.fault(problem, name: name)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(
                .modelCorrupt, "'\(name)' is damaged: \(error).", remedy: "Train it again.")
        }
    }

    private func parser(_ sections: ModelSections) throws -> any MessageParser {
        NothingParser()
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

private struct NothingParser: MessageParser {
    func parse(_ text: String) async -> ParsedMessage { ParsedMessage(text: text) }
}
