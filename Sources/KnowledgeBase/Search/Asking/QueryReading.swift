// Understands a query: phrases, prefixes, typing errors, kin, and how much each word says.

import Vocabulary

/// Reads queries against the words of a locale.
struct QueryReading {
    /// How much of a query is read, in scalars; what is longer is cut.
    static let scalarsMax = 2_000
    /// How many words of a query count.
    static let wordsMax = 48
    /// How many terms a word may be found by.
    static let alternativesMax = 16
    /// How many words may stand between the words of an expression ("turn the bike on").
    static let gapMax = 3

    /// What kin of a word counts, beside 1, when the collection has the word itself.
    static let kinBesideWord: Float = 0.9
    /// The same for what only the thesaurus relates: it may well be meant in another sense.
    static let thesaurusBesideWord: Float = 0.7

    let lexicon: Lexicon
    let kin: KinTable
    /// The words that the system's thesaurus relates; `nil` when there is none.
    var thesaurus: Thesaurus?
    let audience: Audience
    let locale: String
    /// Whether the last word may be the beginning of one: search while typing.
    var completes = false

    private var language: SearchLanguage { lexicon.language }

    /// Reads a query.
    func read(_ text: String) -> ReadQuery {
        let pieces = QueryPieces(String(text.unicodeScalars.prefix(Self.scalarsMax)))
        var words: [QueryWord] = []
        for scanned in WordScanner.words(pieces.scalars).prefix(Self.wordsMax) {
            let word = language.fold(scanned.word)
            words.append(
                QueryWord(
                    word: word, term: language.term(word), weight: language.weight(word),
                    isTied: scanned.isTied, isPrefix: pieces.prefixEnds.contains(scanned.end)))
        }
        if completes, !words.isEmpty { words[words.count - 1].isPrefix = true }
        joinPairs(&words)
        let hints = AnswerHint.asked(by: words.map(\.word))
        var terms: [QueryTerm] = []
        let expressions = expressions(in: &words)
        let saysSomething = words.contains { $0.weight > 0 } || !expressions.isEmpty
        for word in words where !saysSomething || word.weight > 0 {
            terms += self.terms(of: word)
        }
        terms += expressions
        return ReadQuery(
            locale: locale, audience: audience, text: pieces.text, terms: merged(terms),
            phrases: pieces.phrases.map(phrase).filter { !$0.isEmpty }, hints: hints)
    }

    private func phrase(_ text: String) -> [String] {
        WordScanner.words(Array(text.unicodeScalars)).prefix(Self.wordsMax)
            .map { language.term(language.fold($0.word)) }
    }

    /// "e bike" and "e-bike" as the "ebike" of the collection.
    private func joinPairs(_ words: inout [QueryWord]) {
        var index = 1
        while index < words.count {
            let joined = words[index - 1].word + words[index].word
            let isShort = min(words[index - 1].word.count, words[index].word.count) <= 2
            if words[index].isTied || isShort || !knows(words[index - 1]) || !knows(words[index]),
                lexicon.has(joined, for: audience)
            {
                let term = language.term(joined)
                words[index - 1].joined = term
                words[index].joined = term
                if isShort {
                    // The short half means nothing by itself.
                    if words[index - 1].word.count <= 2 { words[index - 1].weight = 0 }
                    if words[index].word.count <= 2 { words[index].weight = 0 }
                }
            }
            index += 1
        }
    }

    private func knows(_ word: QueryWord) -> Bool {
        word.weight == 0 || lexicon.has(word.word, for: audience)
    }

    // MARK: Expressions

    /// Terms for expressions of small words ("give back"); words that say much keep a term of
    /// their own, which the expression's kin joins.
    private func expressions(in words: inout [QueryWord]) -> [QueryTerm] {
        var terms: [QueryTerm] = []
        var owners: [Int: Int] = [:]
        let hashes = words.map { TermHash.of($0.term) }
        for start in words.indices {
            for expression in kin.expressions[hashes[start]] ?? [] {
                guard let places = place(expression.terms, in: hashes, from: start) else {
                    continue
                }
                let relatives = kin.relatives(of: expression).map {
                    QueryAlternative(
                        term: $0.term, hash: $0.hash, strength: $0.strength, kind: .kin)
                }
                let heavy = places.filter { words[$0].weight == 1 }
                for place in heavy { words[place].extra += relatives }
                guard heavy.isEmpty else { continue }
                for place in places { words[place].weight = min(words[place].weight, 0.1) }
                let known = relatives.filter { lexicon.uses(of: $0.hash, for: audience) > 0 }
                guard !known.isEmpty else { continue }
                if let owner = places.compactMap({ owners[$0] }).first {
                    // "showed up" inside "never showed up" is the same thing said once.
                    let held = Set(terms[owner].alternatives.map(\.hash))
                    terms[owner].alternatives += known.filter { !held.contains($0.hash) }
                    continue
                }
                for place in places { owners[place] = terms.count }
                let word = places.map { words[$0].word }.joined(separator: " ")
                terms.append(
                    QueryTerm(
                        word: word, weight: 0.8 * weight(rarityOf: known), alternatives: known,
                        isKnown: false))
            }
        }
        return terms
    }

    private func place(_ terms: [UInt32], in hashes: [UInt32], from start: Int) -> [Int]? {
        var places = [start]
        for term in terms.dropFirst() {
            let from = places[places.count - 1] + 1
            let reach = min(hashes.count, from + Self.gapMax)
            guard from < reach, let next = hashes[from..<reach].firstIndex(of: term) else {
                return nil
            }
            places.append(next)
        }
        return places
    }

    private func weight(rarityOf known: [QueryAlternative]) -> Float {
        let rarities = known.map { lexicon.rarity(of: $0.hash, for: audience) }
        return 0.15 + 0.85 * (rarities.min() ?? 1)
    }

    // MARK: Words

    private func terms(of word: QueryWord) -> [QueryTerm] {
        let hash = TermHash.of(word.term)
        var alternatives = [
            QueryAlternative(term: word.term, hash: hash, strength: 1, kind: .exact)
        ]
        if let joined = word.joined { add(joined, 1, .form, to: &alternatives) }
        if word.isPrefix {
            for candidate in lexicon.completions(of: word.word, for: audience) {
                add(candidate.term, 1, .prefix, to: &alternatives)
            }
        }
        let isKnown =
            lexicon.uses(of: hash, for: audience) > 0 || word.joined != nil
            || word.isPrefix && alternatives.count > 1
        alternatives += word.extra
        for relative in kin.relatives(of: hash) {
            let isOwn = relative.strength > KinTable.builtInStrength
            // Beside the word itself its kin counts less: it may be meant in another sense.
            let factor: Float = isOwn || !isKnown ? 1 : Self.kinBesideWord
            add(
                relative.term, relative.strength * factor, isOwn ? .synonym : .kin,
                to: &alternatives)
        }
        for relative in thesaurus?.relatives(of: hash) ?? [] {
            let factor: Float = isKnown ? Self.thesaurusBesideWord : 1
            add(relative.term, relative.strength * factor, .kin, to: &alternatives)
        }
        for candidate in lexicon.derivations(of: word.term, for: audience) {
            add(candidate.term, candidate.strength, .form, to: &alternatives)
        }
        if language.kind == .german, word.weight == 1 {
            for candidate in lexicon.compounds(with: word.word, for: audience) {
                add(candidate.term, candidate.strength, .compound, to: &alternatives)
            }
        }
        var term = QueryTerm(
            word: word.word, weight: word.weight, alternatives: alternatives, isKnown: isKnown)
        if !isKnown, let parts = lexicon.parts(of: word.word, for: audience) {
            return [parts.0, parts.1].map {
                var part = QueryWord(
                    word: $0, term: language.term($0), weight: language.weight($0))
                part.isTied = true
                return part
            }.flatMap(self.terms)
        }
        if !isKnown, !language.knows(word.word) { correct(&term) }
        finish(&term)
        return term.weight > 0 ? [term] : []
    }

    private func add(
        _ term: String, _ strength: Float, _ kind: QueryAlternative.Kind,
        to alternatives: inout [QueryAlternative]
    ) {
        alternatives.append(
            QueryAlternative(
                term: term, hash: TermHash.of(term), strength: strength, kind: kind))
    }

    /// Adds what a mistyped word may have been: a word of the collection, a small word, or a word
    /// of our own lists whose kin the collection has.
    private func correct(_ term: inout QueryTerm) {
        let candidates = lexicon.corrections(of: term.word, for: audience)
        let best = candidates.first?.strength ?? 0
        if let small = SmallWords.near(term.word, in: language), small.strength >= best {
            term.weight = language.weight(small.word)
            term.isCorrected = true
            if term.weight == 0 { return }
            add(small.term, small.strength, .correction, to: &term.alternatives)
            return
        }
        for (rank, candidate) in candidates.enumerated() {
            let strength = candidate.strength - (rank == 0 ? 0 : 0.1)
            add(candidate.term, strength, .correction, to: &term.alternatives)
            // What was meant has kin as well.
            if rank == 0 { addKin(of: candidate.term, strength, to: &term) }
        }
        if let first = candidates.first {
            term.isCorrected = true
            term.weight = language.weight(first.word) > 0 ? language.weight(first.word) : 0.1
        }
        if let known = SmallWords.nearKin(term.word, in: language), known.strength > best - 0.01 {
            term.isCorrected = true
            term.weight = max(term.weight, language.weight(known.word))
            addKin(of: language.term(known.word), known.strength, to: &term)
        }
    }

    private func addKin(of corrected: String, _ strength: Float, to term: inout QueryTerm) {
        let hash = TermHash.of(corrected)
        for relative in kin.relatives(of: hash) + (thesaurus?.relatives(of: hash) ?? []) {
            add(relative.term, relative.strength * strength, .kin, to: &term.alternatives)
        }
    }

    /// Keeps of each term the strongest way to it, drops those the collection lacks, and weighs.
    private func finish(_ term: inout QueryTerm) {
        var best: [UInt32: Int] = [:]
        var kept: [QueryAlternative] = []
        for alternative in term.alternatives {
            let isUsed = lexicon.uses(of: alternative.hash, for: audience) > 0
            guard isUsed || kept.isEmpty else { continue }
            if let place = best[alternative.hash] {
                if kept[place].strength < alternative.strength { kept[place] = alternative }
            } else {
                best[alternative.hash] = kept.count
                kept.append(alternative)
            }
        }
        let others = kept.dropFirst().sorted { $0.strength > $1.strength }
        term.alternatives = Array(kept.prefix(1)) + others.prefix(Self.alternativesMax - 1)
        let known = term.alternatives.filter { lexicon.uses(of: $0.hash, for: audience) > 0 }
        var rarity: Float = 1
        if term.isKnown {
            rarity = lexicon.rarity(of: term.alternatives[0].hash, for: audience)
        } else if let strongest = known.max(by: { $0.strength < $1.strength }) {
            rarity = lexicon.rarity(of: strongest.hash, for: audience)
        }
        term.weight *= 0.15 + 0.85 * rarity
        if known.isEmpty {
            // What is no word at all says little.
            if term.word.count <= 2 { term.weight *= 0.1 }
            if term.word.count == 3, !language.knows(term.word) { term.weight *= 0.5 }
        }
    }

    /// One term for words that were said twice.
    private func merged(_ terms: [QueryTerm]) -> [QueryTerm] {
        var places: [UInt32: Int] = [:]
        var result: [QueryTerm] = []
        for term in terms {
            guard let first = term.alternatives.first, first.kind == .exact else {
                result.append(term)
                continue
            }
            if places[first.hash] == nil {
                places[first.hash] = result.count
                result.append(term)
            }
        }
        return result
    }
}

/// A word of a query while it is read.
struct QueryWord {
    var word: String
    var term: String
    var weight: Float
    var isTied = false
    var isPrefix = false
    /// The term of the word joined with a neighbour.
    var joined: String?
    /// What stands for an expression the word is part of.
    var extra: [QueryAlternative] = []
}
