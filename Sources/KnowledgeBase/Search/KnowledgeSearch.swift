// The search of the knowledge base: what answers questions and lists articles.

import Foundation
import Synchronization
public import Vocabulary

/// How the knowledge base is searched.
public struct SearchSettings: Sendable {
    /// The locale of questions that name none and show none; the first of the project's.
    public var locale: String
    /// The project's synonyms by locale.
    public var synonyms: [String: [Synonym]]
    /// From which chance on sentences are given as the answer, 0 to 1.
    public var answers: Double
    /// From which chance on articles are suggested, 0 to 1.
    public var suggests: Double
    /// What stands before a slug in an article's public address; `nil` for none.
    public var address: String?
    /// The folder with thesauri of the system in the format of MyThes; `nil` for none. Where it has
    /// none for a language, the built-in tables stand alone.
    public var thesauri: String?

    /// Settings.
    public init(
        locale: String = "en", synonyms: [String: [Synonym]] = [:],
        answers: Double = SearchSettings.standardAnswers,
        suggests: Double = SearchSettings.standardSuggests, address: String? = nil,
        thesauri: String? = SearchSettings.systemThesauri
    ) {
        self.locale = locale
        self.synonyms = synonyms
        self.answers = answers
        self.suggests = suggests
        self.address = address
        self.thesauri = thesauri
    }

    /// Where Debian's `mythes-…` packages put their files.
    public static let systemThesauri = Thesaurus.systemFolder

    /// The threshold of answers that was found on judged questions.
    public static let standardAnswers = AnswerConfidence.answers
    /// The threshold of suggestions that was found on judged questions.
    public static let standardSuggests = AnswerConfidence.suggests
}

/// Keeps what was asked and answered, and numbers it.
public protocol AnswerRecording: Sendable {
    /// Records an answer; the number is what feedback names.
    ///
    /// - Throws: `Fault` `.storage`.
    func record(
        _ question: KnowledgeQuestion, _ answer: KnowledgeAnswer, _ passages: [ScoredPassage]
    ) async throws(Fault) -> Int64

    /// Notes whether an answer helped; a later word replaces an earlier one.
    ///
    /// - Throws: `Fault` `.notFound`, `.storage`.
    func note(helpful: Bool, answer number: Int64) async throws(Fault)
}

/// A passage that was considered for an answer.
public struct ScoredPassage: Sendable, Hashable {
    /// Where it stands.
    public var citation: Citation
    /// Its score; comparable within one answer only.
    public var score: Double
}

/// Searches the index, as it was when the view was last taken.
public final class KnowledgeSearch: KnowledgeAnswering {
    let index: any PassageIndex
    let settings: SearchSettings
    private let recorder: (any AnswerRecording)?
    private let view: Mutex<SearchView>
    private let kin: Mutex<[String: KinTable]> = Mutex([:])

    /// How many articles are suggested at most.
    public static let suggestionsMax = 3
    /// How many passages are handed to the recorder.
    public static let recordedMax = 5

    /// A search over an index; nothing is found before the first `refresh`.
    ///
    /// - Parameter recorder: keeps answers; `nil` for none.
    public init(
        index: any PassageIndex, settings: SearchSettings = SearchSettings(),
        recorder: (any AnswerRecording)? = nil
    ) {
        self.index = index
        self.settings = settings
        self.recorder = recorder
        view = Mutex(SearchView(encoder: SubwordEncoder(training: [])))
    }

    /// Takes the index's present words and vectors into memory.
    ///
    /// - Throws: `Fault` `.storage`.
    /// - Complexity: about 80 ms for 10,000 articles.
    public func refresh(encoder: any PassageEncoder) async throws(Fault) {
        let words = try await index.words()
        let vectors = try await index.vectors()
        // Read before the first question, which would wait for it.
        for locale in Set(words.map(\.locale)) { _ = thesaurus(for: locale) }
        let fresh = SearchView(words: words, vectors: vectors, encoder: encoder)
        view.withLock { $0 = fresh }
    }

    /// Whether nothing was taken into memory yet, or the index is empty.
    var isEmpty: Bool { current.lexicons.isEmpty }

    var current: SearchView { view.withLock { $0 } }

    /// The kin of a locale with the project's synonyms.
    func kin(for locale: String) -> KinTable {
        kin.withLock { tables in
            if let table = tables[locale] { return table }
            let language = SearchLanguage.of(locale)
            let short = locale.split(separator: "-").first.map(String.init) ?? locale
            let synonyms =
                (settings.synonyms[locale] ?? [])
                + (short == locale ? [] : settings.synonyms[short] ?? [])
            let table = KinTable.builtIn(language.kind).adding(synonyms, language: language)
            tables[locale] = table
            return table
        }
    }

    /// The system's thesaurus for a locale, if there is one.
    func thesaurus(for locale: String) -> Thesaurus? {
        settings.thesauri.flatMap { Thesaurus.of(SearchLanguage.of(locale).kind, in: $0) }
    }

    /// A query read in the best locale; `nil` while the index is empty.
    func read(
        _ text: String, locale wish: String?, audience: Audience, completes: Bool = false
    ) -> (ReadQuery, SearchView)? {
        let view = current
        let locale =
            wish.flatMap(view.locale(for:)) ?? view.locale(of: text)
            ?? view.locale(for: settings.locale)
        guard let locale, let lexicon = view.lexicons[locale] else { return nil }
        let reading = QueryReading(
            lexicon: lexicon, kin: kin(for: locale), thesaurus: thesaurus(for: locale),
            audience: audience, locale: locale, completes: completes)
        return (reading.read(text), view)
    }

    // MARK: Answers

    /// Answers from what is live; see `KnowledgeAnswering`.
    public func answer(_ question: KnowledgeQuestion) async throws(Fault) -> KnowledgeAnswer {
        var (answer, passages) = try await consider(question)
        if let recorder {
            answer.logNumber = try await recorder.record(question, answer, passages)
        }
        return answer
    }

    /// Notes whether an answer helped; see `KnowledgeAnswering`.
    public func note(helpful: Bool, answer number: Int64) async throws(Fault) {
        guard let recorder else {
            throw Fault(.notFound, "There is no answer \(number): answers are not kept.")
        }
        try await recorder.note(helpful: helpful, answer: number)
    }

    /// What is answered, and the passages that were considered for it; nothing is recorded.
    ///
    /// - Throws: `Fault` `.storage`.
    public func consider(
        _ question: KnowledgeQuestion
    ) async throws(Fault) -> (KnowledgeAnswer, [ScoredPassage]) {
        guard
            let (query, view) = read(
                question.text, locale: question.locale, audience: question.audience)
        else { return (KnowledgeAnswer(.none), []) }
        var retrieved = try await Retrieval(index: index, view: view).find(query)
        retrieved.passages.removeAll { retrieved.articles[$0.number]?.use == .never }
        if let article = question.article {
            retrieved.passages.removeAll { retrieved.articles[$0.number]?.id != article }
        }
        guard let features = AnswerConfidence.features(of: retrieved),
            let lexicon = view.lexicons[query.locale]
        else { return (KnowledgeAnswer(.none), []) }
        let chance = AnswerConfidence.chance(features)
        let composer = AnswerComposer(retrieved: retrieved, address: settings.address)
        let considered = composer.scored(Self.recordedMax)
        if chance >= settings.answers || question.article != nil, composer.mayAnswer {
            let vector = view.encoder.encode(query.text, locale: query.locale)
            let ranker = PassageRanker(query: query, vector: vector, lexicon: lexicon)
            let choices = AnswerChooser(ranker: ranker).choose(retrieved)
            let answer = composer.answer(choices, chance: chance)
            if !answer.sentences.isEmpty { return (answer, considered) }
        }
        guard chance >= settings.suggests else {
            return (KnowledgeAnswer(.none, confidence: chance), considered)
        }
        return (composer.suggestion(Self.suggestionsMax, chance: chance), considered)
    }
}
