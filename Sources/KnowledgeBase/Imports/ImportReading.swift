// From the files of an import to articles, with everything that is wrong on the way.

public import Vocabulary

/// Reads the files of an import. Files with errors are left out and named; the others go on.
public struct ImportReading: Sendable {
    /// A collection that a folder becomes: its folders, outermost first.
    public private(set) var folders: Set<[String]> = []
    /// The articles, by the first of their files; `collection` holds the path of the folders.
    public private(set) var articles: [ImportedArticle] = []
    /// Where each article lies.
    private(set) var places: [String: [String]] = [:]
    /// What is wrong.
    public private(set) var findings: [ImportFinding] = []
    /// Files of the import that documents name, by the hash of their bytes.
    private(set) var attachments: [String: (path: String, name: String)] = [:]
    /// Links to articles that are not in the import, with their place.
    private(set) var outside: [(article: String, file: String, line: Int)] = []
    /// What `knowledge.json` of an export says.
    public private(set) var manifest: KnowledgeManifest?

    private let folder: ImportFolder
    private var files: [ArticleFile] = []
    private var refused: Set<String> = []
    private var ids: [String: String] = [:]
    private var anchors: [String: Set<String>] = [:]

    /// Reads all files.
    ///
    /// - Parameter locale: the locale of files that name none.
    /// - Complexity: O(bytes), at most `ImportLimits.bytes`.
    public init(_ folder: ImportFolder, locale: String) {
        self.folder = folder
        findings = folder.findings
        readFiles(locale: locale)
        for file in files where !refused.contains(file.path) { ids[file.path] = file.text.id }
        refuseDoubles()
        var texts: [String: [(ArticleFile, ImportedText)]] = [:]
        for file in files where !refused.contains(file.path) {
            guard let content = content(of: file) else { continue }
            let text = ImportedText(
                file: file.path, locale: file.text.locale, slug: file.slug, content: content)
            texts[file.text.id, default: []].append((file, text))
        }
        var known: Set<String> = []
        for file in files where known.insert(file.text.id).inserted {
            if let list = texts[file.text.id] { join(list) }
        }
        checkLinks()
    }

    // MARK: - Files

    mutating func note(
        _ isError: Bool, _ code: String, _ line: Int, _ message: String, file: String
    ) {
        if isError { refused.insert(file) }
        guard findings.count < ImportLimits.findings else { return }
        findings.append(
            ImportFinding(isError: isError, code, message, file: file, line: line))
    }

    private mutating func readFiles(locale: String) {
        var total = 0
        for path in folder.paths where !path.hasPrefix("attachments/") {
            if path == KnowledgeManifest.fileName {
                readManifest(path)
                continue
            }
            guard ["md", "markdown"].contains(ArticleFile.ending(path)) else { continue }
            do throws(Fault) {
                let bytes = try folder.bytes(of: path, max: ImportLimits.fileBytes)
                total += bytes.count
                guard total <= ImportLimits.bytes else {
                    note(
                        true, "too-large", 0,
                        "An import has at most \(ImportLimits.bytes) bytes of text.", file: path)
                    return
                }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    note(true, "encoding", 0, "The file is not UTF-8.", file: path)
                    continue
                }
                var notes: [(Bool, String, Int, String)] = []
                files.append(
                    ArticleFile(markdown: text, path: path, locale: locale) {
                        notes.append(($0, $1, $2, $3))
                    })
                for (isError, code, line, message) in notes {
                    note(isError, code, line, message, file: path)
                }
            } catch { note(true, "unreadable", 0, error.message, file: path) }
        }
    }

    private mutating func readManifest(_ path: String) {
        guard let bytes = try? folder.bytes(of: path, max: ImportLimits.fileBytes),
            let json = try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self)),
            let read = KnowledgeManifest(json)
        else {
            note(true, "manifest", 0, "The file is no description of an export.", file: path)
            return
        }
        manifest = read
    }

    private mutating func refuseDoubles() {
        var first: [String: String] = [:]
        for file in files where !refused.contains(file.path) {
            let key = "\(file.text.id) \(file.text.locale)"
            if let other = first[key] {
                note(
                    true, "double-article", 1,
                    "The article '\(file.text.id)' in '\(file.text.locale)' stands in '\(other)' "
                        + "already.", file: file.path)
            } else {
                first[key] = file.path
            }
        }
    }

    // MARK: - Texts

    private mutating func content(of file: ArticleFile) -> ArticleContent? {
        let resolver = ImportLinks(file: file, ids: ids, folder: folder)
        do throws(DocumentProblems) {
            let reading = try MarkdownReader(address: resolver.address).read(file.body)
            for address in reading.refusedAddresses.prefix(20) {
                note(
                    false, "address", file.line(of: address),
                    "'\(address.prefix(200))' may not be linked to; the link is left out.",
                    file: file.path)
            }
            attachments.merge(resolver.found) { first, _ in first }
            let content = try ArticleDraft(
                title: file.text.title, summary: file.text.summary, questions: file.text.questions,
                document: reading.document
            ).content()
            for hash in content.attachments { keepAttachment(hash) }
            collect(reading.document, file)
            return content
        } catch {
            for problem in error.list {
                note(
                    true, problem.code.rawValue, file.bodyLine, problem.description,
                    file: file.path)
            }
            return nil
        }
    }

    /// A file `attachments/HASH/NAME` of an export.
    private mutating func keepAttachment(_ hash: String) {
        guard attachments[hash] == nil else { return }
        let prefix = "attachments/\(hash)/"
        guard let path = folder.files.keys.first(where: { $0.hasPrefix(prefix) }),
            let bytes = try? folder.bytes(of: path, max: ArticleLimits.attachmentBytes),
            ImportLinks.hash(bytes) == hash
        else { return }
        attachments[hash] = (path, String(path.dropFirst(prefix.count)))
    }

    private mutating func collect(_ document: DocumentNode, _ file: ArticleFile) {
        let own = "\(file.text.id) \(file.text.locale)"
        anchors[own] = Set(document.headingAnchors)
        for link in document.articleLinks {
            outside.append((link, file.path, file.line(of: link)))
        }
    }

    // MARK: - Articles

    /// Joins the texts of an article: what holds for all its locales is taken from the first, the
    /// narrower audience and use where they differ.
    private mutating func join(_ texts: [(file: ArticleFile, text: ImportedText)]) {
        guard let first = texts.first else { return }
        var article = ImportedArticle(
            id: first.file.text.id, audience: first.file.text.audience, use: first.file.text.use,
            texts: texts.map(\.text))
        for (file, _) in texts {
            let differs =
                file.text.audience != first.file.text.audience
                || file.text.use != first.file.text.use
            if differs {
                note(
                    false, "settings-differ", 1,
                    "'audience' or 'assistant' is not what '\(first.file.path)' has; the narrower "
                        + "one holds for all locales.", file: file.path)
            }
            article.audience = Self.narrower(article.audience, file.text.audience)
            article.use = Self.narrower(article.use, file.text.use)
            article.order = article.order ?? file.text.order
            article.tags += file.text.tags
            if let date = file.text.verifyBy {
                article.verifyBy = min(article.verifyBy ?? date, date)
            }
        }
        article.tags = ArticleText.once(article.tags).filter { !$0.isEmpty }
        let isFine =
            article.tags.count <= ArticleLimits.tags
            && article.tags.allSatisfy { $0.utf8.count <= ArticleLimits.nameBytes }
        guard isFine else {
            note(
                true, "tags", 1,
                "An article has at most \(ArticleLimits.tags) tags of \(ArticleLimits.nameBytes) "
                    + "bytes, all its locales counted.", file: first.file.path)
            return
        }
        let place = first.file.folders
        for end in 0..<place.count { folders.insert(Array(place[0...end])) }
        article.isPlaced = !folder.isSingle
        places[article.id] = place
        articles.append(article)
    }

    private static func narrower<Value: CaseIterable & Equatable>(
        _ left: Value, _ right: Value
    ) -> Value where Value.AllCases: RandomAccessCollection {
        Value.allCases.last { $0 == left || $0 == right } ?? left
    }

    // MARK: - Links

    /// Notes links to anchors that an article of the import has not; links to articles outside stay
    /// for whoever knows the store.
    private mutating func checkLinks() {
        let known = Set(articles.map(\.id))
        var rest: [(article: String, file: String, line: Int)] = []
        for link in outside {
            guard let (id, anchor) = DocumentAddress.article(link.article) else { continue }
            guard known.contains(id) else {
                rest.append((id, link.file, link.line))
                continue
            }
            let all = anchors.filter { $0.key.hasPrefix(id + " ") }
            if !anchor.isEmpty, !all.contains(where: { $0.value.contains(anchor) }) {
                note(
                    false, "broken-link", link.line,
                    "The article '\(id)' has no heading '#\(anchor.prefix(100))'.",
                    file: link.file)
            }
        }
        outside = rest
    }
}

extension DocumentNode {
    /// The addresses of links to other articles, in reading order, each once.
    var articleLinks: [String] {
        var known: Set<String> = []
        var list: [String] = []
        collectArticleLinks(&known, &list)
        return list
    }

    private func collectArticleLinks(_ known: inout Set<String>, _ list: inout [String]) {
        for mark in marks where mark.kind == .link {
            guard let address = mark.attributes["href"]?.string,
                DocumentAddress.article(address) != nil, known.insert(address).inserted
            else { continue }
            list.append(address)
        }
        for node in content { node.collectArticleLinks(&known, &list) }
    }
}
