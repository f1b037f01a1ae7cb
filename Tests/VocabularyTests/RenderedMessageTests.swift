// What one reply becomes for clients, and how Python's spellings look.

import Testing
import Vocabulary

@Suite("Replies become messages")
struct RenderedMessageTests {
    @Test("Everything at once is said in Rasa's order, with only one of the three kinds of words")
    func order() {
        let reply = BotReply(
            conversation: "c", text: "Pick",
            data: [
                "elements": [["title": "A", "subtitle": "B"]],
                "buttons": [["title": "Yes", "payload": "/affirm"]],
                "custom": ["k": 1], "image": "https://i", "attachment": ["type": "file"],
            ])
        #expect(
            reply.restMessages == [
                [
                    "recipient_id": "c", "text": "Pick",
                    "buttons": [["title": "Yes", "payload": "/affirm"]],
                ],
                ["recipient_id": "c", "custom": ["k": 1]],
                ["recipient_id": "c", "image": "https://i"],
                ["recipient_id": "c", "attachment": ["type": "file"]],
                ["recipient_id": "c", "text": "A : B", "buttons": []],
            ])
    }

    @Test("Text is stripped and cut at blank lines, but not with buttons")
    func paragraphs() {
        let text = "\n one\n\ntwo\r\n\n\nthree \u{3000}"
        let plain = BotReply(conversation: "c", text: text)
        #expect(plain.restMessages.map { $0["text"] } == ["one", "two\r", "\nthree"])
        let choice = BotReply(conversation: "c", text: text, data: ["buttons": [["title": "x"]]])
        #expect(choice.restMessages.map { $0["text"] } == [.string(text)])
        #expect("".paragraphs == [""])
        #expect(BotReply(conversation: "c", text: "").restMessages.isEmpty)
    }

    @Test("An attachment that only repeats the image is not said twice")
    func repeatedImage() {
        let reply = BotReply(
            conversation: "c", text: nil, data: ["image": "https://i", "attachment": "https://i"])
        #expect(reply.restMessages == [["recipient_id": "c", "image": "https://i"]])
    }

    @Test("Values are spelled as Python spells them")
    func spellings() {
        let value: JSONValue = [
            "a": [1, 2.0, true, nil, "it's", "q\"'", "é\n"], "b": ["z": 1, "y": 1e16],
        ]
        #expect(
            value.pythonText
                == #"{'a': [1, 2.0, True, None, "it's", 'q"\'', 'é\n'], 'b': {'z': 1, 'y': 1e+16}}"#
        )
        #expect(
            value.pythonJSON(sortedKeys: true)
                == #"{"a": [1, 2.0, true, null, "it's", "q\"'", "\u00e9\n"], "#
                + #""b": {"y": 1e+16, "z": 1}}"#)
        #expect(JSONValue.string("🎈").pythonJSON() == #""\ud83c\udf88""#)
    }
}
