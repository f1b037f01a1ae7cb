// What the catalogue knows about DIETClassifier: Rasa's options, and what becomes of them here.

import Vocabulary

extension EmbeddingClassifier {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: name, needs: [.tokens, .features], gives: [.intents, .entities],
        options: meaningful + architecture + pace,
        learnsFrom: [.examples], reads: { _ in [.patterns] },
        train: { try train($0, $1) }, load: { try EmbeddingClassifier($0, $1) })

    /// Options that do here what they do in Rasa.
    private static let meaningful: [ComponentOption] = [
        ComponentOption("epochs", 300, accepts: .whole(1...1_000_000)),
        ComponentOption("random_seed", .null, accepts: .whole(Int.min...Int.max)),
        ComponentOption("ranking_length", .integer(10), accepts: .whole(0...1_000_000)),
        ComponentOption("renormalize_confidences", false),
        ComponentOption("model_confidence", "softmax", accepts: .oneOf(["softmax"])),
        // Confidences are always held to what held-out examples show, which is what it is for.
        ComponentOption("constrain_similarities", false),
        ComponentOption("intent_classification", true),
        ComponentOption("entity_recognition", true),
        ComponentOption("BILOU_flag", true),
        ComponentOption("split_entities_by_comma", true, accepts: .anything),
        ComponentOption("featurizers", .array([]), accepts: .textOrTexts),
    ]

    private static let noTransformer = "the net has another shape than Rasa's transformer"
    private static let ownPace = "the training finds its own pace"

    private static let architecture: [ComponentOption] = [
        ("hidden_layers_sizes", ["text": [], "label": []]), ("share_hidden_layers", false),
        ("transformer_size", .null), ("number_of_transformer_layers", 2),
        ("number_of_attention_heads", 4), ("use_key_relative_attention", false),
        ("use_value_relative_attention", false), ("max_relative_position", 5),
        ("unidirectional_encoder", false), ("embedding_dimension", 20),
        ("dense_dimension", ["text": 128, "label": 20]),
        ("concat_dimension", ["text": 128, "label": 20]), ("connection_density", 0.2),
        ("use_masked_language_model", false), ("similarity_type", "auto"),
    ].map { ComponentOption($0, $1, .withoutEffect(noTransformer), accepts: .anything) }

    private static let pace: [ComponentOption] = [
        ("batch_size", [64, 256]), ("batch_strategy", "balanced"), ("learning_rate", 0.001),
        ("number_of_negative_examples", 20), ("loss_type", "cross_entropy"),
        ("maximum_positive_similarity", 0.8), ("maximum_negative_similarity", -0.4),
        ("use_maximum_negative_similarity", true), ("scale_loss", false),
        ("regularization_constant", 0.002), ("negative_margin_scale", 0.8), ("drop_rate", 0.2),
        ("drop_rate_attention", 0), ("use_sparse_input_dropout", true),
        ("use_dense_input_dropout", true), ("evaluate_every_number_of_epochs", 20),
        ("evaluate_on_number_of_examples", 0), ("drop_small_last_batch", false),
        ("tensorboard_log_directory", .null), ("tensorboard_log_level", "epoch"),
        ("checkpoint_model", false), ("run_eagerly", false), ("use_gpu", true),
    ].map { ComponentOption($0, $1, .withoutEffect(ownPace), accepts: .anything) }
}
