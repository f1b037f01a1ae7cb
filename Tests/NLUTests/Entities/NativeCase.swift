// A text and what the native extractor must find in it.

import NLU
import Testing
import Vocabulary

/// One row of a table: a text and its findings as `kind|piece of the text|value`.
struct NativeCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: [String]

    init(_ text: String, _ expected: String...) {
        self.text = text
        self.expected = expected
    }

    var testDescription: String { text }

    /// Wednesday, 6 May 2026, 10:00 in London, 11:00 in Berlin.
    static let now = 1_778_058_000.0

    static let english = ExtractionSettings(region: "GB", timezone: "Europe/London")
    static let american = ExtractionSettings(region: "US", timezone: "America/New_York")
    static let german = ExtractionSettings(
        languages: [.german], region: "DE", timezone: "Europe/Berlin")

    /// What is found, as the table writes it.
    static func found(_ text: String, _ settings: ExtractionSettings) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return NativeExtraction(settings).matches(in: scalars, secondsSince1970: now).map {
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: scalars[$0.span.start..<$0.span.end])
            let value = $0.value.string ?? $0.value.text()
            return "\($0.kind.rawValue)|\(String(piece))|\(value)"
        }
    }

    /// Fails the test when something else is found.
    func check(_ settings: ExtractionSettings) {
        #expect(Self.found(text, settings) == expected, "\(text)")
    }
}
