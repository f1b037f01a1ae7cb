// An HTTP endpoint as endpoints.yml describes it.

import Foundation

/// Where to call and with what.
///
/// - Note: the keys of rasa/utils/endpoints.py `EndpointConfig` (3.6.21).
public struct Endpoint: Sendable {
    /// The address, its query included.
    public let url: String
    /// Header names and values; credentials among them.
    public let headers: [(name: String, value: String)]
    /// Whom a call trusts: `cafile` names a PEM file of authorities in the place of the system's.
    public let route: FetchRoute

    /// Reads `url`, `params`, `headers`, `basic_auth`, `token`, `token_name` and `cafile`; `nil`
    /// without a `url`.
    public init?(_ value: JSONValue) {
        guard let address = value["url"]?.string, !address.isEmpty else { return nil }
        var fields = (value["headers"]?.object?.members ?? []).map {
            (name: $0.key, value: Self.text($0.value))
        }
        if let user = value["basic_auth"]?["username"]?.string {
            let password = value["basic_auth"]?["password"]?.string ?? ""
            let pair = Data("\(user):\(password)".utf8).base64EncodedString()
            fields.append((name: "authorization", value: "Basic \(pair)"))
        }
        var parameters = (value["params"]?.object?.members ?? []).map {
            ($0.key, Self.text($0.value))
        }
        if let token = value["token"]?.string, !token.isEmpty {
            parameters.append((value["token_name"]?.string ?? "token", token))
        }
        url = Self.address(address, parameters)
        headers = fields
        let file = value["cafile"]?.string ?? ""
        route = FetchRoute(authorityFile: file.isEmpty ? nil : file)
    }

    private static func text(_ value: JSONValue) -> String { value.string ?? value.text() }

    private static func address(_ url: String, _ parameters: [(String, String)]) -> String {
        guard !parameters.isEmpty else { return url }
        let query = parameters.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        return url + (url.contains("?") ? "&" : "?") + query
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
