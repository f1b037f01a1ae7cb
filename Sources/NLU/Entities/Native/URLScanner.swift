// Finds web addresses, with or without a scheme.

import Vocabulary

/// Finds web addresses: `https://…`, `www.…`, and names under well-known top-level domains.
struct URLScanner: Sendable {
    let text: ExtractionText

    /// All addresses, from left to right, not overlapping.
    func matches() -> [NativeMatch] {
        var found: [NativeMatch] = []
        var index = 0
        while index < text.count {
            let start = text.pieces[index].span.start
            if let end = address(at: index, start) {
                let span = TextSpan(start: start, end: end)
                found.append(NativeMatch(.url, span, .string(value(of: span))))
                while index < text.count, text.pieces[index].span.start < end { index += 1 }
            } else {
                index = behindLabels(index)
            }
        }
        return found
    }

    /// Where the next address can start: not inside a name that was no address.
    private func behindLabels(_ index: Int) -> Int {
        var next = index + 1
        guard text.pieces[index].kind != .symbol else { return next }
        while text.isGlued(next),
            text.pieces[next].kind != .symbol || text.isSymbol(next, [".", "-"])
        {
            next += 1
        }
        return next
    }

    private func address(at index: Int, _ start: Int) -> Int? {
        let scalars = text.scalars
        guard text.pieces[index].kind != .symbol, isFree(before: start) else { return nil }
        if let scheme = text.word(index), ["http", "https", "ftp"].contains(scheme),
            start + scheme.utf8.count + 3 < scalars.count,
            scalars[(start + scheme.utf8.count)..<(start + scheme.utf8.count + 3)]
                .elementsEqual("://".unicodeScalars)
        {
            let host = start + scheme.utf8.count + 3
            let end = tail(from: host)
            return end > host ? end : nil
        }
        guard let end = DomainName.end(from: start, in: scalars, max: EmailScanner.domainMax),
            DomainName.hasTopLevel(scalars[start..<end]), isFree(after: end)
        else { return nil }
        let labels = text.raw(TextSpan(start: start, end: end)).split(separator: ".")
        let top = String(labels[labels.count - 1])
        let isWeb = labels.count > 2 && labels[0].lowercased() == "www"
        if isWeb || Self.topLevels.contains(top) { return behindHost(end) }
        guard Self.wordLike.contains(top) else { return nil }
        let whole = behindHost(end)
        return whole > end + 1 ? whole : nil
    }

    private func isFree(before start: Int) -> Bool {
        guard start > 0 else { return true }
        let before = text.scalars[start - 1]
        return before != "@" && before != "." && before != "-" && before != "/" && before != "_"
            && !ExtractionText.isLetter(before) && !ExtractionText.isDigit(before)
    }

    private func isFree(after end: Int) -> Bool {
        guard end < text.scalars.count else { return true }
        return text.scalars[end] != "@" && text.scalars[end] != "_"
    }

    /// Port, path, query and fragment behind a host without scheme.
    private func behindHost(_ host: Int) -> Int {
        var end = host
        if end + 1 < text.scalars.count, text.scalars[end] == ":",
            ExtractionText.isDigit(text.scalars[end + 1])
        {
            end += 1
            while end < text.scalars.count, ExtractionText.isDigit(text.scalars[end]) { end += 1 }
        }
        guard end < text.scalars.count, ["/", "?", "#"].contains(text.scalars[end]) else {
            return end
        }
        return max(end, tail(from: end))
    }

    /// The end of an address: at the first scalar that none may hold, without closing
    /// punctuation; brackets that were opened inside stay.
    private func tail(from start: Int) -> Int {
        var end = start
        while end < text.scalars.count, Self.isAddress(text.scalars[end]) { end += 1 }
        var opened = text.scalars[start..<end].count(where: { $0 == "(" })
        var closed = text.scalars[start..<end].count(where: { $0 == ")" })
        while end > start {
            let last = text.scalars[end - 1]
            if last == ")" {
                guard closed > opened else { break }
                closed -= 1
            } else if last == "(" {
                opened -= 1
            } else if !Self.closing.contains(last) {
                break
            }
            end -= 1
        }
        return end
    }

    /// The address with its scheme (`https` when none is written) and host in lower case.
    private func value(of span: TextSpan) -> String {
        let raw = text.raw(span)
        let scheme = Self.schemes.first { raw.lowercased().hasPrefix($0) }
        let host = raw.dropFirst(scheme?.count ?? 0)
        let hostEnd = host.firstIndex { "/?#".contains($0) } ?? host.endIndex
        return (scheme ?? "https://") + host[..<hostEnd].lowercased() + host[hostEnd...]
    }

    private static let schemes = ["http://", "https://", "ftp://"]

    private static func isAddress(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.value > 0x20 && scalar.value != 0x7F
                && !"<>\"`{}|\\^".unicodeScalars
                    .contains(scalar)
        }
        return ExtractionText.isLetter(scalar)
            || scalar.properties.generalCategory == .nonspacingMark
    }

    private static let closing = Set(".,;:!?'*]".unicodeScalars)

    /// Top-level domains that make an address without scheme or path.
    private static let topLevels: Set<String> = [
        "com", "org", "net", "edu", "gov", "int", "info", "biz", "eu", "de", "ch", "uk", "fr",
        "nl", "es", "pl", "se", "dk", "fi", "cz", "hu", "ro", "gr", "pt", "ie", "lu", "li", "ru",
        "ua", "tr", "ca", "au", "nz", "jp", "cn", "kr", "br", "mx", "za", "il", "io", "dev", "app",
        "ai", "tech", "shop", "store", "online", "cloud", "agency", "example", "berlin", "wien",
        "hamburg", "koeln", "bayern", "london", "swiss", "xyz", "site", "blog", "tv", "cc",
    ]

    /// Top-level domains that are words, too: `Done.it works` has no address, `done.it/works` does.
    private static let wordLike: Set<String> = [
        "it", "at", "be", "in", "me", "us", "is", "to", "so", "no", "my", "am", "as", "im", "md",
        "rs", "sh", "py", "one", "page", "link", "world", "news", "live", "today",
    ]
}
