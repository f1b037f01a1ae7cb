// Letters without case and accents, so that ways of writing meet.

import Foundation

/// Folds scalars: lower case, no accents, full-width forms as usual ones.
enum WordFolding {
    /// Scalars below this have their folded form in a table.
    private static let tableEnd = 0x2000

    private static let table: [[UInt32]] = (0..<UInt32(tableEnd)).map(lookUp)

    /// Appends the folded form of a scalar: several for `ß` and ligatures, none for marks that
    /// only sit on another letter.
    static func append(_ value: UInt32, to word: inout [UInt32]) {
        if value < 0x80 {
            word.append(value &- 0x41 < 26 ? value | 0x20 : value)
        } else if value < tableEnd {
            word.append(contentsOf: table[Int(value)])
        } else if (0xFF01...0xFF5E).contains(value) {
            append(value - 0xFEE0, to: &word)
        } else if (0x3000...0xD7FF).contains(value) {
            word.append(value)
        } else {
            word.append(contentsOf: lookUp(value))
        }
    }

    private static let special: [UInt32: String] = [
        0xDF: "ss", 0x1E9E: "ss", 0xE6: "ae", 0xC6: "ae", 0xF8: "o", 0xD8: "o", 0x153: "oe",
        0x152: "oe", 0x142: "l", 0x141: "l", 0x111: "d", 0x110: "d", 0x131: "i", 0xFE: "th",
        0xDE: "th", 0xF0: "d", 0xD0: "d", 0x3C2: "σ",
    ]

    private static func lookUp(_ value: UInt32) -> [UInt32] {
        if let text = special[value] { return text.unicodeScalars.map(\.value) }
        guard let scalar = Unicode.Scalar(value) else { return [] }
        // Marks carry meaning in Thai and Indian scripts; elsewhere they are accents.
        if isAccent(value) { return [] }
        let lower = scalar.properties.lowercaseMapping
        let parts = lower.decomposedStringWithCompatibilityMapping.unicodeScalars
        return parts.map(\.value).filter { !isAccent($0) }
    }

    private static func isAccent(_ value: UInt32) -> Bool {
        (0x300...0x36F).contains(value) || (0x483...0x489).contains(value)
            || (0x591...0x5C7).contains(value) || (0x610...0x61A).contains(value)
            || (0x64B...0x65F).contains(value) || value == 0xAD || value == 0x200D
            || value == 0x200C
    }
}
