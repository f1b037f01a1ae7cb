// JSON that this program wrote itself.

import Vocabulary

/// Reads stored JSON: it was checked when it came in, so only its form can be wrong.
enum StoredJSON {
    /// How deep stored values may lie inside each other: what a request may hold, and our wrapping.
    private static let depth = Limits.jsonDepth + 16

    /// The value; `nil` when the bytes are no JSON.
    static func value(_ bytes: some Collection<UInt8>) -> JSONValue? {
        try? JSONValue(parsing: bytes, depth: depth, values: .max)
    }
}
