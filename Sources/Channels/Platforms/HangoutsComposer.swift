// All replies of a turn as one answer: text, or cards.

import Synchronization
import Vocabulary

/// Makes one answer of all replies: texts joined by blanks, or cards as soon as there is one.
final class HangoutsComposer: AnswerComposer {
    let outputChannel = "hangouts"
    private let report: @Sendable (String) -> Void
    private let collected = Mutex<JSONObject>([:])

    init(report: @escaping @Sendable (String) -> Void) { self.report = report }

    func say(_ reply: BotReply) async {
        for part in reply.parts {
            switch part {
            case .text(let text): add(["text": .string(text)])
            case .buttons(let text, let buttons), .quickReplies(let text, let buttons):
                add(Self.card([Self.paragraph(text ?? ""), Self.buttons(buttons)]))
            case .image(let address):
                add(Self.card([["image": ["imageUrl": .string(address)]]]))
            case .attachment(let file): add(["text": .string(file.pythonText)])
            case .elements(let cards):
                for card in cards { add(["text": .string(BotReply.caption(of: card))]) }
            case .custom(let payload): add(payload.object ?? [:])
            }
        }
    }

    func answer() async -> ChannelAnswer { .json(.object(collected.withLock { $0 })) }

    private func add(_ message: JSONObject) {
        let text = message["text"].flatMap { $0.isTruthy ? $0.pythonText : nil }
        let cards = message["cards"]?.array ?? []
        guard text != nil || !cards.isEmpty else {
            return report("hangouts: a message must hold 'text' or 'cards'; one is left out.")
        }
        collected.withLock { all in
            if all.members.isEmpty {
                all = text.map { ["text": .string($0)] } ?? message
            } else if let before = all["text"]?.string, let text {
                all = ["text": .string(before + " " + text)]
            } else {
                let old = all["text"]?.string.map(Self.textCards) ?? all["cards"]?.array ?? []
                all = ["cards": .array(old + (text.map(Self.textCards) ?? cards))]
            }
        }
    }

    private static func paragraph(_ text: String) -> JSONValue {
        ["textParagraph": ["text": .string(text)]]
    }

    private static func buttons(_ buttons: [JSONValue]) -> JSONValue {
        let faces = buttons.compactMap(ButtonFace.init).map { button -> JSONValue in
            [
                "textButton": [
                    "text": .string(button.title),
                    "onClick": ["action": ["actionMethodName": .string(button.payload)]],
                ]
            ]
        }
        return ["buttons": .array(faces)]
    }

    private static func card(_ widgets: [JSONValue]) -> JSONObject {
        ["cards": [["sections": [["widgets": .array(widgets)]]]]]
    }

    private static func textCards(_ text: String) -> [JSONValue] {
        card([paragraph(text)])["cards"]?.array ?? []
    }
}
