// Reads a whole project: finds its files, tells what each holds, reads and joins them.

public import Foundation
import Vocabulary

/// Reads projects.
///
/// - Note: follows RasaFileImporter, MultiProjectImporter and ResponsesSyncImporter in
///   rasa/shared/importers (3.6.21).
public struct ProjectReader {
    private let layout: ProjectLayout
    private var folder: ProjectFolder
    private var findings: [Diagnostic] = []
    private var domains: [Domain] = []
    private var trainings: [TrainingSet] = []
    private var stories = StoryGraph()
    private var tests = StoryGraph()

    /// Reads a project from disk.
    ///
    /// - Parameters:
    ///   - layout: where its parts lie and which of them shall be read.
    ///   - environment: where `${NAME}` finds its values.
    /// - Returns: what could be read; every finding is in `diagnostics`.
    /// - Complexity: O(n) in the bytes of all files, all of which are held until the end.
    public static func read(
        _ layout: ProjectLayout,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Project {
        var reader = ProjectReader(layout, environment: environment)
        return reader.read()
    }

    private init(_ layout: ProjectLayout, environment: [String: String]) {
        self.layout = layout
        folder = ProjectFolder(root: layout.folder, environment: environment)
    }

    private mutating func read() -> Project {
        let config = readConfig()
        var project = Project(settings: config.settings)
        let imported = imports(of: config)
        readDomains(domainPaths() + imported.domains)
        readData(imported.data + dataPaths())
        if layout.parts.contains(.tests) { readTests(imported.tests) }
        if layout.parts.contains(.services) {
            project.endpoints = services(layout.endpoints, EndpointsReader.read)
            project.credentials = services(layout.credentials, CredentialsReader.read)
        }
        project.martlet = readMartlet()
        (project.domain, project.stories, project.tests) = (joinedDomains(), stories, tests)
        let (training, conflicts) = TrainingSet.merged(trainings)
        project.training = training.joined(with: project.domain)
        findings += conflicts + ExampleChecks.findings(in: training)
        project.files = folder.files
        project.diagnostics = Diagnostic.sorted(findings + folder.findings)
        return project
    }

    private mutating func readConfig() -> SettingsReading {
        let path = folder.path(layout.config)
        let name = folder.name(path)
        guard folder.exists(path) else {
            let isStandard = layout.config == ProjectLayout(folder: layout.folder).config
            folder.note(
                isStandard ? .warning : .error, "config-missing",
                "There is no configuration '\(name)'.",
                hint: "Create it with `recipe: default.v1`; a default pipeline is used without.",
                at: path)
            return SettingsReading(settings: Settings(place: SourcePlace(file: name)))
        }
        let reading = SettingsReader.read(folder.yaml(path)?.root, file: name)
        findings += reading.diagnostics
        return reading
    }

    private mutating func readMartlet() -> MartletSettings {
        let path = folder.path(layout.martlet)
        guard folder.exists(path) else { return MartletSettings() }
        let (settings, found) = MartletReader.read(folder.yaml(path)?.root)
        findings += found
        return settings
    }

    private mutating func services(
        _ written: String,
        _ read: (YAMLNode?, String) -> (settings: SectionSettings, diagnostics: [Diagnostic])
    ) -> SectionSettings? {
        let path = folder.path(written)
        guard folder.exists(path) else { return nil }
        let (settings, found) = read(folder.yaml(path)?.root, folder.name(path))
        findings += found
        return settings
    }

    /// Files that other projects add, when `config.yml` names MultiProjectImporter.
    private mutating func imports(of config: SettingsReading) -> ProjectImports {
        var imports = ProjectImports()
        for importer in config.importers {
            switch importer.name {
            case "RasaFileImporter": break
            case "MultiProjectImporter":
                imports.read(
                    config.imports.map(\.path), from: folder.path(layout.config), &folder)
            default:
                findings.append(
                    Diagnostic(
                        .warning, "importer-unknown",
                        "The importer '\(importer.name)' is a Python class and is left out.",
                        hint: "Files are read as RasaFileImporter and MultiProjectImporter do.",
                        at: importer.place))
            }
        }
        return imports
    }

    /// The files of the domain; the folder `domain` stands in for a missing `domain.yml`.
    private mutating func domainPaths() -> [String] {
        var written = layout.domain
        if written == ProjectLayout(folder: layout.folder).domain {
            written = ["domain.yml", "domain"].filter { folder.exists(folder.path($0)) }
            written = Array(written.prefix(1))
        }
        return written.map { folder.path($0) }
    }

    private mutating func readDomains(_ paths: [String]) {
        guard layout.parts.contains(.domain) else { return }
        for path in paths {
            if !folder.isFolder(path) {
                readDomain(path)
                continue
            }
            for file in folder.list(path, endings: [".yml", ".yaml"]) {
                guard let reading = folder.yaml(file), let root = reading.root else { continue }
                if DomainReader.isDomain(root) { readDomain(file) } else { folder.forget(file) }
            }
        }
    }

    private mutating func readDomain(_ path: String) {
        guard let reading = folder.yaml(path), !reading.failed else { return }
        let (domain, found) = DomainReader.read(reading.root)
        findings += found
        domains.append(domain)
    }

    private mutating func joinedDomains() -> Domain {
        domains.reduce(Domain()) { joined, next in
            let (domain, twice) = joined.merging(next)
            findings += twice
            return domain
        }
    }

    /// All data files, sorted by path as Rasa sorts them.
    private mutating func dataPaths() -> [String] {
        let wanted: ProjectLayout.Parts = [.nlu, .stories]
        guard !layout.parts.isDisjoint(with: wanted) else { return [] }
        let isStandard = layout.data == ProjectLayout(folder: layout.folder).data
        var found: Set<String> = []
        for written in layout.data {
            let path = folder.path(written)
            if folder.exists(path) {
                found.formUnion(folder.list(path, endings: DataFileKind.endings))
            } else {
                folder.note(
                    isStandard ? .warning : .error, "data-missing",
                    "There is no training data at '\(folder.name(path))'.",
                    hint: "Create the folder, or name another with --data.", at: path)
            }
        }
        return found.sorted(by: ProjectFolder.before)
    }

    private mutating func readData(_ paths: [String]) {
        var seen: Set<String> = []
        for path in paths where seen.insert(path).inserted {
            guard let bytes = folder.bytes(path) else { continue }
            let kind = DataFileKind(name: path, bytes: bytes)
            switch kind {
            case []: folder.forget(path)
            case .markdown: noteMarkdown(path)
            case .json: readJSON(path, bytes)
            default: readYAML(path, kind)
            }
        }
    }

    private mutating func noteMarkdown(_ path: String) {
        folder.note(
            .warning, "markdown", "Training data in Markdown is not read.",
            hint:
                "Convert it with Rasa 2.8, the last version able to: rasa data convert nlu -f yaml.",
            at: path)
        folder.forget(path)
    }

    private mutating func readJSON(_ path: String, _ bytes: [UInt8]) {
        guard layout.parts.contains(.nlu), JSONFormatReader.isTrainingData(bytes) else {
            folder.forget(path)
            return
        }
        let reading = JSONFormatReader.read(
            bytes, file: folder.name(path), lookups: .within(layout.folder))
        findings += reading.diagnostics
        trainings.append(reading.training)
    }

    private mutating func readYAML(_ path: String, _ kind: DataFileKind) {
        let needsNLU = kind.contains(.nlu) && layout.parts.contains(.nlu)
        let needsStories = kind.contains(.stories) && layout.parts.contains(.stories)
        guard needsNLU || needsStories else {
            folder.forget(path)
            return
        }
        guard let reading = folder.yaml(path), !reading.failed else { return }
        if needsNLU {
            let found = NLUReader.read(reading, lookups: .within(layout.folder))
            findings += found.diagnostics
            trainings.append(found.training)
        }
        if needsStories {
            let (graph, found) = StoryReader.read(reading.root, isTest: isTest(path))
            findings += found
            stories = stories.merging(graph)
            if isTest(path) { tests = tests.merging(graph) }
        }
    }

    private func isTest(_ path: String) -> Bool {
        (path.split(separator: "/").last ?? "").hasPrefix(StoryReader.testPrefix)
    }

    private mutating func readTests(_ imported: [String]) {
        let own = layout.tests.map { folder.path($0) }.filter(folder.exists)
            .flatMap { folder.list($0, endings: [".yml", ".yaml"]) }
        var seen: Set<String> = []
        for path in imported + own where isTest(path) && seen.insert(path).inserted {
            guard let bytes = folder.bytes(path) else { continue }
            guard DataFileKind(name: path, bytes: bytes).contains(.stories) else {
                folder.forget(path)
                continue
            }
            guard let reading = folder.yaml(path), !reading.failed else { continue }
            let (graph, found) = StoryReader.read(reading.root, isTest: true)
            findings += found
            tests = tests.merging(graph)
        }
    }
}

extension TrainingSet {
    /// With the responses of a domain's retrieval intents, which count more than those of files.
    func joined(with domain: Domain) -> TrainingSet {
        var result = self
        let prefix = "utter_"
        for response in domain.responses where response.isRetrieval {
            let name = response.name
            let short = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            result.responses[short] = response.variations.map { .object($0.options) }
        }
        return result
    }
}
