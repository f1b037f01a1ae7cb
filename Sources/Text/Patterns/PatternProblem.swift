// Why a pattern cannot be used, with the place in the pattern.

/// Why a text is not a usable pattern.
public struct PatternProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// Whether Python refuses the pattern as well.
    public enum Kind: Sendable, Hashable {
        /// Python's `re` (3.10) refuses the pattern too.
        case invalid
        /// Python accepts the pattern, but Martlet cannot express it.
        case inexpressible
    }

    /// What is wrong, as a sentence without a full stop, such as "nothing to repeat".
    public let sentence: String
    /// Where, in Unicode scalars from the start of the pattern.
    public let offset: Int
    /// Whether Python refuses the pattern as well.
    public let kind: Kind

    /// The sentence with its place.
    public var description: String { "\(sentence) at position \(offset)" }
}
