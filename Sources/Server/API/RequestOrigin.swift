// Whether a browser sends a request for a page of this server, or for another site's.

import Foundation
import HTTPTypes

/// Reads what browsers say about where a request comes from.
enum RequestOrigin {
    /// Whether nothing says that a page of another site sends the request. Programs that are no
    /// browsers say nothing.
    ///
    /// - Parameter host: the host and port the request was sent to.
    /// - Note: the checks of origin and Fetch metadata of OWASP's advice against cross-site request
    ///   forgery; they stand beside the token, not in its place.
    static func isOwn(_ headers: HTTPFields, host: String?) -> Bool {
        if let site = headers[.fetchSite], site != "same-origin", site != "none" { return false }
        guard let origin = headers[.origin] else { return true }
        guard let host, let end = origin.range(of: "://") else { return false }
        let scheme = origin[..<end.lowerBound].lowercased()
        return bare(origin[end.upperBound...].lowercased(), scheme)
            == bare(host.lowercased(), scheme)
    }

    /// A host and port without the port that the scheme has anyway.
    private static func bare(_ authority: String, _ scheme: String) -> String {
        let standard = scheme == "https" ? ":443" : ":80"
        return authority.hasSuffix(standard)
            ? String(authority.dropLast(standard.count)) : authority
    }
}

extension HTTPField.Name {
    /// How near the page that sends a request is, in a browser's words.
    static let fetchSite = HTTPField.Name.constant("Sec-Fetch-Site")
}
