// The one place where failures become answers.

import HTTPTypes
import Hummingbird
import Logging
import TrainingData
import Vocabulary

/// Turns whatever a handler threw into an answer.
enum FaultResponses {
    /// The answer to a failure.
    ///
    /// - Parameters:
    ///   - error: what was thrown.
    ///   - wantsJSON: whether errors of the framework are answered in JSON.
    ///   - logger: told of defects.
    static func response(to error: any Error, wantsJSON: Bool, logger: Logger) -> Response {
        switch error {
        case let problem as APIProblem: return problem.response
        case let problem as FrameworkProblem: return problem.response(wantsJSON: wantsJSON)
        case let problem as CredentialProblem: return problem.response
        case let fault as Fault: return response(to: fault)
        case let failure as DiagnosticFailure: return problem(of: failure).response
        default:
            logger.error("A request failed unexpectedly.", metadata: ["error": "\(error)"])
            return FrameworkProblem.defect.response(wantsJSON: wantsJSON)
        }
    }

    /// The error object of a failure, as a callback receives it.
    static func problem(of error: any Error) -> APIProblem {
        switch error {
        case let problem as APIProblem: problem
        case let problem as FrameworkProblem:
            APIProblem(problem.status.code, "UnexpectedError", problem.message)
        case let fault as Fault: problem(of: fault)
        case let failure as DiagnosticFailure: problem(of: failure)
        default:
            APIProblem(500, "UnexpectedError", "An unexpected error occurred. Error: \(error)")
        }
    }

    private static func response(to fault: Fault) -> Response {
        var response = problem(of: fault).response
        if fault.code == .busy { response.headers[.retryAfter] = "60" }
        return response
    }

    private static func problem(of fault: Fault) -> APIProblem {
        let text = fault.description
        return switch fault.code {
        case .badRequest, .addressRefused, .notFound, .unreadable, .modelCorrupt, .modelVersion:
            APIProblem(400, "BadRequest", text)
        case .conflict: APIProblem(409, "Conflict", text)
        case .notAllowed: APIProblem(403, "NotAuthorized", text)
        case .tooLarge: APIProblem(413, "PayloadTooLarge", text)
        case .noModel: APIProblem.noModel
        case .busy: APIProblem(503, "ServiceUnavailable", text)
        case .cancelled: APIProblem(503, "ServiceUnavailable", text)
        case .peerFailed: APIProblem(502, "BadGateway", text)
        case .cannotSave: APIProblem(507, "InsufficientStorage", text)
        case .addressInUse, .storage, .lockTimeout, .unexpected:
            APIProblem(500, "UnexpectedError", text)
        }
    }

    /// What a person wrote in a body: YAML that is none, a domain that is none, anything else.
    private static func problem(of failure: DiagnosticFailure) -> APIProblem {
        let errors = failure.diagnostics.filter { $0.severity == .error }
        let text = errors.map(\.description).joined(separator: "\n")
        if errors.contains(where: { $0.code.hasPrefix("yaml") }) {
            return .badRequest(
                "The request body does not contain valid YAML. Error: \(text)",
                help: RasaContract.trainingDataHelp)
        }
        if errors.contains(where: { $0.code.hasPrefix("domain") }) {
            return APIProblem(
                400, "InvalidDomainError", "Provided domain file is invalid. Error: \(text)")
        }
        return APIProblem(
            500, "TrainingError", "An unexpected error occurred during training. Error: \(text)")
    }
}
