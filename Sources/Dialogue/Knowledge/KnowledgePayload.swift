// What the buttons of answers send: heard by the engine itself, so that no intent is needed.

import Vocabulary

/// A payload of a button below an answer.
public enum KnowledgePayload: Sendable, Hashable {
    /// Whether an answer helped.
    case feedback(answer: Int64, isHelpful: Bool)
    /// An article that was suggested shall answer.
    case article(String)

    /// The intent that stands for feedback in the log of the conversation.
    static let feedbackIntent = "knowledge_feedback"
    /// The intent that stands for a chosen article.
    static let articleIntent = "knowledge_article"
    /// The longest payload that is read, in bytes of UTF-8.
    static let bytesMax = 512

    /// The payload of a message; `nil` for every other message.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMax, text.hasPrefix("/knowledge_"),
            let brace = text.firstIndex(of: "{"),
            let json = try? JSONValue(parsing: String(text[brace...]))
        else { return nil }
        switch text[text.index(after: text.startIndex)..<brace] {
        case Self.feedbackIntent[...]:
            guard let number = json["answer"]?.int, let isHelpful = json["helpful"]?.bool else {
                return nil
            }
            self = .feedback(answer: Int64(number), isHelpful: isHelpful)
        case Self.articleIntent[...]:
            guard let article = json["article"]?.string else { return nil }
            self = .article(article)
        default: return nil
        }
    }

    /// The text of the payload.
    public var text: String {
        switch self {
        case .feedback(let number, let isHelpful):
            "/\(Self.feedbackIntent){\"answer\":\(number),\"helpful\":\(isHelpful)}"
        case .article(let id):
            "/\(Self.articleIntent)" + JSONValue.object(["article": .string(id)]).text()
        }
    }

    /// The intent that stands for it.
    var intent: String {
        switch self {
        case .feedback: Self.feedbackIntent
        case .article: Self.articleIntent
        }
    }
}
