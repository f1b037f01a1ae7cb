// The token that Microsoft wants to see with each activity.

import Vocabulary

/// The token the platform wants to see, fetched when the last one ends.
actor BotFrameworkAccess {
    /// Where the token comes from.
    static let url = "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token"
    /// How long before its end a token is replaced, in seconds.
    static let reserveSeconds = 60.0

    let call: PlatformCall
    private let appID: String
    private let password: String
    private var token: String?
    private var end = -Double.infinity
    private var running: Task<(String, Double)?, Never>?

    init(appID: String, password: String, call: PlatformCall) {
        self.appID = appID
        self.password = password
        self.call = call
    }

    /// The token; `nil` when none can be had.
    func current() async -> String? {
        if let token, call.world.now() < end { return token }
        let task = running ?? Task { await fetch() }
        running = task
        let found = await task.value
        running = nil
        guard let (text, seconds) = found else { return nil }
        token = text
        end = call.world.now() + max(0, seconds - Self.reserveSeconds)
        return text
    }

    private func fetch() async -> (String, Double)? {
        let form = FormFields([
            ("client_id", appID), ("client_secret", password),
            ("grant_type", "client_credentials"),
            ("scope", "https://api.botframework.com/.default"),
        ])
        let answer = await call.post(form, to: Self.url, purpose: "fetching a token")
        guard let body = answer?.json, let text = body["access_token"]?.string else { return nil }
        return (text, body["expires_in"].flatMap { Double($0.pythonText) } ?? 0)
    }
}
