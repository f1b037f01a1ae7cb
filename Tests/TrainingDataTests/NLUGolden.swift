// Compares NLU data with what Rasa read from the same text.

import Foundation
import Testing
import TrainingData
import Vocabulary

/// Answers of real Rasa.
enum Golden {
    /// The cases of a part of a golden file.
    static func cases(_ name: String, _ part: String) throws -> [JSONValue] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Golden/\(name).json").standardizedFileURL
        let golden = try JSONValue(parsing: [UInt8](Data(contentsOf: url)))
        return try #require(golden[part]?.array)
    }
}

enum NLUGolden {
    /// Holds our reading against Rasa's. Examples without text or intent are left out: we skip them
    /// with a warning, Rasa keeps them and learns nothing from them.
    static func expect(
        _ training: TrainingSet, _ theirs: JSONValue, _ shown: String, isJSON: Bool = false
    ) {
        let examples = (theirs["examples"]?.array ?? []).filter {
            $0["text"] != "" && $0["text"] != .null && $0["text"]?.string != nil
                && (isJSON || $0["intent"] != .null)
        }
        #expect(training.examples.map(example) == examples.map(normalized), "\(shown)")
        let synonyms = (theirs["synonyms"]?.array ?? []).filter { $0.array?[0] != "" }
        #expect(
            training.synonyms.map { [$0.phrase, $0.value] }
                == synonyms.map { ($0.array ?? []).map(plain) }, "\(shown)")
        #expect(
            training.patterns.map {
                JSONValue.object(["name": .string($0.name), "pattern": .string($0.pattern)])
            }
                == theirs["regexes"]?.array, "\(shown)")
        #expect(
            training.lookups.map { table in
                JSONValue.object([
                    "name": .string(table.name),
                    "elements": .array(table.elements.map(JSONValue.string)),
                ])
            } == theirs["lookups"]?.array, "\(shown)")
        for (name, variations) in theirs["responses"]?.object?.members ?? [] {
            #expect(training.responses[String(name.dropFirst(6))] == variations.array, "\(shown)")
        }
    }

    private static func example(_ example: TrainingExample) -> JSONValue {
        var metadata: JSONObject = [:]
        metadata["intent"] = example.intentMetadata
        metadata["example"] = example.metadata
        return .object([
            "text": .string(example.text),
            "intent": example.intent.map(JSONValue.string) ?? .null,
            "full": example.responseKey == nil ? .null : .string(example.fullIntent ?? ""),
            "entities": .array(example.entities.map(entity)),
            "metadata": metadata.members.isEmpty ? .null : .object(metadata),
        ])
    }

    private static func entity(_ entity: MarkedEntity) -> JSONValue {
        .object([
            "start": .integer(entity.span.start), "end": .integer(entity.span.end),
            "entity": .string(entity.name), "value": .string(entity.value),
            "role": entity.role.map(JSONValue.string) ?? .null,
            "group": entity.group.map(JSONValue.string) ?? .null,
        ])
    }

    /// Rasa's example with all keys there and numbers as text.
    private static func normalized(_ example: JSONValue) -> JSONValue {
        guard var object = example.object else { return example }
        let scalars = Array((object["text"]?.string ?? "").unicodeScalars)
        for key in ["intent", "full", "metadata"] where object[key] == nil { object[key] = .null }
        object["entities"] = .array(
            (object["entities"]?.array ?? []).map { found in
                var entity = found.object ?? [:]
                for key in ["role", "group"] where entity[key] == nil { entity[key] = .null }
                if let value = entity["value"] {
                    entity["value"] = .string(plain(value))
                } else if let start = entity["start"]?.int, let end = entity["end"]?.int {
                    let text = String(String.UnicodeScalarView(scalars[start..<end]))
                    entity["value"] = .string(text)
                }
                entity["extractor"] = nil
                return .object(entity)
            })
        return .object(object)
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .number(let number): number.description
        default: value.text()
        }
    }
}
