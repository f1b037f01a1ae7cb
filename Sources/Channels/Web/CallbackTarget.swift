// Where the replies of the callback channel go.

import Vocabulary

/// Where replies go: an endpoint as endpoints.yml has them.
struct CallbackTarget: Sendable {
    let url: String
    let headers: [(name: String, value: String)]

    /// The target; `nil` without an address.
    init?(_ options: Credentials) {
        guard let url = options.text("url"), !url.isEmpty else { return nil }
        var parameters = options.object("params").members.map { ($0.key, $0.value.pythonText) }
        if let token = options.text("token"), !token.isEmpty {
            parameters.append((options.text("token_name") ?? "token", token))
        }
        let query = FormFields(parameters).encoded
        self.url = query.isEmpty ? url : url + (url.contains("?") ? "&" : "?") + query
        var headers = options.object("headers").members.map {
            (name: $0.key, value: $0.value.pythonText)
        }
        let account = options.object("basic_auth")
        if let user = account["username"], let password = account["password"] {
            headers.append(
                basicAuthorization(user: user.pythonText, password: password.pythonText))
        }
        self.headers = headers
    }
}
