// Gives entities the value that their synonym stands for.

public import Learning
import TrainingData
import Vocabulary

/// The mapper of rasa/nlu/extractors/entity_synonyms.py (3.6.21). Case does not matter; a value
/// that is spelled in another case gets the spelling of the data.
public struct EntitySynonymMapper: Component {
    /// Phrases in lower case and their values, in the order they were learned.
    private let pairs: [(phrase: String, value: String)]
    /// From a phrase's UTF-8 to its place in `pairs`.
    private let places: [[UInt8]: Int]

    init(pairs: [(phrase: String, value: String)]) {
        self.pairs = pairs
        places = Dictionary(
            pairs.enumerated().map { (Array($0.element.phrase.utf8), $0.offset) },
            uniquingKeysWith: { $1 })
    }

    /// Replaces the values of entities whose value is a known phrase.
    public func process(_ message: inout Message) {
        for index in message.entities.indices {
            guard let text = Self.text(of: message.entities[index].value),
                let place = places[Array(PythonCase.lower(text).utf8)]
            else { continue }
            message.entities[index].value = .string(pairs[place].value)
            message.entities[index].processors.append(Self.kind.name)
        }
    }

    /// The value as Python's `str` writes it; `nil` for what no synonym can be.
    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .digits(let text): text
        case .number(let number): String(number)
        case .bool(let truth): truth ? "True" : "False"
        default: nil
        }
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(texts: pairs.flatMap { [$0.phrase, $0.value] })
        file.add("synonyms", writer.bytes)
    }
}

extension EntitySynonymMapper {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "EntitySynonymMapper", options: [], learnsFrom: [.examples, .synonyms],
        train: { input, options in
            var learning = SynonymLearning()
            learning.learn(input.data)
            for conflict in learning.conflicts {
                input.watch.note(
                    Diagnostic(
                        .warning, "synonym-conflict", conflict,
                        hint: "Remove one of the definitions.", at: options.place))
            }
            return EntitySynonymMapper(pairs: learning.pairs)
        },
        load: { sections, _ in
            var reader = try SectionReader(sections, "synonyms")
            let texts = try reader.texts()
            guard texts.count.isMultiple(of: 2) else {
                throw SectionProblem("a synonym has no value")
            }
            let pairs = stride(from: 0, to: texts.count, by: 2).map { (texts[$0], texts[$0 + 1]) }
            return EntitySynonymMapper(pairs: pairs)
        })
}

/// Collects phrases and values in Rasa's order.
private struct SynonymLearning {
    private(set) var pairs: [(phrase: String, value: String)] = []
    private(set) var conflicts: [String] = []
    private var places: [[UInt8]: Int] = [:]

    mutating func learn(_ data: TrainingSet) {
        var written = SynonymTable()
        for synonym in data.synonyms { written.set(synonym.phrase, synonym.value) }
        for (phrase, value) in written.pairs { learn(phrase, value) }
        for example in data.examples where !example.entities.isEmpty {
            let scalars = Array(example.text.unicodeScalars)
            for entity in example.entities where entity.span.end <= scalars.count {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[entity.span.start..<entity.span.end])
                learn(String(view), entity.value)
            }
        }
    }

    private mutating func learn(_ phrase: String, _ value: String) {
        if !phrase.utf8.elementsEqual(value.utf8) {
            let lower = PythonCase.lower(phrase)
            let key = Array(lower.utf8)
            if let place = places[key] {
                if !pairs[place].value.utf8.elementsEqual(value.utf8) {
                    conflicts.append(
                        "\(lower) is a synonym of \(pairs[place].value) and of \(value);"
                            + " the last one counts.")
                }
                pairs[place].value = value
            } else {
                add(key, lower, value)
            }
        }
        let own = PythonCase.lower(value)
        if places[Array(own.utf8)] == nil { add(Array(own.utf8), own, value) }
    }

    private mutating func add(_ key: [UInt8], _ phrase: String, _ value: String) {
        places[key] = pairs.count
        pairs.append((phrase, value))
    }
}

/// Phrases in the order they were first written, each with its last value.
private struct SynonymTable {
    private(set) var pairs: [(phrase: String, value: String)] = []
    private var places: [[UInt8]: Int] = [:]

    mutating func set(_ phrase: String, _ value: String) {
        let key = Array(phrase.utf8)
        if let place = places[key] {
            pairs[place].value = value
        } else {
            places[key] = pairs.count
            pairs.append((phrase, value))
        }
    }
}
