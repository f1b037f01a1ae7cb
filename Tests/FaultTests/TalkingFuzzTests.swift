// Spoilt requests to every endpoint of a server that talks: each is answered, in a known form.

import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("Fuzzing a server that talks") struct TalkingFuzzTests {
    /// How many requests are sent; `make fuzz` asks for more.
    static let rounds =
        ProcessInfo.processInfo.environment["MARTLET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 1_500
    static let seed: UInt64 = 20_260_214
    /// How long one answer may take, in seconds.
    static let patience = 60

    @Test("whatever is sent to any endpoint is answered in Rasa's form, and nothing fails unseen")
    func everything() async throws {
        try await withFolder { folder in
            try EchoAssistant.write(to: folder)
            let platform = StandInPeer { body, connection in
                // Telegram's two calls differ in what they answer.
                let isRegistration = body.starts(with: "url=".utf8)
                return StandInPeer.send(
                    [
                        "ok": true, "result": isRegistration ? true : ["username": "bot"],
                        "keys": [], "jwks_uri": "https://keys/", "id": "m", "text": "hi",
                    ], to: connection)
            }
            try Data(FuzzTarget.credentials(platform.port).utf8)
                .write(to: URL(fileURLWithPath: "\(folder)/credentials.yml"))
            let program = try #require(
                try await ServingProgram.start(
                    EchoAssistant.arguments, in: folder,
                    environment: ["MARTLET_CLOUD_BASE": "http://127.0.0.1:\(platform.port)"]))
            defer { program.kill() }
            let problems = await besides { Self.fuzz(program.port) }
            #expect(problems == [])
            #expect(!program.errors.contains("failed unexpectedly"), "\(program.errors)")
            let well = await besides {
                KeptConnection(port: program.port)?.say(EchoAssistant.text("Ida"), in: "well")
            }
            #expect(well?.texts == ["Noted Ida"])
        }
    }

    /// Sends spoilt requests one after another.
    ///
    /// - Returns: what was wrong with the answers, with the request each.
    private static func fuzz(_ port: Int) -> [String] {
        var dice = SeededDice(seed: seed)
        var problems: [String] = []
        let targets = FuzzTarget.api + FuzzTarget.channels
        var connection: RawConnection?
        var reader: AnswerReader?
        var statuses: [Int: Int] = [:]
        defer { print("fuzz: answers by status: \(statuses.sorted { $0.key < $1.key })") }
        for round in 0..<rounds where problems.count < 10 {
            if connection == nil {
                connection = RawConnection(port: port, patience: patience)
                reader = connection.map(AnswerReader.init)
            }
            guard let open = connection else { return problems + ["nobody listens any more"] }
            let target = targets[Int.random(in: 0..<targets.count, using: &dice)]
            let request = FuzzedRequest(target, conversation: "c\(round / 500)", &dice)
            open.send(request.bytes)
            let answer = reader?.next(isBodiless: request.method == "HEAD")
            statuses[answer?.status ?? 0, default: 0] += 1
            if let problem = FuzzVerdict.problem(of: answer, to: request) {
                problems.append("round \(round): \(request.summary): \(problem)")
            }
            if answer?.isLast ?? true { connection = nil }
            if answer?.status == 409 { problems += restore(port) }
        }
        return problems + restore(port)
    }

    /// Puts the model back that a request took out of service.
    private static func restore(_ port: Int) -> [String] {
        let body = Array(#"{"model_file": "m.tar.gz"}"#.utf8)
        let answer = KeptConnection(port: port)?.ask("PUT", "/model", body)
        return answer?.status == 204 ? [] : ["the model can't be put back: \(answer?.status ?? 0)"]
    }
}

/// One spoilt request.
struct FuzzedRequest {
    let method: String
    let path: String
    let body: [UInt8]
    let bytes: [UInt8]

    init(_ target: FuzzTarget, conversation: String, _ dice: inout SeededDice) {
        let isOdd = Int.random(in: 0..<20, using: &dice) == 0
        let methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]
        method = isOdd ? methods.randomElement(using: &dice) ?? "GET" : target.method
        let seed = target.seeds.randomElement(using: &dice) ?? ""
        body = dice.spoilt(seed.replacing("ID", with: conversation))
        var path = target.path.replacing("ID", with: conversation)
        if Int.random(in: 0..<6, using: &dice) == 0 {
            let spoilt = dice.spoilt(path).filter { $0 > 0x20 && $0 < 0x7F }
            path = String(decoding: spoilt, as: UTF8.self)
        }
        self.path = path.hasPrefix("/") ? path : "/" + path
        var head =
            "\(method) \(self.path) HTTP/1.1\r\nhost: x\r\naccept: application/json\r\n"
            + "content-type: \(target.type)\r\ncontent-length: \(body.count)\r\n"
        for (name, value) in target.headers(body) { head += "\(name): \(value)\r\n" }
        bytes = Array((head + "\r\n").utf8) + body
    }

    var summary: String { "\(method) \(path) \(String(decoding: body, as: UTF8.self))" }
}

/// What is allowed to be answered to a spoilt request.
enum FuzzVerdict {
    /// Failures with status 500 that clients of Rasa know, by their reason.
    private static let knownReasons: Set<String> = [
        "ConversationError", "ParsingError", "PredictionError", "TestingError", "LoadingError",
    ]
    /// Where a body that is no object is status 500 in Rasa, too.
    private static let objectsOnly = [
        "/webhooks/rest/", "/webhooks/callback/", "/webhooks/rasa/", "/execute", "/trigger_intent",
    ]

    /// What is wrong with an answer; `nil` when nothing is.
    static func problem(of answer: WholeAnswer?, to request: FuzzedRequest) -> String? {
        guard let answer else { return "no answer that can be read" }
        guard answer.status >= 400, request.method != "HEAD" else { return nil }
        let isChannel = request.path.hasPrefix("/webhooks") || request.path.hasPrefix("/socket.io")
        let json = answer.json
        let isProblem =
            json?["status"] == "failure" && json?["code"] == .integer(answer.status)
            && json?["version"]?.string != nil && json?["message"]?.string != nil
        let isFramework =
            json?["status"] == .integer(answer.status) && json?["message"]?.string != nil
        if answer.status < 500 {
            return isProblem || isFramework || isChannel
                ? nil : "status \(answer.status) in no known form: \(answer.text)"
        }
        let isKnown =
            isProblem && knownReasons.contains(json?["reason"]?.string ?? "")
            || isFramework && answer.status == 502 && isChannel
            || isFramework && objectsOnly.contains(where: request.path.contains)
            || isChannel && answer.text == "The input message could not be processed."
        return isKnown ? nil : "status \(answer.status): \(answer.text)"
    }
}

/// What readers stumble over.
extension SeededDice {
    private static let spices = [
        "\u{0}", "\"", "\\", "{", "[", "}", "]", ":", ",", "1e999", "-0", "null", "true", "[]",
        "{}",
        "\\ud800", "\t", "%", "&", "=", "\r\n", "--q", "é", "9999999999999999999", "\"\"",
    ]

    /// A text with a few bytes changed, doubled, cut or joined by what readers stumble over; every
    /// eighth is left as it is.
    mutating func spoilt(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if Int.random(in: 0..<8, using: &self) == 0 { return bytes }
        for _ in 0..<Int.random(in: 1...5, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.remove(at: place)
            case 2, 3:
                let spice = Self.spices.randomElement(using: &self) ?? ""
                bytes.insert(contentsOf: spice.utf8, at: place)
            case 4: bytes.removeSubrange(place...)
            default:
                let piece = bytes[place..<min(bytes.count, place + 20)]
                bytes.insert(contentsOf: piece, at: place)
            }
        }
        return bytes
    }
}
