// Slack: signatures, events, interactions, where replies go.

import Channels
import Crypto
import Foundation
import Testing
import Vocabulary

@Suite("Slack")
struct SlackTests {
    static let credentials: JSONObject = ["slack_token": "xoxb", "slack_signing_secret": "s3"]

    static func headers(_ body: [UInt8], stamp: String = "1700000000", secret: String = "s3")
        -> [(name: String, value: String)]
    {
        [
            ("X-Slack-Request-Timestamp", stamp),
            (
                "X-Slack-Signature",
                "v0=" + hmac(SHA256.self, Array("v0:\(stamp):".utf8) + body, secret)
            ),
        ]
    }

    static func event(_ text: String, _ more: JSONObject = [:], id: String? = "Ev1") -> JSONValue {
        var event: JSONObject = [
            "type": "message", "user": "U1", "text": .string(text), "channel": "D1",
            "channel_type": "im", "ts": "12.3",
        ]
        for (key, value) in more.members { event[key] = value }
        var body: JSONObject = [
            "type": "event_callback", "authed_users": ["UBOT"], "event": .object(event),
        ]
        body["event_id"] = id.map(JSONValue.string)
        return .object(body)
    }

    func signed(_ bench: Bench, _ body: JSONValue, more: [(name: String, value: String)] = [])
        async -> ChannelReception
    {
        await bench.post(body, headers: Self.headers(body.bytes()) + more)
    }

    func clicked(_ bench: Bench, _ payload: JSONValue) async -> ChannelReception {
        let form = [("payload", payload.text())]
        let body = Array(FormFields(form).encoded.utf8)
        return await bench.post(form: form, headers: Self.headers(body))
    }

    @Test("A signed message goes to the inbox with the platform's id and where to reply")
    func message() async throws {
        let bench = try Bench("slack", .object(Self.credentials))
        let reception = await signed(bench, Self.event(" hello "))
        #expect(reception.answered == "200 ")
        #expect(reception.isInbox)
        let message = try #require(reception.messages.first)
        #expect(message.platformID == "Ev1")
        #expect(message.message.text == "hello")
        #expect(message.message.conversation == "U1")
        #expect(message.reply["out_channel"] == "D1")
        #expect(
            message.message.metadata
                == ["out_channel": "D1", "thread_id": "12.3", "users": ["UBOT"]])
    }

    @Test("Without an event's id, retries have the same id and other messages another")
    func ownID() async throws {
        let bench = try Bench("slack", .object(Self.credentials))
        func id(_ text: String) async -> String? {
            await signed(bench, Self.event(text, id: nil)).messages.first?.platformID
        }
        #expect(await id("a") == id("a"))
        #expect(await id("a") != id("b"))
    }

    @Test("Wrong, missing and old signatures are refused")
    func signatures() async throws {
        let bench = try Bench("slack", .object(Self.credentials))
        let body = Self.event("hi")
        let refusal = "400 Message is not properly signed with a valid X-Slack-Signature header"
        #expect(await bench.post(body).answered == refusal)
        for bad in [
            Self.headers(body.bytes(), secret: "other"),
            Self.headers(body.bytes(), stamp: "1699999699"),
            Self.headers(body.bytes(), stamp: "soon"),
            [("X-Slack-Request-Timestamp", "1700000000"), ("X-Slack-Signature", "v0=zz")],
        ] {
            #expect(await bench.post(body, headers: bad).answered == refusal)
        }
    }

    @Test("Handshake, bot's own words, foreign channels and ignored retries")
    func others() async throws {
        let bench = try Bench("slack", .object(Self.credentials))
        #expect(await signed(bench, ["challenge": "c"]).answered == "200 \"c\"")
        #expect(
            await signed(bench, Self.event("x", ["bot_id": "B"])).answered
                == "200 Bot message delivered.")
        #expect(
            await signed(bench, ["event": ["type": "reaction"]]).answered
                == "200 Bot message delivered.")
        #expect(await signed(bench, [:]).answered == "200 Bot message delivered.")
        let foreign = Self.event("x", ["channel": "C9", "channel_type": "channel"])
        #expect(await signed(bench, foreign).answered == "200 channel not supported.")
        let retry = await signed(
            bench, Self.event("x"),
            more: [("X-Slack-Retry-Num", "1"), ("X-Slack-Retry-Reason", "http_timeout")])
        guard case .answer(let answer) = retry else {
            Issue.record("a retry was taken")
            return
        }
        #expect(answer.status == 201)
        #expect(answer.headers == ["X-Slack-No-Retry": "1"])
        let other = await signed(
            bench, Self.event("x"),
            more: [("X-Slack-Retry-Num", "1"), ("X-Slack-Retry-Reason", "http_error")])
        #expect(other.messages.count == 1)
        #expect(await signed(bench, ["x"]).answered?.hasPrefix("400") == true)
    }

    @Test("Mentions of the assistant and marked-up links leave the text")
    func cleaning() async throws {
        let bench = try Bench("slack", .object(Self.credentials))
        for (raw, clean) in [
            ("<@UBOT> /greet", "/greet"), ("so <@UBOT>", "so"), ("a<@UBOT>b", "a b"),
            ("see <http://a.b|a.b> and <https://c.d/e|here>", "see a.b and here"),
            ("<mailto:i@x.org|i@x.org>", "i@x.org"), ("1 < 2 <@OTHER>", "1 < 2 <@OTHER>"),
        ] {
            let reception = await signed(bench, Self.event(raw, ["type": "app_mention"]))
            #expect(reception.messages.first?.message.text == clean)
        }
    }

    @Test("What is clicked and chosen becomes the message")
    func interactions() async throws {
        let bench = try Bench("slack", .object(Self.credentials))
        func payload(_ action: JSONValue) -> JSONValue {
            [
                "user": ["id": "U2"], "channel": ["id": "D7"], "message": ["ts": "1.2"],
                "trigger_id": "t1", "actions": [action],
            ]
        }
        for (action, text): (JSONValue, String) in [
            (["type": "button", "value": "/bye"], "/bye"),
            (["type": "select", "selected_options": [["value": "a"]]], "a"),
            (["type": "static_select", "selected_option": ["value": "b"]], "b"),
            (["type": "users_select", "selected_user": "U9"], "U9"),
            (["type": "datepicker", "selected_date": "2024-05-01"], "2024-05-01"),
        ] {
            let reception = await clicked(bench, payload(action))
            let message = try #require(reception.messages.first)
            #expect(message.message.text == text)
            #expect(message.message.conversation == "U2")
            #expect(message.reply["out_channel"] == "D7")
            #expect(message.platformID == "t1")
        }
        #expect(
            await clicked(bench, payload(["type": "button"])).answered
                == "200 User clicked link button")
        for bad: JSONValue in [payload(["type": "plain_text_input"]), [], ["actions": [1]], "x"] {
            #expect(
                await clicked(bench, bad).answered
                    == "500 The input message could not be processed.")
        }
    }

    @Test("Conversations are told apart by person, channel or thread, replies go to the thread")
    func granularity() async throws {
        for (granularity, id) in [
            ("sender", "U1"), ("channel", "U1_D1"), ("thread", "U1_D1_12.3"),
        ] {
            var credentials = Self.credentials
            credentials["conversation_granularity"] = .string(granularity)
            credentials["use_threads"] = true
            let platforms = Platforms(["https://slack.com/": ["ok": true]])
            let bench = try Bench("slack", .object(credentials), platforms: platforms)
            let message = try #require(await signed(bench, Self.event("hi")).messages.first)
            #expect(message.message.conversation == id)
            let sink = try #require(bench.channel.sink(message.reply, conversation: id))
            await sink.say(BotReply(conversation: id, text: "yes"))
            let request = try #require(platforms.requests.first)
            let body = try JSONValue(parsing: request.body)
            #expect(body["thread_ts"] == "12.3")
            #expect(request.headers.first { $0.name == "Authorization" }?.value == "Bearer xoxb")
        }
    }

    @Test("A sink tells what became of a reply: taken, refused for good, or to be tried again")
    func delivery() async throws {
        for (answer, status, expected): (JSONValue, Int, Delivery) in [
            (["ok": true], 200, .delivered),
            (
                ["ok": false, "error": "channel_not_found"], 200,
                .refused("chat.postMessage was refused (channel_not_found)")
            ),
            (
                ["ok": false, "error": "ratelimited"], 200,
                .failed("chat.postMessage was refused (ratelimited)")
            ),
            (["ok": false], 429, .failed("chat.postMessage was answered with status 429")),
            ([:], 503, .failed("chat.postMessage was answered with status 503")),
            ([:], 404, .refused("chat.postMessage was answered with status 404")),
        ] {
            let platforms = Platforms()
            platforms.answer("https://slack.com/", answer, status: status)
            let bench = try Bench("slack", .object(Self.credentials), platforms: platforms)
            let sink = try #require(bench.channel.sink([:], conversation: "a"))
            #expect(await sink.deliver(BotReply(conversation: "a", text: "yes")) == expected)
        }
        let nobody = try Bench("slack", .object(Self.credentials))
        let sink = try #require(nobody.channel.sink([:], conversation: "a"))
        let two = BotReply(conversation: "a", text: "one\n\ntwo")
        #expect(await sink.deliver(two) == .failed("chat.postMessage had no answer (peerFailed)"))
        #expect(await sink.deliver(BotReply(conversation: "a", text: nil)) == .delivered)
    }

    @Test("With 'proxy' the calls to Slack go through it")
    func proxy() async throws {
        var credentials = Self.credentials
        credentials["proxy"] = "http://proxy:3128"
        let platforms = Platforms(["https://slack.com/": ["ok": true]])
        let bench = try Bench("slack", .object(credentials), platforms: platforms)
        let sink = try #require(bench.channel.sink([:], conversation: "a"))
        await sink.say(BotReply(conversation: "a", text: "yes"))
        #expect(platforms.requests.map(\.route) == [FetchRoute(proxy: "http://proxy:3128")])
        #expect(bench.channel.warnings.isEmpty)
    }

    @Test("Without a signing secret the server does not start")
    func missingSecret() {
        #expect(throws: Fault.self) { try Bench("slack", ["slack_token": "x"]) }
    }
}
