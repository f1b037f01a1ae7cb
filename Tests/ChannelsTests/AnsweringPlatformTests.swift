// Twilio's voice, the Bot Framework and Hangouts: tokens in, answers of their own form out.

import Channels
import Testing
import Vocabulary

@Suite("Platforms with tokens and answers of their own")
struct AnsweringPlatformTests {
    func composed(_ reception: ChannelReception, _ texts: String...) async throws -> String {
        let composer: any AnswerComposer
        switch reception {
        case .composed(_, let made), .repetition(_, let made): composer = made
        default:
            Issue.record("no composer")
            return ""
        }
        for text in texts { await composer.say(BotReply(conversation: "c", text: text)) }
        return String(decoding: await composer.answer().body, as: UTF8.self)
    }

    @Test("A ringing telephone is greeted; what is said comes before the listening")
    func voice() async throws {
        let bench = try Bench("twilio_voice", ["initial_prompt": "/start"])
        let ringing = await bench.post(form: [("From", "+49"), ("CallStatus", "ringing")])
        #expect(ringing.messages.map(\.message.text) == ["/start"])
        let gather =
            #"<Gather action="/webhooks/twilio_voice/webhook" actionOnEmptyResult="true" "#
            + #"enhanced="false" input="speech" speechModel="default" speechTimeout="5">"#
        let head = #"<?xml version="1.0" encoding="UTF-8"?><Response>"#
        #expect(
            try await composed(ringing, "Tom & <Jerry>", "Bye") == head
                + #"<Say voice="woman">Tom &amp; &lt;Jerry&gt;</Say><Pause length="1" />"#
                + gather + #"<Say voice="woman">Bye</Say></Gather></Response>"#)
    }

    @Test("Silence repeats the last words, or asks to say it again")
    func silence() async throws {
        let bench = try Bench("twilio_voice")
        let silent = await bench.post(form: [("From", "+49"), ("CallStatus", "in-progress")])
        guard case .repetition(let conversation, _) = silent else {
            Issue.record("not a repetition")
            return
        }
        #expect(conversation == "+49")
        #expect(try await composed(silent).contains("could you rephrase."))
        let again = await bench.post(form: [("From", "+49")])
        #expect(try await composed(again, "Where to?").contains("Where to?"))
    }

    @Test(
        "Bad combinations of speech stop the server",
        arguments: [
            ["assistant_voice": "robot"], ["speech_timeout": "soon"], ["speech_model": "best"],
            ["enhanced": "maybe"], ["enhanced": "true"], ["speech_timeout": "auto"],
        ] as [JSONValue])
    func badVoices(credentials: JSONValue) {
        #expect(throws: Fault.self) { try Bench("twilio_voice", credentials) }
    }

    static let keys: [String: JSONValue] = [
        "https://login.botframework.com/v1/.well-known/openidconfiguration": [
            "jwks_uri": "https://k"
        ],
        "https://k": ["keys": [["kid": "one", "n": "N"]]],
    ]

    func activity(_ more: JSONObject = [:]) -> JSONValue {
        var body: JSONObject = [
            "type": "message", "text": "hi", "from": ["id": "u"], "recipient": ["id": "bot"],
            "conversation": ["id": "c/1"], "serviceUrl": "https://s/",
        ]
        for (key, value) in more.members { body[key] = value }
        return .object(body)
    }

    @Test("Bot Framework: only a token of a known key for our app is taken")
    func botFrameworkTokens() async throws {
        let bench = try Bench(
            "botframework", ["app_id": "app", "app_password": "p"], platforms: Platforms(Self.keys))
        try await bench.channel.start()
        for (header, answer) in [
            ("", "401 No authorization header provided."),
            ("Basic x", "401 No Bearer token provided in Authorization header."),
            ("Bearer a.b.c", "401 Could not validate JWT token."),
            ("Bearer one.other.N", "401 Could not validate JWT token."),
            ("Bearer one.app.X", "401 Could not validate JWT token."),
            ("Bearer two.app.N", "401 Could not validate JWT token."),
            ("Bearer one.app.N", "200 success"),
        ] {
            let reception = await bench.post(activity(), headers: [("Authorization", header)])
            #expect(reception.answered == answer)
        }
        #expect(bench.platforms.requests.count == 2, "an unknown key does not make us ask at once")
    }

    @Test("Bot Framework: an activity says where to answer; others are acknowledged")
    func botFrameworkActivities() async throws {
        let platforms = Platforms(Self.keys)
        platforms.answer(
            "https://login.microsoftonline.com/", ["access_token": "A", "expires_in": "3600"])
        platforms.answer("https://s/", [:])
        let bench = try Bench(
            "botframework", ["app_id": "app", "app_password": "p"], platforms: platforms)
        let good = [(name: "Authorization", value: "Bearer one.app.N")]
        let reception = await bench.post(activity(["attachments": [["a": 1]]]), headers: good)
        let message = try #require(reception.messages.first)
        #expect(message.message.metadata == ["attachments": [["a": 1]]])
        let sink = try #require(bench.channel.sink(message.reply, conversation: "u"))
        for _ in 1...2 { await sink.say(BotReply(conversation: "u", text: "x")) }
        let urls = platforms.requests.map(\.url).suffix(3)
        #expect(urls.dropFirst().allSatisfy { $0 == "https://s/v3/conversations/c%2F1/activities" })
        #expect(
            urls.first == "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")
        for ignored: JSONValue in [
            activity(["type": "typing"]), activity(["text": 5]),
            activity(["serviceUrl": "file:///x"]),
            activity(["from": "x"]), [:],
        ] {
            let reception = await bench.post(ignored, headers: good)
            #expect(reception.answered == "200 success")
            #expect(reception.messages.isEmpty)
        }
        #expect(await bench.post(bytes: [1], headers: good).answered?.hasPrefix("400") == true)
        #expect(bench.channel.sink([:], conversation: "u") == nil)
    }

    @Test("Bot Framework: without keys the server does not start")
    func botFrameworkStart() async throws {
        let bench = try Bench("botframework", ["app_id": "app", "app_password": "p"])
        await #expect(throws: Fault.self) { try await bench.channel.start() }
    }

    @Test("Hangouts: events become messages, with the room in the metadata")
    func hangoutsEvents() async throws {
        let bench = try Bench("hangouts")
        let user: JSONValue = ["displayName": "Ida"]
        let room: JSONValue = ["type": "ROOM", "displayName": "Den"]
        for (event, text): (JSONValue, String) in [
            (["type": "MESSAGE", "message": ["sender": user, "text": "hi"], "space": room], "hi"),
            (
                [
                    "type": "CARD_CLICKED", "action": ["actionMethodName": "/x"], "user": user,
                    "space": room,
                ], "/x"
            ),
            (["type": "ADDED_TO_SPACE", "user": user, "space": room], "/room_added"),
            (["type": "ADDED_TO_SPACE", "user": user, "space": ["type": "DM"]], "/bot_removed"),
            (["type": "REMOVED_FROM_SPACE", "user": user, "space": room], "/bot_removed"),
        ] {
            let message = try #require(await bench.post(event).messages.first).message
            #expect(message.text == text)
            #expect(message.conversation == "Ida")
            let isRoom = event["space"] == room
            #expect(message.metadata == ["room": isRoom ? "Den" : nil])
        }
        for bad: JSONValue in [[:], ["type": "MESSAGE"], ["type": "MESSAGE", "space": room], [1]] {
            #expect(await bench.post(bad).answered?.hasPrefix("400") == true)
        }
        #expect(bench.channel.warnings.count == 1)
    }

    @Test("Hangouts: with a project only Google's own token is good")
    func hangoutsTokens() async throws {
        let platforms = Platforms(["https://www.googleapis.com/": ["one": "C"]])
        let event: JSONValue = [
            "type": "MESSAGE", "message": ["sender": ["displayName": "I"], "text": "hi"],
            "space": ["type": "DM"],
        ]
        let bench = try Bench("hangouts", ["project_id": "pr"], platforms: platforms)
        for (header, isGood) in [
            ("", false), ("Bearer one.pr.X", false), ("Bearer one.other.C", false),
            ("Bearer one.pr.C", true),
        ] {
            let reception = await bench.post(event, headers: [("Authorization", header)])
            #expect(reception.messages.isEmpty != isGood)
            #expect(isGood || reception.answered == "401 Unauthorized")
        }
        let foreign = try Bench(
            "hangouts", ["project_id": "pr"], platforms: platforms,
            tokens: Tokens(claims: ["iss": "someone"]))
        let header = [(name: "Authorization", value: "Bearer one.pr.C")]
        #expect(await foreign.post(event, headers: header).answered == "401 Unauthorized")
    }
}
