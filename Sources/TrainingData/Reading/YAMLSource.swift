// Turns the bytes of a YAML file into nodes with places, within bounds and without trusting them.

import Vocabulary

/// What reading a YAML text gave.
public struct YAMLReading: Sendable {
    /// The document's root; `nil` when the text is empty or cannot be read.
    public let root: YAMLNode?
    /// What is wrong with the text; a root of `nil` with an error among these means unreadable.
    public let diagnostics: [Diagnostic]
    /// The text as it stands in the file.
    public let source: SourceText

    /// Whether an error is among the findings.
    public var failed: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads YAML as Rasa reads it: one document, YAML 1.2 scalars, duplicate keys refused, merge keys
/// resolved, `\u00e9` in a file of ASCII text decoded before anything else.
public enum YAMLSource {
    /// Reads the one document of a text.
    ///
    /// Depth, the number of nodes and what aliases copy are bounded by `Limits.yamlDepth`,
    /// `Limits.yamlNodes` and `Limits.yamlAliasedBytes`; the stack used does not depend on the text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark, at most `Limits.projectFileBytes`.
    ///   - file: the name that places carry.
    ///   - environment: where `${NAME}` in plain scalars finds its values; `nil` leaves the text as
    ///     written, which is the only right choice for what arrives over HTTP and for a text that
    ///     will be written back. What was expanded is marked as quoted, since Rasa reads it as text.
    /// - Complexity: O(n); a release build reads 30 MB (many short values) to 100 MB (block texts) a
    ///   second.
    /// - Note: follows rasa/shared/utils/io.py `read_yaml` (3.6.21).
    public static func read(
        _ bytes: [UInt8], file: String, environment: [String: String]? = nil
    ) -> YAMLReading {
        func refused(
            _ code: String, _ message: String, hint: String, line: Int = 0, column: Int = 0
        ) -> YAMLReading {
            let place = SourcePlace(file: file, line: line, column: column)
            let finding = Diagnostic(.error, code, message, hint: hint, at: place)
            return YAMLReading(root: nil, diagnostics: [finding], source: SourceText([]))
        }
        guard bytes.count <= Limits.projectFileBytes else {
            return refused(
                "file-too-large",
                "The file has \(bytes.count) bytes, more than \(Limits.projectFileBytes).",
                hint: "Split it into several files.")
        }
        if let bad = firstInvalidUTF8(in: bytes) {
            return refused(
                "invalid-utf8", "Byte \(bad.offset) of the file is not valid UTF-8.",
                hint: "Save the file in the encoding UTF-8.",
                line: bad.line, column: bad.column)
        }
        switch EscapedText.decode(bytes) {
        case .unchanged:
            var composer = YAMLComposer(file: file, places: nil, environment: environment)
            bytes.withUnsafeBufferPointer { composer.run(YAMLEvents(bytes: $0)) }
            return reading(composer, of: bytes)
        case .decoded(let text, let places):
            var composer = YAMLComposer(file: file, places: places, environment: environment)
            text.withUnsafeBufferPointer { composer.run(YAMLEvents(bytes: $0)) }
            return reading(composer, of: bytes)
        case .malformed(let line, let column):
            return refused(
                "bad-escape", "The Unicode escape is cut short or names no character.",
                hint:
                    "Write `\\u` with four hexadecimal digits, or `\\\\u` for the letters themselves.",
                line: line, column: column)
        }
    }

    /// Reads the one document of a string; see `read(_:file:environment:)`.
    public static func read(
        text: String, file: String, environment: [String: String]? = nil
    ) -> YAMLReading {
        read(Array(text.utf8), file: file, environment: environment)
    }

    private static func reading(_ composer: YAMLComposer, of bytes: [UInt8]) -> YAMLReading {
        YAMLReading(
            root: composer.root, diagnostics: composer.diagnostics, source: SourceText(bytes))
    }

    /// Finds the first byte that belongs to no valid scalar.
    private static func firstInvalidUTF8(
        in bytes: [UInt8]
    ) -> (offset: Int, line: Int, column: Int)? {
        if bytes.allSatisfy({ $0 < 0x80 }) || isValidUTF8(bytes) { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var (offset, line, column) = (0, 1, 1)
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
            column += 1
            if scalar == "\n" { (line, column) = (line + 1, 1) }
        }
        return (offset, line, column)
    }

    private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
