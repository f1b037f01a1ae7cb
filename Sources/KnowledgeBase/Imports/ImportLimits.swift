// How much one import may bring.

/// The bounds of an import.
public enum ImportLimits {
    /// How many files an import reads.
    public static let files = 20_000
    /// How many bytes a file with an article has at most.
    public static let fileBytes = 4 << 20
    /// How many bytes all articles of an import have at most, as they are read.
    public static let bytes = 128 << 20
    /// How deep folders may lie inside each other.
    public static let depth = 32
    /// How many findings are kept.
    public static let findings = 1_000
    /// How many lines the front matter of a file has at most.
    public static let frontMatterLines = 1_000
    /// How far an order may be from 0.
    public static let order = 1e9
}
