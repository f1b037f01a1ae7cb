// The cookie of a session, and keys in the Authorization header.

import HTTPTypes

/// Writes and reads the cookie.
enum SessionCookie {
    /// The cookie's name where it may be sent without HTTPS: on this machine.
    static let plainName = "martlet_session"
    /// Its name elsewhere; the prefix binds it to HTTPS and to this host alone (RFC 6265bis,
    /// section 4.1.3).
    static let secureName = "__Host-martlet_session"
    /// The longest value that is read, in UTF-8 bytes.
    private static let bytesMax = 256

    /// The header field that sets the cookie.
    static func setting(_ secret: String, isSecure: Bool) -> String {
        "\(isSecure ? secureName : plainName)=\(secret)\(attributes(isSecure))"
    }

    /// The header field that removes it.
    static func removing(isSecure: Bool) -> String {
        "\(isSecure ? secureName : plainName)=\(attributes(isSecure)); Max-Age=0"
    }

    private static func attributes(_ isSecure: Bool) -> String {
        "; Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }

    /// The secret that a request's cookie holds; `nil` when there is none.
    static func secret(in headers: HTTPFields, isSecure: Bool) -> String? {
        let name = isSecure ? secureName : plainName
        for header in headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                guard pair.hasPrefix(name + "=") else { continue }
                let value = pair.dropFirst(name.count + 1)
                return value.utf8.count <= bytesMax && !value.isEmpty ? String(value) : nil
            }
        }
        return nil
    }

    /// The key of an `Authorization` header; `nil` for another kind of header.
    static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= bytesMax
        else { return nil }
        return String(parts[1])
    }
}
