// Imports: from files to a plan, from the plan to the store, and a report.

public import Vocabulary

/// What an import did, or would do.
public struct ImportReport: Sendable {
    /// The id by which it is undone; `nil` when nothing was written.
    public var id: String?
    /// What became of each text.
    public var items: [ImportedItem]
    /// What is wrong with the files.
    public var findings: [ImportFinding]

    /// How many texts went a way; files that could not be read are refused, too.
    public func count(_ state: ImportedItem.State) -> Int {
        let files = Set(findings.lazy.filter(\.isError).map(\.file))
        return items.count { $0.state == state } + (state == .refused ? files.count : 0)
    }
}

/// Imports articles.
public struct ArticleImporter: Sendable {
    /// What the importer needs of a store.
    public typealias Store = ImportStore & SpaceStore & ArticleStore

    /// How to import.
    public struct Options: Sendable {
        /// The slug of the space; `nil` for the only one there is, or a new one.
        public var space: String?
        /// The locale of files that name none.
        public var locale: String
        /// Whether what is imported goes live.
        public var publishes: Bool
        /// Whether nothing is kept.
        public var isDryRun: Bool

        /// Options.
        public init(
            space: String? = nil, locale: String = "en", publishes: Bool = false,
            isDryRun: Bool = false
        ) {
            self.space = space
            self.locale = locale
            self.publishes = publishes
            self.isDryRun = isDryRun
        }
    }

    private let store: any Store
    private let shelf: AttachmentShelf

    /// An importer over a store and the files of attachments.
    public init(_ store: any Store, shelf: AttachmentShelf) {
        self.store = store
        self.shelf = shelf
    }

    /// Imports a folder or a file.
    ///
    /// - Parameters:
    ///   - id: the id of the import, for undoing it; new.
    ///   - progress: told how many of how many articles are done.
    /// - Throws: `Fault` `.notFound` for an unknown space, `.conflict` when there are several and
    ///   none is named, `.storage`, `.cannotSave`; nothing is kept then but perhaps attachments.
    public func run(
        _ folder: ImportFolder, id: String, _ options: Options, by person: String,
        at time: Double, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(Fault) -> ImportReport {
        let reading = ImportReading(folder, locale: options.locale)
        var findings = reading.findings
        let space = try await space(options, reading, at: time)
        let collections = try await collections(reading, space, at: time)
        var plan = ImportPlan(
            id: id, source: folder.name, space: space, collections: collections.new,
            articles: reading.articles.map { article in
                var placed = article
                placed.collection = reading.places[article.id].flatMap { collections.ids[$0] }
                return placed
            },
            person: person, time: time, publishes: options.publishes,
            isDryRun: options.isDryRun)
        plan.attachments = try await attachments(reading, folder, plan)
        findings += try await brokenLinks(reading)
        let count = plan.articles.count
        let items = try await store.carryOut(plan) {
            DocumentMerge.merge(base: $0, current: $1, yours: $2)
        } progress: {
            progress($0, count)
        }
        let wrote = try await store.importRecord(id) != nil
        return ImportReport(id: wrote ? id : nil, items: items, findings: findings)
    }

    // MARK: - Where it goes

    private func space(
        _ options: Options, _ reading: ImportReading, at time: Double
    ) async throws(Fault) -> KnowledgeSpace {
        let all = try await store.spaces()
        let slug = options.space ?? reading.manifest?.space.slug
        let locales = Self.locales(reading, options)
        if var known = all.first(where: { $0.slug == slug }) ?? (all.count == 1 ? all[0] : nil),
            options.space == nil || known.slug == options.space
        {
            known.locales += locales.filter { !known.locales.contains($0) }
            return known
        }
        guard all.isEmpty || options.space == nil && reading.manifest != nil else {
            throw options.space.map { Fault(.notFound, "There is no space '\($0.prefix(100))'.") }
                ?? Fault(
                    .conflict, "There are several spaces.",
                    remedy: "Name one of \(all.map(\.slug).joined(separator: ", ")).")
        }
        var new =
            reading.manifest?.space
            ?? KnowledgeSpace(
                id: "", slug: options.space ?? "help", name: options.space ?? "Help", locales: [],
                created: time)
        guard ArticleText.isSlug(options.space ?? new.slug) else {
            throw Fault(.badRequest, "'\(new.slug.prefix(100))' is no slug.")
        }
        new.slug = options.space ?? new.slug
        new.id = Self.id("space", [new.slug])
        new.created = time
        new.locales += locales.filter { !new.locales.contains($0) }
        return new
    }

    /// The locales of the import, the one with the most texts first.
    private static func locales(_ reading: ImportReading, _ options: Options) -> [String] {
        var counts: [String: Int] = [:]
        for text in reading.articles.flatMap(\.texts) { counts[text.locale, default: 0] += 1 }
        let list = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        return list.isEmpty ? [options.locale] : list
    }

    /// Finds the collection of each folder by its name's slug, or makes it.
    private func collections(
        _ reading: ImportReading, _ space: KnowledgeSpace, at time: Double
    ) async throws(Fault) -> (ids: [[String]: String], new: [ArticleCollection]) {
        let known = KnowledgeFolders(try await store.collections(of: space.id))
        var ids = known.ids
        var new: [ArticleCollection] = []
        for folders in reading.folders.sorted(by: {
            ($0.count, $0.joined(separator: "/")) < ($1.count, $1.joined(separator: "/"))
        }) where ids[folders] == nil {
            var collection =
                reading.manifest?.collections[folders.joined(separator: "/")]
                ?? ArticleCollection(
                    id: "", space: "", name: folders.last ?? "", created: time)
            collection.id = Self.id("collection", [space.id] + folders)
            collection.space = space.id
            collection.parent = folders.count > 1 ? ids[Array(folders.dropLast())] : nil
            collection.created = time
            ids[folders] = collection.id
            new.append(collection)
        }
        return (ids, new)
    }

    /// An id that is the same whenever the same is imported.
    private static func id(_ kind: String, _ parts: [String]) -> String {
        let bytes = Array(([kind] + parts).joined(separator: "\u{0}").utf8)
        return "\(kind.prefix(1))-\(ImportLinks.hash(bytes).prefix(24))"
    }

    // MARK: - What it names

    private func attachments(
        _ reading: ImportReading, _ folder: ImportFolder, _ plan: ImportPlan
    ) async throws(Fault) -> [ArticleAttachment] {
        var list: [ArticleAttachment] = []
        for (hash, file) in reading.attachments.sorted(by: { $0.key < $1.key }) {
            let bytes = try folder.bytes(of: file.path, max: ArticleLimits.attachmentBytes)
            if plan.isDryRun {
                list.append(
                    ArticleAttachment(
                        hash: hash, name: AttachmentShelf.safeName(file.name),
                        type: try AttachmentShelf.checkedType(bytes, name: file.name, type: nil),
                        size: bytes.count, author: plan.person, created: plan.time))
            } else {
                list.append(
                    try await shelf.keep(
                        bytes, name: file.name, type: nil, by: plan.person, at: plan.time))
            }
        }
        return list
    }

    private func brokenLinks(_ reading: ImportReading) async throws(Fault) -> [ImportFinding] {
        var known: [String: Bool] = [:]
        var list: [ImportFinding] = []
        for link in reading.outside {
            if known[link.article] == nil {
                known[link.article] = try await store.article(link.article) != nil
            }
            guard known[link.article] == false, list.count < ImportLimits.findings else {
                continue
            }
            list.append(
                ImportFinding(
                    isError: false, "broken-link", "There is no article '\(link.article)'.",
                    file: link.file, line: link.line))
        }
        return list
    }
}

/// The folders that collections are in an export: made of their names, unique among siblings.
public struct KnowledgeFolders: Sendable {
    /// The collections' ids by their folders.
    public private(set) var ids: [[String]: String] = [:]
    /// The folders by the collections' ids.
    public private(set) var folders: [String: [String]] = [:]

    /// The folders of collections, each of which stands before those inside it.
    public init(_ collections: [ArticleCollection]) {
        for collection in collections {
            let parent = collection.parent.flatMap { folders[$0] } ?? []
            let stem = ArticleText.slug(collection.name) ?? "collection"
            var path = parent + [stem]
            var number = 2
            while ids[path] != nil {
                path = parent + ["\(stem)-\(number)"]
                number += 1
            }
            ids[path] = collection.id
            folders[collection.id] = path
        }
    }
}
