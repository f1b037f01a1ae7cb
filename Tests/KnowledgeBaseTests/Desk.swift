// A store of articles in a file of its own, with a space, for tests.

import Foundation
import KnowledgeBase
import Storage
import TestKit
import Vocabulary

struct Desk {
    let folder: String
    let file: WorkspaceFile
    let store: ArticleBook
    let desk: ArticleDesk

    /// Runs a test over a fresh store with the space `help` (English, German).
    static func with(
        pagesMax: Int? = nil, _ body: (Desk) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let desk = try Desk(folder: folder, pagesMax: pagesMax)
            try await desk.store.put(
                KnowledgeSpace(
                    id: "s1", slug: "help", name: "Help", locales: ["en", "de"], created: 1),
                at: 1)
            try await body(desk)
            try desk.file.close()
        }
    }

    init(folder: String, pagesMax: Int? = nil) throws {
        self.folder = folder
        file = try WorkspaceFile(
            SQLiteSettings(path: folder + "/workspace.sqlite", pagesMax: pagesMax))
        store = ArticleBook(file)
        desk = ArticleDesk(store)
    }

    static func content(_ title: String, _ markdown: String) throws -> ArticleContent {
        try ArticleDraft(title: title, document: DocumentNode(markdown: markdown)).content()
    }

    /// Makes an article with a first revision at the time 10.
    @discardableResult
    func article(
        _ id: String, _ markdown: String = "Hello.", title: String? = nil,
        collection: String? = nil
    ) async throws -> ArticleRecord {
        try await desk.create(
            id, settings: ArticleSettings(space: "s1", collection: collection), locale: "en",
            slug: nil, content: Self.content(title ?? "Article \(id)", markdown), by: "ann", at: 10)
    }

    func save(
        _ id: String, base: Int, _ markdown: String, title: String? = nil,
        by author: String = "ann",
        at time: Double = 20
    ) async throws -> SaveOutcome {
        try await desk.save(
            NewRevision(
                article: id, locale: "en", base: base,
                content: Self.content(title ?? "Article \(id)", markdown), author: author,
                time: time))
    }

    func publish(
        _ id: String, _ revision: Int?, at time: Double, reason: String = "publish"
    ) async throws {
        try await store.publish(
            Publication(
                article: id, locale: "en", revision: revision, by: "ann", time: time,
                reason: reason))
    }

    func markdown(_ id: String, _ number: Int) async throws -> String? {
        let revision = try await store.revision(number, of: id, locale: "en")
        return try revision.map { try DocumentNode(document: $0.content.document).markdown }
    }
}
