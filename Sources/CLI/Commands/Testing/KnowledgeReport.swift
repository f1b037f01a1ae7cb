// What a test of the knowledge base found.

import Foundation
import KnowledgeBase
import Storage
import Vocabulary

/// The outcomes of all judged questions, with plain FTS5 beside them.
struct KnowledgeReport {
    private var outcomes: [JudgedOutcome] = []
    private var plain = SearchFigures()

    /// Indexes the articles in a file of its own, asks every question, and removes the file.
    ///
    /// - Throws: `Fault` `.storage`.
    static func make(
        articles: [LiveArticle], questions: [JudgedQuestion]
    ) async throws -> KnowledgeReport {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "martlet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try SearchFile(path: folder.appending(path: "search.sqlite").path)
        let encoder = try await IndexBuilding(index: index).rebuild(from: HeldArticles(articles))
        let search = KnowledgeSearch(index: index)
        try await search.refresh(encoder: encoder)
        let judge = SearchJudge(search)
        let baseline = try PlainSearch(articles)
        var report = KnowledgeReport()
        for question in questions {
            report.outcomes.append(try await judge.ask(question))
            let found = try await baseline.find(
                question.ask, locale: question.locale, audience: question.audience, limit: 10)
            report.plain.add(
                JudgedOutcome(question: question, found: found, answer: KnowledgeAnswer(.none)))
        }
        try index.close()
        return report
    }

    private func figures(where isCounted: (JudgedQuestion) -> Bool = { _ in true }) -> SearchFigures
    {
        var figures = SearchFigures()
        for outcome in outcomes where isCounted(outcome.question) { figures.add(outcome) }
        return figures
    }

    /// The figures for a person.
    var lines: [String] {
        let all = figures()
        let badly = figures { $0.isTypedBadly }
        return [
            "\(all.answerable) questions with an answer, \(all.unanswerable) without",
            "                     Martlet  typed badly  plain FTS5",
            row("recall@1", all.recallAt1, badly.recallAt1, plain.recallAt1),
            row("recall@5", all.recallAt5, badly.recallAt5, plain.recallAt5),
            row(
                "mean reciprocal rank", all.meanReciprocalRank, badly.meanReciprocalRank,
                plain.meanReciprocalRank),
            row("answered rightly", all.answerAccuracy, badly.answerAccuracy, nil),
            row("right of answered", all.answerPrecision, badly.answerPrecision, nil),
            "admitted             \(all.admitted) of \(all.unanswerable) unanswerable, "
                + "\(all.silent) of them without a suggestion",
        ]
    }

    private func row(_ name: String, _ all: Double, _ badly: Double, _ plain: Double?) -> String {
        func cell(_ value: Double?, _ width: Int) -> String {
            let text = value.map { String(format: "%.3f", $0) } ?? "–"
            return String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let label = name.padding(toLength: 20, withPad: " ", startingAt: 0)
        return label + cell(all, 8) + cell(badly, 13) + cell(plain, 12)
    }

    /// The questions that were not answered rightly, each with what happened.
    var errorLines: [String] {
        outcomes.compactMap { outcome in
            let isNone = outcome.question.articles.isEmpty
            guard isNone ? outcome.answer.outcome == .answer : !outcome.isRight else { return nil }
            let wanted = isNone ? "none" : outcome.question.articles.sorted().joined(separator: " ")
            let rank = outcome.rank.map { "rank \($0)" } ?? "not found"
            return "\(outcome.answer.outcome.rawValue)\t\(isNone ? "-" : rank)\t\(wanted)\t"
                + "\(outcome.answer.citations.first?.article ?? "-")\t\(outcome.question.ask)"
        }
    }

    /// Writes the report as JSON.
    ///
    /// - Throws: `Fault` `.cannotSave`.
    func write(to folder: String) throws {
        let errors = outcomes.filter { outcome in
            outcome.question.articles.isEmpty
                ? outcome.answer.outcome == .answer : !outcome.isRight
        }.map { outcome in
            JSONValue.object(
                JSONObject(distinct: [
                    ("ask", .string(outcome.question.ask)),
                    ("articles", .array(outcome.question.articles.sorted().map(JSONValue.string))),
                    ("outcome", .string(outcome.answer.outcome.rawValue)),
                    ("confidence", .number(outcome.answer.confidence)),
                    ("rank", outcome.rank.map { .integer($0) } ?? .null),
                    ("found", .array(outcome.found.prefix(5).map(JSONValue.string))),
                    ("said", .array(outcome.answer.sentences.map { .string($0.text) })),
                ]))
        }
        let report = JSONValue.object(
            JSONObject(distinct: [
                ("all", figures().json), ("typed_badly", figures { $0.isTypedBadly }.json),
                ("plain_fts5", plain.json), ("errors", .array(errors)),
            ]))
        let place = URL(filePath: folder).appending(path: "knowledge_report.json")
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(report.bytes(indent: 2)).write(to: place, options: .atomic)
        } catch { throw Fault(.cannotSave, "'\(place.path)' cannot be written: \(error).") }
    }
}
