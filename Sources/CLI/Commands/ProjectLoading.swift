// Reads the parts of a project that a command needs.

import Assistant
import Dialogue
import Foundation
import NLU
import Server
import TrainingData
import Vocabulary

/// Reads projects for commands.
enum ProjectLoading {
    /// Makes the calls of remote components while a command works.
    static let fetcher = HTTPFetcher(access: OutboundGuard(NetworkSettings()))

    /// Reads what training needs.
    ///
    /// - Throws: `Fault` `.notFound` when a path is missing and so is its standard.
    static func project(
        folder: String, config: String, domain: String, data: [String],
        parts: ProjectLayout.Parts = .trainingNLU
    ) throws -> Project {
        var layout = try layout(folder, config: config, domain: domain, data: data)
        layout.parts = parts
        return ProjectReader.read(layout)
    }

    /// Reads NLU data alone.
    ///
    /// - Throws: `DiagnosticFailure` when it has errors, `Fault` `.notFound`.
    static func trainingSet(_ paths: [String]) throws -> TrainingSet {
        let project = try project(
            folder: ".", config: "config.yml", domain: "domain.yml", data: paths)
        let errors = project.diagnostics.filter { finding in
            finding.severity == .error && finding.place.file != "config.yml"
        }
        guard errors.isEmpty else { throw DiagnosticFailure(errors) }
        return project.training
    }

    /// Everything there is to say about a whole project.
    ///
    /// - Parameter historyMax: how many states stories are compared by; `nil` for all.
    static func findings(
        folder: String, config: String, domain: String, data: [String], historyMax: Int? = nil
    ) throws -> [Diagnostic] {
        findings(
            of: ProjectReader.read(
                try layout(folder, config: config, domain: domain, data: data)),
            historyMax: historyMax)
    }

    /// Everything there is to say about a project that was read.
    static func findings(of project: Project, historyMax: Int?) -> [Diagnostic] {
        let findings =
            project.diagnostics + ProjectTrainer.plan(of: project).findings
            + DataValidation.check(
                domain: project.domain, training: project.training, stories: project.stories,
                settings: project.settings, knowledge: project.martlet.knowledge)
        return Diagnostic.sorted(
            DialogueValidation.joining(
                findings, with: DialogueValidation.check(project, historyMax: historyMax)))
    }

    /// What a server needs of a project's files: endpoints, channels, and whom it may call.
    ///
    /// - Throws: `DiagnosticFailure` when a file has errors, `Fault` `.notFound` when one that was
    ///   named is missing.
    static func serverFiles(
        endpoints: String?, credentials: String?
    ) throws -> (
        endpoints: JSONValue, credentials: JSONValue, network: NetworkSettings,
        rateLimits: RateLimits, knowledge: KnowledgeSettings?
    ) {
        var layout = ProjectLayout(folder: URL(filePath: "."))
        layout.parts = .services
        if let endpoints { layout.endpoints = try existing(endpoints, in: ".") }
        if let credentials { layout.credentials = try existing(credentials, in: ".") }
        let project = ProjectReader.read(layout)
        let names = [layout.endpoints, layout.credentials, layout.martlet]
        let findings = project.diagnostics.filter { finding in
            names.contains { $0.hasSuffix(finding.place.file) }
        }
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(findings)
        }
        let network = NetworkSettings(
            allowsPrivateAddresses: project.martlet.network.allowsPrivateAddresses,
            allowedHosts: project.martlet.network.hosts)
        return (
            json(project.endpoints), json(project.credentials), network,
            RateLimits(project.martlet.limits), project.martlet.knowledge
        )
    }

    /// The path, or its standard where the path is missing.
    ///
    /// - Throws: `Fault` `.notFound` when both are.
    static func existing(_ path: String, standard: String) throws(Fault) -> String {
        try existing(fallback(path, standard: standard, in: "."), in: ".")
    }

    private static func json(_ settings: SectionSettings?) -> JSONValue {
        guard let settings else { return .null }
        return .object(JSONObject(distinct: settings.sections.map { ($0.name, $0.value) }))
    }

    private static func layout(
        _ folder: String, config: String, domain: String, data: [String]
    ) throws -> ProjectLayout {
        var layout = ProjectLayout(folder: URL(filePath: folder))
        layout.config = fallback(config, standard: "config.yml", in: folder)
        // A project may keep its domain in a folder; the standard name means either.
        let hasFile = exists(domain, in: folder)
        let isStandard = domain == "domain.yml"
        layout.domain = [isStandard && !hasFile && exists("domain", in: folder) ? "domain" : domain]
        if !isStandard { layout.domain = [fallback(domain, standard: "domain.yml", in: folder)] }
        layout.data = try data.map { path in
            try existing(fallback(path, standard: "data", in: folder), in: folder)
        }
        return layout
    }

    /// The path, or its standard where the path is missing and the standard is not, as with Rasa.
    private static func fallback(_ path: String, standard: String, in folder: String) -> String {
        guard !exists(path, in: folder), path != standard, exists(standard, in: folder) else {
            return path
        }
        Terminal.standard.warning("the path '\(path)' does not exist; '\(standard)' is used")
        return standard
    }

    private static func existing(_ path: String, in folder: String) throws(Fault) -> String {
        guard exists(path, in: folder) else {
            throw Fault(
                .notFound, "The path '\(path)' does not exist.",
                remedy: "Name an existing file or folder.")
        }
        return path
    }

    private static func exists(_ path: String, in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: path.hasPrefix("/") ? path : "\(folder)/\(path)")
    }
}
