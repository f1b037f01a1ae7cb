// Finds e-mail addresses.

import Vocabulary

/// Finds e-mail addresses as people write them: the dot-atom form of RFC 5322 section 3.4.1, with
/// letters of any script.
struct EmailScanner: Sendable {
    let text: ExtractionText

    /// The longest part before the `@`, in scalars (RFC 5321 section 4.5.3.1.1).
    static let localMax = 64
    /// The longest part behind the `@`, in scalars (RFC 5321 section 4.5.3.1.2).
    static let domainMax = 255

    /// All addresses, from left to right.
    func matches() -> [NativeMatch] {
        var found: [NativeMatch] = []
        for index in text.scalars.indices where text.scalars[index] == "@" {
            guard let start = localStart(before: index),
                let end = DomainName.end(from: index + 1, in: text.scalars, max: Self.domainMax),
                DomainName.hasTopLevel(text.scalars[index + 1..<end]), isFree(end)
            else { continue }
            let local = text.raw(TextSpan(start: start, end: index))
            let domain = text.raw(TextSpan(start: index + 1, end: end)).lowercased()
            let span = TextSpan(start: start, end: end)
            found.append(NativeMatch(.email, span, .string("\(local)@\(domain)")))
        }
        return found
    }

    private func localStart(before at: Int) -> Int? {
        var start = at
        while start > 0, Self.isLocal(text.scalars[start - 1]) {
            start -= 1
            if at - start > Self.localMax { return nil }
        }
        while start < at, Self.isEdge(text.scalars[start]) { start += 1 }
        guard start < at, !Self.isEdge(text.scalars[at - 1]) || text.scalars[at - 1] == "_",
            start == 0 || text.scalars[start - 1] != "@"
        else { return nil }
        for index in start..<at - 1 where text.scalars[index] == "." {
            if text.scalars[index + 1] == "." { return nil }
        }
        return start
    }

    private func isFree(_ end: Int) -> Bool {
        guard end < text.scalars.count else { return true }
        let next = text.scalars[end]
        return next != "@" && next != "_" && !ExtractionText.isLetter(next)
            && !ExtractionText.isDigit(next)
    }

    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        ExtractionText.isLetter(scalar) || ExtractionText.isDigit(scalar)
            || marks.contains(scalar)
    }

    private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "'" || scalar == "-" || scalar == "&"
    }

    private static let marks: Set<Unicode.Scalar> = [".", "_", "%", "+", "-", "'", "&"]
}
