// Reads `martlet.yml`.

import Vocabulary

/// Reads the settings that only Martlet has.
public struct MartletReader {
    private var shape = NodeShape(subject: "martlet")
    private var settings = MartletSettings()

    /// What the native extractor can find.
    public static let kinds = [
        "email", "phone", "url", "number", "money", "date", "time", "quantity",
    ]

    /// Reads the root of a file; `nil` for a file that is empty or missing.
    public static func read(
        _ root: YAMLNode?
    ) -> (settings: MartletSettings, diagnostics: [Diagnostic]) {
        var reader = MartletReader()
        if let root, !root.isNull { reader.read(root) }
        return (reader.settings, reader.shape.findings)
    }

    private init() {}

    private mutating func read(_ root: YAMLNode) {
        guard let members = shape.mapping(root, "martlet.yml") else { return }
        shape.keys(
            members, among: ["pipeline", "extract", "network", "limits", "knowledge_base"],
            of: "martlet.yml")
        if let pipeline = root["pipeline"], !pipeline.isNull {
            settings.pipeline = ComponentList.read(pipeline, "pipeline", &shape)
        }
        if let extract = root["extract"], !extract.isNull { readExtract(extract) }
        if let network = root["network"], !network.isNull { readNetwork(network) }
        if let limits = root["limits"], !limits.isNull { readLimits(limits) }
        if let knowledge = root["knowledge_base"], !knowledge.isNull {
            settings.knowledge = KnowledgeReader.read(knowledge, &shape)
        }
    }

    private mutating func readExtract(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "`extract`") else { return }
        shape.keys(members, among: ["language", "region", "timezone", "kinds"], of: "`extract`")
        if let language = node["language"], !language.isNull { checkLanguages(language) }
        if let region = node["region"], !region.isNull {
            let text = shape.text(region, "The region of `extract`")
            if let text, text.count != 2 || !text.allSatisfy({ $0.isASCII && $0.isUppercase }) {
                shape.error(
                    "extract-region", "'\(text)' is no region.",
                    hint: "Write two capital letters: DE, GB, US.", at: region.place)
            }
        }
        if let zone = node["timezone"] { shape.textOrNull(zone, "The time zone of `extract`") }
        if let kinds = node["kinds"], !kinds.isNull { checkKinds(kinds) }
        settings.extract = ComponentSettings(
            name: "extract", options: node.json.object ?? [:], place: node.place)
    }

    /// One language or a list of them, the first being the one whose numbers are read.
    private mutating func checkLanguages(_ node: YAMLNode) {
        let items = node.json.array == nil ? [node] : shape.list(node, "`language`") ?? []
        for item in items {
            guard let text = shape.text(item, "The language of `extract`"),
                !["en", "de"].contains(text)
            else { continue }
            shape.error(
                "extract-language", "Nothing can be extracted in the language '\(text)'.",
                hint: "Languages are: en, de.", at: item.place)
        }
    }

    private mutating func checkKinds(_ node: YAMLNode) {
        for item in shape.list(node, "`kinds`") ?? [] {
            guard let kind = shape.text(item, "A kind"), !MartletReader.kinds.contains(kind) else {
                continue
            }
            shape.error(
                "extract-kind", "There is nothing called '\(kind)' to extract.",
                hint: "Kinds are: \(MartletReader.kinds.joined(separator: ", ")).", at: item.place)
        }
    }

    private mutating func readLimits(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "`limits`") else { return }
        shape.keys(members, among: ["messages_per_minute"], of: "`limits`")
        guard let rates = node["messages_per_minute"], !rates.isNull,
            let members = shape.mapping(rates, "`messages_per_minute`")
        else { return }
        shape.keys(members, among: ["sender", "address"], of: "`messages_per_minute`")
        settings.limits.senderPerMinute = rate(rates["sender"], "sender")
        settings.limits.addressPerMinute = rate(rates["address"], "address")
    }

    private mutating func rate(_ node: YAMLNode?, _ name: String) -> Int? {
        guard let node, !node.isNull else { return nil }
        if let number = node.json.int, number >= 0 { return number }
        shape.error(
            "limits-rate", "'\(name)' of `messages_per_minute` is no number of messages.",
            hint: "Write a whole number; 0 is no bound.", at: node.place)
        return nil
    }

    private mutating func readNetwork(_ node: YAMLNode) {
        guard let members = shape.mapping(node, "`network`") else { return }
        shape.keys(members, among: ["allow_private_addresses", "allow"], of: "`network`")
        if let flag = node["allow_private_addresses"] {
            shape.truth(flag, "'allow_private_addresses'")
            settings.network.allowsPrivateAddresses = flag.json.bool ?? false
        }
        if let hosts = node["allow"], !hosts.isNull {
            settings.network.hosts = (shape.list(hosts, "`allow`") ?? []).compactMap {
                shape.text($0, "A host under `allow`")
            }
        }
    }
}
