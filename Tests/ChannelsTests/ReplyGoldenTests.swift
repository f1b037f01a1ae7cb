// What channels send for replies of every kind, held against real Rasa's recordings.

import Channels
import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("Replies reach platforms as Rasa sends them")
struct ReplyGoldenTests {
    static let credentials: JSONValue = [
        "callback": ["url": "callback"], "socketio": nil,
        "slack": ["slack_token": "T", "slack_signing_secret": "s"],
        "facebook": ["verify": "v", "secret": "s", "page-access-token": "TOKEN"],
        "telegram": ["access_token": "TOKEN", "verify": "b", "webhook_url": "https://b"],
        "twilio": ["account_sid": "AC1", "auth_token": "T", "twilio_number": "+1555"],
        "mattermost": [
            "url": "https://mm.example.org/api/v4", "token": "T",
            "webhook_url": "https://bot.example.org/w",
        ],
        "rocketchat": ["user": "bot", "password": "pw", "server_url": "https://rc.example.org"],
        "webexteams": ["access_token": "TOKEN"],
        "botframework": ["app_id": "app", "app_password": "pw"],
    ]

    static let destination: JSONObject = [
        "out_channel": "D1", "channel_id": "chan", "service": "https://service.example.org",
        "conversation": "conv", "bot": ["id": "bot"],
    ]

    @Test(
        "Every kind of reply", arguments: credentials.object?.keys ?? [])
    func everyKind(channel: String) async throws {
        let golden = try Golden.json("channel_replies")
        let replies = try #require(golden["replies"]?.object)
        let recorded = try #require(golden["channels"]?[channel]?.object)
        for (title, reply) in replies.members {
            // What Rasa fails at is rendered in a sane way instead; nothing to compare with.
            guard let calls = recorded[title]?["calls"]?.array else { continue }
            let sent = try await Self.sent(channel, reply)
            let expected = calls.filter { !Self.isPreparation($0["url"]?.string ?? "") }
            #expect(sent.count == expected.count, "\(channel): \(title)")
            for (mine, theirs) in zip(sent, expected) {
                #expect(mine == Self.comparable(theirs), "\(channel): \(title)")
            }
        }
    }

    @Test("Collected messages, and those a voice speaks")
    func collected() async throws {
        let golden = try Golden.json("channel_replies")
        let replies = try #require(golden["replies"]?.object)
        for (title, reply) in replies.members {
            let messages = Self.reply(reply).restMessages.map(JSONValue.object)
            #expect(
                .array(messages) == golden["channels"]?["collector"]?[title]?["messages"],
                "\(title)")
        }
    }

    @Test("Hangouts' one answer")
    func hangouts() async throws {
        let golden = try Golden.json("channel_replies")
        let replies = try #require(golden["replies"]?.object)
        let space: JSONValue = ["type": "DM"]
        for (title, reply) in replies.members where title != "file" {
            guard let expected = golden["channels"]?["hangouts"]?[title]?["messages"] else {
                continue
            }
            let reception = try await Bench("hangouts").post([
                "type": "MESSAGE", "space": space,
                "message": ["text": "x", "sender": ["displayName": "Ida"]],
            ])
            guard case .composed(_, let composer) = reception else {
                Issue.record("no message was taken")
                return
            }
            await composer.say(Self.reply(reply))
            let body = await composer.answer().body
            #expect(try JSONValue(parsing: body) == expected, "\(title)")
        }
    }

    private static func reply(_ value: JSONValue) -> BotReply {
        var data = value.object ?? [:]
        data["text"] = nil
        return BotReply(conversation: "ida", text: value["text"]?.string, data: data)
    }

    private static func sent(_ channel: String, _ value: JSONValue) async throws -> [JSONValue] {
        let platforms = Platforms([
            "": [:],
            "https://rc.example.org/api/v1/login": ["data": ["authToken": "T", "userId": "U"]],
            "https://login.microsoftonline.com/": ["access_token": "A", "expires_in": 3600],
            "https://api.telegram.org/": ["ok": true, "result": [:]],
        ])
        let bench = try Bench(channel, credentials[channel] ?? .null, platforms: platforms)
        let sink = try #require(bench.channel.sink(destination, conversation: "ida"))
        await sink.say(reply(value))
        if channel == "socketio" { return bench.sockets.packets.map(event) }
        return platforms.requests.filter { !isPreparation($0.url) }.map(comparable)
    }

    private static func event(_ room: String, _ packet: EnginePacket) -> JSONValue {
        guard case .message(let text) = packet, let items = SocketPacket(text)?.data?.array else {
            return .null
        }
        return ["url": items[0], "json": items.count > 1 ? items[1] : .null, "room": .string(room)]
    }

    private static func comparable(_ request: FetchRequest) -> JSONValue {
        let isForm = request.headers.contains { $0.value == "application/x-www-form-urlencoded" }
        guard isForm else {
            return [
                "url": .string(request.url),
                "json": (try? JSONValue(parsing: request.body)) ?? .null,
            ]
        }
        var form = JSONObject()
        for field in FormFields(parsing: request.body).fields {
            form[field.name] = .string(field.value)
        }
        return comparable(["url": .string(request.url), "form": .object(form)])
    }

    private static func comparable(_ call: JSONValue) -> JSONValue {
        var call = call.object ?? [:]
        call["method"] = nil
        if var form = call["form"]?.object, let markup = form["reply_markup"]?.string {
            form["reply_markup"] = try? JSONValue(parsing: markup)
            call["form"] = .object(form)
        }
        return .object(call)
    }

    private static func isPreparation(_ url: String) -> Bool {
        url.hasSuffix("/login") || url.contains("oauth2")
    }
}
