// Reads domain names, for e-mail and web addresses.

/// Domain names: labels of letters, digits and hyphens with dots between them.
enum DomainName {
    /// The longest label, in scalars (RFC 1035 section 2.3.4).
    static let labelMax = 63

    /// Where the domain name that starts at a place ends; a dot at the end is left out.
    ///
    /// - Returns: `nil` when none starts there or it is longer than `max` scalars.
    static func end(from start: Int, in scalars: [Unicode.Scalar], max: Int) -> Int? {
        var end = start
        var index = start
        while true {
            let label = index
            while index < scalars.count, isLabel(scalars[index]) { index += 1 }
            guard index > label, index - label <= labelMax, scalars[label] != "-" else { break }
            end = index
            while scalars[end - 1] == "-" { end -= 1 }
            guard end == index, index < scalars.count, scalars[index] == ".",
                index - start < max
            else { break }
            index += 1
        }
        return end > start && end - start <= max ? end : nil
    }

    /// Whether a name has at least two labels and the last could be a top-level domain: two or
    /// more letters, or an encoded name.
    static func hasTopLevel(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        let label = name[(dot + 1)...]
        if label.count > 4, label.prefix(4).elementsEqual("xn--".unicodeScalars) { return true }
        return label.count >= 2 && label.allSatisfy(ExtractionText.isLetter)
    }

    private static func isLabel(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || ExtractionText.isLetter(scalar) || ExtractionText.isDigit(scalar)
    }
}
