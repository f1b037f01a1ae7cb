// The words of a locale's articles: how frequent, how alike.

import Foundation
import Vocabulary

/// All words in use in one locale, for weighing, correcting and completing what is asked.
final class Lexicon: Sendable {
    /// A word that may have been meant.
    struct Candidate: Sendable, Hashable {
        var word: String
        var term: String
        /// How many typing errors away.
        var distance: Int
        /// How well it stands for what was typed, 0 to 1.
        var strength: Float
    }

    let language: SearchLanguage
    /// The words in order of their letters, for prefixes.
    private let words: [String]
    private let terms: [String]
    private let uses: [SIMD4<Int32>]
    private let masks: [UInt32]
    private let starts: [Int32]
    private let letters: [UInt16]
    private let places: [String: Int32]
    /// How many articles use a term, for each audience.
    private let termUses: [UInt32: SIMD4<Int32>]
    private let articles: [Int]

    /// How many candidates a search gives at most.
    static let candidatesMax = 4
    /// How many completions of a prefix are used at most.
    static let completionsMax = 32

    /// - Parameters:
    ///   - words: the words of this locale.
    ///   - articles: how many articles everybody, the signed in and internal people may read, each
    ///     with those before it.
    init(_ words: [IndexedWord], articles: [Int], language: SearchLanguage) {
        self.language = language
        self.articles = articles
        let sorted = words.sorted { $0.word < $1.word }
        self.words = sorted.map(\.word)
        var masks: [UInt32] = []
        var starts: [Int32] = [0]
        var letters: [UInt16] = []
        var terms: [String] = []
        var uses: [SIMD4<Int32>] = []
        var places: [String: Int32] = [:]
        var termUses: [UInt32: SIMD4<Int32>] = [:]
        for (index, entry) in sorted.enumerated() {
            let term = language.term(entry.word)
            terms.append(term)
            // From "in entries for …" to "in entries that … may read".
            let a = Int32(clamping: entry.uses[0])
            let b = a + Int32(clamping: entry.uses[1])
            let c = b + Int32(clamping: entry.uses[2])
            let use = SIMD4(a, b, c, 0)
            uses.append(use)
            termUses[TermHash.of(term), default: SIMD4()] &+= use
            letters.append(contentsOf: entry.word.utf16)
            starts.append(Int32(letters.count))
            masks.append(Self.mask(entry.word.utf16))
            places[entry.word] = Int32(index)
        }
        self.masks = masks
        self.starts = starts
        self.letters = letters
        self.terms = terms
        self.uses = uses
        self.places = places
        self.termUses = termUses
    }

    private static func mask(_ letters: some Sequence<UInt16>) -> UInt32 {
        letters.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }

    private static func column(_ audience: Audience) -> Int {
        switch audience {
        case .everybody: 0
        case .signedIn: 1
        case .internalOnly: 2
        }
    }

    /// How many articles the audience may read.
    func articles(for audience: Audience) -> Int { articles[Self.column(audience)] }

    /// In how many of the audience's articles a term occurs; an estimate from above, for words of
    /// one term in one article count once each.
    func uses(of term: UInt32, for audience: Audience) -> Int {
        min(Int(termUses[term]?[Self.column(audience)] ?? 0), articles(for: audience))
    }

    /// How much a term says in this collection, 0 to 1.
    func rarity(of term: UInt32, for audience: Audience) -> Float {
        Statistics.rarity(
            of: Float(uses(of: term, for: audience)), among: Float(articles(for: audience)))
    }

    /// Whether any of the audience's articles has the word in just this form.
    func has(_ word: String, for audience: Audience) -> Bool {
        guard let place = places[word] else { return false }
        return uses[Int(place)][Self.column(audience)] > 0
    }

    /// The words of the audience's articles that begin like this, the most frequent first.
    func completions(of prefix: String, for audience: Audience) -> [Candidate] {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle] < prefix { low = middle + 1 } else { high = middle }
        }
        let column = Self.column(audience)
        var found: [Int] = []
        while low < words.count, words[low].hasPrefix(prefix) {
            if uses[low][column] > 0 { found.append(low) }
            low += 1
        }
        found.sort { (uses[$0][column], $1) > (uses[$1][column], $0) }
        return found.prefix(Self.completionsMax).map {
            Candidate(word: words[$0], term: terms[$0], distance: 0, strength: 1)
        }
    }

    /// The words that end or begin with a word of at least four letters: German compounds.
    func compounds(with part: String, for audience: Audience) -> [Candidate] {
        guard part.utf16.count >= 4 else { return [] }
        let column = Self.column(audience)
        let mask = Self.mask(part.utf16)
        var found: [(Int, Float)] = []
        for index in words.indices where masks[index] & mask == mask && uses[index][column] > 0 {
            let word = words[index]
            let rest = word.utf16.count - part.utf16.count
            guard rest >= 3 else { continue }
            if word.hasSuffix(part) {
                found.append((index, 0.75))
            } else if word.hasPrefix(part) {
                found.append((index, 0.6))
            }
        }
        found.sort { ($0.1, uses[$0.0][column], $1.0) > ($1.1, uses[$1.0][column], $0.0) }
        return found.prefix(Self.completionsMax).map {
            Candidate(word: words[$0.0], term: terms[$0.0], distance: 0, strength: $0.1)
        }
    }

    /// Endings that make one word of another: pay-ment, deliver-y.
    private static let endings: [SearchLanguage.Kind: Set<String>] = [
        .english: [
            "ment", "ation", "ion", "er", "or", "al", "anc", "enc", "abl", "ibl", "i", "ness",
            "less", "ful", "ag", "ist", "iv", "iti", "e", "y", "ition", "ant", "ent", "ic",
        ],
        .german: ["ung", "er", "bar", "lich", "ig", "heit", "keit", "los", "e", "t", "n"],
    ]

    /// The terms that a known ending leads to, or away from.
    func derivations(of term: String, for audience: Audience) -> [Candidate] {
        guard term.utf8.count >= 4, let endings = Self.endings[language.kind] else { return [] }
        var found: [Candidate] = []
        func add(_ other: String) {
            guard other != term, uses(of: TermHash.of(other), for: audience) > 0 else { return }
            found.append(Candidate(word: other, term: other, distance: 0, strength: 0.8))
        }
        let stripped = "iey".contains(term.last ?? " ") ? String(term.dropLast()) : term
        for ending in endings.sorted() {
            add(term + ending)
            if stripped != term { add(stripped + ending) }
            if term.hasSuffix(ending), term.utf8.count - ending.utf8.count >= 4 {
                let root = String(term.dropLast(ending.count))
                add(root)
                add(root + "e")
                add(root + "i")
            }
        }
        return found
    }

    /// Two known words that the word is made of; both are content of the collection.
    func parts(of word: String, for audience: Audience) -> (String, String)? {
        let letters = Array(word.unicodeScalars)
        guard letters.count >= 7 else { return nil }
        func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
            var text = ""
            text.unicodeScalars.append(contentsOf: part)
            return text
        }
        var best: (String, String)?
        var most = 0
        for cut in 3...(letters.count - 3) {
            let tail = text(letters[cut...])
            guard has(tail, for: audience), language.weight(tail) > 0 else { continue }
            // The joint of German compounds: Versicherung-s-nummer.
            for joint in language.kind == .german ? ["", "s", "es", "n", "en", "er", "e"] : [""] {
                var head = text(letters[..<cut])
                guard head.hasSuffix(joint), head.count - joint.count >= 3 else { continue }
                head.removeLast(joint.count)
                guard has(head, for: audience), language.weight(head) > 0 else { continue }
                let score = min(head.count, tail.count)
                if score > most { (best, most) = ((head, tail), score) }
            }
        }
        return best
    }

    /// The words that a mistyped one may have been, the likeliest first: one error from four
    /// letters on, two from eight. Words with digits are never corrected.
    ///
    /// - Complexity: one comparison of bit masks a word; about 0.2 ms among 50,000.
    func corrections(of word: String, for audience: Audience) -> [Candidate] {
        let typed = Array(word.utf16)
        guard typed.count >= 3, !typed.contains(where: { $0 &- 0x30 < 10 }) else { return [] }
        let column = Self.column(audience)
        let mask = Self.mask(typed)
        var found: [Candidate] = []
        letters.withUnsafeBufferPointer { letters in
            typed.withUnsafeBufferPointer { typed in
                for index in words.indices where uses[index][column] > 0 {
                    let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
                    let longer = max(typed.count, end - start)
                    guard longer >= 4 else { continue }
                    let bound = longer >= 8 ? 2 : 1
                    guard abs(end - start - typed.count) <= bound,
                        (masks[index] ^ mask).nonzeroBitCount <= 2 * bound
                    else { continue }
                    let known = UnsafeBufferPointer(rebasing: letters[start..<end])
                    guard
                        let distance = EditDistance.between(typed, known, atMost: bound),
                        distance > 0
                    else { continue }
                    let strength = Self.likelihood(typed, known, distance)
                    found.append(
                        Candidate(
                            word: words[index], term: terms[index], distance: distance,
                            strength: strength))
                }
            }
        }
        found.sort {
            if $0.distance != $1.distance { return $0.distance < $1.distance }
            if $0.strength != $1.strength { return $0.strength > $1.strength }
            let (left, right) = (places[$0.word], places[$1.word])
            let leftUses = left.map { uses[Int($0)][column] } ?? 0
            let rightUses = right.map { uses[Int($0)][column] } ?? 0
            return leftUses == rightUses ? $0.word < $1.word : leftUses > rightUses
        }
        return Array(found.prefix(Self.candidatesMax))
    }

    /// How likely typing led from one to the other: swaps and left out or doubled letters are
    /// likelier than wrong ones, and the first letter is seldom wrong.
    private static func likelihood(
        _ typed: UnsafeBufferPointer<UInt16>, _ known: UnsafeBufferPointer<UInt16>, _ distance: Int
    ) -> Float {
        var strength: Float = distance == 1 ? 0.9 : 0.8
        if typed.count == known.count, typed.sorted() != known.sorted() {
            strength -= typed.count < 6 ? 0.15 : 0.05
        }
        if typed[0] != known[0] {
            let isSwap = typed.count > 1 && typed[0] == known[1] && typed[1] == known[0]
            if !isSwap { strength -= 0.25 }
        }
        return strength
    }
}
