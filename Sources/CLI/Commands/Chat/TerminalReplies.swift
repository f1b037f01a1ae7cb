// What the assistant says, on a terminal: texts, pictures, numbered buttons.

import Foundation
import Synchronization
import Vocabulary

/// Writes replies as soon as they are said, and remembers their buttons.
final class TerminalReplies: ReplySink {
    let outputChannel = Chat.channel
    private let payloads = Mutex<[String]>([])

    /// Forgets the buttons of the last turn.
    func begin() { payloads.withLock { $0 = [] } }

    /// What the button with a number stands for; `nil` when the last turn had no such button.
    func payload(ofButton line: String) -> String? {
        guard let number = Int(line) else { return nil }
        return payloads.withLock { $0.indices.contains(number - 1) ? $0[number - 1] : nil }
    }

    func say(_ reply: BotReply) async {
        for line in lines(of: reply) { Terminal.standard.answer(line) }
    }

    /// The lines of a reply; its buttons are numbered on from those before in the turn.
    private func lines(of reply: BotReply) -> [String] {
        var lines: [String] = []
        if let text = reply.text { lines.append(text) }
        if let image = reply.data["image"]?.string { lines.append("Image: \(image)") }
        if let attachment = reply.data["attachment"], !attachment.isNull {
            lines.append("Attachment: \(attachment.string ?? attachment.text())")
        }
        for element in reply.data["elements"]?.array ?? [] {
            lines.append("Element: \(element.text())")
            lines += number(element["buttons"]?.array ?? [])
        }
        if let custom = reply.data["custom"], !custom.isNull {
            lines.append("Custom json: \(custom.text(indent: 2))")
        }
        let choices =
            (reply.data["buttons"]?.array ?? []) + (reply.data["quick_replies"]?.array ?? [])
        return lines + number(choices)
    }

    private func number(_ buttons: [JSONValue]) -> [String] {
        payloads.withLock { payloads in
            buttons.map { button in
                let title = button["title"]?.string ?? ""
                let payload = button["payload"]?.string ?? title
                payloads.append(payload)
                return "  \(payloads.count): \(title) (\(payload))"
            }
        }
    }
}
