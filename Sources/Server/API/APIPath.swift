// The path of a route below /api/v1, with places for names in it.

import Vocabulary

/// A path as `/people/{person}/keys`: words, and places in braces that any word fits.
struct APIPath: Sendable, Hashable, ExpressibleByStringLiteral {
    /// What all paths begin with.
    static let root = "/api/v1"
    /// The longest word of a path, in UTF-8 bytes after decoding.
    static let wordBytesMax = 512

    /// One word of the path.
    enum Piece: Sendable, Hashable {
        case word(String)
        case place(String)
    }

    /// The path as it is written, without the root.
    let template: String
    let pieces: [Piece]

    /// A path written in the program.
    init(stringLiteral template: String) {
        precondition(
            template.hasPrefix("/"), "the path '\(template)' has no slash at its beginning")
        self.template = template
        pieces = template.split(separator: "/").map { piece in
            piece.hasPrefix("{") && piece.hasSuffix("}")
                ? .place(String(piece.dropFirst().dropLast())) : .word(String(piece))
        }
    }

    /// The names of the places, in order.
    var places: [String] {
        pieces.compactMap { if case .place(let name) = $0 { name } else { nil } }
    }

    /// What stands in the places of a path of these words; `nil` when it is another path.
    func match(_ words: [String]) -> [String: String]? {
        guard words.count == pieces.count else { return nil }
        var found: [String: String] = [:]
        for (piece, word) in zip(pieces, words) {
            switch piece {
            case .word(let text): guard text == word else { return nil }
            case .place(let name): found[name] = word
            }
        }
        return found
    }

    /// The words of a request's path below the root, percent-decoded; `nil` when it does not lie
    /// there, or a word is empty, no UTF-8 or too long.
    static func words(of path: Substring) -> [String]? {
        guard path.hasPrefix(root) else { return nil }
        let rest = path.dropFirst(root.count)
        guard rest.isEmpty || rest.hasPrefix("/") else { return nil }
        var words: [String] = []
        for piece in rest.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let word = decoded(piece), !word.isEmpty, word.utf8.count <= wordBytesMax else {
                return nil
            }
            words.append(word)
        }
        return words
    }

    /// Whether a request's path belongs to the API.
    static func isBelowRoot(_ path: Substring) -> Bool {
        path.hasPrefix(root) && (path.utf8.count == root.utf8.count || path.hasPrefix(root + "/"))
    }

    private static func decoded(_ piece: Substring) -> String? {
        guard piece.utf8.contains(UInt8(ascii: "%")) else { return String(piece) }
        var bytes: [UInt8] = []
        var rest = Array(piece.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { return nil }
            rest = rest.dropFirst(2)
            bytes.append(value)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
