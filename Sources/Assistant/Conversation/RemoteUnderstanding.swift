// `nlu:` of endpoints.yml: messages are understood by another server.

public import Vocabulary

/// Asks another server's `/model/parse` what a message means.
///
/// - Note: rasa/core/http_interpreter.py (3.6.21).
public struct RemoteUnderstanding: Sendable {
    /// How long an answer may take, in milliseconds, as in Rasa.
    static let timeoutMs = 300_000

    private let url: String
    private let token: JSONValue
    private let route: FetchRoute
    private let fetching: any HTTPFetching
    private let warn: @Sendable (String) -> Void

    /// A server to ask; `nil` when the section names none.
    ///
    /// - Parameters:
    ///   - section: `nlu:` as JSON: `url`, `token` and `cafile`.
    ///   - warn: takes a sentence when a message could not be understood.
    public init?(
        _ section: JSONValue, fetching: any HTTPFetching,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        guard let url = section["url"]?.string, !url.isEmpty else { return nil }
        self.url = url.hasSuffix("/") ? url + "model/parse" : url + "/model/parse"
        token = section["token"] ?? .null
        route = Endpoint(section)?.route ?? FetchRoute()
        self.fetching = fetching
        self.warn = warn
    }

    /// Rasa's `parse_data` of a message; any failure counts as a message without meaning.
    public func parse(_ text: String, conversation: String) async -> JSONObject {
        let body: JSONValue = [
            "token": token, "text": .string(text), "message_id": .string(conversation),
        ]
        let request = FetchRequest(
            method: "POST", url: url, headers: [("content-type", "application/json")],
            body: body.bytes(), timeoutMs: Self.timeoutMs, route: route)
        do throws(Fault) {
            let answer = try await fetching.fetch(request)
            if answer.status == 200, let found = try? JSONValue(parsing: answer.body).object {
                return found
            }
            warn("The NLU server answered with status \(answer.status), or with no JSON object.")
        } catch { warn("The NLU server could not be asked: \(error)") }
        return ["intent": ["name": "", "confidence": 0.0], "entities": [], "text": ""]
    }
}
