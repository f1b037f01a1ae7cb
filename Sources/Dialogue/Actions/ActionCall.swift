// One call of the action server: what is sent, what comes back.

import TrainingData
import Vocabulary

/// Calls custom actions over Rasa's action-server protocol.
///
/// - Note: rasa/core/actions/action.py `RemoteAction` (3.6.21).
struct ActionCall: Sendable {
    /// The version that an action server is told, which it compares with its own.
    static let rasaVersion = "3.6.21"
    /// How long an action may take, in milliseconds, as in Rasa.
    static let timeoutMs = 300_000
    /// How large an answer may be, in bytes.
    static let answerBytesMax = 8 << 20
    /// How many events and responses one answer may hold.
    static let answerItemsMax = 10_000
    /// How many keys one response may have.
    static let responseKeysMax = 1_000
    /// The status by which an action server asks for the domain.
    static let domainWanted = 449

    /// What an action server answered.
    struct Answer {
        var events: [Event]
        var responses: [JSONObject]
    }

    /// The domain as JSON, written once for all calls.
    private let domainBytes: [UInt8]
    /// Custom actions that get the domain although `enable_selective_domain` is on.
    private let needingDomain: Set<String>

    init(_ domain: DialogueDomain) {
        domainBytes = domain.domain.actions.isEmpty ? [] : domain.domain.json.bytes()
        needingDomain = Set(domain.domain.actions.filter(\.needsDomain).map(\.name))
    }

    /// Calls an action.
    ///
    /// - Throws: `ActionFailure`: `.rejected` for status 400, `.failed` for everything else that is
    ///   no proper answer.
    func perform(
        _ name: String, _ tracker: Tracker, afterRestart: Bool, world: ActionWorld
    ) async throws(ActionFailure) -> Answer {
        guard let endpoint = Endpoint(world.actionEndpoint) else {
            throw .failed(
                name: name,
                reason: "endpoints.yml has no 'action_endpoint' with a 'url' to run it.")
        }
        let isSelective = world.actionEndpoint["enable_selective_domain"]?.isTruthy ?? false
        let sendsDomain = !isSelective || needingDomain.contains(name)
        let state = Self.opening(name, tracker, afterRestart: afterRestart)
        var answer = try await send(
            body(state, withDomain: sendsDomain), of: name, to: endpoint, world: world)
        if answer.status == Self.domainWanted, !sendsDomain {
            answer = try await send(
                body(state, withDomain: true), of: name, to: endpoint, world: world)
        }
        return try Self.read(answer, of: name, now: world.now())
    }

    private static func opening(
        _ name: String, _ tracker: Tracker, afterRestart: Bool
    ) -> [UInt8] {
        var body = Array("{\"next_action\":".utf8) + JSONValue.string(name).bytes()
        body += Array(",\"sender_id\":".utf8) + JSONValue.string(tracker.conversation).bytes()
        body += Array(",\"tracker\":".utf8)
        TrackerBytes.append(tracker, afterRestart: afterRestart, to: &body)
        return body
    }

    private func body(_ opening: [UInt8], withDomain: Bool) -> [UInt8] {
        var body = opening
        body.reserveCapacity(body.count + domainBytes.count + 64)
        body += Array(",\"version\":\"\(Self.rasaVersion)\"".utf8)
        if withDomain { body += Array(",\"domain\":".utf8) + domainBytes }
        body.append(UInt8(ascii: "}"))
        return body
    }

    private func send(
        _ body: [UInt8], of name: String, to endpoint: Endpoint, world: ActionWorld
    ) async throws(ActionFailure) -> FetchAnswer {
        var headers = [(name: "Content-Type", value: "application/json")]
        if world.compressesActionCalls {
            headers.append((name: "Content-Encoding", value: "deflate"))
        }
        let request = FetchRequest(
            method: "POST", url: endpoint.url, headers: headers + endpoint.headers,
            body: world.compressesActionCalls ? ZlibCompression.compressed(body) : body,
            timeoutMs: Self.timeoutMs, answerBytesMax: Self.answerBytesMax,
            route: endpoint.route)
        do throws(Fault) {
            return try await world.fetching.fetch(request)
        } catch {
            throw .failed(
                name: name, reason: "the action server can't be used: \(error.message)")
        }
    }

    private static func read(
        _ answer: FetchAnswer, of name: String, now: Double
    ) throws(ActionFailure) -> Answer {
        let value = try? JSONValue(parsing: answer.body)
        switch answer.status {
        case ..<400: break
        case 400:
            guard value?["action_name"] != nil else {
                throw .failed(
                    name: name, reason: "the action server answered with status 400 and no reason.")
            }
            throw .rejected(
                name: name, reason: value?["error"]?.string ?? "the action server says no more.")
        default:
            let reason = value?["error"]?.string.map { ": \($0.prefix(500))" } ?? "."
            throw .failed(
                name: name,
                reason: "the action server answered with status \(answer.status)\(reason)")
        }
        guard let object = value?.object else {
            throw .failed(name: name, reason: "the action server's answer is no JSON object.")
        }
        return Answer(
            events: try events(object["events"] ?? [], of: name, now: now),
            responses: try responses(object["responses"] ?? [], of: name))
    }

    private static func events(
        _ value: JSONValue, of name: String, now: Double
    ) throws(ActionFailure) -> [Event] {
        guard let list = value.array, list.count <= answerItemsMax else {
            throw .failed(
                name: name,
                reason: "'events' in the answer is no list of at most \(answerItemsMax).")
        }
        var events: [Event] = []
        events.reserveCapacity(list.count)
        for (index, json) in list.enumerated() {
            do throws(EventProblem) {
                events.append(try Event(json: json, now: now))
            } catch {
                throw .failed(
                    name: name, reason: "event \(index) of the answer is none: \(error.message).")
            }
        }
        return events
    }

    private static func responses(
        _ value: JSONValue, of name: String
    ) throws(ActionFailure) -> [JSONObject] {
        guard let list = value.array, list.count <= answerItemsMax,
            list.allSatisfy({ ($0.object?.members.count ?? .max) <= responseKeysMax })
        else {
            throw .failed(
                name: name,
                reason:
                    "'responses' in the answer is no list of at most \(answerItemsMax) small objects."
            )
        }
        return list.compactMap(\.object)
    }
}
