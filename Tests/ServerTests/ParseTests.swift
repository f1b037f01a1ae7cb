// POST /model/parse: Rasa's shapes, its errors, and the shapes of other services.

import Foundation
import Testing
import Vocabulary

@testable import Server

struct ParseTests {
    static func parse(
        _ server: LiveServer, _ body: JSONValue, query: String = ""
    ) async throws -> FetchAnswer {
        try await server.call("POST", "/model/parse\(query)", bytes: body.bytes())
    }

    @Test("A message is understood, whatever the content type says")
    func shape() async throws {
        try await withServer { server async throws in
            for type in ["application/json", "text/plain", "application/x-www-form-urlencoded"] {
                let answer = try await server.call(
                    "POST", "/model/parse", #"{"text": "hello bot", "message_id": "1"}"#,
                    headers: [(name: "content-type", value: type)])
                #expect(answer.status == 200)
                #expect(answer.header("content-type") == "application/json")
                #expect(answer.json["text"] == "hello bot")
                #expect(answer.json["intent"] == ["name": "greet", "confidence": 0.75])
                #expect(answer.json["intent_ranking"]?.array?.count == 2)
            }
        }
    }

    @Test("The text loses the white space at its ends, as Python strips it")
    func stripping() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(server, ["text": " \u{a0}\u{3000}hello  you\n\u{1c}"])
            #expect(answer.json["text"] == "hello  you")
            #expect(try await Self.parse(server, ["text": " \t "]).json["text"] == "")
        }
    }

    @Test("Of a list of texts the first one counts")
    func list() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(server, ["text": ["/greet", "/goodbye"]])
            #expect(answer.json["intent"]?["name"] == "greet")
        }
    }

    @Test("A message that names its intent is taken at its word")
    func shortcut() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(server, ["text": #"/tell_name@0.7{"name": "Q"}"#])
            #expect(answer.json["intent"] == ["name": "tell_name", "confidence": 0.7])
            #expect(answer.json["entities"]?.array?.first?["value"] == "Q")
        }
    }

    @Test("A text of a megabyte is answered whole")
    func longText() async throws {
        try await withServer { server async throws in
            let text = String(repeating: "hello bot ", count: 100_000) + "end"
            let answer = try await Self.parse(server, ["text": .string(text)])
            #expect(answer.status == 200)
            #expect(answer.json["text"] == .string(text))
        }
    }

    @Test("Ten million small values and a hundred thousand brackets are refused in Rasa's form")
    func manyValues() async throws {
        try await withServer { server async throws in
            let many =
                Array("{\"text\": [".utf8) + Array("1,".utf8) * 10_000_000 + Array("1]}".utf8)
            let deep = Array("{\"a\": ".utf8) + Array("[".utf8) * 100_000
            for body in [many, deep] {
                let answer = try await server.call("POST", "/model/parse", bytes: body)
                expectProblem(
                    answer, 500, "ParsingError", "Failed when parsing body as json")
            }
            #expect(try await server.get("/version").status == 200)
        }
    }

    @Test("An empty body is a bad request")
    func emptyBody() async throws {
        try await withServer { server async throws in
            let answer = try await server.call("POST", "/model/parse")
            expectProblem(answer, 400, "BadRequest", "No text message defined in request_body.")
            #expect(answer.json["details"] == [:])
        }
    }

    @Test(
        "A body without a text is a parsing error",
        arguments: [
            "{", " ", "[]", "null", "5", "\"x\"", "{}", #"{"text": null}"#, #"{"text": 5}"#,
            #"{"text": []}"#, #"{"text": [5]}"#, #"{"text": {"a": 1}}"#, #"{"text": "a\ud800"}"#,
            #"{"text": 1e999}"#, "\u{0}",
        ])
    func badBody(body: String) async throws {
        try await withServer { server async throws in
            let answer = try await server.call("POST", "/model/parse", body)
            expectProblem(answer, 500, "ParsingError", "An unexpected error occurred. Error: ")
        }
    }

    @Test("JSON nested a hundred thousand deep, and invalid UTF-8, are refused")
    func hostileBody() async throws {
        try await withServer { server async throws in
            let deep = #"{"text": "# + String(repeating: "[", count: 100_000)
            expectProblem(
                try await server.call("POST", "/model/parse", deep), 500, "ParsingError",
                "Failed when parsing body as json")
            let bytes = Array(#"{"text": ""#.utf8) + [0xFF, 0xFE] + Array("\"}".utf8)
            expectProblem(
                try await server.call("POST", "/model/parse", bytes: bytes), 500, "ParsingError",
                "Failed when parsing body as json")
        }
    }

    @Test("An emulation that is not known is refused with the known ones")
    func unknownEmulation() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(
                server, ["text": "hi"], query: "?emulation_mode=ALEXA")
            expectProblem(
                answer, 400, "BadRequest",
                "Invalid parameter value for 'emulation_mode'. "
                    + "Should be one of 'WIT', 'LUIS', 'DIALOGFLOW'.")
            #expect(answer.json["details"] == ["parameter": "emulation_mode", "in": "query"])
        }
    }

    @Test("wit.ai's shape groups entities by name and role")
    func wit() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(
                server, ["text": "grüße 你好 AB-1234"], query: "?emulation_mode=WIT")
            #expect(
                answer.json == [
                    "text": "grüße 你好 AB-1234",
                    "intents": [["name": "greet", "confidence": 0.75]],
                    "entities": [
                        "order_code:order_code": [
                            [
                                "confidence": 1, "name": "order_code", "value": "AB-1234",
                                "body": "AB-1234", "start": 9, "end": 16, "role": "order_code",
                                "entities": [],
                            ]
                        ]
                    ],
                ])
        }
    }

    @Test("LUIS' shape names the top intent and each intent's score")
    func luis() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(
                server, ["text": "AB-1234"], query: "?emulation_mode=luis")
            #expect(
                answer.json == [
                    "query": "AB-1234",
                    "prediction": [
                        "normalizedQuery": "AB-1234", "topIntent": "greet",
                        "intents": ["greet": ["score": 0.75], "goodbye": ["score": 0.25]],
                        "entities": [
                            "$instance": [
                                "order_code": [
                                    [
                                        "role": .null, "type": "order_code", "text": "AB-1234",
                                        "startIndex": 0, "length": 7, "score": .null,
                                        "modelType": "RegexEntityExtractor",
                                    ]
                                ]
                            ],
                            "order_code": ["AB-1234"],
                        ],
                    ],
                ])
        }
    }

    @Test("Dialogflow's shape holds the values of each entity")
    func dialogflow() async throws {
        try await withServer { server async throws in
            let answer = try await Self.parse(
                server, ["text": #"/greet{"a": [1, 2], "b": "x"}"#],
                query: "?emulation_mode=Dialogflow")
            let result = answer.json["queryResult"]
            #expect(answer.json["responseId"]?.string?.count == 36)
            #expect(result?["action"] == "greet")
            #expect(result?["parameters"] == ["a": [1, 2], "b": ["x"]])
            #expect(result?["intent"] == ["name": "greet", "displayName": "greet"])
            #expect(result?["intentDetectionConfidence"] == 1.0)
        }
    }

    @Test("Thousands of entities in one message are grouped at once, and not multiplied")
    func manyEntities() async throws {
        try await withServer { server async throws in
            let keys = (0..<8_000).map { "\"k\($0)\":0" }.joined(separator: ",")
            for (mode, status) in [("WIT", 500), ("LUIS", 200), ("DIALOGFLOW", 200)] {
                let answer = try await Self.parse(
                    server, ["text": .string("/greet{\(keys)}")],
                    query: "?emulation_mode=\(mode)")
                #expect(answer.status == status)
                #expect(answer.body.count < 4 << 20)
            }
        }
    }
}

/// Some bytes again and again.
private func * (bytes: [UInt8], count: Int) -> [UInt8] {
    Array(repeatElement(bytes, count: count).joined())
}
