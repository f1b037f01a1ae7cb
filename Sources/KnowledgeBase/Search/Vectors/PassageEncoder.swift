// The port to whatever turns text into a vector.

/// Turns text into a vector such that texts of like meaning have vectors of like direction.
public protocol PassageEncoder: Sendable {
    /// How many numbers a vector has.
    var width: Int { get }

    /// The vector of a text, scaled to -127...127; all zero when the text says nothing to it.
    /// The same text gives the same vector for as long as the encoder lives.
    func encode(_ text: String, locale: String) -> [Int8]
}
