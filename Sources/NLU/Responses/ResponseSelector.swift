// ResponseSelector: which response of a retrieval intent answers a message.

public import Learning
import TrainingData
import Vocabulary

/// Chooses among the responses of one retrieval intent, or of all
/// (rasa/nlu/selectors/response_selector.py, 3.6.21), by the net behind `DIETClassifier`.
public struct ResponseSelector: Component {
    /// What was learned.
    struct Trained: Sendable {
        let classifier: EmbeddingTextClassifier
        /// All retrieval intents of the data, sorted.
        let retrievalIntents: [String]
        /// The variations of every response, by its full name.
        let responses: [String: [JSONValue]]
        /// The response's full name of every label that is a response's text.
        let keys: [String: String]
    }

    /// The selector's name in the answer when it serves all retrieval intents.
    static let nameForAll = "default"
    /// What stands before a response's full name in the domain.
    private static let prefix = "utter_"

    let trained: Trained?
    private let name: String
    private let rankingLength: Int
    private let renormalizes: Bool

    /// A selector; without anything learned it answers that it knows no response.
    init(_ trained: Trained?, options: ComponentOptions) {
        self.trained = trained
        name = options.text("retrieval_intent") ?? Self.nameForAll
        rankingLength = options.int("ranking_length") ?? Limits.rankingLength
        renormalizes = options.flag("renormalize_confidences")
    }

    /// Adds the best response and the ranking under the selector's name.
    public func process(_ message: inout Message) {
        let ranking = ranking(of: message)
        let best = ranking.first
        let key = best?.key
        var chosen = JSONObject(distinct: [
            ("responses", key.map(variations) ?? .null),
            ("confidence", .number(best?.confidence ?? 0)),
            ("intent_response_key", key.map(JSONValue.string) ?? .null),
        ])
        // What Rasa says of no response: the name it makes of Python's None.
        chosen["utter_action"] = .string(Self.prefix + (key ?? "None"))
        var answer = message.responseSelector ?? JSONObject()
        // Unlike in Rasa a selector that learned nothing leaves what the others know.
        if let trained {
            answer["all_retrieval_intents"] = .array(
                trained.retrievalIntents.map(JSONValue.string))
        } else if answer["all_retrieval_intents"] == nil {
            answer["all_retrieval_intents"] = []
        }
        answer[name] = .object(
            JSONObject(distinct: [
                ("response", .object(chosen)),
                ("ranking", .array(ranking.map(Self.entry))),
            ]))
        message.responseSelector = answer
    }

    private static func entry(_ place: (key: String, confidence: Double)) -> JSONValue {
        .object(
            JSONObject(distinct: [
                ("confidence", .number(place.confidence)),
                ("intent_response_key", .string(place.key)),
            ]))
    }

    /// Responses by falling confidence; empty when nothing was learned or the text is empty.
    private func ranking(of message: Message) -> [(key: String, confidence: Double)] {
        guard let trained, !message.scalars.isEmpty else { return [] }
        let ranked = trained.classifier.ranking(message, length: rankingLength)
        let sum = ranked.reduce(0) { $0 + $1.confidence }
        let scale = renormalizes && sum > 0 ? 1 / sum : 1
        return ranked.compactMap { label in
            label.name.map { (trained.keys[$0] ?? $0, label.confidence * scale) }
        }
    }

    /// The response's variations; one without any says its own name, as in Rasa.
    private func variations(of key: String) -> JSONValue {
        let known = trained?.responses[key] ?? []
        return .array(known.isEmpty ? [["text": .string(key)]] : known)
    }

    /// Writes what was learned; nothing when nothing was.
    public func save(to file: inout ModelSections) {
        guard let trained else { return }
        var writer = SectionWriter()
        writer.write(texts: trained.retrievalIntents)
        let names = trained.responses.keys.sorted()
        writer.write(texts: names)
        writer.write(texts: names.map { JSONValue.array(trained.responses[$0] ?? []).text() })
        let labels = trained.keys.keys.sorted()
        writer.write(texts: labels)
        writer.write(texts: labels.compactMap { trained.keys[$0] })
        file.add("responses", writer.bytes)
        trained.classifier.save(to: &file)
    }

    /// Reads what `save` wrote.
    ///
    /// - Throws: `SectionProblem` when the sections do not fit together.
    init(loading sections: ModelSections, options: ComponentOptions) throws {
        guard sections["responses"] != nil else {
            self.init(nil, options: options)
            return
        }
        var reader = try SectionReader(sections, "responses")
        let retrievalIntents = try reader.texts()
        let names = try reader.texts()
        let variations = try reader.texts().map { try JSONValue(parsing: $0).array ?? [] }
        let labels = try reader.texts()
        let keys = try reader.texts()
        guard names.count == variations.count, labels.count == keys.count else {
            throw SectionProblem("the responses do not fit together")
        }
        let trained = Trained(
            classifier: try EmbeddingTextClassifier(from: sections),
            retrievalIntents: retrievalIntents,
            responses: Dictionary(zip(names, variations), uniquingKeysWith: { $1 }),
            keys: Dictionary(zip(labels, keys), uniquingKeysWith: { $1 }))
        self.init(trained, options: options)
    }
}
