// What `knowledge_base:` of `martlet.yml` says: how a conversation asks the knowledge base.

public import Vocabulary

/// The settings of the knowledge base in conversations.
public struct KnowledgeSettings: Sendable, Hashable {
    /// Texts that the assistant says about answers.
    public enum Saying: String, Sendable, Hashable, CaseIterable {
        /// Before the titles of articles that may be meant.
        case suggest
        /// On the button of an answer that helped.
        case helpful
        /// On the button of an answer that did not.
        case unhelpful
        /// After an answer was said to help.
        case thanks
        /// After an answer was said not to help.
        case sorry
    }

    /// How long `say:` texts may be, in characters.
    public static let sayingLengthMax = 500
    /// How many groups of synonyms a locale may have.
    public static let synonymsMax = 5_000
    /// How many locales may be written.
    public static let localesMax = 50

    /// `locales:` (BCP 47), the standard one first; empty when it is not written.
    public var locales: [String] = []
    /// `default_audience:`, who visitors are unless something says otherwise.
    public var audience = Audience.everybody
    /// `answer_threshold:`, 0 to 1; `nil` for the built-in one.
    public var answerThreshold: Double?
    /// `suggest_threshold:`, 0 to 1; `nil` for the built-in one.
    public var suggestThreshold: Double?
    /// `help_url:`, what stands before an article's address, without a slash at its end.
    public var helpURL: String?
    /// `answer_before_fallback:`, whether a message that was not understood is asked of the
    /// knowledge base before the fallback speaks.
    public var answersBeforeFallback = false
    /// `fallback_actions:`, actions that count as "not understood" when they are predicted.
    public var fallbackActions = ["action_default_fallback"]
    /// `none_response:`, the response that the action says when nothing was found.
    public var noneResponse: String?
    /// `feedback:`, whether answers ask if they helped.
    public var asksFeedback = false
    /// `locale_slot:`, the slot that holds the visitor's locale.
    public var localeSlot: String?
    /// `audience_slot:`, the slot that holds who the visitor is.
    public var audienceSlot: String?
    /// `audience_metadata:`, the key of a message's metadata that says who the visitor is.
    public var audienceMetadata: String?
    /// `handoff_actions:`, actions by which a person is asked to take over.
    public var handoffActions: [String] = []
    /// `synonyms:`, groups of words that mean each other, by locale in small letters.
    public var synonyms: [String: [[String]]] = [:]
    /// `say:`, texts by locale; the locale is empty for a text that holds for all.
    public var sayings: [Saying: [String: String]] = [:]
    /// Where the settings stand.
    public var place = SourcePlace(file: "martlet.yml")

    /// What holds for an empty section.
    public init() {}

    /// A text in a locale: the project's own for the locale, its language or all, else ours.
    public func text(_ saying: Saying, locale: String?) -> String {
        let locale = (locale ?? locales.first ?? "en").lowercased()
        let language = String(locale.prefix { $0 != "-" && $0 != "_" })
        let own = sayings[saying] ?? [:]
        return own[locale] ?? own[language] ?? own[""]
            ?? Self.standard[saying]?[language] ?? Self.standard[saying]?["en"] ?? ""
    }

    private static let standard: [Saying: [String: String]] = [
        .suggest: ["en": "Did you mean one of these?", "de": "Meinten Sie eines davon?"],
        .helpful: ["en": "👍"],
        .unhelpful: ["en": "👎"],
        .thanks: [
            "en": "Thank you, good to know.", "de": "Danke, gut zu wissen.",
        ],
        .sorry: [
            "en": "Sorry about that. We will look into it.",
            "de": "Das tut uns leid. Wir sehen es uns an.",
        ],
    ]

    /// The name of the action that answers from the knowledge base.
    public static let action = "action_answer_from_knowledge_base"
}
