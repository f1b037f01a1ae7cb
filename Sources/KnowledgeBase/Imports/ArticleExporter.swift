// Exports: every article as a Markdown file with front matter, so that an import brings it back.

import Foundation
public import Vocabulary

/// Writes the articles of a space as files that `ImportReading` reads back without loss.
public struct ArticleExporter: Sendable {
    /// What the exporter needs of a store.
    public typealias Store = SpaceStore & ArticleStore & RevisionStore

    /// How many articles are read at once.
    private static let pageSize = 100

    private let store: any Store
    private let shelf: AttachmentShelf

    /// An exporter over a store and the files of attachments.
    public init(_ store: any Store, shelf: AttachmentShelf) {
        self.store = store
        self.shelf = shelf
    }

    /// Writes all articles that are not in the bin, in all their locales.
    ///
    /// - Parameters:
    ///   - slug: the slug of the space; `nil` for the only one there is.
    ///   - isLiveOnly: whether what visitors see is written, and nothing else; otherwise the newest
    ///     revisions.
    ///   - write: takes a path with `/` between its parts, and the file's bytes.
    /// - Returns: how many texts were written.
    /// - Throws: `Fault` `.notFound`, `.conflict` when there are several spaces and none is named,
    ///   `.storage`, and what `write` throws.
    public func run(
        space slug: String?, isLiveOnly: Bool = false,
        write: (_ path: String, _ bytes: [UInt8]) throws(Fault) -> Void
    ) async throws(Fault) -> Int {
        let space = try await space(slug)
        let collections = try await store.collections(of: space.id)
        let folders = KnowledgeFolders(collections)
        let named = collections.map { collection in
            ((folders.folders[collection.id] ?? []).joined(separator: "/"), collection)
        }
        let manifest = KnowledgeManifest(
            space: space, collections: Dictionary(named) { first, _ in first })
        try write(KnowledgeManifest.fileName, Array(manifest.text.utf8))
        var count = 0
        var attachments: Set<String> = []
        var after: String?
        while true {
            let page = try await store.articles(
                ArticleQuery(space: space.id), after: after, limit: Self.pageSize)
            for record in page {
                for variant in record.variants {
                    guard let number = isLiveOnly ? variant.live : variant.draft,
                        let revision = try await store.revision(
                            number, of: record.id, locale: variant.locale)
                    else { continue }
                    let place = record.settings.collection.flatMap { folders.folders[$0] } ?? []
                    let path = [variant.locale] + place + ["\(variant.slug).md"]
                    let text = try Self.text(record, variant, revision)
                    try write(path.joined(separator: "/"), Array(text.utf8))
                    attachments.formUnion(revision.content.attachments)
                    count += 1
                }
            }
            guard let last = page.last, page.count == Self.pageSize else { break }
            after = last.id
        }
        for hash in attachments.sorted() {
            let (attachment, bytes) = try await shelf.bytes(of: hash)
            let name = AttachmentShelf.safeName(attachment.name)
            try write("attachments/\(hash)/\(name)", bytes)
        }
        return count
    }

    private func space(_ slug: String?) async throws(Fault) -> KnowledgeSpace {
        let all = try await store.spaces()
        if let slug {
            guard let space = all.first(where: { $0.slug == slug }) else {
                throw Fault(.notFound, "There is no space '\(slug.prefix(100))'.")
            }
            return space
        }
        guard let first = all.first else { throw Fault(.notFound, "There are no articles yet.") }
        guard all.count == 1 else {
            throw Fault(
                .conflict, "There are several spaces.",
                remedy: "Name one of \(all.map(\.slug).joined(separator: ", ")).")
        }
        return first
    }

    private static func text(
        _ record: ArticleRecord, _ variant: ArticleVariant, _ revision: ArticleRevision
    ) throws(Fault) -> String {
        let document: DocumentNode
        do { document = try DocumentNode(document: revision.content.document) } catch {
            throw Fault(
                .storage, "A revision of the article '\(record.id)' is no document.",
                remedy: "Run `martlet verify`, and restore a backup.")
        }
        var file = ArticleFileText()
        file.id = record.id
        file.title = revision.content.title
        file.locale = variant.locale
        file.summary = revision.content.summary
        file.questions = revision.content.questions
        file.tags = record.settings.tags
        file.audience = record.settings.audience
        file.use = record.settings.use
        file.order = record.order
        file.verifyBy = record.settings.verifyBy
        return file.text(body: document.markdown)
    }
}

/// Writes an export into a folder that is there whole or not at all.
public enum ExportFolder {
    /// Exports into a new or empty folder.
    ///
    /// - Parameter write: given a function that writes a file of the export.
    /// - Throws: `Fault` `.conflict` when something is there, `.cannotSave`, and what `write`
    ///   throws.
    public static func make<Value>(
        at path: String,
        _ write: (_ file: (String, [UInt8]) throws(Fault) -> Void) async throws(Fault) -> Value
    ) async throws(Fault) -> Value {
        let path = path.hasSuffix("/") ? String(path.dropLast()) : path
        let files = FileManager.default
        if files.fileExists(atPath: path) {
            guard (try? files.contentsOfDirectory(atPath: path).isEmpty) == true else {
                throw Fault(
                    .conflict, "There is something at '\(path)' already.",
                    remedy: "Name a new or empty folder.")
            }
        }
        let beside = path + ".partial-\(UUID().uuidString.prefix(8))"
        do throws(Fault) {
            let value = try await write { file, bytes throws(Fault) in
                try Self.save(bytes, "\(beside)/\(file)")
            }
            do {
                try? files.removeItem(atPath: path)
                try files.moveItem(atPath: beside, toPath: path)
            } catch { throw cannotSave(path) }
            return value
        } catch {
            try? files.removeItem(atPath: beside)
            throw error
        }
    }

    private static func save(_ bytes: [UInt8], _ path: String) throws(Fault) {
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        } catch { throw cannotSave(path) }
    }

    private static func cannotSave(_ path: String) -> Fault {
        Fault(
            .cannotSave, "'\(path)' cannot be written.",
            remedy: "Check the room on the disk and the rights of the folder.")
    }
}
