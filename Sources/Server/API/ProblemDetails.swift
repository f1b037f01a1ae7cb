// An error of the API: a problem object as RFC 9457 has it.

import HTTPTypes
import Vocabulary

/// What went wrong, for programs (`code`) and people (`detail`).
struct ProblemDetails: Error, Sendable {
    /// The media type of its body.
    static let mediaType = "application/problem+json"

    /// The HTTP status.
    let status: Int
    /// What went wrong, in words that never change.
    let code: String
    /// The same for a person, alike for all problems of the code.
    let title: String
    /// What went wrong this time.
    let detail: String
    /// What is wrong with the parts of a request.
    var findings: [SchemaFinding] = []
    /// Further header fields.
    var headers: HTTPFields = [:]
    /// Further members of the object.
    var extra: JSONObject = [:]

    init(
        _ status: Int, _ code: String, _ title: String, _ detail: String,
        findings: [SchemaFinding] = []
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.findings = findings
    }

    /// The problem with a header field more.
    func with(_ name: HTTPField.Name, _ value: String) -> ProblemDetails {
        var problem = self
        problem.headers[name] = value
        return problem
    }

    /// The problem with the time after which to try again, in whole seconds.
    func retry(after seconds: Double) -> ProblemDetails {
        with(.retryAfter, String(Int(max(1, seconds.rounded(.up)))))
    }

    /// The body.
    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("type", .string("urn:martlet:problem:\(code)")), ("title", .string(title)),
            ("status", .integer(status)), ("detail", .string(detail)), ("code", .string(code)),
        ]
        if !findings.isEmpty {
            members.append(
                (
                    "errors",
                    .array(
                        findings.map {
                            ["pointer": .string($0.pointer), "detail": .string($0.detail)]
                        })
                ))
        }
        members += extra.members
        return .object(JSONObject(distinct: members))
    }

    /// The answer.
    var answer: APIAnswer {
        var answer = APIAnswer(status: status, headers: headers, body: json.bytes())
        answer.headers[.contentType] = Self.mediaType
        return answer
    }

    /// The shape of the body.
    static let schema = APISchema.named(
        "Problem",
        [
            .required("type", .text(1...200), "A URN that ends with the code."),
            .required("title", .text(1...200), "What went wrong, alike for all of the code."),
            .required("status", .whole(400...599), "The HTTP status."),
            .required("detail", .text(1...10_000), "What went wrong this time."),
            .required("code", .text(1...100), "What went wrong, for programs."),
            .optional(
                "errors",
                .list(
                    .fields(
                        .required("pointer", .text(0...10_000), "A JSON pointer, or a parameter."),
                        .required("detail", .text(1...10_000), "What is wrong there.")),
                    max: SchemaChecks.findingsMax),
                "What is wrong with the parts of the request."),
            .optional("current", .anything("What is there now."), "What the request ran into."),
        ])
}

extension ProblemDetails {
    static func noSuchRoute(_ path: Substring) -> ProblemDetails {
        ProblemDetails(
            404, "no-such-route", "There is no such route",
            "Nothing lies at '\(path.prefix(200))'; \(APIPath.root)/openapi.json lists what does.")
    }

    static func wrongMethod(_ method: String, allowed: [String]) -> ProblemDetails {
        ProblemDetails(
            405, "method-not-allowed", "The method is not allowed",
            "\(method) is not allowed here; \(allowed.joined(separator: ", ")) is."
        ).with(.allow, allowed.joined(separator: ", "))
    }

    static let notSignedIn = ProblemDetails(
        401, "not-signed-in", "Nobody is signed in",
        "Sign in with POST \(APIPath.root)/session, or send an API key as a bearer token."
    ).with(.wwwAuthenticate, "Bearer")

    static func missing(_ permission: Permission) -> ProblemDetails {
        ProblemDetails(
            403, "permission-missing", "A permission is missing",
            "This takes the permission '\(permission.rawValue)'.")
    }

    static let sessionNeeded = ProblemDetails(
        403, "session-needed", "An API key does not suffice",
        "This can be done signed in with a password only.")

    static let passwordChangeNeeded = ProblemDetails(
        403, "password-change-needed", "The password must be changed first",
        "Change the password with POST \(APIPath.root)/account/password.")

    static let crossSite = ProblemDetails(
        403, "cross-site", "The request comes from another site",
        "Requests with a session's cookie are taken from pages of this server only.")

    static let tokenMissing = ProblemDetails(
        403, "csrf-token", "The CSRF token is missing or wrong",
        "Send the session's 'csrf_token' in the header X-CSRF-Token.")

    static func badQuery(_ findings: [SchemaFinding]) -> ProblemDetails {
        ProblemDetails(
            400, "query-invalid", "A parameter is not valid",
            findings.map { "'\($0.pointer)': \($0.detail)" }.joined(separator: " "),
            findings: findings)
    }

    static let badCursor = ProblemDetails(
        400, "cursor-invalid", "The cursor is not valid",
        "A cursor is the 'next' of a page of the same list.")

    static func badJSON(_ reason: String) -> ProblemDetails {
        ProblemDetails(
            400, "body-not-json", "The body is not JSON", "The body is no JSON: \(reason).")
    }

    static func wrongType(_ wanted: [String]) -> ProblemDetails {
        ProblemDetails(
            415, "media-type", "The body has another type",
            "The Content-Type must be \(wanted.joined(separator: " or ")).")
    }

    static func tooLarge(_ bytes: Int) -> ProblemDetails {
        ProblemDetails(
            413, "body-too-large", "The body is too large",
            "The body may have at most \(bytes) bytes.")
    }

    /// A body of JSON that does not fit.
    static func invalid(_ findings: [SchemaFinding]) -> ProblemDetails {
        let first = findings.first.map { "'\($0.pointer)': \($0.detail)" } ?? ""
        return ProblemDetails(
            422, "body-invalid", "The body is not valid",
            findings.count < 2 ? first : "\(first) There are \(findings.count) findings.",
            findings: findings)
    }

    /// A body of JSON with one thing wrong that no shape can say.
    static func invalid(_ pointer: String, _ detail: String) -> ProblemDetails {
        invalid([SchemaFinding(pointer: pointer, detail: detail)])
    }

    /// Something named by the path, or by the body, is not there.
    static func notFound(_ detail: String) -> ProblemDetails {
        ProblemDetails(404, "not-found", "There is no such thing", detail)
    }

    /// What is there now does not allow it.
    static func conflict(_ detail: String, current: JSONValue? = nil) -> ProblemDetails {
        var problem = ProblemDetails(409, "conflict", "What is there does not allow it", detail)
        if let current { problem.extra["current"] = current }
        return problem
    }

    static func tooManyRequests(_ detail: String, after seconds: Double) -> ProblemDetails {
        ProblemDetails(429, "too-many-requests", "Too many requests", detail).retry(after: seconds)
    }
}
