// DIETClassifier: intents by an embedding net and entities by a tagger, trained together.

public import Learning
import TrainingData
import Vocabulary

/// What a pipeline's `DIETClassifier` builds: not Rasa's transformer, but an
/// `EmbeddingTextClassifier` for intents and a tagger for entities, under Rasa's name and options.
public struct EmbeddingClassifier: Component {
    /// Rasa's name, which also stands in the entities found.
    static let name = "DIETClassifier"

    /// `nil` when there was nothing to tell apart, or intents are not wanted.
    private let intents: EmbeddingTextClassifier?
    /// `nil` when no entity was marked, or entities are not wanted.
    private let tagger: SequenceTagger?
    private let serving: Serving

    /// The options that matter after training.
    struct Serving {
        let rankingLength: Int
        let renormalizes: Bool
        let splitting: CommaSplitting

        init(_ options: ComponentOptions) {
            rankingLength = options.int("ranking_length") ?? 10
            renormalizes = options.flag("renormalize_confidences")
            splitting = CommaSplitting(options["split_entities_by_comma"])
        }
    }

    init(intents: EmbeddingTextClassifier?, tagger: SequenceTagger?, serving: Serving) {
        self.intents = intents
        self.tagger = tagger
        self.serving = serving
    }

    /// Sets the intent and its ranking, and adds entities. A message without a scalar or a word
    /// means nothing.
    public func process(_ message: inout Message) {
        guard !message.scalars.isEmpty, !message.tokens.isEmpty else { return }
        var probabilities: [Float] = []
        if let intents {
            probabilities = intents.probabilities(message)
            rank(probabilities, intents.labels, &message)
        }
        guard let tagger else { return }
        message.entities += tagger.entities(
            message, probabilities: probabilities, splitting: serving.splitting,
            extractor: Self.name)
    }

    private func rank(_ probabilities: [Float], _ labels: [String], _ message: inout Message) {
        var ranking = EmbeddingTextClassifier.ranking(
            probabilities, labels: labels, length: serving.rankingLength)
        if serving.renormalizes {
            let sum = ranking.reduce(0) { $0 + $1.confidence }
            if sum > 0 {
                for index in ranking.indices { ranking[index].confidence /= sum }
            }
        }
        message.ranking = ranking
        if let best = ranking.first { message.intent = best }
    }

    /// Writes what `load` of the entry in the catalogue reads.
    public func save(to file: inout ModelSections) {
        intents?.save(to: &file, name: "intents")
        tagger?.save(to: &file, name: "entities")
    }

    init(_ sections: ModelSections, _ options: ComponentOptions) throws {
        let intents =
            sections["intents"] == nil
            ? nil : try EmbeddingTextClassifier(from: sections, name: "intents")
        let tagger =
            sections["entities"] == nil
            ? nil : try SequenceTagger(from: sections, name: "entities")
        self.init(intents: intents, tagger: tagger, serving: Serving(options))
    }
}
