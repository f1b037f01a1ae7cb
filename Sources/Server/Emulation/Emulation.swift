// Answers of /model/parse in the shapes of other services.

import Vocabulary

/// The shape an answer of `/model/parse` has.
enum Emulation: Sendable {
    case rasa, wit, luis, dialogflow

    /// The shape that the query parameter `emulation_mode` names, in any case.
    ///
    /// - Throws: `APIProblem` with status 400 for other names.
    init(_ mode: String?) throws(APIProblem) {
        switch mode?.lowercased() {
        case nil: self = .rasa
        case "wit": self = .wit
        case "luis": self = .luis
        case "dialogflow": self = .dialogflow
        default:
            throw .badRequest(
                "Invalid parameter value for 'emulation_mode'. "
                    + "Should be one of 'WIT', 'LUIS', 'DIALOGFLOW'.",
                parameter: "emulation_mode")
        }
    }

    /// The answer for an understood message.
    ///
    /// - Throws: `APIProblem` with status 500 when it would be too large.
    func json(_ message: ParsedMessage) throws(APIProblem) -> JSONValue {
        switch self {
        case .rasa: message.json
        case .wit: try WITAnswer.json(message)
        case .luis: LUISAnswer.json(message)
        case .dialogflow: DialogflowAnswer.json(message)
        }
    }
}
