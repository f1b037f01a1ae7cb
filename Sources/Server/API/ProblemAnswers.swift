// The one place where failures become problems of the API.

import Accounts
import Logging
import TrainingData
import Vocabulary

/// Turns whatever a route threw into a problem.
enum ProblemAnswers {
    /// The problem of a failure.
    ///
    /// - Parameter logger: told of defects, and of what a client must not read.
    static func problem(of error: any Error, logger: Logger) -> ProblemDetails {
        switch error {
        case let problem as ProblemDetails: return problem
        case let problem as APIProblem where problem.status == 429:
            return .tooManyRequests(problem.message, after: 1)
        case let problem as AccountProblem: return Self.problem(of: problem)
        case let fault as Fault: return Self.problem(of: fault, logger)
        case let failure as DiagnosticFailure:
            return .invalid(
                failure.diagnostics.prefix(SchemaChecks.findingsMax).map {
                    SchemaFinding(pointer: "", detail: $0.description)
                })
        case is CancellationError: return stopped
        default:
            logger.error("A request failed unexpectedly.", metadata: ["error": "\(error)"])
            return unexpected
        }
    }

    private static func problem(of fault: Fault, _ logger: Logger) -> ProblemDetails {
        let text = fault.description
        switch fault.code {
        case .badRequest, .unreadable, .addressRefused:
            return ProblemDetails(400, "bad-request", "The request cannot be served", text)
        case .notFound: return .notFound(text)
        case .conflict: return .conflict(text)
        case .notAllowed:
            return ProblemDetails(403, "not-allowed", "This is not allowed", text)
        case .tooLarge: return ProblemDetails(413, "too-large", "Something is too large", text)
        case .busy:
            return ProblemDetails(503, "busy", "The server is busy", text).retry(after: 5)
        case .cancelled, .lockTimeout: return stopped
        case .peerFailed: return ProblemDetails(502, "peer-failed", "A peer failed", text)
        case .noModel: return .conflict(text)
        case .cannotSave, .storage:
            // The text names files of the server.
            logger.error("A store failed.", metadata: ["error": "\(text)"])
            return ProblemDetails(
                507, "storage", "The server cannot keep it",
                "The server's store cannot be used at the moment; nothing was changed. Its log "
                    + "says why.")
        case .modelCorrupt, .modelVersion, .addressInUse, .unexpected:
            logger.error("A request failed unexpectedly.", metadata: ["error": "\(text)"])
            return unexpected
        }
    }

    private static func problem(of refusal: AccountProblem) -> ProblemDetails {
        switch refusal {
        case .tooManyAttempts(let seconds):
            .tooManyRequests(
                "Too many attempts; the next one is looked at in \(Int(seconds.rounded(.up))) s.",
                after: seconds)
        case .credentialsWrong:
            ProblemDetails(
                401, "credentials-wrong", "Not signed in",
                "The login, the password or the code is not right.")
        case .secondFactorNeeded:
            ProblemDetails(
                401, "second-factor-needed", "A code is needed",
                "Send a code of the second factor, or a recovery code, as 'code' as well.")
        case .confirmationWrong:
            ProblemDetails(
                403, "password-wrong", "The password is not right",
                "The password that confirms this is not right.")
        case .codeWrong:
            ProblemDetails(
                422, "code-wrong", "The code is not right",
                "The code is not right, or too old; check the clocks.")
        case .linkNotValid:
            ProblemDetails(
                410, "link-not-valid", "The link does not work",
                "The link was used, has ended, or never was one; ask for another.")
        case .passwordRefused(let reason): .invalid("/password", reason)
        case .nameRefused(let reason): .invalid("/name", reason)
        }
    }

    private static let stopped = ProblemDetails(
        503, "stopped", "The work was stopped", "The server is stopping; try again later."
    ).retry(after: 5)

    /// A defect of the program.
    static let unexpected = ProblemDetails(
        500, "unexpected", "The server made a mistake", "The server's log says more.")
}
