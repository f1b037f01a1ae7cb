// What a button shows and what it sends.

import Vocabulary

/// A button's words and what it sends; `nil` for a button without both.
struct ButtonFace {
    let title: String
    let payload: String

    init?(_ button: JSONValue) {
        guard let title = button["title"], let payload = button["payload"] else { return nil }
        self.title = title.pythonText
        self.payload = payload.pythonText
    }
}
