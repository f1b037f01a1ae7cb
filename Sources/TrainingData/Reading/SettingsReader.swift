// Reads `config.yml`: recipe, language, pipeline, policies, importers.

import Vocabulary

/// What `config.yml` says.
public struct SettingsReading: Sendable {
    /// Language, pipeline and policies.
    public var settings: Settings
    /// `importers:` in order; empty for the default, RasaFileImporter.
    public var importers: [ComponentSettings] = []
    /// `imports:` of MultiProjectImporter: paths as written, with their places.
    public var imports: [(path: String, place: SourcePlace)] = []
    /// What is wrong with the file.
    public var diagnostics: [Diagnostic] = []
}

/// Reads settings.
///
/// - Note: follows rasa/shared/utils/schemas/model_config.yml and engine/recipes/recipe.py (3.6.21).
public struct SettingsReader {
    private var shape = NodeShape(subject: "config")
    private var reading: SettingsReading

    /// Keys that mean something in `config.yml`.
    public static let keys = [
        "recipe", "language", "assistant_id", "pipeline", "policies", "importers", "imports",
        "version", "spaces",
    ]

    /// Reads the root of a file.
    ///
    /// - Parameters:
    ///   - root: the root; `nil` for an empty file, which means all defaults.
    ///   - file: the file's name.
    ///   - sharesFile: whether domain, stories and NLU data stand in the same text, so that other
    ///     keys are no mistakes.
    public static func read(
        _ root: YAMLNode?, file: String, sharesFile: Bool = false
    ) -> SettingsReading {
        let place = root?.place ?? SourcePlace(file: file)
        var reader = SettingsReader(reading: SettingsReading(settings: Settings(place: place)))
        if let root, !root.isNull { reader.read(root, sharesFile: sharesFile) }
        reader.reading.diagnostics = reader.shape.findings
        return reader.reading
    }

    private init(reading: SettingsReading) { self.reading = reading }

    private mutating func read(_ root: YAMLNode, sharesFile: Bool) {
        let hint = "Begin with `recipe: default.v1`."
        guard let members = shape.mapping(root, "The configuration", hint: hint) else { return }
        for (key, value) in members { readKey(key, value, sharesFile: sharesFile) }
        if root["recipe"] == nil {
            shape.warn(
                "without-recipe", "The configuration names no recipe; default.v1 is used.",
                hint: "Add the line `recipe: default.v1`.", at: root.place)
        }
    }

    private mutating func readKey(_ key: YAMLNode, _ value: YAMLNode, sharesFile: Bool) {
        let name = key.text ?? ""
        if name == "recipe" {
            readRecipe(value)
            return
        }
        guard !value.isNull else { return }
        switch name {
        case "language": reading.settings.language = shape.text(value, "The language")
        case "assistant_id":
            reading.settings.assistantID = shape.text(value, "The assistant's id")
        case "pipeline": reading.settings.pipeline = ComponentList.read(value, name, &shape)
        case "policies": reading.settings.policies = ComponentList.read(value, name, &shape)
        case "importers": reading.importers = ComponentList.read(value, name, &shape) ?? []
        case "imports": readImports(value)
        case "version", "spaces": break
        default:
            guard !sharesFile else { return }
            shape.warn(
                "unknown-key", "'\(name)' is no setting and is not read.",
                hint: "Settings are: \(SettingsReader.keys.joined(separator: ", ")).",
                at: key.place)
        }
    }

    private mutating func readRecipe(_ node: YAMLNode) {
        guard !node.isNull else { return }
        guard let name = shape.text(node, "The recipe") else { return }
        reading.settings.recipe = name
        switch name {
        case "default.v1": break
        case "graph.v1":
            shape.error(
                "recipe-graph", "The recipe graph.v1 cannot be trained here.",
                hint:
                    "Write `recipe: default.v1` with `pipeline` and `policies` instead of schemas.",
                at: node.place)
        default:
            shape.error(
                "recipe-unknown", "There is no recipe '\(name)'.",
                hint: "Write `recipe: default.v1`.", at: node.place)
        }
    }

    private mutating func readImports(_ node: YAMLNode) {
        for item in shape.list(node, "`imports`", hint: "Put `- ` before each path.") ?? [] {
            if let path = shape.text(item, "A path under `imports`") {
                reading.imports.append((path, item.place))
            }
        }
    }
}

/// Lists of components: `pipeline`, `policies`, `importers`.
enum ComponentList {
    /// Reads a list whose entries have a name and options; `nil` when it is empty.
    static func read(
        _ node: YAMLNode, _ key: String, _ shape: inout NodeShape
    ) -> [ComponentSettings]? {
        let hint = "Write a list with one `- name: …` per entry, its options below the name."
        guard let items = shape.list(node, "`\(key)`", hint: hint), !items.isEmpty else {
            return nil
        }
        return items.compactMap { item in
            guard shape.mapping(item, "An entry of `\(key)`", hint: hint) != nil else {
                return nil
            }
            guard let name = item["name"], !name.isNull else {
                shape.error(
                    "without-name", "An entry of `\(key)` has no name.", hint: hint,
                    at: item.place)
                return nil
            }
            guard let text = shape.text(name, "The name of an entry of `\(key)`") else {
                return nil
            }
            var options = item.json.object ?? [:]
            options["name"] = nil
            return ComponentSettings(name: text, options: options, place: item.place)
        }
    }
}
