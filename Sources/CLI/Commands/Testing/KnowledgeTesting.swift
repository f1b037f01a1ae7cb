// `martlet test knowledge`: how good search and answers are on judged questions.

import ArgumentParser
import Foundation
import KnowledgeBase
import Storage
import TrainingData
import Vocabulary

/// Tests the knowledge base.
struct TestKnowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Test search and answers with judged questions.",
        discussion: """
            Indexes the articles of a Markdown folder and asks every question of \
            tests/knowledge/*.yml. Prints recall, mean reciprocal rank, the accuracy of answers and \
            how many unanswerable questions were admitted, with plain FTS5 bm25 beside it, and \
            writes knowledge_report.json into --out.
            """)

    @Option(name: .long, help: "The folder with the articles: LOCALE/COLLECTION/SLUG.md.")
    var articles = "knowledge"

    @Option(name: .shortAndLong, help: "A file or folder with judged questions.")
    var questions = "tests/knowledge"

    @Option(name: .long, help: "The folder for reports.")
    var out = "results"

    @Flag(name: .long, help: "List the questions that were not answered rightly.")
    var showErrors = false

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let judged = try JudgedQuestionFiles.read(questions)
        let live = try liveArticles()
        guard !judged.isEmpty, !live.isEmpty else {
            throw Fault(
                .notFound, "There are \(live.count) articles and \(judged.count) questions.",
                remedy: "Name their places with --articles and --questions.")
        }
        let report = try await KnowledgeReport.make(articles: live, questions: judged)
        for line in report.lines { Terminal.standard.write(line) }
        if showErrors { for line in report.errorLines { Terminal.standard.write(line) } }
        try report.write(to: out)
        Terminal.standard.success("knowledge_report.json written to '\(out)'.")
    }

    /// The articles as an import would publish them; everything that is wrong in the folder at once.
    private func liveArticles() throws -> [LiveArticle] {
        let reading = ImportReading(try ImportFolder(at: articles), locale: "en")
        let findings = reading.findings.map { Diagnostic($0) }
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(findings)
        }
        return try reading.liveArticles()
    }
}
