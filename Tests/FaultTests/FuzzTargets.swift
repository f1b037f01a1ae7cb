// What the fuzz test spoils: every endpoint with a good request to begin with.

import Crypto
import Foundation
import Vocabulary

/// One endpoint with bodies that it takes.
struct FuzzTarget: Sendable {
    /// How a platform signs its requests.
    enum Signature: Sendable {
        case none, slack, facebook
    }

    var method = "POST"
    var path: String
    var type = "application/json"
    var seeds: [String] = [""]
    var signature = Signature.none

    /// The headers that make a body look as if its platform had sent it.
    func headers(_ body: [UInt8]) -> [(String, String)] {
        switch signature {
        case .none: return []
        case .slack:
            let stamp = String(Int(Date().timeIntervalSince1970))
            let code = HMAC<SHA256>.authenticationCode(
                for: Array("v0:\(stamp):".utf8) + body, using: Self.key(EchoAssistant.secret))
            return [
                ("x-slack-request-timestamp", stamp),
                ("x-slack-signature", "v0=" + Self.hexadecimal(code)),
            ]
        case .facebook:
            let code = HMAC<Insecure.SHA1>.authenticationCode(for: body, using: Self.key("s"))
            return [("x-hub-signature", "sha1=" + Self.hexadecimal(code))]
        }
    }

    private static func key(_ text: String) -> SymmetricKey { SymmetricKey(data: Data(text.utf8)) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension FuzzTarget {
    /// Every channel, with a platform on a port of this machine.
    static func credentials(_ port: Int) -> String {
        let peer = "http://127.0.0.1:\(port)"
        return """
            rest:
            callback: {url: "\(peer)/callback"}
            socketio: {session_persistence: true}
            slack: {slack_token: x, slack_signing_secret: "\(EchoAssistant.secret)"}
            facebook: {verify: v, secret: s, page-access-token: p}
            telegram: {access_token: "1:T", verify: bot, webhook_url: "https://w"}
            twilio: {account_sid: a, auth_token: t, twilio_number: "+1"}
            twilio_voice:
            mattermost: {url: "\(peer)/api/v4", token: t}
            rocketchat: {user: u, password: p, server_url: "\(peer)"}
            webexteams: {access_token: t, room: r}
            botframework: {app_id: a, app_password: p}
            hangouts:
            rasa: {url: "\(peer)"}
            """
    }

    static let events = [
        #"{"event": "user", "text": "hi", "parse_data": {"intent": {"name": "ask"}}}"#,
        #"[{"event": "slot", "name": "name", "value": [1, {"a": null}]}, {"event": "restart"}]"#,
        #"{"event": "reminder", "intent": "ask", "date_time": "2099-01-01T00:00:00", "name": "r"}"#,
        #"[{"event": "action", "name": "action_listen", "timestamp": 1.5}, {"event": "undo"}]"#,
        #"{"event": "bot", "text": "a", "data": {"buttons": [{"title": "b"}]}}"#,
        #"{"event": "active_loop", "name": "f"}"#, #"{"event": "followup", "name": "utter_name"}"#,
    ]

    /// The HTTP API; `ID` is a conversation.
    static let api: [FuzzTarget] =
        [
            ("POST", "/model/parse?emulation_mode=luis", [#"{"text": "/name{\"name\": \"a\"}"}"#]),
            ("POST", "/model/predict?include_events=ALL", ["[" + events[0] + "]", events[1]]),
            (
                "POST", "/model/test/stories?e2e=true",
                ["stories:\n- story: a\n  steps:\n  - intent: ask\n"]
            ),
            ("PUT", "/model", [#"{"model_file": "no/such"}"#]),
            ("GET", "/domain", [""]), ("GET", "/status", [""]), ("GET", "/version", [""]),
            ("GET", "/metrics", [""]),
            ("GET", "/conversations/ID/tracker?until=1.5&include_events=APPLIED", [""]),
            ("GET", "/conversations/ID/story?all_sessions=true&until=9", [""]),
            ("POST", "/conversations/ID/tracker/events?execute_side_effects=true", events),
            ("PUT", "/conversations/ID/tracker/events", ["[" + events[0] + "]", events[3]]),
            ("POST", "/conversations/ID/predict?include_events=NONE", [""]),
            (
                "POST", "/conversations/ID/execute?output_channel=latest",
                [#"{"name": "utter_name", "policy": null, "confidence": 0.5}"#]
            ),
            (
                "POST", "/conversations/ID/trigger_intent?output_channel=slack",
                [#"{"name": "name", "entities": [{"entity": "name", "value": "a", "role": "b"}]}"#]
            ),
            (
                "POST", "/conversations/ID/messages",
                [#"{"text": "hi", "sender": "user", "parse_data": {"intent": {"name": "ask"}}}"#]
            ),
        ].map { FuzzTarget(method: $0.0, path: $0.1, seeds: $0.2) }

    /// The channels.
    static let channels: [FuzzTarget] = [
        FuzzTarget(
            path: "/webhooks/rest/webhook",
            seeds: [#"{"sender": "ID", "message": "/ask", "metadata": {"a": [1]}}"#]),
        FuzzTarget(
            path: "/webhooks/rest/webhook?stream=true",
            seeds: [#"{"sender": 5, "message": "/name{\"name\": \"b\"}"}"#]),
        FuzzTarget(
            path: "/webhooks/callback/webhook", seeds: [#"{"sender": "ID", "message": "/ask"}"#]),
        FuzzTarget(
            path: "/webhooks/slack/webhook",
            seeds: [
                #"{"authed_users": ["UBOT"], "event_id": "E", "event": {"type": "message","#
                    + #" "channel_type": "im", "channel": "D", "user": "U", "text": "hi <@UBOT>"}}"#,
                #"{"challenge": {"a": 1}}"#,
            ], signature: .slack),
        FuzzTarget(
            path: "/webhooks/slack/webhook", type: "application/x-www-form-urlencoded",
            seeds: [
                "payload=%7B%22user%22%3A%7B%22id%22%3A%22U%22%7D%2C%22actions%22%3A%5B%7B%22type"
                    + "%22%3A%22button%22%2C%22value%22%3A%22%2Fask%22%7D%5D%7D"
            ], signature: .slack),
        FuzzTarget(
            path: "/webhooks/facebook/webhook",
            seeds: [
                #"{"entry": [{"messaging": [{"sender": {"id": "7"}, "message": {"text": "hi"}}]}]}"#
            ], signature: .facebook),
        FuzzTarget(method: "GET", path: "/webhooks/facebook/webhook?hub.verify_token=v"),
        FuzzTarget(
            path: "/webhooks/telegram/webhook",
            seeds: [
                #"{"update_id": 1, "message": {"message_id": 1, "chat": {"id": 9}, "text": "hi"}}"#,
                #"{"callback_query": {"data": "/ask", "message": {"chat": {"id": 9}}}}"#,
            ]),
        FuzzTarget(
            path: "/webhooks/twilio/webhook", type: "application/x-www-form-urlencoded",
            seeds: ["From=%2B1&Body=hi+there", "From=a&Latitude=1&Longitude=2"]),
        FuzzTarget(
            path: "/webhooks/twilio/webhook", type: "multipart/form-data; boundary=q",
            seeds: [
                "--q\r\nContent-Disposition: form-data; name=\"From\"\r\n\r\n1\r\n--q\r\n"
                    + "Content-Disposition: form-data; name=\"Body\"\r\n\r\nhi\r\n--q--\r\n"
            ]),
        FuzzTarget(
            path: "/webhooks/twilio_voice/webhook", type: "application/x-www-form-urlencoded",
            seeds: ["From=1&CallStatus=ringing", "From=1&SpeechResult=hi"]),
        FuzzTarget(
            path: "/webhooks/mattermost/webhook",
            seeds: [
                #"{"trigger_word": "a", "text": "a hi", "user_id": "u", "channel_id": "c"}"#,
                #"{"context": {"action": "/ask"}, "user_id": "u", "channel_id": "c"}"#,
            ]),
        FuzzTarget(
            path: "/webhooks/rocketchat/webhook",
            seeds: [
                #"{"user_name": "a", "text": "hi", "channel_id": "c"}"#,
                #"{"visitor": {}, "_id": "c", "messages": [{"msg": "hi", "username": "a"}]}"#,
            ]),
        FuzzTarget(path: "/webhooks/webexteams/webhook", seeds: [#"{"data": {"id": "m"}}"#]),
        FuzzTarget(
            path: "/webhooks/botframework/webhook",
            seeds: [#"{"type": "message", "text": "hi", "from": {"id": "a"}}"#]),
        FuzzTarget(
            path: "/webhooks/hangouts/webhook",
            seeds: [
                #"{"type": "MESSAGE", "message": {"text": "hi", "sender": {"displayName": "a"}}}"#,
                #"{"type": "CARD_CLICKED", "action": {"actionMethodName": "/ask"}, "user": {}}"#,
            ]),
        FuzzTarget(path: "/webhooks/rasa/webhook?token=a.b.c", seeds: [#"{"message": "hi"}"#]),
        FuzzTarget(
            path: "/socket.io/?EIO=4&transport=polling&sid=none", seeds: ["40", "42[\"a\"]"]),
    ]
}
