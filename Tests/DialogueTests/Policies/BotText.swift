import Dialogue
import Testing
import TrainingData
import Vocabulary

/// Reads a bot out of YAML texts.
enum BotText {
    static func domain(_ text: String) -> Domain {
        let root = YAMLSource.read(text: text, file: "domain.yml").root
        let (domain, findings) = DomainReader.read(root)
        #expect(findings.filter { $0.severity == .error } == [])
        return domain
    }

    static func stories(_ texts: [String]) -> StoryGraph {
        var graph = StoryGraph()
        for (number, text) in texts.enumerated() {
            let root = YAMLSource.read(text: text, file: "data_\(number).yml").root
            let (stories, findings) = StoryReader.read(root)
            #expect(findings.filter { $0.severity == .error } == [])
            graph = graph.merging(stories)
        }
        return graph
    }

    static func policies(_ json: JSONValue?) -> [ComponentSettings] {
        (json?.array ?? []).map { entry in
            var options = entry.object ?? [:]
            let name = options["name"]?.string ?? ""
            options["name"] = nil
            return ComponentSettings(
                name: name, options: options, place: SourcePlace(file: "config.yml", line: 1))
        }
    }

    static func material(
        domain: String, data: [String], policies: JSONValue
    ) -> DialogueTrainer.Material {
        DialogueTrainer.Material(
            domain: self.domain(domain), stories: stories(data),
            policies: self.policies(policies), at: SourcePlace(file: "config.yml", line: 1))
    }

    /// A bot of a golden.
    static func material(_ json: JSONValue) -> DialogueTrainer.Material {
        material(
            domain: json["domain"]?.string ?? "",
            data: json["data"]?.array?.compactMap(\.string) ?? [],
            policies: json["policies"] ?? .null)
    }
}
