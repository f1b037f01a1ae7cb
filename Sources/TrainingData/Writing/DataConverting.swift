// Converts NLU data between YAML and JSON, as `rasa data convert nlu` does.

public import Foundation
public import Vocabulary

/// Converts NLU data.
public enum DataConverting {
    /// A format that NLU data can be written in.
    public enum Format: String, Sendable, CaseIterable {
        /// Data files of Rasa 2 and 3.
        case yaml
        /// The old format, without responses.
        case json
    }

    /// The data in a format.
    public static func text(_ training: TrainingSet, as format: Format) -> String {
        switch format {
        case .yaml: NLUWriter.yaml(training)
        case .json: NLUJSONWriter.text(training)
        }
    }

    /// Writes the data of a project to one file.
    ///
    /// - Throws: `Fault` `.cannotSave`.
    public static func convert(
        _ training: TrainingSet, to file: URL, as format: Format
    ) throws(Fault) {
        try TextFile.write(text(training, as: format), to: file)
    }
}
