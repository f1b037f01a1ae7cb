// Stand-ins for what channels need of the world: platforms, tokens, open connections.

import Channels
import Crypto
import Foundation
import Synchronization
import Vocabulary

/// Answers calls from a table and remembers them.
final class Platforms: HTTPFetching {
    private let calls = Mutex<[FetchRequest]>([])
    private let answers: Mutex<[String: FetchAnswer]>

    init(_ answers: [String: JSONValue] = [:]) {
        self.answers = Mutex(
            answers.mapValues { FetchAnswer(status: 200, body: $0.bytes()) })
    }

    /// From now on this address (or what begins with it) is answered so.
    func answer(_ url: String, _ value: JSONValue, status: Int = 200) {
        answers.withLock { $0[url] = FetchAnswer(status: status, body: value.bytes()) }
    }

    var requests: [FetchRequest] { calls.withLock { $0 } }

    func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        calls.withLock { $0.append(request) }
        let answer = answers.withLock { answers in
            answers.filter { request.url.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }
        }
        guard let answer else { throw Fault(.peerFailed, "nobody is at \(request.url)") }
        return answer.value
    }
}

/// Tokens of the form `<kid>.<audience>.<secret>`: good when the key is `secret` and the audience
/// is the one asked for; the claims are given.
struct Tokens: SignedTokenChecking {
    var claims: JSONObject = ["iss": "chat@system.gserviceaccount.com"]

    func header(of token: String) -> JSONObject? {
        let parts = token.split(separator: ".")
        return parts.count == 3 ? ["kid": .string(String(parts[0])), "alg": "RS256"] : nil
    }

    func claims(of token: String, key: TokenKey, algorithms: [String], audience: String?) async
        -> JSONObject?
    {
        let parts = token.split(separator: ".").map(String.init)
        guard parts.count == 3, parts[1] == audience ?? "none" else { return nil }
        let expected =
            switch key {
            case .pem(let text), .certificate(let text), .secret(let text): text
            case .webKey(let value): value["n"]?.string ?? ""
            }
        return expected == parts[2] ? claims : nil
    }
}

/// Remembers what was emitted.
final class Sockets: SocketEmitting {
    private let emitted = Mutex<[(String, EnginePacket)]>([])
    var packets: [(room: String, packet: EnginePacket)] { emitted.withLock { $0 } }

    func emit(_ packet: EnginePacket, room: String) async {
        emitted.withLock { $0.append((room, packet)) }
    }
}

/// A channel with its world, as the catalogue makes it.
struct Bench {
    let platforms: Platforms
    let sockets = Sockets()
    let reports = Reports()
    let channel: any ChatChannel

    init(
        _ name: String, _ credentials: JSONValue = .null, platforms: Platforms = Platforms(),
        tokens: Tokens = Tokens(), now: @escaping @Sendable () -> Double = { 1_700_000_000 }
    ) throws {
        self.platforms = platforms
        let reports = reports
        let world = ChannelWorld(
            fetching: platforms, tokens: tokens, sockets: sockets, now: now,
            report: { reports.add($0) })
        let all: JSONValue = .object(JSONObject(distinct: [(name, credentials)]))
        channel = try ChannelCatalog.channels(all, only: nil, world: world)[0]
    }

    /// Posts JSON to the webhook.
    func post(
        _ body: JSONValue, headers: [(name: String, value: String)] = [],
        query: [(name: String, value: String)] = []
    ) async -> ChannelReception {
        await post(bytes: body.bytes(), type: "application/json", headers: headers, query: query)
    }

    /// Posts a form to the webhook.
    func post(
        form: [(String, String)], headers: [(name: String, value: String)] = []
    ) async -> ChannelReception {
        await post(
            bytes: Array(FormFields(form).encoded.utf8),
            type: "application/x-www-form-urlencoded", headers: headers)
    }

    func post(
        bytes: [UInt8], type: String = "application/json",
        headers: [(name: String, value: String)] = [], query: [(name: String, value: String)] = []
    ) async -> ChannelReception {
        await channel.receive(
            ChannelRequest(
                query: query, headers: headers + [("Content-Type", type)], body: bytes))
    }
}

/// Collects what channels report.
final class Reports: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

extension ChannelReception {
    /// The messages that are to be handled.
    var messages: [ChannelMessage] {
        switch self {
        case .turns(let messages, _), .inbox(let messages, _), .composed(let messages, _): messages
        case .stream(let message): [message]
        case .answer, .failure, .repetition: []
        }
    }

    /// Status and text of an answer that is known already.
    var answered: String? {
        switch self {
        case .answer(let answer), .turns(_, let answer), .inbox(_, let answer):
            "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))"
        case .failure(let status, let message): "\(status) \(message)"
        default: nil
        }
    }

    /// Whether the turn runs after the answer.
    var isInbox: Bool { if case .inbox = self { true } else { false } }
}

/// A hexadecimal HMAC.
func hmac<Hash: HashFunction>(_: Hash.Type, _ text: [UInt8], _ secret: String) -> String {
    HMAC<Hash>.authenticationCode(for: text, using: SymmetricKey(data: Array(secret.utf8)))
        .map { String(format: "%02x", $0) }.joined()
}
