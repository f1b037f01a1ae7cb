// `martlet kb`: articles in and out of the workspace.

import ArgumentParser
import Foundation
import KnowledgeBase
import Storage
import TrainingData
import Vocabulary

/// The knowledge base of the workspace.
struct KnowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kb",
        abstract: "Import and export the articles of the knowledge base.",
        discussion: """
            Works on .martlet/workspace.sqlite of this folder; a server may go on meanwhile \
            (docs/KNOWLEDGE-BASE.md).
            """,
        subcommands: [ImportArticles.self, ExportArticles.self, ListImports.self])
}

/// Imports a folder or a file.
struct ImportArticles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a folder of Markdown files with front matter, or one such file.",
        discussion: """
            The same import twice changes nothing. Exit codes: 0 all went in; 1 something was \
            refused (the rest went in), or an undo left something; 2 the command line makes no \
            sense.
            """)

    @Argument(help: "The folder or file.")
    var path: String?

    @Flag(name: .long, help: "Report what would happen, and change nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Publish what is imported.")
    var publish = false

    @Option(name: .long, help: "Undo the import of this id.")
    var undo: String?

    @Option(name: .long, help: "The slug of the space (default: the only one).")
    var space: String?

    @Option(name: .long, help: "The locale of files that name none.")
    var locale = "en"

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        guard (path == nil) != (undo == nil) else {
            throw ValidationError("Name a folder or file, or --undo an import.")
        }
        guard undo == nil || !dryRun && !publish else {
            throw ValidationError("--undo stands alone.")
        }
    }

    func run() async throws {
        verbosity.apply()
        let base = try ProjectKnowledge()
        if let undo { return try await takeBack(undo, base) }
        let folder = try ImportFolder(at: path ?? "")
        let id = "i-" + UUID().uuidString.lowercased()
        let shows = Terminal.standard.showsErrors && !Terminal.standard.isQuiet
        let report = try await ArticleImporter(base.articles, shelf: base.shelf).run(
            folder, id: id,
            ArticleImporter.Options(
                space: space, locale: locale, publishes: publish, isDryRun: dryRun),
            by: ProjectKnowledge.person, at: Date().timeIntervalSince1970
        ) { done, all in
            if shows, done % 50 == 0 || done == all {
                Terminal.standard.redraw("\r\(done) of \(all) articles\(done == all ? "\n" : "")")
            }
        }
        show(report)
        guard report.count(.refused) == 0 else { throw ExitCode(1) }
    }

    private func show(_ report: ImportReport) {
        Terminal.standard.report(report.findings.map { Diagnostic($0) })
        for item in report.items where item.state != .unchanged || !item.note.isEmpty {
            let note = item.note.isEmpty ? "" : "  (\(item.note))"
            let live = item.isPublished ? "  published" : ""
            Terminal.standard.write(
                "\(item.state.rawValue)  \(item.article) \(item.locale)  \(item.file)\(live)\(note)"
            )
        }
        let counts = ImportedItem.State.allCases.map { "\(report.count($0)) \($0.rawValue)" }
        let broken = report.findings.count { $0.code == "broken-link" }
        let sentence = (counts + ["\(broken) broken links"]).joined(separator: ", ") + "."
        Terminal.standard.write(dryRun ? "Dry run: \(sentence)" : sentence)
        if let id = report.id {
            Terminal.standard.write("To take it back: martlet kb import --undo \(id)")
        }
    }

    private func takeBack(_ id: String, _ base: ProjectKnowledge) async throws {
        let done = try await base.articles.undoImport(
            id, by: ProjectKnowledge.person, at: Date().timeIntervalSince1970)
        for article in done.kept {
            Terminal.standard.warning("'\(article)' was changed since the import and stays.")
        }
        Terminal.standard.success("\(done.undone.count) articles are as they were.")
        guard done.kept.isEmpty else { throw ExitCode(1) }
    }
}

/// Exports the articles.
struct ExportArticles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all articles as a folder of Markdown files that can be imported again.")

    @Argument(help: "A new or empty folder.")
    var folder: String

    @Flag(name: .long, help: "Write what visitors see, not the newest revisions.")
    var live = false

    @Option(name: .long, help: "The slug of the space (default: the only one).")
    var space: String?

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let base = try ProjectKnowledge()
        let exporter = ArticleExporter(base.articles, shelf: base.shelf)
        let count = try await ExportFolder.make(at: folder) { write throws(Fault) in
            try await exporter.run(space: space, isLiveOnly: live, write: write)
        }
        Terminal.standard.success("\(count) texts written to '\(folder)'.")
    }
}

/// Lists the imports.
struct ListImports: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "List the latest imports: id, time, what they did.")

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        for record in try await ProjectKnowledge().articles.imports(before: nil, limit: 50) {
            let time = Date(timeIntervalSince1970: record.time).formatted(.iso8601)
            let undone = record.undone == nil ? "" : "  undone"
            Terminal.standard.write(
                "\(record.id)  \(time)  \(record.source)  \(record.made) new, "
                    + "\(record.changed) changed\(undone)")
        }
    }
}

/// The knowledge base of the project in this folder; a server may go on using it.
struct ProjectKnowledge {
    /// Who is named as the author of what commands write.
    static let person = "terminal"

    let articles: ArticleBook
    let shelf: AttachmentShelf

    /// Opens it.
    ///
    /// - Throws: `Fault` `.notFound` in a folder without `martlet.yml`, `.storage`.
    init() throws(Fault) {
        guard ProjectWorkspace.exists else {
            throw Fault(
                .notFound, "There is no martlet.yml here, so this project has no knowledge base.",
                remedy: "Go to the project's folder, or make the file; it may be empty.")
        }
        let path = WorkspaceFile.path(in: "")
        articles = ArticleBook(try WorkspaceFile(SQLiteSettings(path: path)))
        shelf = AttachmentShelf(
            folder: (path as NSString).deletingLastPathComponent + "/attachments", store: articles)
    }
}

extension Diagnostic {
    /// What an import found, as every command tells it.
    init(_ finding: ImportFinding) {
        self.init(
            finding.isError ? .error : .warning, finding.code, finding.message,
            hint: finding.hint, at: SourcePlace(file: finding.file, line: finding.line))
    }
}
