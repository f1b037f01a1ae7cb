// Finds dates, amounts and the like by asking a Duckling server.

import Foundation
public import Learning
import TrainingData
public import Vocabulary

/// The extractor of rasa/nlu/extractors/duckling_entity_extractor.py (3.6.21). When the server does
/// not answer, nothing is found and the message gets a note.
public struct DucklingEntityExtractor: RemoteComponent {
    /// The environment variable whose value takes the place of the option `url`.
    public static let urlVariable = "RASA_DUCKLING_HTTP_URL"

    private let url: String?
    private let dimensions: JSONValue
    private let locale: String?
    private let timezone: String?
    private let timeoutMs: Int
    private let now: @Sendable () -> Date

    init(
        _ options: ComponentOptions,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        let variable = environment[Self.urlVariable] ?? ""
        url = variable.isEmpty ? options.text("url") : variable
        dimensions = options["dimensions"]
        locale = options.text("locale")
        timezone = options.text("timezone")
        timeoutMs = Int((options.double("timeout") ?? 3) * 1000)
        self.now = now
    }

    /// Finds nothing: the server is asked by the other `process`.
    public func process(_ message: inout Message) {}

    /// Adds what the server finds, of the wanted dimensions.
    public func process(_ message: inout Message, fetching: any HTTPFetching) async {
        guard let url else {
            return note(
                "no server is configured: set the option url or \(Self.urlVariable)", &message)
        }
        do throws(Fault) {
            let answer = try await fetching.fetch(request(to: url, about: message.text))
            guard answer.status == 200, let found = try? JSONValue(parsing: answer.body) else {
                return note("it answered with status \(answer.status)", &message)
            }
            for match in found.array ?? [] {
                guard let entity = entity(match, within: message.scalars.count) else { continue }
                message.entities.append(entity)
            }
        } catch {
            note("\(error.message)", &message)
        }
    }

    private func note(_ reason: String, _ message: inout Message) {
        message.notes.append(
            MessageNote("duckling-failed", "Duckling found no entities: \(reason)."))
    }

    func request(to url: String, about text: String) -> FetchRequest {
        let fields: [(name: String, value: String?)] = [
            ("text", text), ("locale", locale), ("tz", timezone),
            ("dims", PythonJSON.text(dimensions)),
            ("reftime", String(Int(now().timeIntervalSince1970) * 1000)),
        ]
        let body = fields.compactMap { field in
            field.value.map { "\(field.name)=\(FormEncoding.encode($0))" }
        }.joined(separator: "&")
        return FetchRequest(
            method: "POST", url: url.hasSuffix("/") ? "\(url)parse" : "\(url)/parse",
            headers: [("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")],
            body: Array(body.utf8), timeoutMs: timeoutMs)
    }

    /// An entity from Duckling's format; `nil` for a dimension nobody asked for and for answers
    /// that make no sense.
    func entity(_ match: JSONValue, within count: Int) -> Entity? {
        guard let name = match["dim"]?.string, let value = match["value"],
            let start = match["start"]?.int, let end = match["end"]?.int,
            0 <= start, start <= end, end <= count
        else { return nil }
        if let wanted = dimensions.array, !wanted.isEmpty, !wanted.contains(.string(name)) {
            return nil
        }
        return Entity(
            name: name, span: TextSpan(start: start, end: end), value: Self.meaning(of: value),
            extractor: Self.kind.name,
            extra: [
                "text": match["body"] ?? match["text"] ?? .null, "confidence": 1.0,
                "additional_info": value,
            ])
    }

    private static func meaning(of value: JSONValue) -> JSONValue {
        guard value["type"] == "interval" else { return value["value"] ?? .null }
        return [
            "to": value["to"]?["value"] ?? .null, "from": value["from"]?["value"] ?? .null,
        ]
    }

    /// Writes nothing: the options are all there is.
    public func save(to file: inout ModelSections) {}
}

extension DucklingEntityExtractor {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "DucklingEntityExtractor", gives: [.entities],
        options: [
            ComponentOption("url", .null, accepts: .text),
            ComponentOption("dimensions", .null, accepts: .list),
            ComponentOption("locale", .null, accepts: .text),
            ComponentOption("timezone", .null, accepts: .text),
            ComponentOption("timeout", 3, accepts: .number(0.001...3600)),
        ],
        learnsFrom: [],
        train: { input, options in
            let extractor = DucklingEntityExtractor(options)
            if extractor.url == nil {
                input.watch.note(
                    Diagnostic(
                        .warning, "duckling-without-url",
                        "DucklingEntityExtractor has no url and will find nothing.",
                        hint: "Set its option url or the environment variable \(urlVariable).",
                        at: options.place))
            }
            return extractor
        },
        load: { _, options in DucklingEntityExtractor(options) })
}

/// JSON as Python's `json.dumps` spaces it.
private enum PythonJSON {
    static func text(_ value: JSONValue) -> String {
        guard let elements = value.array else { return value.text() }
        return "[" + elements.map { $0.text() }.joined(separator: ", ") + "]"
    }
}

/// The encoding of HTML forms.
private enum FormEncoding {
    static func encode(_ text: String) -> String {
        var result: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.append(byte)
            case UInt8(ascii: " "): result.append(UInt8(ascii: "+"))
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
