// An answer of the knowledge base as a response: text with marks, and what leads to the sources.

import TrainingData
import Vocabulary

/// Writes answers as messages for a channel.
struct KnowledgeReply {
    /// Channels whose clients can show a button that opens a page.
    static let linkingChannels: Set<String> = [
        "collector", "queue", "callback", "socketio", "rasa", "rasa-chat",
    ]
    /// Further channels whose buttons send a payload.
    static let choosingChannels: Set<String> = [
        "facebook", "slack", "telegram", "mattermost", "botframework", "cmdline",
    ]
    /// How many articles are suggested at most.
    static let suggestionsMax = 3
    /// How long the title of a button is at most, in characters; what is longer is cut.
    static let titleLengthMax = 80

    let settings: KnowledgeSettings
    let channel: String
    let question: KnowledgeQuestion

    private var links: Bool { Self.linkingChannels.contains(channel) }
    private var chooses: Bool { links || Self.choosingChannels.contains(channel) }

    /// The message that says an answer or a suggestion; `nil` when there is nothing to say.
    func message(_ answer: KnowledgeAnswer) -> JSONObject? {
        switch answer.outcome {
        case .answer where !answer.sentences.isEmpty: said(answer)
        case .answer, .suggest: answer.citations.isEmpty ? nil : suggested(answer)
        case .none: nil
        }
    }

    private func said(_ answer: KnowledgeAnswer) -> JSONObject {
        var used: [Int] = []
        var pieces: [String] = []
        for (index, sentence) in answer.sentences.enumerated() {
            pieces.append(sentence.text)
            guard answer.citations.indices.contains(sentence.citation) else { continue }
            if !used.contains(sentence.citation) { used.append(sentence.citation) }
            let next = index + 1 < answer.sentences.count ? answer.sentences[index + 1] : nil
            guard next?.citation != sentence.citation,
                let number = used.firstIndex(of: sentence.citation)
            else { continue }
            pieces.append("[\(number + 1)]")
        }
        var text = pieces.joined(separator: " ")
        var buttons: [JSONValue] = []
        for (number, index) in used.enumerated() {
            let citation = answer.citations[index]
            let title = "[\(number + 1)] \(Self.title(of: citation))"
            if links, let url = citation.url {
                buttons.append([
                    "title": .string(Self.cut(title)), "type": "web_url", "url": .string(url),
                    "payload": .string(KnowledgePayload.article(citation.article).text),
                ])
            } else {
                text += "\n\(title)" + (citation.url.map { ": \($0)" } ?? "")
            }
        }
        if settings.asksFeedback, chooses, let number = answer.logNumber {
            buttons += feedback(on: number, answer.citations.first?.locale)
        }
        return message(text, buttons, answer)
    }

    private func feedback(on number: Int64, _ locale: String?) -> [JSONValue] {
        [(KnowledgeSettings.Saying.helpful, true), (.unhelpful, false)].map { saying, isHelpful in
            [
                "title": .string(settings.text(saying, locale: locale)),
                "payload": .string(
                    KnowledgePayload.feedback(answer: number, isHelpful: isHelpful).text),
            ]
        }
    }

    private func suggested(_ answer: KnowledgeAnswer) -> JSONObject {
        var articles: [Citation] = []
        for citation in answer.citations
        where articles.count < Self.suggestionsMax
            && !articles.contains(where: { $0.article == citation.article })
        {
            articles.append(citation)
        }
        var text = settings.text(.suggest, locale: articles[0].locale)
        guard chooses else {
            for (number, article) in articles.enumerated() {
                text += "\n\(number + 1). \(article.title)" + (article.url.map { ": \($0)" } ?? "")
            }
            return message(text, [], answer)
        }
        let buttons = articles.map { article -> JSONValue in
            [
                "title": .string(Self.cut(article.title)),
                "payload": .string(KnowledgePayload.article(article.article).text),
            ]
        }
        return message(text, buttons, answer)
    }

    /// The words that lead to an article whose text does not answer.
    func pointer(to citation: Citation) -> JSONObject {
        let answer = KnowledgeAnswer(.suggest, citations: [citation])
        let title = Self.title(of: citation)
        guard links, let url = citation.url else {
            return message(title + (citation.url.map { ": \($0)" } ?? ""), [], answer)
        }
        let button: JSONValue = [
            "title": .string(Self.cut(title)), "type": "web_url", "url": .string(url),
            "payload": .string(KnowledgePayload.article(citation.article).text),
        ]
        return message(title, [button], answer)
    }

    private func message(
        _ text: String, _ buttons: [JSONValue], _ answer: KnowledgeAnswer
    ) -> JSONObject {
        var message: JSONObject = ["text": .string(text)]
        if !buttons.isEmpty { message["buttons"] = .array(buttons) }
        message["utter_action"] = .string(KnowledgeSettings.action)
        message[KnowledgeMemory.key] = .object(KnowledgeMemory.json(answer, to: question))
        return message
    }

    private static func title(of citation: Citation) -> String {
        citation.heading.isEmpty || citation.heading == citation.title
            ? citation.title : "\(citation.title) – \(citation.heading)"
    }

    private static func cut(_ title: String) -> String {
        title.count > titleLengthMax ? title.prefix(titleLengthMax - 1) + "…" : title
    }
}
