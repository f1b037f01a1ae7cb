// A client that keeps its connection and says whether it was answered.

import Crypto
import Foundation
import TestKit
import Vocabulary

/// One answer.
struct Answered: Sendable {
    let status: Int
    let body: [UInt8]

    var json: JSONValue? { try? JSONValue(parsing: body) }
    /// The texts of a list of replies.
    var texts: [String]? { json?.array?.map { $0["text"]?.string ?? "" } }
}

/// Sends requests one after another; each call waits.
final class KeptConnection: Sendable {
    private let connection: RawConnection

    init?(port: Int, patience: Int = 120) {
        guard let connection = RawConnection(port: port, patience: patience) else { return nil }
        self.connection = connection
    }

    /// One request; `nil` when the peer went away, or said nothing in time.
    func ask(
        _ method: String, _ path: String, _ body: [UInt8] = [],
        headers: [(String, String)] = []
    ) -> Answered? {
        var head = "\(method) \(path) HTTP/1.1\r\nhost: x\r\ncontent-length: \(body.count)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        guard connection.send(Array((head + "\r\n").utf8) + body) else { return nil }
        let bytes = connection.readHeadBytes()
        guard let end = RawConnection.headEnd(bytes) else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
            .split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        let length = lines.first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
        var answer = Array(bytes[end...])
        while answer.count < length ?? 0 {
            guard let more = connection.read(), !more.isEmpty else { return nil }
            answer += more
        }
        return Answered(status: status, body: answer)
    }

    /// A message over REST.
    func say(_ text: String, in conversation: String) -> Answered? {
        let body: JSONValue = ["sender": .string(conversation), "message": .string(text)]
        return ask("POST", "/webhooks/rest/webhook", body.bytes())
    }

    /// A direct message over Slack, signed as of now.
    func slack(_ text: String, by user: String, event: String, isRetry: Bool = false) -> Answered? {
        let body: JSONValue = [
            "type": "event_callback", "authed_users": ["UBOT"], "event_id": .string(event),
            "event": [
                "type": "message", "channel_type": "im", "channel": "D1", "user": .string(user),
                "ts": "1.0", "text": .string(text),
            ],
        ]
        let bytes = body.bytes()
        let stamp = String(Int(Date().timeIntervalSince1970))
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("v0:\(stamp):".utf8) + bytes,
            using: SymmetricKey(data: Array(EchoAssistant.secret.utf8)))
        let signature = code.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        var headers = [
            ("content-type", "application/json"), ("x-slack-request-timestamp", stamp),
            ("x-slack-signature", "v0=" + signature),
        ]
        if isRetry {
            headers += [("x-slack-retry-num", "1"), ("x-slack-retry-reason", "http_error")]
        }
        return ask("POST", "/webhooks/slack/webhook", bytes, headers: headers)
    }

    /// All events of a conversation, as the API tells them.
    func events(of conversation: String) -> [JSONValue]? {
        ask("GET", "/conversations/\(conversation)/tracker?include_events=ALL")?
            .json?["events"]?.array
    }
}
