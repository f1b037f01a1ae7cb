// Facebook, Telegram, Twilio, Mattermost, Rocket.Chat, Webex: what comes in.

import Channels
import Crypto
import Foundation
import Testing
import Vocabulary

@Suite("Messages of platforms")
struct PlatformTests {
    static let facebook: JSONValue = ["verify": "v", "secret": "s", "page-access-token": "p"]

    @Test("Facebook: the handshake gives the challenge only to who knows the word")
    func facebookHandshake() async throws {
        let bench = try Bench("facebook", Self.facebook)
        for (token, answer) in [("v", "200 42"), ("w", "200 failure, invalid token")] {
            let request = ChannelRequest(
                method: "GET", query: [("hub.verify_token", token), ("hub.challenge", "42")])
            #expect(await bench.channel.receive(request).answered == answer)
        }
    }

    @Test("Facebook: words, quick replies, postbacks and files; only what is signed")
    func facebookMessages() async throws {
        let bench = try Bench("facebook", Self.facebook)
        func post(_ messaging: JSONValue, secret: String = "s") async -> ChannelReception {
            let body: JSONValue = ["entry": [["messaging": [messaging]]]]
            let signature = "sha1=" + hmac(Insecure.SHA1.self, body.bytes(), secret)
            return await bench.post(body, headers: [("X-Hub-Signature", signature)])
        }
        let sender: JSONValue = ["id": "7"]
        for (message, text): (JSONObject, String) in [
            (["message": ["text": "hi"]], "hi"), (["postback": ["payload": "/p"]], "/p"),
            (["message": ["text": "No", "quick_reply": ["payload": "/no"]]], "/no"),
            (
                ["message": ["attachments": [["type": "image", "payload": ["url": "https://i"]]]]],
                "https://i"
            ),
        ] {
            var message = message
            message["sender"] = sender
            let reception = await post(.object(message))
            #expect(reception.answered == "200 success")
            #expect(reception.messages.map(\.message.text) == [text])
            #expect(reception.messages.map(\.message.conversation) == ["7"])
            #expect(await post(.object(message), secret: "x").answered == "200 not validated")
        }
        for ignored: JSONValue in [
            ["message": ["text": "x", "is_echo": true]], ["read": [:]], "?",
            ["message": ["attachments": []]],
        ] {
            let reception = await post(ignored)
            #expect(reception.answered == "200 success")
            #expect(reception.messages.isEmpty)
        }
        #expect(await bench.post(["entry": []]).answered == "200 not validated")
        #expect(
            await bench.post([:], headers: [("X-Hub-Signature", "hex=00")]).answered
                == "200 not validated")
    }

    @Test("Facebook: sender actions surround the turn")
    func facebookActions() async throws {
        let platforms = Platforms(["https://graph.facebook.com/": [:]])
        let bench = try Bench("facebook", Self.facebook, platforms: platforms)
        let sink = try #require(bench.channel.sink([:], conversation: "7"))
        await sink.open()
        await sink.close()
        let actions = try platforms.requests.map {
            try JSONValue(parsing: $0.body)["sender_action"]
        }
        #expect(actions == ["mark_seen", "typing_on", "typing_off"])
    }

    static let telegram: JSONObject = [
        "access_token": "1:T", "verify": "bot", "webhook_url": "https://w",
    ]

    static func update(_ more: JSONObject) -> JSONValue {
        var message: JSONObject = ["message_id": 1, "chat": ["id": 99]]
        for (key, value) in more.members { message[key] = value }
        return ["update_id": 1, "message": .object(message)]
    }

    @Test("Telegram: words, edits, presses and places become messages of their chat")
    func telegramMessages() async throws {
        let platforms = Platforms([
            "https://api.telegram.org/": ["ok": true, "result": ["username": "bot"]]
        ])
        let bench = try Bench("telegram", .object(Self.telegram), platforms: platforms)
        for (update, texts): (JSONValue, [String]) in [
            (Self.update(["text": "/bothello"]), ["hello"]),
            (Self.update(["text": "/restart"]), ["/restart", "/start"]),
            (
                Self.update(["location": ["longitude": 1.5, "latitude": 2]]),
                ["{\"lng\":1.5, \"lat\":2}"]
            ),
            (["edited_message": ["chat": ["id": 99], "text": "new"]], ["new"]),
            (["callback_query": ["data": "/x", "message": ["chat": ["id": 99]]]], ["/x"]),
            (Self.update(["photo": []]), []), (["channel_post": [:]], []), ([:], []),
        ] {
            let reception = await bench.post(update)
            #expect(reception.answered == "200 success")
            #expect(reception.messages.map(\.message.text) == texts)
            #expect(reception.messages.allSatisfy { $0.message.conversation == "99" })
        }
        #expect(platforms.requests.count == 1, "who the bot is is asked once")
        #expect(await bench.post(bytes: []).answered?.hasPrefix("400") == true)
    }

    @Test("Telegram: another bot's token is no use, and a secret of ours is asked for")
    func telegramVerification() async throws {
        let platforms = Platforms([
            "https://api.telegram.org/": ["ok": true, "result": ["username": "other"]]
        ])
        let bench = try Bench("telegram", .object(Self.telegram), platforms: platforms)
        #expect(await bench.post(Self.update(["text": "x"])).answered == "200 failed")
        #expect(bench.channel.warnings.count == 1)
        var credentials = Self.telegram
        credentials["secret_token"] = "z"
        platforms.answer("https://api.telegram.org/", ["ok": true, "result": ["username": "bot"]])
        let strict = try Bench("telegram", .object(credentials), platforms: platforms)
        #expect(strict.channel.warnings.isEmpty)
        let update = Self.update(["text": "x"])
        #expect(await strict.post(update).answered?.hasPrefix("403") == true)
        let header = [(name: "X-Telegram-Bot-Api-Secret-Token", value: "z")]
        #expect(await strict.post(update, headers: header).messages.count == 1)
    }

    @Test("Telegram: the webhook is registered at start, and a refusal stops the server")
    func telegramStart() async throws {
        let platforms = Platforms(["https://api.telegram.org/": ["ok": true, "result": true]])
        let bench = try Bench("telegram", .object(Self.telegram), platforms: platforms)
        try await bench.channel.start()
        #expect(platforms.requests.first?.url == "https://api.telegram.org/bot1:T/setWebhook")
        platforms.answer("https://api.telegram.org/", ["ok": false], status: 401)
        await #expect(throws: Fault.self) { try await bench.channel.start() }
        let request = ChannelRequest(method: "GET", path: "set_webhook")
        #expect(await bench.channel.receive(request).answered == "200 Invalid webhook")
        #expect(bench.reports.all.allSatisfy { !$0.contains("1:T") })
    }

    @Test("Twilio: words and places; a signature when an address is named")
    func twilio() async throws {
        let open: JSONObject = ["account_sid": "A", "auth_token": "t", "twilio_number": "+1"]
        let bench = try Bench("twilio", .object(open))
        let reception = await bench.post(form: [("From", "+49"), ("Body", "me¡x.org")])
        #expect(reception.messages.map(\.message.text) == ["me@x.org"])
        #expect(reception.answered == "204 ")
        let place = await bench.post(form: [("From", "+49"), ("Latitude", "1"), ("Longitude", "2")])
        #expect(
            place.messages.map(\.message.text) == ["/locationData{'Latitude': 1,'Longitude': 2}"])
        for form in [[("Body", "x")], [("From", "+49")], [("From", "+49"), ("Body", "")], []] {
            #expect(await bench.post(form: form).answered == "204 ")
        }
        var strict = open
        strict["webhook_url"] = "https://b/w"
        let closed = try Bench("twilio", .object(strict))
        let form = [("From", "+49"), ("Body", "hi")]
        #expect(await closed.post(form: form).answered?.hasPrefix("403") == true)
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Array("https://b/wBodyhiFrom+49".utf8), using: SymmetricKey(data: Array("t".utf8)))
        let header = [(name: "X-Twilio-Signature", value: Data(code).base64EncodedString())]
        #expect(await closed.post(form: form, headers: header).messages.count == 1)
    }

    @Test("Mattermost: trigger words and button clicks")
    func mattermost() async throws {
        let credentials: JSONObject = ["url": "https://m", "token": "t"]
        let bench = try Bench("mattermost", .object(credentials))
        let base: JSONObject = ["user_id": "u", "channel_id": "c", "text": "@bot hi all"]
        func with(_ more: JSONObject) -> JSONValue {
            var body = base
            for (key, value) in more.members { body[key] = value }
            return .object(body)
        }
        let spoken = await bench.post(with(["trigger_word": "@bot"]))
        #expect(spoken.messages.map(\.message.text) == ["hi all"])
        #expect(spoken.messages.first?.reply == ["channel_id": "c"])
        #expect(spoken.answered == "200 success")
        let pressed = await bench.post(with(["context": ["action": "/yes"]]))
        #expect(pressed.messages.map(\.message.text) == ["/yes"])
        #expect(await bench.post(with([:])).messages.isEmpty)
        #expect(await bench.post([:]).answered == "200 ")
        #expect(await bench.post(["trigger_word": "x"]).answered?.hasPrefix("400") == true)
        #expect(bench.channel.sink([:], conversation: "u") == nil)
        var strict = credentials
        strict["webhook_token"] = "w"
        let closed = try Bench("mattermost", .object(strict))
        #expect(
            await closed.post(with(["trigger_word": "@bot"])).answered?.hasPrefix("403") == true)
        #expect(
            await closed.post(with(["trigger_word": "@bot", "token": "w"])).messages.count == 1)
        #expect(
            await closed.post(with(["context": ["action": "/y", "token": "w"]])).messages.count == 1
        )
    }

    @Test("Rocket.Chat: webhooks and livechat; one login for all, a new one when it ends")
    func rocketChat() async throws {
        let platforms = Platforms([
            "https://r/api/v1/login": ["data": ["authToken": "T", "userId": "U"]],
            "https://r/api/v1/chat": [:],
        ])
        let bench = try Bench(
            "rocketchat", ["user": "me", "password": "p", "server_url": "https://r"],
            platforms: platforms)
        let spoken = await bench.post(["user_name": "ida", "text": "hi", "channel_id": "room"])
        #expect(spoken.messages.map(\.message.conversation) == ["room"])
        #expect(spoken.answered == "200 ")
        let live = await bench.post([
            "visitor": [:], "_id": "v", "messages": [["msg": "yo", "username": "guest"]],
        ])
        #expect(live.messages.map(\.message.text) == ["yo"])
        for ignored: JSONValue in [
            ["user_name": "me", "text": "x"], ["visitor": 1], [:], ["text": 1],
        ] {
            #expect(await bench.post(ignored).messages.isEmpty)
        }
        let sink = try #require(bench.channel.sink([:], conversation: "room"))
        for _ in 1...2 { await sink.say(BotReply(conversation: "room", text: "x")) }
        #expect(platforms.requests.count == 3)
        platforms.answer("https://r/api/v1/chat", [:], status: 401)
        await sink.say(BotReply(conversation: "room", text: "x"))
        #expect(platforms.requests.count == 6)
    }

    @Test("Webex: the message is fetched, the assistant's own are not answered")
    func webex() async throws {
        let platforms = Platforms([
            "https://webexapis.com/v1/people/me": ["id": "me"],
            "https://webexapis.com/v1/messages/a%2Fb": [
                "personId": "x", "text": "hi", "roomId": "r",
            ],
            "https://webexapis.com/v1/messages/own": [
                "personId": "me", "text": "hi", "roomId": "r",
            ],
        ])
        let bench = try Bench("webexteams", ["access_token": "t"], platforms: platforms)
        let spoken = await bench.post(["data": ["id": "a/b"]])
        #expect(spoken.messages.map(\.message.conversation) == ["r"])
        #expect(await bench.post(["data": ["id": "own"]]).answered == "200 OK")
        #expect(await bench.post(["data": ["id": "gone"]]).answered?.hasPrefix("502") == true)
        #expect(await bench.post(["data": "x"]).answered?.hasPrefix("400") == true)
        let strict = try Bench(
            "webexteams", ["access_token": "t", "webhook_secret": "s"], platforms: platforms)
        let body: JSONValue = ["data": ["id": "a/b"]]
        #expect(await strict.post(body).answered?.hasPrefix("403") == true)
        let signature = hmac(Insecure.SHA1.self, body.bytes(), "s")
        #expect(
            await strict.post(body, headers: [("X-Spark-Signature", signature)]).messages.count == 1
        )
    }
}
