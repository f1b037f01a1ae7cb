// Which addresses a document may link to and show pictures from.

/// Checks the addresses of links and pictures against an allow-list.
public enum DocumentAddress {
    /// The schemes a link may have, besides `#anchor`.
    public static let linkSchemes = ["http", "https", "mailto", "tel", "article", "attachment"]
    /// The schemes a picture may have.
    public static let imageSchemes = ["http", "https", "attachment"]

    /// Whether a link may lead there: `http`, `https`, `mailto`, `tel`, another article
    /// (`article:ID` or `article:ID#anchor`), an attachment (`attachment:` and 64 hexadecimal
    /// digits), or an anchor of the same article (`#anchor`).
    public static func isLink(_ address: String) -> Bool {
        if address.hasPrefix("#") { return address.utf8.count > 1 && isClean(address) }
        return isAllowed(address, schemes: linkSchemes)
    }

    /// Whether a picture may be shown from there: `http`, `https` or an attachment.
    public static func isImage(_ address: String) -> Bool {
        isAllowed(address, schemes: imageSchemes)
    }

    /// The content hash that `attachment:…` names; `nil` for other addresses.
    public static func attachment(_ address: String) -> String? {
        guard let rest = rest(of: address, scheme: "attachment"), isHash(rest) else { return nil }
        return rest
    }

    /// The article that `article:…` names and the anchor in it (empty for its beginning); `nil` for
    /// other addresses.
    public static func article(_ address: String) -> (id: String, anchor: String)? {
        guard let rest = rest(of: address, scheme: "article") else { return nil }
        let parts = rest.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let id = String(parts[0])
        guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy(isNameByte) else { return nil }
        return (id, parts.count > 1 ? String(parts[1]) : "")
    }

    private static func isAllowed(_ address: String, schemes: [String]) -> Bool {
        guard isClean(address), let scheme = scheme(of: address), schemes.contains(scheme) else {
            return false
        }
        let rest = address.dropFirst(scheme.count + 1)
        switch scheme {
        case "http", "https":
            guard rest.hasPrefix("//") else { return false }
            let host = rest.dropFirst(2).prefix { !"/?#".contains($0) }
            return !host.isEmpty
        case "article": return article(address) != nil
        case "attachment": return attachment(address) != nil
        default: return !rest.isEmpty
        }
    }

    /// The scheme in small letters; `nil` for an address without one.
    static func scheme(of address: String) -> String? {
        guard let colon = address.firstIndex(of: ":") else { return nil }
        return address[..<colon].lowercased()
    }

    private static func rest(of address: String, scheme: String) -> String? {
        guard self.scheme(of: address) == scheme else { return nil }
        return String(address.dropFirst(scheme.count + 1))
    }

    /// Without blanks, control and formatting characters, angle brackets, quotes and backslashes:
    /// browsers drop or rewrite some of them, and then read another scheme than we did.
    private static func isClean(_ address: String) -> Bool {
        address.utf8.count <= DocumentLimits.addressBytes
            && address.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator,
                    .surrogate, .privateUse, .unassigned:
                    false
                default: !"<>\"\\`".unicodeScalars.contains(scalar)
                }
            }
    }

    static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
