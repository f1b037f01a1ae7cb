// Terms that may stand for each other: built-in groups and a project's own synonyms.

/// Which terms stand for which.
struct KinTable: Sendable {
    /// An expression of several words, and what stands for it.
    struct Expression: Sendable {
        /// Its terms in order.
        let terms: [UInt32]
        let group: Int
    }

    /// A relative of a term.
    struct Relative: Sendable, Hashable {
        let term: String
        let hash: UInt32
        let strength: Float
    }

    /// How well a built-in relative stands for a term.
    static let builtInStrength: Float = 0.6
    /// How well a project's own synonym does.
    static let projectStrength: Float = 0.95

    /// Per group the single terms in it.
    private var groups: [[Relative]] = []
    private var groupsOfTerm: [UInt32: [Int]] = [:]
    private var known: Set<UInt32> = []
    /// Expressions by their first term.
    private(set) var expressions: [UInt32: [Expression]] = [:]

    private static let englishGroups = [
        EnglishKin.groups, EnglishEverydayKin.groups, EnglishThingsKin.groups,
        EnglishHouseholdKin.groups,
    ].joined(separator: "\n")
    private static let english = KinTable(englishGroups, SearchLanguage.Kind.english)
    private static let german = KinTable(GermanKin.groups, SearchLanguage.Kind.german)
    private static let none = KinTable()

    /// The groups that come with the program.
    static func builtIn(_ kind: SearchLanguage.Kind) -> KinTable {
        switch kind {
        case .english: english
        case .german: german
        case .other: none
        }
    }

    private static let englishWords = words(of: englishGroups, SearchLanguage.of("en"))
    private static let germanWords = words(of: GermanKin.groups, SearchLanguage.of("de"))

    /// The single words of the built-in groups.
    static func words(_ kind: SearchLanguage.Kind) -> [String] {
        switch kind {
        case .english: englishWords
        case .german: germanWords
        case .other: []
        }
    }

    private static func words(of groups: String, _ language: SearchLanguage) -> [String] {
        let members = groups.split(whereSeparator: \.isWhitespace).filter { !$0.contains("_") }
        let words = members.flatMap { WordScanner.words(Array($0.unicodeScalars)).map(\.word) }
        return Set(words.map(language.fold)).sorted()
    }

    private init() {}

    private init(_ text: String, _ kind: SearchLanguage.Kind) {
        let language = SearchLanguage.of(kind == .english ? "en" : "de")
        for line in text.split(separator: "\n") {
            let members = line.split(separator: " ").map { member in
                member.split(separator: "_").flatMap {
                    WordScanner.words(Array($0.unicodeScalars)).map { language.fold($0.word) }
                }
            }
            add(members, language: language, strength: Self.builtInStrength)
        }
    }

    /// Adds a project's synonyms for a locale.
    func adding(_ synonyms: [Synonym], language: SearchLanguage) -> KinTable {
        var table = self
        for synonym in synonyms {
            func words(_ text: String) -> [String] {
                WordScanner.words(Array(text.unicodeScalars)).map { language.fold($0.word) }
            }
            let to = synonym.meanings.map(words).filter { !$0.isEmpty }
            table.add(
                (synonym.isOneWay ? [] : synonym.words.map(words)) + to, language: language,
                strength: Self.projectStrength, from: synonym.words.map(words))
        }
        return table
    }

    /// - Parameter from: the members that lead to the group; `nil` for all.
    private mutating func add(
        _ members: [[String]], language: SearchLanguage, strength: Float, from: [[String]]? = nil
    ) {
        let number = groups.count
        var relatives: [Relative] = []
        for words in members where words.count == 1 {
            let term = language.term(words[0])
            relatives.append(
                Relative(term: term, hash: TermHash.of(term), strength: strength))
        }
        // The words of an expression that says much count as well: "gift card" holds "card".
        for words in members where words.count > 1 {
            let heavy = words.filter { language.weight($0) == 1 }
            guard heavy.count == words.count else { continue }
            for word in heavy {
                let term = language.term(word)
                relatives.append(
                    Relative(term: term, hash: TermHash.of(term), strength: strength * 0.7))
            }
        }
        groups.append(relatives)
        for words in from ?? members {
            let terms = words.map { TermHash.of(language.term($0)) }
            guard let first = terms.first else { continue }
            known.formUnion(terms)
            if terms.count == 1 {
                groupsOfTerm[first, default: []].append(number)
            } else {
                expressions[first, default: []].append(Expression(terms: terms, group: number))
            }
        }
    }

    /// Whether a term is in any group.
    func knows(_ term: String) -> Bool { known.contains(TermHash.of(term)) }

    /// The groups a term is in.
    func groups(of term: UInt32) -> [Int] { groupsOfTerm[term] ?? [] }

    /// The relatives of a term, the best strength of each.
    func relatives(of term: UInt32) -> [Relative] {
        collect(groupsOfTerm[term] ?? [], without: term)
    }

    /// What stands for an expression.
    func relatives(of expression: Expression) -> [Relative] {
        collect([expression.group], without: 0)
    }

    private func collect(_ numbers: [Int], without term: UInt32) -> [Relative] {
        var best: [UInt32: Relative] = [:]
        for number in numbers {
            for relative in groups[number] where relative.hash != term {
                if (best[relative.hash]?.strength ?? 0) < relative.strength {
                    best[relative.hash] = relative
                }
            }
        }
        return best.values.sorted {
            $0.strength == $1.strength ? $0.term < $1.term : $0.strength > $1.strength
        }
    }
}

/// A synonym of a project.
public struct Synonym: Sendable, Hashable {
    /// The words or expressions it is about.
    public var words: [String]
    /// What they mean beside themselves; empty when the words mean each other.
    public var meanings: [String]

    /// Whether the words lead to the meanings and not back.
    var isOneWay: Bool { !meanings.isEmpty }

    /// Words that mean each other.
    public init(_ words: [String]) {
        self.words = words
        meanings = []
    }

    /// Words that a question may use where the text uses the meanings; not the other way round.
    public init(_ words: [String], mean meanings: [String]) {
        self.words = words
        self.meanings = meanings
    }
}
