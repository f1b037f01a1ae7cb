import Foundation
import NLU
import Testing
import TrainingData
import Vocabulary

/// What real Rasa says about predictions of ours, recorded by `Golden/record_reports.py`.
struct ReportCase: Sendable, CustomTestStringConvertible {
    let name: String
    let examples: [TrainingExample]
    let parser: RecordedParser
    let result: JSONValue
    let files: JSONObject

    var testDescription: String { name }

    static func all() throws -> [ReportCase] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Golden/reports.json")
        let golden = try JSONValue(parsing: String(contentsOf: file, encoding: .utf8))
        return try #require(golden.array).map { record in
            ReportCase(
                name: record["name"]?.string ?? "",
                examples: (record["examples"]?.array ?? []).map(Self.example),
                parser: RecordedParser(record["answers"]?.array ?? []),
                result: record["result"] ?? .null, files: record["files"]?.object ?? [:])
        }
    }

    private static func example(_ json: JSONValue) -> TrainingExample {
        let key = json["key"]?.string
        let entities = (json["entities"]?.array ?? []).map { entity in
            MarkedEntity(
                name: entity["entity"]?.string ?? "",
                span: TextSpan(start: entity["start"]?.int ?? 0, end: entity["end"]?.int ?? 0),
                value: entity["value"]?.string ?? "", role: entity["role"]?.string,
                group: entity["group"]?.string)
        }
        return TrainingExample(
            text: json["text"]?.string ?? "", intent: json["intent"]?.string,
            responseKey: key.map { String($0.drop { $0 != "/" }.dropFirst()) },
            entities: entities, place: SourcePlace(file: "data.yml"))
    }
}

/// A parser that answers from a table.
struct RecordedParser: MessageParser {
    private let answers: [String: ParsedMessage]

    init(_ answers: [JSONValue]) {
        self.answers = Dictionary(
            answers.map { ($0["text"]?.string ?? "", Self.message($0)) },
            uniquingKeysWith: { first, _ in first })
    }

    init(_ answers: [String: ParsedMessage]) { self.answers = answers }

    func parse(_ text: String) async -> ParsedMessage {
        answers[text] ?? ParsedMessage(text: text)
    }

    private static func message(_ json: JSONValue) -> ParsedMessage {
        ParsedMessage(
            text: json["text"]?.string ?? "", intent: intent(json["intent"] ?? .null),
            ranking: (json["intent_ranking"]?.array ?? []).map(intent),
            entities: (json["entities"]?.array ?? []).map(entity),
            tokens: (json["text_tokens"]?.array ?? []).map {
                TextSpan(start: $0.array?[0].int ?? 0, end: $0.array?[1].int ?? 0)
            },
            responseSelector: json["response_selector"])
    }

    private static func intent(_ json: JSONValue) -> ScoredIntent {
        ScoredIntent(name: json["name"]?.string, confidence: json["confidence"]?.double ?? 0)
    }

    private static func entity(_ json: JSONValue) -> Entity {
        Entity(
            name: json["entity"]?.string ?? "",
            span: TextSpan(start: json["start"]?.int ?? 0, end: json["end"]?.int ?? 0),
            value: json["value"] ?? .null, extractor: json["extractor"]?.string ?? "",
            confidence: json["confidence_entity"]?.double, role: json["role"]?.string,
            roleConfidence: json["confidence_role"]?.double, group: json["group"]?.string,
            groupConfidence: json["confidence_group"]?.double)
    }
}

/// Whether two values are the same, numbers to 1e-12; where they differ first otherwise.
func difference(_ left: JSONValue, _ right: JSONValue, at path: String = "") -> String? {
    if let one = left.double, let other = right.double {
        return abs(one - other) <= 1e-12 ? nil : "\(path): \(one) and \(other)"
    }
    switch (left, right) {
    case (.object(let one), .object(let other)):
        guard Set(one.keys) == Set(other.keys) else {
            return "\(path): keys \(one.keys) and \(other.keys)"
        }
        return one.members.lazy.compactMap { member in
            difference(member.value, other[member.key] ?? .null, at: "\(path)/\(member.key)")
        }.first
    case (.array(let one), .array(let other)):
        guard one.count == other.count else { return "\(path): \(one.count), \(other.count)" }
        return zip(one, other).enumerated().lazy.compactMap { index, pair in
            difference(pair.0, pair.1, at: "\(path)/\(index)")
        }.first
    default: return left == right ? nil : "\(path): \(left.text()) and \(right.text())"
    }
}

@Suite("Reports, against Rasa's") struct ReportGoldenTests {
    @Test("the evaluation is Rasa's", arguments: try ReportCase.all())
    func result(golden: ReportCase) async {
        let evaluation = await NLUEvaluation.evaluate(golden.examples, parser: golden.parser)
        #expect(difference(evaluation.json, golden.result) == nil)
    }

    @Test("the report files have Rasa's names and contents", arguments: try ReportCase.all())
    func files(golden: ReportCase) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("reports-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let evaluation = await NLUEvaluation.evaluate(golden.examples, parser: golden.parser)
        let writer = ReportFolder(
            path: folder.path, options: .init(successes: true, errors: true, plots: false))
        let names = try writer.write(evaluation)
        #expect(names.sorted() == golden.files.keys)
        for (name, text) in golden.files.members {
            let ours = try String(
                contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            if name.hasSuffix("_report.json") {
                let (left, right) = (
                    try JSONValue(parsing: ours), try JSONValue(parsing: text.string ?? "")
                )
                #expect(difference(left, right) == nil)
            } else {
                #expect(ours == text.string)
            }
        }
    }
}
