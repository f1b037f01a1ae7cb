// How passages, tags and audiences lie in the search file.

import Foundation
import Vocabulary

/// Texts in one column, with control characters between them that no text keeps.
enum SearchCoding {
    private static let betweenPassages: Character = "\u{1D}"
    private static let betweenParts: Character = "\u{1E}"
    private static let betweenItems: Character = "\u{1F}"

    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x1D...0x1F).contains($0) || $0 == 0 }) else {
            return text
        }
        var cleaned = ""
        for scalar in text.unicodeScalars {
            let isControl = (0x1D...0x1F).contains(scalar.value) || scalar.value == 0
            cleaned.unicodeScalars.append(isControl ? " " : scalar)
        }
        return cleaned
    }

    static func join(_ items: [String]) -> String {
        items.map(clean).joined(separator: String(betweenItems))
    }

    static func split(_ text: String) -> [String] { text.isEmpty ? [] : cut(text[...], 0x1F) }

    /// The parts of a text between bytes; byte by byte, since characters are dear to find.
    private static func cut(_ text: Substring, _ byte: UInt8) -> [String] {
        parts(text, byte).map(String.init)
    }

    private static func parts(_ text: Substring, _ byte: UInt8) -> [Substring] {
        text.utf8.split(separator: byte, omittingEmptySubsequences: false).map { Substring($0) }
    }

    static func join(_ passages: [IndexedPassage]) -> String {
        passages.map {
            join($0.headings) + String(betweenParts) + clean($0.anchor) + String(betweenParts)
                + clean($0.text)
        }.joined(separator: String(betweenPassages))
    }

    static func passages(_ text: String) -> [IndexedPassage] {
        parts(text[...], 0x1D).compactMap { passage in
            let parts = parts(passage, 0x1E)
            guard parts.count == 3 else { return nil }
            return IndexedPassage(
                headings: parts[0].isEmpty ? [] : cut(parts[0], 0x1F), anchor: String(parts[1]),
                text: String(parts[2]))
        }
    }

    /// Audiences by how narrow they are.
    static func level(_ audience: Audience) -> Int {
        switch audience {
        case .everybody: 0
        case .signedIn: 1
        case .internalOnly: 2
        }
    }

    static func audience(_ level: Int) -> Audience {
        switch level {
        case 0: .everybody
        case 1: .signedIn
        default: .internalOnly
        }
    }

    static func data(_ bytes: [Int8]) -> Data { bytes.withUnsafeBytes { Data($0) } }

    static func signed(_ data: Data) -> [Int8] {
        [Int8](unsafeUninitializedCapacity: data.count) { buffer, filled in
            filled = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
