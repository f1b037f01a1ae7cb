// Reads the entities marked in an example: `[Berlin](city)`, `[B](city:Berlin)`,
// `[Berlin]{"entity": "city", "role": "to"}` and `[Berlin][{"entity": …}, {"entity": …}]`.

import Vocabulary

/// An example's text without markup, and what was marked in it.
public struct ExampleMarkup: Sendable, Hashable {
    /// The plain text.
    public private(set) var text: String
    /// The marked entities in the order of the text; those of one `[text][{…}, {…}]` share a span,
    /// no others overlap.
    public private(set) var entities: [MarkedEntity] = []
    /// What is wrong with the markup.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Reads an example exactly as Rasa does: markup that does not close is text. What Rasa cannot
    /// read is an error; what it reads and was hardly meant is a warning.
    ///
    /// - Parameter place: where the example's first character stands.
    /// - Complexity: O(n).
    /// - Note: follows rasa/shared/nlu/training_data/entities_parser.py (3.6.21).
    public init(reading example: String, at place: SourcePlace) {
        self.init(bytes: Array(example.utf8)[...], at: place)
    }

    /// Reads an example from its UTF-8 bytes.
    init(bytes: ArraySlice<UInt8>, at place: SourcePlace) {
        guard bytes.contains(UInt8(ascii: "]")) else {
            text = String(decoding: bytes, as: UTF8.self)
            return
        }
        var reader = MarkupReader(bytes: bytes, place: place)
        reader.read()
        text = String(decoding: reader.plain, as: UTF8.self)
        entities = reader.entities
        diagnostics = reader.diagnostics
    }
}
