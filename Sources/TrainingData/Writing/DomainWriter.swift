// Writes a domain as YAML in Rasa's own layout.

import Vocabulary

/// Writes domains.
public enum DomainWriter {
    /// The domain as a YAML file: the version first, texts of several lines as blocks, intents
    /// sorted by name. Reading it gives a domain with the same JSON.
    ///
    /// - Note: follows `Domain.as_yaml` in rasa/shared/core/domain.py (3.6.21).
    public static func yaml(_ domain: Domain) -> String {
        let members = (domain.json.object?.members ?? []).map {
            key, value -> (key: String, value: YAMLTree) in
            switch key {
            case "version": (key, .quoted(value.string ?? Domain.formatVersion))
            case "responses": (key, responses(domain))
            default: (key, .value(value))
            }
        }
        return YAMLWriter.text(.mapping(members))
    }

    private static func responses(_ domain: Domain) -> YAMLTree {
        .mapping(
            domain.responses.map { response in
                let variations = response.variations.map { JSONValue.object($0.options) }
                return (response.name, .list(variations.map(ResponseText.tree)))
            })
    }
}
