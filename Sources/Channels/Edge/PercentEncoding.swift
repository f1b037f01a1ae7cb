// Percent-encoding of addresses and forms.

/// Percent-encoding (RFC 3986).
enum PercentEncoding {
    /// The text with everything but ASCII letters, digits and `kept` as `%XX`.
    ///
    /// - Parameter blank: what a blank becomes.
    static func encoded(_ text: String, keeping kept: String, blank: String = "%20") -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": result.unicodeScalars.append(scalar)
            case " ": result += blank
            case _ where kept.unicodeScalars.contains(scalar) && byte < 0x80:
                result.unicodeScalars.append(scalar)
            default:
                result += byte < 16 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// The text as one segment of a path.
    static func segment(_ text: String) -> String {
        encoded(text, keeping: "-._~!$&'()*+,;=:@")
    }
}
