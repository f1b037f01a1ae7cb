// A whole project in one text, as POST /model/train receives it.

import Vocabulary

extension Project {
    /// Reads settings, domain, NLU data and stories that stand in one YAML text, which is data and
    /// nothing else: it names no file (lookup tables, imports) and `${NAME}` stays as it is.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 YAML, at most `Limits.projectFileBytes`.
    ///   - file: what findings call the text.
    public init(oneText bytes: [UInt8], file: String = "body") {
        let reading = YAMLSource.read(bytes, file: file)
        let root = reading.failed ? nil : reading.root
        let config = SettingsReader.read(root, file: file, sharesFile: true)
        self.init(settings: config.settings)
        var findings = reading.diagnostics + config.diagnostics
        if let root {
            findings += Project.refusedImports(config)
            let nlu = NLUReader.read(reading)
            let (joined, conflicts) = TrainingSet.merged([nlu.training])
            findings += nlu.diagnostics + conflicts + ExampleChecks.findings(in: joined)
            if DomainReader.isDomain(root) {
                let found = DomainReader.read(
                    root.keeping(DomainReader.sections + ["version", "config"]))
                domain = found.domain
                findings += found.diagnostics
            }
            training = joined.joined(with: domain)
            if StoryReader.isStories(root) {
                let found = StoryReader.read(root)
                stories = found.stories
                findings += found.diagnostics
            }
        }
        files = [file]
        diagnostics = Diagnostic.sorted(findings)
    }

    private static func refusedImports(_ config: SettingsReading) -> [Diagnostic] {
        let places = config.importers.map(\.place) + config.imports.map(\.place)
        return places.map {
            Diagnostic(
                .error, "import-refused", "What arrives over HTTP cannot import other files.",
                hint: "Put everything into the one text.", at: $0)
        }
    }
}

extension YAMLNode {
    /// A mapping with only the members of these keys.
    fileprivate func keeping(_ keys: [String]) -> YAMLNode {
        var node = self
        node.content = .mapping((members ?? []).filter { keys.contains($0.key.text ?? "") })
        return node
    }
}
