// Replies as messages of Twilio.

import Vocabulary

/// Sends messages from the assistant's number.
struct TwilioSink: PlatformSink {
    let outputChannel = "twilio"
    let recipient: String
    let account: String
    let token: String
    let number: String
    let call: PlatformCall

    func send(paragraph: String) async {
        await post([("To", recipient), ("From", number), ("Body", paragraph)])
    }

    func send(image: String) async {
        await post([("To", recipient), ("From", number), ("MediaUrl", image)])
    }

    func send(custom: JSONValue) async {
        guard let message = custom.object else { return await send(text: custom.pythonJSON()) }
        var fields: [(String, String)] = []
        for (key, value) in message.members where !value.isNull {
            let name = Self.parameter(key)
            for one in value.array ?? [value] { fields.append((name, one.pythonText)) }
        }
        if message["to"] == nil { fields.append(("To", recipient)) }
        if !(message["media_url"]?.isTruthy ?? false), message["body"] == nil {
            fields.append(("Body", ""))
        }
        if !(message["messaging_service_sid"]?.isTruthy ?? false), message["from_"] == nil {
            fields.append(("From", number))
        }
        await post(fields)
    }

    /// Python's name of a parameter as Twilio has it: `media_url` → `MediaUrl`.
    private static func parameter(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private func post(_ fields: [(String, String)]) async {
        let path = PercentEncoding.segment(account)
        await call.post(
            FormFields(fields),
            to: "https://api.twilio.com/2010-04-01/Accounts/\(path)/Messages.json",
            headers: [basicAuthorization(user: account, password: token)],
            purpose: "sending a message")
    }
}
