// The assistant's account at Rocket.Chat: logging in, posting.

import Vocabulary

/// The assistant's account; logs in when it must, once for all who wait.
actor RocketChatAccount {
    /// What a login gives.
    struct Session: Sendable, Equatable {
        let token: String
        let user: String
    }

    private let user: String
    private let password: String
    private let server: String
    private let call: PlatformCall
    private var session: Session?
    private var login: Task<Session?, Never>?

    init(user: String, password: String, server: String, call: PlatformCall) {
        self.user = user
        self.password = password
        self.server = server
        self.call = call
    }

    /// Posts a message; after a refusal it logs in anew and tries once more.
    func post(_ message: JSONObject) async {
        guard let first = await current(), let answer = await send(message, first),
            answer.status == 401
        else { return }
        if session == first { session = nil }
        guard let second = await current() else { return }
        _ = await send(message, second)
    }

    private func send(_ message: JSONObject, _ session: Session) async -> FetchAnswer? {
        await call.post(
            .object(message), to: server + "/api/v1/chat.postMessage",
            headers: [("X-Auth-Token", session.token), ("X-User-Id", session.user)],
            purpose: "chat.postMessage")
    }

    private func current() async -> Session? {
        if let session { return session }
        let task = login ?? Task { await logIn() }
        login = task
        session = await task.value
        login = nil
        return session
    }

    private func logIn() async -> Session? {
        // An address with @ is named otherwise than a user's name.
        let name = user.contains("@") ? "user" : "username"
        let answer = await call.post(
            FormFields([("password", password), (name, user)]), to: server + "/api/v1/login",
            purpose: "logging in")
        guard let data = answer?.json?["data"], let token = data["authToken"]?.string,
            let id = data["userId"]?.string
        else { return nil }
        return Session(token: token, user: id)
    }
}
