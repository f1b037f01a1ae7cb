// Flags of the verbs that train: where a model goes, and what to make of Rasa's other flags.

import ArgumentParser
import Foundation

/// Where a model goes, and what to make of flags of Rasa that have no meaning here.
struct TrainingOutput: ParsableArguments {
    @Option(name: .long, help: "The folder for models.")
    var out = "models"

    @Option(name: .long, help: "The model's name in place of a fresh one.")
    var fixedModelName: String?

    @Flag(name: .long, help: "Train every part, changed or not.")
    var force = false

    @Option(name: .long, help: "Accepted; training uses one core.")
    var numThreads: Int?

    @Flag(name: .long, help: "Accepted; the model keeps no training data.")
    var persistNluData = false

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Accepted; every training starts afresh, unchanged parts apart.")
    var finetune: [String] = []

    @Option(name: .long, help: "Accepted; goes with --finetune.")
    var epochFraction: Double?

    /// The flags as the training takes them; flags without effect are named once.
    func options(_ dialogue: DialogueTrainingOptions? = nil) -> ProjectTraining.Options {
        let unused = [
            numThreads.map { _ in "--num-threads" }, persistNluData ? "--persist-nlu-data" : nil,
            finetune.isEmpty ? nil : "--finetune", epochFraction.map { _ in "--epoch-fraction" },
            dialogue?.debugPlots == true ? "--debug-plots" : nil,
        ].compactMap { $0 }
        if !unused.isEmpty {
            Terminal.standard.warning("without effect here: \(unused.joined(separator: ", "))")
        }
        var options = ProjectTraining.Options()
        options.out = out
        options.fixedName = fixedModelName
        options.isForced = force
        if let dialogue { options.augmentation = dialogue.augmentation }
        return options
    }
}

/// How stories are learned from.
struct DialogueTrainingOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "How much is glued together from stories for policies that learn by example; 0: none."
    )
    var augmentation = 50

    @Flag(name: .long, help: "Accepted; `martlet visualize` draws the stories.")
    var debugPlots = false

    func validate() throws {
        guard (0...1_000).contains(augmentation) else {
            throw ValidationError("--augmentation must lie between 0 and 1000.")
        }
    }
}
