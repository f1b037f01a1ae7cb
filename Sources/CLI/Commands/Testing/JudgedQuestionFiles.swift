// Reads a project's judged questions.

import Foundation
import KnowledgeBase
import TrainingData
import Vocabulary

/// The files of judged questions (docs/SEARCH.md).
enum JudgedQuestionFiles {
    /// How large a file may be, in bytes.
    static let fileBytesMax = 4 << 20

    /// The judged questions of a file, or of all `.yml` files of a folder.
    ///
    /// - Throws: `Fault` `.notFound`, `.unreadable`; `DiagnosticFailure` with everything that is
    ///   wrong in the files.
    static func read(_ path: String) throws -> [JudgedQuestion] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Fault(
                .notFound, "There are no judged questions at '\(path)'.",
                remedy: "docs/SEARCH.md says how they are written.")
        }
        let names =
            isFolder.boolValue
            ? try files(below: path, ending: ".yml").map { path + "/" + $0 } : [path]
        var questions: [JudgedQuestion] = []
        var findings: [Diagnostic] = []
        for name in names {
            let reading = YAMLSource.read(text: try text(name), file: name)
            findings += reading.diagnostics
            for node in reading.root?["questions"]?.items ?? [] {
                if let question = question(node, &findings) { questions.append(question) }
            }
        }
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(findings)
        }
        return questions
    }

    private static func question(
        _ node: YAMLNode, _ findings: inout [Diagnostic]
    ) -> JudgedQuestion? {
        func problem(_ message: String, _ hint: String) -> JudgedQuestion? {
            findings.append(
                Diagnostic(.error, "judged-question", message, hint: hint, at: node.place))
            return nil
        }
        guard let ask = node["ask"]?.text, !ask.isEmpty else {
            return problem("The entry has no question.", "Write `ask:` with the question.")
        }
        let article = node["article"]
        let articles = article?.items?.compactMap(\.text) ?? article?.text.map { [$0] } ?? []
        let answer = node["answer"]?.text
        guard !articles.isEmpty || answer == "none" else {
            return problem(
                "'\(ask)' names no article that answers it.",
                "Write `article:` with its id, or `answer: none`.")
        }
        let word = node["audience"]?.text ?? Audience.everybody.rawValue
        guard let audience = Audience(rawValue: word) else {
            return problem(
                "'\(word)' is no audience.", "Audiences are: public, signed_in, internal.")
        }
        return JudgedQuestion(
            ask: ask, locale: node["locale"]?.text, audience: audience,
            articles: Set(articles), answer: articles.isEmpty ? nil : answer,
            isTypedBadly: node["typed"]?.text == "badly")
    }

    // MARK: Files

    private static func files(below path: String, ending: String) throws(Fault) -> [String] {
        guard let walker = FileManager.default.enumerator(atPath: path),
            FileManager.default.fileExists(atPath: path)
        else { throw Fault(.notFound, "There is no folder '\(path)'.") }
        return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted()
    }

    private static func text(_ path: String) throws(Fault) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Fault(.unreadable, "'\(path)' cannot be read.")
        }
        guard data.count <= fileBytesMax else {
            throw Fault(.tooLarge, "'\(path)' is larger than \(fileBytesMax) bytes.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Fault(.unreadable, "'\(path)' is not in the encoding UTF-8.")
        }
        return text
    }
}
