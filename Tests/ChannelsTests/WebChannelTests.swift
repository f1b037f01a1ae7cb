// REST, the command line, callback and Rasa's own chat.

import Channels
import Testing
import Vocabulary

@Suite("Channels of web clients")
struct WebChannelTests {
    @Test("A REST message carries sender, stripped text, channel name and metadata")
    func rest() async throws {
        let reception = try await Bench("rest").post([
            "sender": 4711, "message": "  hi \n", "input_channel": "app", "metadata": ["k": [1]],
        ])
        let message = try #require(reception.messages.first).message
        #expect(
            message
                == UserMessage(
                    text: "hi", conversation: "4711", inputChannel: "app", metadata: ["k": [1]]))
        guard case .composed(_, let composer) = reception else {
            Issue.record("the replies do not make the answer")
            return
        }
        #expect(composer.outputChannel == "collector")
        await composer.say(BotReply(conversation: "4711", text: "a\n\nb"))
        let body = try JSONValue(parsing: await composer.answer().body)
        #expect(
            body == [
                ["recipient_id": "4711", "text": "a"], ["recipient_id": "4711", "text": "b"],
            ])
    }

    @Test("What is missing has Rasa's defaults, and without words nothing happens")
    func restDefaults() async throws {
        let bench = try Bench("rest")
        let message = try #require(await bench.post(["message": "hi"]).messages.first).message
        #expect(message == UserMessage(text: "hi", conversation: "default", inputChannel: "rest"))
        #expect(await bench.post([:]).answered == "200 []")
        #expect(await bench.post(["message": ["x"]]).answered == "200 []")
        #expect(await bench.post(["message": ""]).messages.count == 1)
    }

    @Test("A body that is no JSON is 400, one that is no object 500", arguments: [false, true])
    func restErrors(streams: Bool) async throws {
        let bench = try Bench("rest")
        let query = streams ? [(name: "stream", value: "True")] : []
        #expect(
            await bench.post(bytes: Array("{bad".utf8), query: query).answered?.hasPrefix("400")
                == true)
        for body: [UInt8] in [[], Array("[1]".utf8), Array("null".utf8)] {
            #expect(await bench.post(bytes: body, query: query).answered?.hasPrefix("500") == true)
        }
    }

    @Test("With stream=true the replies are lines, whatever the case of true")
    func stream() async throws {
        let reception = try await Bench("rest").post(
            ["message": "hi"], query: [("stream", "TRUE")])
        guard case .stream = reception else {
            Issue.record("not streamed")
            return
        }
        let reports = Reports()
        let lines = ReplyLines { reports.add(String(decoding: $0, as: UTF8.self)) }
        await lines.say(BotReply(conversation: "c", text: "a\n\nb"))
        #expect(lines.outputChannel == "queue")
        #expect(
            reports.all == [
                "{\"recipient_id\":\"c\",\"text\":\"a\"}\n",
                "{\"recipient_id\":\"c\",\"text\":\"b\"}\n",
            ])
    }

    @Test("The command line's channel lives under rest and keeps its name")
    func commandLine() async throws {
        let bench = try Bench("cmdline")
        #expect(bench.channel.prefix == "rest")
        #expect(
            await bench.post(["message": "x"]).messages.first?.message.inputChannel == "cmdline")
    }

    @Test("A callback gets each message with the endpoint's headers, token and account")
    func callback() async throws {
        let platforms = Platforms(["": [:]])
        let bench = try Bench(
            "callback",
            [
                "url": "https://app/r?a=1", "headers": ["X-A": "b"], "token": "t k",
                "token_name": "key", "basic_auth": ["username": "u", "password": "p"],
            ], platforms: platforms)
        let reception = await bench.post(["sender": "s", "message": "hi", "metadata": ["a": 1]])
        #expect(reception.answered == "200 success")
        #expect(
            reception.messages.map(\.message)
                == [UserMessage(text: "hi", conversation: "s", inputChannel: "callback")])
        let sink = try #require(bench.channel.sink([:], conversation: "s"))
        #expect(sink.outputChannel == "callback")
        await sink.say(BotReply(conversation: "s", text: "one\n\ntwo"))
        #expect(
            platforms.requests.map(\.url) == Array(repeating: "https://app/r?a=1&key=t+k", count: 2)
        )
        let first = try #require(platforms.requests.first)
        #expect(first.headers.first { $0.name == "X-A" }?.value == "b")
        #expect(first.headers.first { $0.name == "Authorization" }?.value == "Basic dTpw")
        #expect(first.headers.first { $0.name == "Content-Type" }?.value == "application/json")
        #expect(try JSONValue(parsing: first.body) == ["recipient_id": "s", "text": "one"])
        #expect(await bench.post(["x"]).answered?.hasPrefix("500") == true)
        #expect(await bench.post(bytes: [0x7B]).answered?.hasPrefix("400") == true)
    }

    @Test("A callback's 'cafile' says which authorities its receiver must be certified by")
    func callbackAuthorities() async throws {
        for (file, route): (JSONValue, FetchRoute) in [
            ("own.pem", FetchRoute(authorityFile: "own.pem")), (nil, FetchRoute()),
        ] {
            let platforms = Platforms(["": [:]])
            let bench = try Bench(
                "callback", ["url": "https://app/r", "cafile": file], platforms: platforms)
            let sink = try #require(bench.channel.sink([:], conversation: "s"))
            await sink.say(BotReply(conversation: "s", text: "one"))
            #expect(platforms.requests.map(\.route) == [route])
            #expect(bench.channel.warnings.isEmpty)
        }
    }

    @Test("A receiver that fails or is gone is reported without its address")
    func failingCallback() async throws {
        let platforms = Platforms()
        let bench = try Bench("callback", ["url": "https://secret/x"], platforms: platforms)
        let sink = try #require(bench.channel.sink([:], conversation: "s"))
        await sink.say(BotReply(conversation: "s", text: "one"))
        platforms.answer("https://secret", nil, status: 500)
        await sink.say(BotReply(conversation: "s", text: "two"))
        #expect(bench.reports.all.count == 2)
        #expect(bench.reports.all.allSatisfy { !$0.contains("secret") })
    }

    @Test("Rasa's chat takes the user from a good token, and other conversations only by scope")
    func rasaChat() async throws {
        let platforms = Platforms([
            "https://x/version": ["keys": [["key": "K", "alg": "RS256"]]]
        ])
        func bench(_ claims: JSONObject) throws -> Bench {
            try Bench(
                "rasa", ["url": "https://x"], platforms: platforms, tokens: Tokens(claims: claims))
        }
        let good = [(name: "Authorization", value: "Bearer k.none.K")]
        let ida = try bench(["username": "ida"])
        #expect(await ida.post(["message": "hi"]).answered?.hasPrefix("401") == true)
        #expect(
            await ida.post(["message": "hi"], headers: [("Authorization", "Bearer k.none.X")])
                .answered?.hasPrefix("401") == true)
        let message = try #require(await ida.post(["message": "hi"], headers: good).messages.first)
        #expect(message.message.conversation == "ida")
        #expect(message.message.inputChannel == "rasa")
        let query = await ida.post(["message": "hi"], query: [("token", "k.none.K")])
        #expect(query.messages.count == 1)
        let other: JSONValue = ["message": "hi", "conversation_id": "bob"]
        #expect(await ida.post(other, headers: good).answered?.hasPrefix("401") == true)
        let learner = try bench(["username": "ida", "scopes": ["clientEvents:create"]])
        #expect(
            await learner.post(other, headers: good).messages.first?.message.conversation == "bob")
    }
}
