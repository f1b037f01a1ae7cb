// The YAML of a request's body, checked before anything is done with it.

import TrainingData
import Vocabulary

/// YAML that came in a request.
enum TrainingBody {
    /// The name that places in findings carry.
    static let file = "body"

    /// Refuses an empty body and one that is not a YAML mapping.
    ///
    /// - Parameters:
    ///   - bytes: the body.
    ///   - emptyMessage: what is answered to an empty one.
    /// - Throws: `APIProblem` with status 400.
    static func check(_ bytes: [UInt8], emptyMessage: String) throws(APIProblem) {
        guard !bytes.isEmpty else { throw .badRequest(emptyMessage) }
        let reading = YAMLSource.read(bytes, file: file)
        let errors = reading.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw problem(errors.map(\.description).joined(separator: "\n"))
        }
        guard reading.root?.members != nil else {
            throw problem("\(file):1:1: the text is not a mapping of keys to values")
        }
    }

    private static func problem(_ text: String) -> APIProblem {
        .badRequest(
            "The request body does not contain valid YAML. Error: \(text)",
            help: RasaContract.trainingDataHelp)
    }
}
