// What a person's message in the Bot Framework holds.

import Vocabulary

/// A message of a person.
struct BotFrameworkActivity {
    let text: String
    let sender: JSONValue
    let service: String
    /// What is needed to answer.
    let reply: JSONObject

    /// Reads an activity; `nil` when it is no message, or lacks what an answer needs.
    init?(_ body: JSONObject) {
        guard body["type"]?.string == "message", let sender = body["from"]?["id"],
            let conversation = body["conversation"]?["id"]?.string,
            let assistant = body["recipient"], let service = body["serviceUrl"]?.string,
            service.hasPrefix("https://") || service.hasPrefix("http://")
        else { return nil }
        switch body["text"] {
        case nil, .null: text = ""
        case .string(let words): text = words
        default: return nil
        }
        self.sender = sender
        self.service = service
        reply = [
            "service": .string(service), "conversation": .string(conversation), "bot": assistant,
        ]
    }
}
