// What a model file says about itself, in its section `manifest`.

import Crypto
import Foundation
public import Learning
import Vocabulary

/// The description of a model: no time, no host, nothing that differs between two trainings of the
/// same data.
public struct ModelManifest: Sendable, Hashable {
    /// What the model can do.
    public enum Kind: String, Sendable {
        /// It understands messages only.
        case nlu
        /// It leads conversations only.
        case core
        /// It does both.
        case whole

        /// What stands before the file's name.
        public var prefix: String {
            switch self {
            case .nlu: "nlu-"
            case .core: "core-"
            case .whole: ""
            }
        }
    }

    /// What the model can do.
    public var kind: Kind
    /// `assistant_id` of the settings.
    public var assistantID: String?
    /// `language` of the settings.
    public var language: String

    /// A description.
    public init(kind: Kind, assistantID: String?, language: String) {
        self.kind = kind
        self.assistantID = assistantID
        self.language = language
    }

    /// The name of its section.
    public static let section = "manifest"

    /// The description as the section's bytes.
    public var bytes: [UInt8] {
        let value: JSONValue = [
            "kind": .string(kind.rawValue),
            "assistant_id": assistantID.map(JSONValue.string) ?? .null,
            "language": .string(language),
        ]
        return value.bytes(indent: 2)
    }

    /// Reads the description of a model.
    ///
    /// - Throws: `SectionProblem` when it is missing or is no description.
    public init(_ model: ModelSections) throws(SectionProblem) {
        guard let bytes = model[Self.section], let value = try? JSONValue(parsing: bytes),
            let kind = value["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let language = value["language"]?.string
        else { throw SectionProblem("section \(Self.section) is missing or unreadable") }
        self.init(kind: kind, assistantID: value["assistant_id"]?.string, language: language)
    }

    /// The identity of a model's content: 32 hexadecimal digits of the SHA-256 of the head of its
    /// file, which holds the checksum of every section.
    ///
    /// - Throws: `ModelFileProblem`.
    public static func modelID(of file: [UInt8]) throws(ModelFileProblem) -> String {
        let digest = SHA256.hash(data: Array(try ModelFile.head(of: file)))
        return digest.prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
