// The catalogue's entry of the response selector.

import TrainingData
import Vocabulary

extension ResponseSelector {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "ResponseSelector", needs: [.features], options: honoured + withoutEffect,
        learnsFrom: [.examples, .responses],
        reads: { origins($0).isEmpty ? [] : [.sentence] },
        train: train, load: { try ResponseSelector(loading: $0, options: $1) })

    private static let honoured: [ComponentOption] = [
        ComponentOption("retrieval_intent", .null, accepts: .text),
        ComponentOption("use_text_as_label", false),
        ComponentOption("epochs", 300, accepts: .whole(1...epochsMax)),
        ComponentOption("random_seed", .null, accepts: .whole(Int.min...Int.max)),
        ComponentOption(
            "ranking_length", .integer(Limits.rankingLength), accepts: .whole(0...Int.max)),
        ComponentOption("renormalize_confidences", false),
        ComponentOption("featurizers", []),
        ComponentOption("model_confidence", "softmax", accepts: .oneOf(["softmax"])),
    ]

    /// The most epochs that may be asked for; training stops far earlier by itself.
    private static let epochsMax = 1_000_000

    private static let withoutEffect: [ComponentOption] =
        options(
            [
                ("hidden_layers_sizes", ["text": [256, 128], "label": [256, 128]]),
                ("share_hidden_layers", false), ("embedding_dimension", 20),
                ("dense_dimension", ["text": 512, "label": 512]),
                ("concat_dimension", ["text": 512, "label": 512]),
                ("connection_density", 1.0),
            ], "the net's layers have fixed sizes")
        + options(
            [
                ("transformer_size", nil), ("number_of_transformer_layers", 0),
                ("number_of_attention_heads", 4), ("use_key_relative_attention", false),
                ("use_value_relative_attention", false), ("max_relative_position", 5),
                ("unidirectional_encoder", false), ("drop_rate_attention", 0),
                ("use_masked_language_model", false),
            ], "the net has no transformer")
        + options(
            [
                ("batch_size", [64, 256]), ("batch_strategy", "balanced"),
                ("learning_rate", 0.001), ("drop_rate", 0.2),
                ("use_sparse_input_dropout", false), ("use_dense_input_dropout", false),
                ("regularization_constant", 0.002), ("run_eagerly", false),
                ("drop_small_last_batch", false),
            ], "training chooses its steps by the amount of data")
        + options(
            [
                ("number_of_negative_examples", 20), ("similarity_type", "auto"),
                ("loss_type", "cross_entropy"), ("maximum_positive_similarity", 0.8),
                ("maximum_negative_similarity", -0.4), ("use_maximum_negative_similarity", true),
                ("scale_loss", true), ("negative_margin_scale", 0.8),
                ("constrain_similarities", false),
            ], "every response is held against all others by cross-entropy")
        + options(
            [
                ("evaluate_every_number_of_epochs", 20), ("evaluate_on_number_of_examples", 0),
                ("tensorboard_log_directory", nil), ("tensorboard_log_level", "epoch"),
                ("checkpoint_model", false),
            ], "training holds examples back by itself and writes no TensorBoard logs")
        + options(
            [
                ("intent_classification", true), ("entity_recognition", true),
                ("BILOU_flag", true), ("split_entities_by_comma", true),
            ], "the component neither classifies intents nor finds entities")

    private static func options(
        _ standards: [(name: String, standard: JSONValue)], _ reason: String
    ) -> [ComponentOption] {
        standards.map {
            ComponentOption($0.name, $0.standard, .withoutEffect(reason), accepts: .anything)
        }
    }
}
