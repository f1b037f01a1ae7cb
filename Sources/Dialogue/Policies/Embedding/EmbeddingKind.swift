// How the embedding policy is trained, saved and read back.

public import Learning
import TrainingData
import Vocabulary

extension EmbeddingPolicy {
    /// `TEDPolicy`.
    static let kind = PolicyKind(
        name: policyName, priority: EmbeddingSettings().priority, options: options,
        usesAugmentation: true,
        train: { entry, lesson in
            let settings = EmbeddingSettings(entry.options)
            var learning = EmbeddingLearning(lesson, settings)
            let policy = EmbeddingPolicy(
                settings: settings, ruleOnly: lesson.ruleOnly, model: try learning.learn(),
                domain: lesson.domain)
            return (policy, [])
        },
        load: { options, sections, domain in
            try EmbeddingPolicy(
                settings: EmbeddingSettings(options), from: sections, domain: domain)
        })

    private static let section = "embedding"

    /// Rasa's options; those that shape its own net and its training change nothing in ours.
    private static let options: [PolicyOption] =
        [
            PolicyOption("priority", .integer(atLeast: 0)),
            PolicyOption("max_history", .optionalInteger(atLeast: 0)),
            PolicyOption("epochs", .integer(atLeast: 1)),
            PolicyOption("random_seed", .optionalInteger(atLeast: 0)),
            PolicyOption("ranking_length", .integer(atLeast: 0)),
            PolicyOption("renormalize_confidences", .truth),
            PolicyOption("e2e_confidence_threshold", .number(0...1)),
            PolicyOption("constrain_similarities", .truth),
        ]
        + [
            "hidden_layers_sizes", "dense_dimension", "concat_dimension", "encoding_dimension",
            "transformer_size", "number_of_transformer_layers", "number_of_attention_heads",
            "use_key_relative_attention", "use_value_relative_attention",
            "max_relative_position", "unidirectional_encoder", "batch_size", "batch_strategy",
            "learning_rate", "embedding_dimension", "number_of_negative_examples",
            "similarity_type", "loss_type", "maximum_positive_similarity",
            "maximum_negative_similarity", "use_maximum_negative_similarity", "scale_loss",
            "regularization_constant", "negative_margin_scale", "drop_rate_dialogue",
            "drop_rate", "drop_rate_label", "drop_rate_attention", "connection_density",
            "use_sparse_input_dropout", "use_dense_input_dropout", "use_masked_language_model",
            "evaluate_every_number_of_epochs", "evaluate_on_number_of_examples",
            "tensorboard_log_directory", "tensorboard_log_level", "checkpoint_model",
            "featurizers", "entity_recognition", "model_confidence", "BILOU_flag",
            "split_entities_by_comma", "use_gpu",
        ].map { PolicyOption($0, .any, hasEffect: false) }

    private init(
        settings: EmbeddingSettings, from sections: ModelSections, domain: DialogueDomain
    ) throws(SectionProblem) {
        var reader = try SectionReader(sections, Self.section)
        let ruleOnly = RuleOnly(slots: Set(try reader.texts()), loops: Set(try reader.texts()))
        let isTrained = try reader.integer(UInt8.self) != 0
        let model = isTrained ? try EmbeddingModel(from: &reader) : nil
        self.init(settings: settings, ruleOnly: ruleOnly, model: model, domain: domain)
    }

    /// Writes what was learned; equal training gives equal bytes.
    public func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(texts: ruleOnly.slots.sorted())
        writer.write(texts: ruleOnly.loops.sorted())
        writer.write(UInt8(model == nil ? 0 : 1))
        model?.write(to: &writer)
        file.add(Self.section, writer.bytes)
    }
}
