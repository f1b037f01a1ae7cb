// Reads `endpoints.yml` (where other services are) and `credentials.yml` (the channels).

import Vocabulary

/// Reads where other services are.
///
/// - Note: the keys are those of Rasa 3.6.21; what Rasa passes on to a class of its own is not
///   checked.
public enum EndpointsReader {
    /// The sections Rasa knows.
    public static let sections = [
        "action_endpoint", "nlg", "nlu", "models", "tracker_store", "lock_store", "event_broker",
    ]

    /// Sections whose values are HTTP endpoints, with the keys each has beside the common ones.
    private static let addresses = [
        "action_endpoint": ["enable_selective_domain"], "nlg": ["type"], "nlu": [],
        "models": ["wait_time_between_pulls"],
    ]

    private static let common = [
        "url", "params", "headers", "basic_auth", "token", "token_name", "cafile",
    ]

    /// Reads the root of a file.
    ///
    /// - Returns: the sections that hold something, and what is wrong.
    public static func read(
        _ root: YAMLNode?, file: String
    ) -> (settings: SectionSettings, diagnostics: [Diagnostic]) {
        var shape = NodeShape(subject: "endpoints")
        let all = SectionList.read(root, "An endpoints file", &shape)
        var kept: [SectionSettings.Section] = []
        for (section, node) in all where !node.isNull {
            guard sections.contains(section.name) else {
                shape.warn(
                    "unknown-section", "'\(section.name)' is no endpoint and is not read.",
                    hint: "Endpoints are: \(sections.joined(separator: ", ")).", at: section.place)
                continue
            }
            guard let members = shape.mapping(node, "'\(section.name)'") else { continue }
            if let own = addresses[section.name] {
                warn(members, of: section.name, among: common + own, &shape)
                check(node, of: section.name, &shape)
            }
            kept.append(section)
        }
        return (SectionSettings(sections: kept, file: file), shape.findings)
    }

    private static func warn(
        _ members: [(key: YAMLNode, value: YAMLNode)], of name: String, among known: [String],
        _ shape: inout NodeShape
    ) {
        for (key, _) in members where !known.contains(key.text ?? "") {
            shape.warn(
                "unknown-key", "'\(name)' has no key '\(key.text ?? "")'.",
                hint: "It may have: \(known.joined(separator: ", ")).", at: key.place)
        }
    }

    private static func check(_ node: YAMLNode, of name: String, _ shape: inout NodeShape) {
        for key in ["url", "token", "token_name", "cafile", "type"] {
            if let value = node[key] { shape.textOrNull(value, "'\(key)' of '\(name)'") }
        }
        for key in ["params", "headers", "basic_auth"] {
            if let value = node[key], !value.isNull {
                _ = shape.mapping(value, "'\(key)' of '\(name)'")
            }
        }
        if let flag = node["enable_selective_domain"] {
            shape.truth(flag, "'enable_selective_domain'")
        }
        if let wait = node["wait_time_between_pulls"] {
            shape.number(wait, "'wait_time_between_pulls'")
        }
    }
}

/// Reads the channels.
public enum CredentialsReader {
    /// The channels Rasa has; any other name must be a Python class (`module.Class`).
    public static let channels = [
        "rest", "callback", "cmdline", "socketio", "facebook", "slack", "telegram", "twilio",
        "twilio_voice", "mattermost", "rocketchat", "botframework", "webexteams", "hangouts",
        "rasa",
    ]

    /// Reads the root of a file.
    ///
    /// - Returns: a section for each channel, empty ones included, and what is wrong.
    public static func read(
        _ root: YAMLNode?, file: String
    ) -> (settings: SectionSettings, diagnostics: [Diagnostic]) {
        var shape = NodeShape(subject: "credentials")
        var kept: [SectionSettings.Section] = []
        for (section, node) in SectionList.read(root, "A credentials file", &shape) {
            if !node.isNull { _ = shape.mapping(node, "The channel '\(section.name)'") }
            if !channels.contains(section.name), !section.name.contains(".") {
                shape.warn(
                    "unknown-channel", "There is no channel '\(section.name)'.",
                    hint: "Channels are: \(channels.joined(separator: ", ")).", at: section.place)
            }
            kept.append(section)
        }
        return (SectionSettings(sections: kept, file: file), shape.findings)
    }
}

/// The sections of a file.
private enum SectionList {
    static func read(
        _ root: YAMLNode?, _ what: String, _ shape: inout NodeShape
    ) -> [(section: SectionSettings.Section, node: YAMLNode)] {
        guard let root, !root.isNull, let members = shape.mapping(root, what) else { return [] }
        return members.map { key, value in
            let places = (value.members ?? []).map { ($0.key.text ?? "", $0.key.place) }
            let section = SectionSettings.Section(
                name: key.text ?? "", value: value.json, place: key.place,
                places: Dictionary(places) { first, _ in first })
            return (section, value)
        }
    }
}
