// How large a document may be.

/// The bounds of a document. A book of 300,000 words fits; what is beyond is two documents.
public enum DocumentLimits {
    /// How many nodes may lie inside each other: the document itself is counted, text is not.
    public static let depth = 24
    /// How many nodes a document may have; each costs about 200 bytes of memory.
    public static let nodes = 50_000
    /// How much text a document may have, in bytes of UTF-8.
    public static let textBytes = 2 << 20
    /// How many columns a row of a table may have, spans counted.
    public static let tableColumns = 100
    /// How long an address may be, in bytes of UTF-8.
    public static let addressBytes = 2_048
    /// How long a title or an alternative text may be, in bytes of UTF-8.
    public static let labelBytes = 2_000
    /// How long the anchor of a heading may be, in bytes.
    public static let anchorBytes = 100
    /// How many problems of one document are listed.
    public static let problems = 100
}
