// Replies as Slack's messages and blocks.

import Vocabulary

/// Posts to one channel of Slack, or one thread of it.
struct SlackSink: PlatformSink {
    /// How many buttons Slack takes; more than these are left out.
    static let buttonsMax = 5
    /// Errors of Slack that pass or that a person can mend, by their names in its API.
    static let passingErrors: Set<String> = [
        "account_inactive", "fatal_error", "internal_error", "invalid_auth", "missing_scope",
        "not_authed", "rate_limited", "ratelimited", "request_timeout", "service_unavailable",
        "team_added_to_org", "token_expired", "token_revoked",
    ]

    let outputChannel = "slack"
    let target: String
    let thread: String?
    let token: String
    let call: PlatformCall

    func deliver(_ reply: BotReply) async -> Delivery { await deliver(reply, by: call) }

    func send(paragraph: String) async {
        await post(["as_user": true, "text": .string(paragraph), "type": "mrkdwn"])
    }

    func send(image: String) async {
        let block: JSONValue = [
            "type": "image", "image_url": .string(image), "alt_text": .string(image),
        ]
        await post(["as_user": true, "text": .string(image), "blocks": [block]])
    }

    func send(attachment: JSONValue) async {
        await post(["as_user": true, "attachments": [attachment]])
    }

    func send(text: String, buttons: [JSONValue], settings: JSONObject) async {
        guard buttons.count <= Self.buttonsMax else {
            call.world.report("slack: more than \(Self.buttonsMax) buttons; none is sent.")
            return await send(text: text)
        }
        let elements = buttons.compactMap(ButtonFace.init).map { button -> JSONValue in
            [
                "type": "button",
                "text": ["type": "plain_text", "text": .string(button.title)],
                "value": .string(button.payload),
            ]
        }
        await post([
            "as_user": true, "text": .string(text),
            "blocks": [
                ["type": "section", "text": ["type": "plain_text", "text": .string(text)]],
                ["type": "actions", "elements": .array(elements)],
            ],
        ])
    }

    func send(custom: JSONValue) async {
        guard var message = custom.object else { return await send(text: custom.pythonJSON()) }
        if message["as_user"] == nil { message["as_user"] = true }
        await post(message)
    }

    private func post(_ message: JSONObject) async {
        var message = message
        if message["channel"] == nil { message["channel"] = .string(target) }
        if let thread { message["thread_ts"] = .string(thread) }
        message = message.withoutNulls
        let answer = await call.post(
            .object(message), to: "https://slack.com/api/chat.postMessage",
            headers: [
                ("Authorization", "Bearer " + token),
                ("Content-Type", "application/json;charset=utf-8"),
            ], purpose: "chat.postMessage")
        guard let answer, answer.status < 400 else { return }
        if let error = answer.json?["error"]?.string {
            let reason = "chat.postMessage was refused (\(error))"
            call.world.report("slack: \(reason).")
            let isPassing = Self.passingErrors.contains(error)
            call.record.note(isPassing ? .failed(reason) : .refused(reason))
        }
    }
}
