// Random bodies and targets against a real server: whatever comes, it answers and lives on.

import Assistant
import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Server

struct FuzzTests {
    static let rounds =
        ProcessInfo.processInfo.environment["MARTLET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 600

    static let seeds = [
        #"{"text": "hello", "message_id": "1"}"#, #"{"text": ["/greet{\"a\": 1}"]}"#,
        #"[{"event": "user", "text": "hi", "parse_data": {"intent": {"name": "a"}}}]"#,
        #"{"model_file": "models", "model_server": {"url": "ftp://x/"}}"#,
        #"{"rasa_nlu_data": {"common_examples": [{"text": "a", "intent": "b"}]}}"#,
        "version: \"3.1\"\nnlu:\n- intent: greet\n  examples: |\n    - hi [there](x)\n",
        "stories:\n- story: a\n  steps:\n  - intent: greet\n",
    ]

    static let targets = [
        ("POST", "/model/parse"), ("POST", "/model/parse?emulation_mode=wit"),
        ("POST", "/model/predict?include_events=ALL"), ("PUT", "/model"), ("DELETE", "/model"),
        ("POST", "/model/train?save_to_default_model_directory=false"),
        ("POST", "/model/test/intents"), ("POST", "/model/test/stories"),
        ("GET", "/conversations/x/tracker?until=1"), ("GET", "/status"), ("GET", "/metrics"),
    ]

    /// A text with a few bytes changed, doubled, cut or replaced by what readers stumble over.
    static func mutated(_ text: String, _ dice: inout SeededDice) -> [UInt8] {
        var bytes = Array(text.utf8)
        let spices = [
            "\u{0}", "\"", "\\", "{", "[", "}", "]", ":", "1e999", "\\ud800", "\t", "&a *a", "%",
        ]
        for _ in 0..<Int.random(in: 0...6, using: &dice) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: spices.randomElement(using: &dice)!.utf8, at: place)
            case 3: bytes.removeSubrange(place...)
            default:
                let piece = bytes[place..<min(bytes.count, place + 20)]
                bytes.insert(contentsOf: piece, at: place)
            }
        }
        return bytes
    }

    static func mutatedTarget(_ target: String, _ dice: inout SeededDice) -> String {
        guard Int.random(in: 0..<4, using: &dice) == 0 else { return target }
        let text = String(
            decoding: mutated(target, &dice).filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
        return text.hasPrefix("/") ? text : "/" + text
    }

    @Test("Whatever is sent is answered, and the server lives on")
    func everythingIsAnswered() async throws {
        try await withServer { server async throws in
            try await Self.fuzz(server, rounds: Self.rounds, seed: 20_260_131, patience: 120)
        }
    }

    /// A body may be a project whose default pipeline is trained, which takes its time in a debug
    /// build; everything else is answered at once.
    @Test("The real workshop answers whatever is sent, too")
    func everythingIsWorkedOn() async throws {
        let desk = TrainingDesk(
            fetching: HTTPFetcher(access: OutboundGuard(ServerSettings())), modelsFolder: "nowhere")
        try await withServer(workshop: desk) { server async throws in
            try await Self.fuzz(server, rounds: Self.rounds / 10, seed: 20_260_131, patience: 120)
        }
    }

    /// Sends random requests one after another; each must be answered.
    ///
    /// - Parameter patience: how long an answer may take, in seconds.
    static func fuzz(
        _ server: LiveServer, rounds: Int, seed: UInt64, patience: Int
    ) async throws {
        var dice = SeededDice(seed: seed)
        // What a request takes out of service comes back, so that the next one is not refused.
        let model = try #require(server.shelf.current)
        var connection = try #require(RawConnection(port: server.port, patience: patience))
        for round in 0..<rounds {
            let (method, target) = try #require(targets.randomElement(using: &dice))
            let seed = try #require(seeds.randomElement(using: &dice))
            let body = mutated(seed, &dice)
            let path = mutatedTarget(target, &dice)
            let type = Bool.random(using: &dice) ? "application/x-yaml" : "application/json"
            let head =
                "\(method) \(path) HTTP/1.1\r\nhost: x\r\ncontent-type: \(type)\r\n"
                + "content-length: \(body.count)\r\n\r\n"
            let answer = await besides { [connection] in
                connection.send(Array(head.utf8) + body)
                return Self.answer(on: connection)
            }
            #expect(
                answer.map { (200..<600).contains($0) } == true,
                "round \(round): \(method) \(path) \(String(decoding: body, as: UTF8.self))")
            if server.shelf.current == nil { server.shelf.put(model) }
            if answer == nil || answer == 400 {
                connection = try #require(RawConnection(port: server.port, patience: patience))
            }
        }
        #expect(try await server.get("/").status == 200)
    }

    /// Reads one answer whole and returns its status; `nil` when the connection ended.
    static func answer(on connection: RawConnection) -> Int? {
        let bytes = connection.readHeadBytes()
        guard let end = RawConnection.headEnd(bytes) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        let length =
            head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        var missing = length - (bytes.count - end)
        while missing > 0 {
            guard let more = connection.read(), !more.isEmpty else { return nil }
            missing -= more.count
        }
        return status
    }
}
