// Turns the name of a response into what is said: from the domain or from an NLG server.

public import Vocabulary

/// Generates messages by name.
public struct ResponseGeneration: Sendable {
    /// How long an NLG server may take, in milliseconds, as in Rasa.
    public static let timeoutMs = 300_000
    /// How large its answer may be, in bytes.
    public static let answerBytesMax = 8 << 20

    private let chooser: ResponseChooser

    /// A generator for the responses of a domain.
    public init(_ domain: DialogueDomain) { chooser = ResponseChooser(domain) }

    /// The message for a response.
    ///
    /// - Parameters:
    ///   - arguments: of the call.
    ///   - isOfDomain: whether the response's `id` of the domain is told to an NLG server.
    ///   - action: who says it, for failures.
    /// - Returns: the keys of a response; `nil` when there is nothing to say.
    /// - Throws: `ActionFailure` `.failed`: a text that can't be formatted, an NLG server that
    ///   fails or answers something else than a response.
    public func message(
        _ name: String, in tracker: Tracker, channel: String, arguments: JSONObject = [:],
        isOfDomain: Bool = true, for action: String, world: ActionWorld
    ) async throws(ActionFailure) -> JSONObject? {
        if let endpoint = Self.server(world.responseEndpoint) {
            let id = isOfDomain ? chooser.responseID(name, in: tracker, channel: channel) : nil
            let body = Self.body(name, id: id, arguments, tracker, channel: channel)
            return try await ask(endpoint, body, for: action, world: world)
        }
        do throws(InterpolationProblem) {
            return try chooser.message(
                name, in: tracker, channel: channel, arguments: arguments, random: world.random)
        } catch {
            throw .failed(
                name: action,
                reason: "the response '\(name)' can't be filled in: \(error.reason).")
        }
    }

    /// The NLG server, unless responses come from the domain.
    private static func server(_ value: JSONValue) -> Endpoint? {
        guard !value.isNull else { return nil }
        let type = value["type"]?.string?.lowercased() ?? "callback"
        return type == "callback" ? Endpoint(value) : nil
    }

    private static func body(
        _ name: String, id: String?, _ arguments: JSONObject, _ tracker: Tracker,
        channel: String
    ) -> [UInt8] {
        var body = Array("{\"response\":".utf8)
        body += JSONValue.string(name).bytes()
        body += Array(",\"id\":".utf8) + (id.map(JSONValue.string) ?? .null).bytes()
        body += Array(",\"arguments\":".utf8) + JSONValue.object(arguments).bytes()
        body += Array(",\"tracker\":".utf8)
        TrackerBytes.append(tracker, to: &body)
        body += Array(",\"channel\":{\"name\":".utf8) + JSONValue.string(channel).bytes()
        body += Array("}}".utf8)
        return body
    }

    private func ask(
        _ endpoint: Endpoint, _ body: [UInt8], for action: String, world: ActionWorld
    ) async throws(ActionFailure) -> JSONObject {
        let request = FetchRequest(
            method: "POST", url: endpoint.url,
            headers: [(name: "Content-Type", value: "application/json")] + endpoint.headers,
            body: body, timeoutMs: Self.timeoutMs, answerBytesMax: Self.answerBytesMax,
            route: endpoint.route)
        let answer: FetchAnswer
        do throws(Fault) {
            answer = try await world.fetching.fetch(request)
        } catch {
            throw .failed(name: action, reason: "the NLG server did not answer: \(error.message)")
        }
        guard answer.status < 400 else {
            throw .failed(
                name: action, reason: "the NLG server answered with status \(answer.status).")
        }
        guard let message = (try? JSONValue(parsing: answer.body))?.object,
            Self.isResponse(message)
        else { throw .failed(name: action, reason: "the NLG server's answer is no response.") }
        return message
    }

    /// Whether an answer has the shape of a response (`nlg_response_format_spec`).
    static func isResponse(_ message: JSONObject) -> Bool {
        func holds(_ key: String, _ isOne: (JSONValue) -> Bool) -> Bool {
            message[key].map(isOne) ?? true
        }
        func isList(_ value: JSONValue) -> Bool {
            value.isNull || (value.array?.allSatisfy { $0.object != nil } ?? false)
        }
        return holds("text") { $0.string != nil } && holds("id") { $0.isNull || $0.string != nil }
            && holds("buttons", isList) && holds("elements", isList)
            && holds("attachment") { $0.isNull || $0.object != nil }
            && holds("image") { $0.isNull || $0.string != nil }
            && holds("custom") { $0.object != nil }
    }
}

extension Event {
    /// The keys of `data` in a `bot` event.
    private static let botKeys = [
        "elements", "quick_replies", "buttons", "attachment", "image", "custom",
    ]

    /// The `bot` event for a message: what is not said becomes its metadata; an image is kept as
    /// the attachment as well when there is no other.
    ///
    /// - Note: rasa/core/actions/action.py `create_bot_utterance` (3.6.21).
    static func said(_ message: JSONObject) -> Event {
        var data = JSONObject(distinct: botKeys.map { ($0, message[$0] ?? .null) })
        if !(data["attachment"]?.isTruthy ?? false) { data["attachment"] = data["image"] }
        var metadata = message
        for key in botKeys + ["text"] { metadata[key] = nil }
        let text = message["text"].flatMap { $0.isNull ? nil : $0.pythonText }
        return Event(.bot(BotEvent(text: text, data: data)), timestamp: 0, metadata: metadata)
    }
}
