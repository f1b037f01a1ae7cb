// What the embedding policy learned: features, a net and the actions it chooses between.

import Learning

/// A trained net with the names it speaks of.
struct EmbeddingModel: Sendable {
    /// The features of states.
    let features: StateFeatureIndex
    /// The net; its labels are `actions`.
    let network: AttentionNetwork
    /// Names or texts of the actions that stories have.
    let actions: [String]
    /// Whether stories have messages by their text.
    let readsText: Bool
    /// Whether stories have messages by their intent.
    let readsIntents: Bool

    /// Whether all messages of the stories are texts.
    var isEndToEnd: Bool { readsText && !readsIntents }

    /// Writes the model.
    func write(to writer: inout SectionWriter) {
        features.write(to: &writer)
        writer.write(texts: actions)
        writer.write(UInt8(readsText ? 1 : 0))
        writer.write(UInt8(readsIntents ? 1 : 0))
        network.write(to: &writer)
    }
}

extension EmbeddingModel {
    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    init(from reader: inout SectionReader) throws(SectionProblem) {
        let features = try StateFeatureIndex(from: &reader)
        let actions = try reader.texts()
        let readsText = try reader.integer(UInt8.self) != 0
        let readsIntents = try reader.integer(UInt8.self) != 0
        let network = try AttentionNetwork(from: &reader)
        guard network.inputs >= features.count, network.labels == actions.count else {
            throw SectionProblem("the net of the embedding policy does not fit its names")
        }
        self.init(
            features: features, network: network, actions: actions, readsText: readsText,
            readsIntents: readsIntents)
    }
}
