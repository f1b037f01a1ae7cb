// The knowledge base as a conversation uses it: who asks, in which language, and what is kept.

public import TrainingData
public import Vocabulary

/// The knowledge base of a project with the settings of its conversations.
public struct KnowledgeService: Sendable {
    /// Answers questions.
    public var answering: any KnowledgeAnswering
    /// `knowledge_base:` of `martlet.yml`.
    public var settings: KnowledgeSettings
    /// Told the conversation when a person is asked to take it over.
    public var handedOff: @Sendable (String) async -> Void

    /// A knowledge base.
    public init(
        answering: any KnowledgeAnswering, settings: KnowledgeSettings,
        handedOff: @escaping @Sendable (String) async -> Void = { _ in }
    ) {
        self.answering = answering
        self.settings = settings
        self.handedOff = handedOff
    }

    /// The last message as a question; `nil` when it is a payload or no words at all.
    func question(in tracker: Tracker) -> KnowledgeQuestion? {
        guard let user = tracker.latestUser, let text = user.text, !text.isEmpty,
            !text.hasPrefix("/"), !text.hasPrefix("EXTERNAL: ")
        else { return nil }
        return KnowledgeQuestion(
            text, locale: locale(in: tracker), audience: audience(in: tracker, of: user.parse),
            conversation: tracker.conversation, message: user.messageID)
    }

    /// The locale to answer in: that of the slot, when the knowledge base has it, else the only one
    /// there is; `nil` to go by the question's own language.
    func locale(in tracker: Tracker) -> String? {
        let locales = settings.locales
        if let slot = settings.localeSlot, let wish = tracker.slot(slot)?.string, !wish.isEmpty {
            let wanted = wish.replacing("_", with: "-").lowercased()
            let language = wanted.prefix { $0 != "-" }
            if locales.isEmpty { return wanted }
            if let exact = locales.first(where: { $0.lowercased() == wanted }) { return exact }
            if let near = locales.first(where: { $0.lowercased().prefix { $0 != "-" } == language })
            {
                return near
            }
        }
        return locales.count == 1 ? locales[0] : nil
    }

    /// Who asks: what the slot or the message's metadata says where the settings name one, else the
    /// standard of the settings. A slot that visitors can fill does not count.
    func audience(in tracker: Tracker, of parse: JSONObject) -> Audience {
        if let name = settings.audienceSlot,
            let slot = tracker.domain.domain.slots.first(where: { $0.name == name }),
            slot.isFilledByActionsOnly, let value = tracker.slot(name)?.string,
            let audience = Audience(rawValue: value)
        {
            return audience
        }
        if let key = settings.audienceMetadata, let value = parse["metadata"]?[key]?.string,
            let audience = Audience(rawValue: value)
        {
            return audience
        }
        return settings.audience
    }

    /// What is kept in the slots that the domain has for it.
    func slots(_ answer: KnowledgeAnswer, in domain: DialogueDomain) -> [Event] {
        var articles: [String] = []
        for citation in answer.citations where !articles.contains(citation.article) {
            articles.append(citation.article)
        }
        let values: [(String, JSONValue)] = [
            ("knowledge_outcome", .string(answer.outcome.rawValue)),
            ("knowledge_articles", .array(articles.map(JSONValue.string))),
            ("knowledge_confidence", .number(answer.confidence)),
        ]
        return values.filter { domain.slotNumber($0.0) != nil }.map {
            Event(.slot(name: $0.0, value: $0.1), timestamp: 0)
        }
    }
}
