// Reads `knowledge_base:` of `martlet.yml`.

import Vocabulary

/// Reads the settings of the knowledge base, and collects what is wrong with them.
struct KnowledgeReader {
    private static let keys = [
        "locales", "default_audience", "answer_threshold", "suggest_threshold", "help_url",
        "answer_before_fallback", "fallback_actions", "none_response", "feedback", "locale_slot",
        "audience_slot", "audience_metadata", "handoff_actions", "synonyms", "say",
    ]

    private var shape: NodeShape
    private var settings = KnowledgeSettings()

    /// Reads a section; findings go into `shape`.
    static func read(_ node: YAMLNode, _ shape: inout NodeShape) -> KnowledgeSettings? {
        var reader = KnowledgeReader(shape: shape)
        let isMapping = reader.read(node)
        shape = reader.shape
        return isMapping ? reader.settings : nil
    }

    private mutating func read(_ node: YAMLNode) -> Bool {
        guard let members = shape.mapping(node, "`knowledge_base`") else { return false }
        shape.keys(members, among: Self.keys, of: "`knowledge_base`")
        settings.place = node.place
        readLocales(node["locales"])
        readAudience(node["default_audience"])
        settings.answerThreshold = threshold(node["answer_threshold"], "answer_threshold")
        settings.suggestThreshold = threshold(node["suggest_threshold"], "suggest_threshold")
        checkThresholds(node["suggest_threshold"])
        readAddress(node["help_url"])
        settings.answersBeforeFallback = truth(node, "answer_before_fallback")
        settings.asksFeedback = truth(node, "feedback")
        if let names = names(node["fallback_actions"], "`fallback_actions`") {
            settings.fallbackActions = names
        }
        settings.handoffActions = names(node["handoff_actions"], "`handoff_actions`") ?? []
        settings.noneResponse = text(node, "none_response")
        if let name = settings.noneResponse, !name.hasPrefix("utter_"),
            let place = node["none_response"]
        {
            shape.error(
                "knowledge-response", "'\(name)' is no name of a response.",
                hint: "Names of responses begin with utter_.", at: place.place)
        }
        settings.localeSlot = text(node, "locale_slot")
        settings.audienceSlot = text(node, "audience_slot")
        settings.audienceMetadata = text(node, "audience_metadata")
        if let synonyms = node["synonyms"], !synonyms.isNull { readSynonyms(synonyms) }
        if let say = node["say"], !say.isNull { readSayings(say) }
        return true
    }

    private mutating func readLocales(_ node: YAMLNode?) {
        guard let node, !node.isNull, let items = shape.list(node, "`locales`") else { return }
        for item in items.prefix(KnowledgeSettings.localesMax) {
            guard let text = shape.text(item, "A locale") else { continue }
            guard Self.isLocale(text) else {
                shape.error(
                    "knowledge-locale", "'\(text)' is no locale.",
                    hint: "Write a language, and a country if need be: en, de, pt-BR.",
                    at: item.place)
                continue
            }
            settings.locales.append(text)
        }
    }

    /// Whether a text has the shape of a BCP 47 tag.
    static func isLocale(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = parts.first, (2...3).contains(language.utf8.count),
            language.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }

    private mutating func readAudience(_ node: YAMLNode?) {
        guard let node, !node.isNull, let text = shape.text(node, "`default_audience`") else {
            return
        }
        guard let audience = Audience(rawValue: text) else {
            let known = Audience.allCases.map(\.rawValue).joined(separator: ", ")
            return shape.error(
                "knowledge-audience", "There is no audience '\(text)'.",
                hint: "Audiences are: \(known).", at: node.place)
        }
        settings.audience = audience
    }

    private mutating func threshold(_ node: YAMLNode?, _ name: String) -> Double? {
        guard let node, !node.isNull else { return nil }
        if let number = node.json.double, (0...1).contains(number) { return number }
        shape.error(
            "knowledge-threshold", "`\(name)` is no number between 0 and 1.",
            hint: "Write a number such as 0.5, or leave it out.", at: node.place)
        return nil
    }

    private mutating func checkThresholds(_ node: YAMLNode?) {
        guard let answer = settings.answerThreshold, let suggest = settings.suggestThreshold,
            suggest > answer, let node
        else { return }
        shape.error(
            "knowledge-thresholds", "`suggest_threshold` is above `answer_threshold`.",
            hint: "What is sure enough to answer is sure enough to suggest.", at: node.place)
    }

    private mutating func readAddress(_ node: YAMLNode?) {
        guard let node, !node.isNull, let text = shape.text(node, "`help_url`") else { return }
        guard text.hasPrefix("https://") || text.hasPrefix("http://"),
            !text.contains(where: \.isWhitespace)
        else {
            return shape.error(
                "knowledge-address", "'\(text)' is no address of a page.",
                hint: "Write it with https:// at its beginning.", at: node.place)
        }
        var address = text
        while address.hasSuffix("/") { address.removeLast() }
        settings.helpURL = address
    }

    private mutating func readSynonyms(_ node: YAMLNode) {
        let hint = "Write groups by locale: `en: [[bike, bicycle], [flat, puncture]]`."
        for (key, value) in shape.mapping(node, "`synonyms`", hint: hint) ?? [] {
            let locale = (key.text ?? "").lowercased()
            guard Self.isLocale(locale) else {
                shape.error(
                    "knowledge-locale", "'\(locale)' is no locale.", hint: hint, at: key.place)
                continue
            }
            let groups = shape.list(value, "The synonyms of '\(locale)'", hint: hint) ?? []
            if groups.count > KnowledgeSettings.synonymsMax {
                shape.error(
                    "knowledge-synonyms", "There are too many synonyms in '\(locale)'.",
                    hint: "At most \(KnowledgeSettings.synonymsMax) groups are kept.",
                    at: value.place)
            }
            settings.synonyms[locale] = groups.prefix(KnowledgeSettings.synonymsMax).compactMap {
                group(of: $0, hint)
            }
        }
    }

    private mutating func group(of node: YAMLNode, _ hint: String) -> [String]? {
        guard let items = shape.list(node, "A group of synonyms", hint: hint) else { return nil }
        let words = items.compactMap { shape.text($0, "A synonym") }
        if words.count > 1 { return words }
        shape.error(
            "knowledge-synonyms", "A group of synonyms has two words or more.", hint: hint,
            at: node.place)
        return nil
    }

    private mutating func readSayings(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "`say`") else { return }
        let known = KnowledgeSettings.Saying.allCases
        shape.keys(members, among: known.map(\.rawValue), of: "`say`")
        for saying in known {
            guard let value = node[saying.rawValue], !value.isNull else { continue }
            guard let byLocale = value.members else {
                settings.sayings[saying, default: [:]][""] = text(value, of: saying)
                continue
            }
            for (key, value) in byLocale {
                let locale = (key.text ?? "").lowercased()
                guard Self.isLocale(locale) else {
                    shape.error(
                        "knowledge-locale", "'\(locale)' is no locale.",
                        hint: "Write a language: en, de, pt-BR.", at: key.place)
                    continue
                }
                settings.sayings[saying, default: [:]][locale] = text(value, of: saying)
            }
        }
    }

    private mutating func text(
        _ node: YAMLNode, of saying: KnowledgeSettings.Saying
    ) -> String? {
        guard let text = shape.text(node, "`\(saying.rawValue)` of `say`") else { return nil }
        guard !text.isEmpty, text.count <= KnowledgeSettings.sayingLengthMax else {
            shape.error(
                "knowledge-saying", "`\(saying.rawValue)` of `say` is empty or too long.",
                hint: "Write up to \(KnowledgeSettings.sayingLengthMax) characters.",
                at: node.place)
            return nil
        }
        return text
    }

    private mutating func truth(_ node: YAMLNode, _ key: String) -> Bool {
        guard let value = node[key] else { return false }
        shape.truth(value, "`\(key)`")
        return value.json.bool ?? false
    }

    private mutating func text(_ node: YAMLNode, _ key: String) -> String? {
        guard let value = node[key], !value.isNull else { return nil }
        return shape.text(value, "`\(key)`")
    }

    private mutating func names(_ node: YAMLNode?, _ what: String) -> [String]? {
        guard let node, !node.isNull else { return nil }
        return (shape.list(node, what) ?? []).compactMap { shape.text($0, "A name of \(what)") }
    }
}
