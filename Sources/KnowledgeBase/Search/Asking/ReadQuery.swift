// A query as retrieval understands it.

import Vocabulary

/// A term that may be found in place of a word that was asked.
struct QueryAlternative: Sendable, Hashable {
    /// How it comes to stand for the word.
    enum Kind: Sendable, Hashable { case exact, form, kin, synonym, correction, compound, prefix }

    var term: String
    var hash: UInt32
    /// How well it stands for the word, 0 to 1; 1 for the word itself.
    var strength: Float
    var kind: Kind
}

/// A word of a query with everything it may be found by.
struct QueryTerm: Sendable, Hashable {
    /// The word as it was asked, folded.
    var word: String
    /// How much it says, 0 to 1.
    var weight: Float
    /// What it may be found by, itself first.
    var alternatives: [QueryAlternative]
    /// Whether the collection has the word itself.
    var isKnown: Bool
    /// Whether it was taken for a typing error.
    var isCorrected = false
}

/// A query.
struct ReadQuery: Sendable {
    var locale: String
    var audience: Audience
    /// The text that was read, at most `QueryReading.scalarsMax` scalars.
    var text: String
    var terms: [QueryTerm]
    /// Quoted sequences, as terms.
    var phrases: [[String]]
    /// What kinds of facts are asked for.
    var hints: [AnswerHint]
    /// The sum of the terms' weights.
    var weight: Float { terms.reduce(0) { $0 + $1.weight } }

    /// Whether there is nothing to look for.
    var isEmpty: Bool { terms.isEmpty && phrases.isEmpty }

    /// The terms worth looking up: those that occur in most of the collection are left out as long
    /// as rarer ones remain, for they find everything and tell nothing apart.
    private func selective(_ lexicon: Lexicon) -> [QueryTerm] {
        guard lexicon.articles(for: audience) > Self.smallCollection else { return terms }
        let rare = terms.filter { term in
            let uses = term.alternatives.first.map { lexicon.uses(of: $0.hash, for: audience) } ?? 0
            return Float(uses) <= Self.commonShare * Float(lexicon.articles(for: audience))
        }
        return rare.contains { !$0.alternatives.isEmpty && $0.weight > 0.2 } ? rare : terms
    }

    /// Up to how many articles every term is looked up.
    static let smallCollection = 2_000
    /// From which share of the articles on a term is common.
    private static let commonShare: Float = 0.2

    /// The terms themselves, without what stands for them.
    func exactTerms(_ lexicon: Lexicon) -> [String] {
        selective(lexicon).flatMap { term in
            term.alternatives.filter { $0.kind == .exact || $0.kind == .prefix }.map(\.term)
        }
    }

    /// All terms, the strongest first, at most a number; what stands for a word only where it is
    /// not common itself.
    func allTerms(_ lexicon: Lexicon, atMost count: Int) -> [String] {
        let most = Self.commonShare * Float(lexicon.articles(for: audience))
        let isSmall = lexicon.articles(for: audience) <= Self.smallCollection
        let all = selective(lexicon).flatMap { term in
            term.alternatives.filter { alternative in
                isSmall || alternative.kind == .exact
                    || Float(lexicon.uses(of: alternative.hash, for: audience)) <= most
            }.map { ($0.term, $0.strength * (0.2 + term.weight)) }
        }
        var seen: Set<String> = []
        return all.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.map(\.0)
            .filter { seen.insert($0).inserted }.prefix(count).map { $0 }
    }
}
