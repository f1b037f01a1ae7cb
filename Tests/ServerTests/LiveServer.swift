// A real server on a free port of this machine, for one test.

import Assistant
import Foundation
import Logging
import Testing
import TrainingData
import Vocabulary

@testable import Server

/// Understands by a table; knows one entity for offsets and emulations. Lets other work go first
/// where a text says `wait`.
struct TableParser: MessageParser {
    func parse(_ text: String) async -> ParsedMessage {
        if text.contains("wait") { await Task.yield() }
        let name = text.contains("bye") ? "goodbye" : "greet"
        let ranking = [
            ScoredIntent(name: name, confidence: 0.75),
            ScoredIntent(name: name == "greet" ? "goodbye" : "greet", confidence: 0.25),
        ]
        var entities: [Entity] = []
        if let range = text.range(of: "AB-1234") {
            let start = text.unicodeScalars.distance(
                from: text.unicodeScalars.startIndex, to: range.lowerBound)
            entities.append(
                Entity(
                    name: "order_code", span: TextSpan(start: start, end: start + 7),
                    value: "AB-1234", extractor: "RegexEntityExtractor"))
        }
        return ParsedMessage(
            text: text, intent: ranking[0], ranking: text.isEmpty ? [] : ranking,
            entities: entities)
    }
}

/// Trains nothing; answers as told.
struct FakeWorkshop: Workshop {
    var activeJobs = 0
    var training: @Sendable ([UInt8], Bool) throws -> (name: String, bytes: [UInt8]) = { yaml, _ in
        ("nlu-trained.tar.gz", yaml)
    }

    func train(
        yaml: [UInt8], force: Bool, augmentation: Int?
    ) async throws -> (name: String, bytes: [UInt8]) {
        try training(yaml, force)
    }

    func evaluate(_ data: EvaluationData, parser: any MessageParser) async throws -> JSONValue {
        let name = await parser.parse("bye").intent.name ?? ""
        return ["intent_evaluation": .string(name)]
    }

    func crossValidate(yaml: [UInt8], folds: Int) async throws -> JSONValue {
        ["folds": .integer(folds)]
    }
}

/// Bytes of a model file that can be opened.
func modelFile(assistant: String = "a") -> [UInt8] {
    let yaml = """
        assistant_id: \(assistant)
        language: en
        pipeline:
        - name: KeywordIntentClassifier
        nlu:
        - intent: greet
          examples: |
            - hello
        - intent: goodbye
          examples: |
            - bye

        """
    let project = Project(oneText: Array(yaml.utf8))
    do {
        return try ProjectTrainer.train(project).bytes
    } catch {
        Issue.record("the model cannot be trained: \(error)")
        return []
    }
}

/// A running server and a client for it.
struct LiveServer: Sendable {
    let port: Int
    let shelf: ModelShelf
    let fetcher: HTTPFetcher

    /// Calls the server.
    func call(
        _ method: String, _ path: String, _ body: String = "",
        headers: [(name: String, value: String)] = []
    ) async throws -> FetchAnswer {
        try await call(method, path, bytes: Array(body.utf8), headers: headers)
    }

    func call(
        _ method: String, _ path: String, bytes: [UInt8],
        headers: [(name: String, value: String)] = []
    ) async throws -> FetchAnswer {
        try await fetcher.fetch(
            FetchRequest(
                method: method, url: "http://127.0.0.1:\(port)\(path)", headers: headers,
                body: bytes, timeoutMs: 60_000))
    }

    func get(
        _ path: String, headers: [(name: String, value: String)] = []
    ) async throws -> FetchAnswer {
        try await call("GET", path, headers: headers)
    }
}

extension FetchAnswer {
    /// The body as JSON.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Runs a test against a server of its own.
///
/// - Parameters:
///   - hasModel: whether a model is in service from the start.
///   - change: changes the settings of an open server with the whole API.
@discardableResult
func withServer<Value: Sendable>(
    hasModel: Bool = true, workshop: any Workshop = FakeWorkshop(),
    turns: (any TurnRunner)? = nil,
    _ change: (inout ServerSettings) -> Void = { _ in },
    _ test: @escaping @Sendable (LiveServer) async throws -> Value
) async throws -> Value {
    var settings = ServerSettings()
    settings.host = "127.0.0.1"
    settings.port = 0
    settings.isAPIEnabled = true
    let models = NSTemporaryDirectory() + "martlet-models-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: models) }
    settings.modelsFolder = models
    settings.workingFolder = models
    change(&settings)
    let fetcher = HTTPFetcher(access: OutboundGuard(settings))
    let shelf = ModelShelf(opener: ModelOpener(fetching: fetcher))
    if hasModel {
        shelf.put(
            ServedModel(
                fileName: "table.tar.gz", modelID: String(repeating: "a1", count: 16),
                parser: TableParser(), assistantID: "tested"))
    }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = try await MartletServer(
        settings, shelf: shelf, workshop: workshop, fetching: fetcher, turns: turns,
        logger: logger)
    let (ports, announce) = AsyncStream<Int>.makeStream()
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask {
            defer { announce.finish() }
            try await server.run { announce.yield($0) }
            return nil
        }
        group.addTask {
            for await port in ports {
                return try await test(LiveServer(port: port, shelf: shelf, fetcher: fetcher))
            }
            return nil
        }
        defer { group.cancelAll() }
        while let result = try await group.next() {
            if let result { return result }
        }
        throw Fault(.unexpected, "The server ended before the test.")
    }
}

/// Checks the error object that every route of the API answers with.
func expectProblem(
    _ answer: FetchAnswer, _ status: Int, _ reason: String, _ message: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(
        answer.header("content-type") == "application/json", sourceLocation: sourceLocation)
    let keys = ["version", "status", "message", "reason", "details", "help", "code"]
    #expect(answer.json.object?.keys == keys, sourceLocation: sourceLocation)
    #expect(answer.json["status"] == "failure", sourceLocation: sourceLocation)
    #expect(answer.json["code"] == .integer(status), sourceLocation: sourceLocation)
    #expect(answer.json["reason"] == .string(reason), sourceLocation: sourceLocation)
    let text = answer.json["message"]?.string ?? ""
    #expect(message.isEmpty || text.contains(message), sourceLocation: sourceLocation)
}
