// Recognises an intent by a keyword: an example of the intent that stands in the message.

public import Learning
import Text
import TrainingData
import Vocabulary

/// The classifier of rasa/nlu/classifiers/keyword_intent_classifier.py (3.6.21). Every example is a
/// keyword and, as in Rasa, an expression of Python's `re`; the first one found decides, with
/// confidence 1.
public struct KeywordIntentClassifier: Component {
    /// Keywords and intents in the order they are tried.
    private let keywords: [(keyword: String, intent: String)]
    private let search: KeywordSearch

    init(keywords: [(keyword: String, intent: String)], ignoresCase: Bool) {
        self.keywords = keywords
        var search = KeywordSearch(ignoresCase: ignoresCase)
        for (number, entry) in keywords.enumerated() {
            _ = search.add(entry.keyword, number: number)
        }
        self.search = search
    }

    /// Sets the intent when a keyword is found; an intent found before stays otherwise.
    public func process(_ message: inout Message) {
        let (number, ranOut) = search.first(in: message.scalars)
        for source in ranOut {
            message.notes.append(
                MessageNote(
                    "pattern-steps",
                    "The keyword \(source) was given up after \(Limits.patternSteps) steps."))
        }
        guard let number else { return }
        message.intent = ScoredIntent(name: keywords[number].intent, confidence: 1)
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(texts: keywords.flatMap { [$0.keyword, $0.intent] })
        file.add("keywords", writer.bytes)
    }
}

extension KeywordIntentClassifier {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "KeywordIntentClassifier", gives: [.intents],
        options: [ComponentOption("case_sensitive", true)], learnsFrom: [.examples],
        train: { input, options in
            var learning = KeywordLearning(ignoresCase: !options.flag("case_sensitive"))
            try learning.learn(input.data.examples, input.watch)
            return KeywordIntentClassifier(
                keywords: learning.keywords, ignoresCase: learning.ignoresCase)
        },
        load: { sections, options in
            var reader = try SectionReader(sections, "keywords")
            let texts = try reader.texts()
            guard texts.count.isMultiple(of: 2) else {
                throw SectionProblem("a keyword has no intent")
            }
            let pairs = stride(from: 0, to: texts.count, by: 2).map { (texts[$0], texts[$0 + 1]) }
            return KeywordIntentClassifier(
                keywords: pairs, ignoresCase: !options.flag("case_sensitive"))
        })
}

/// Chooses the examples that are keywords of one intent only.
private struct KeywordLearning {
    let ignoresCase: Bool
    private(set) var keywords: [(keyword: String, intent: String)] = []
    private var places: [SourcePlace] = []

    init(ignoresCase: Bool) { self.ignoresCase = ignoresCase }

    mutating func learn(_ examples: [TrainingExample], _ watch: TrainingWatch) throws {
        dropShared(examples, watch)
        try dropContained(watch)
    }

    /// Leaves out texts that are examples of two intents.
    private mutating func dropShared(_ examples: [TrainingExample], _ watch: TrainingWatch) {
        var known: [[UInt8]: Int] = [:]
        var shared: Set<Int> = []
        for example in examples {
            guard let intent = example.intent, !example.text.isEmpty else { continue }
            let key = Array(example.text.utf8)
            guard let number = known[key] else {
                known[key] = keywords.count
                keywords.append((example.text, intent))
                places.append(example.place)
                continue
            }
            guard keywords[number].intent != intent else { continue }
            shared.insert(number)
            warn(
                "\(example.text) is an example of \(keywords[number].intent) and of \(intent)",
                example.place, watch)
        }
        drop(shared)
    }

    /// Leaves out keywords that stand inside a keyword of another intent.
    private mutating func dropContained(_ watch: TrainingWatch) throws {
        var search = KeywordSearch(ignoresCase: ignoresCase)
        for (number, entry) in keywords.enumerated() {
            guard let problem = search.add(entry.keyword, number: number) else { continue }
            watch.note(
                Diagnostic(
                    .warning, "keyword-pattern",
                    "\(entry.keyword) is no regular expression (\(problem)); it is searched as it"
                        + " stands.", at: places[number]))
        }
        var contained: Set<Int> = []
        for entry in keywords {
            try watch.check()
            for number in search.all(in: Array(entry.keyword.unicodeScalars))
            where keywords[number].intent != entry.intent && contained.insert(number).inserted {
                warn(
                    "\(keywords[number].keyword) is a keyword of \(keywords[number].intent) and"
                        + " stands in \(entry.keyword), a keyword of \(entry.intent)",
                    places[number], watch)
            }
        }
        drop(contained)
    }

    private mutating func drop(_ numbers: Set<Int>) {
        let kept = keywords.indices.filter { !numbers.contains($0) }
        places = kept.map { places[$0] }
        keywords = kept.map { keywords[$0] }
    }

    private func warn(_ sentence: String, _ place: SourcePlace, _ watch: TrainingWatch) {
        watch.note(
            Diagnostic(
                .warning, "keyword-ambiguous", "\(sentence); it is no keyword.",
                hint: "Remove one of the two from the training data.", at: place))
    }
}
