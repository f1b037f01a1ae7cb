// The search of an open workspace: its index, and what keeps it fresh.

import KnowledgeBase
import Logging
import ServiceLifecycle
import Storage
import TrainingData
import Vocabulary

/// The search of a workspace, and what keeps its index fresh.
struct SearchHouse: Sendable {
    /// Where a project keeps the index.
    static let projectPath = ".martlet/search.sqlite"

    let search: KnowledgeSearch
    let keeper: IndexKeeper

    /// Opens the index of a project.
    ///
    /// - Throws: `Fault` `.storage`.
    init(_ articles: ArticleBook, _ settings: KnowledgeSettings, folder: String) throws(Fault) {
        let index = try SearchFile(
            path: folder.isEmpty ? Self.projectPath : "\(folder)/\(Self.projectPath)")
        search = KnowledgeSearch(
            index: index,
            settings: SearchSettings(
                locale: settings.locales.first ?? "en",
                synonyms: settings.synonyms.mapValues { $0.map { Synonym($0) } },
                answers: settings.answerThreshold ?? SearchSettings.standardAnswers,
                suggests: settings.suggestThreshold ?? SearchSettings.standardSuggests,
                address: settings.helpURL.map { $0 + "/" }))
        keeper = IndexKeeper(feed: LiveArticles(articles), index: index, search: search)
    }
}

/// Keeps the index fresh while the server runs.
struct IndexService: Service {
    let keeper: IndexKeeper
    let logger: Logger

    /// Looks at what was published until the server stops.
    func run() async throws {
        let logger = logger
        await cancelWhenGracefulShutdown {
            await keeper.run { fault in
                logger.error("The search index can't be brought up to date: \(fault)")
            }
        }
    }
}
