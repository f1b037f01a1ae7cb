// `martlet data split nlu` and `split stories`: a part to train on and a part to test with.

import ArgumentParser
import Foundation
import TrainingData
import Vocabulary

/// Splits training data.
struct Split: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Split training data into a part to train and one to test.",
        subcommands: [SplitNLU.self, SplitStories.self])
}

/// Splits NLU data.
struct SplitNLU: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nlu", abstract: "Split NLU data, keeping the share of every intent.")

    @Option(name: [.customShort("u"), .long], help: "A file or folder with NLU data.")
    var nlu = "data"

    @Option(name: .long, help: "The share of the examples to train on.")
    var trainingFraction = 0.8

    @Option(name: .long, help: "The same seed gives the same split.")
    var randomSeed: UInt64?

    @Option(name: .long, help: "The folder for the two parts.")
    var out = "train_test_split"

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let training = try ProjectLoading.trainingSet([nlu])
        let parts = try DataSplitting.split(
            training, fraction: trainingFraction, seed: randomSeed, into: URL(filePath: out))
        Terminal.standard.success(
            "\(parts.train.examples.count) examples to train and \(parts.test.examples.count) to "
                + "test written to '\(out)'.")
    }
}

/// Splits stories.
struct SplitStories: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stories", abstract: "Split every file of stories in two.",
        discussion: """
            For each file NAME with stories, train_NAME holds the file without the stories to test \
            with, test_NAME these stories. Rules stay in the part to train on.
            """)

    @Option(name: [.customShort("u"), .long], help: "A file or folder with stories.")
    var nlu = "data"

    @Option(name: .long, help: "The share of each file's stories to train on.")
    var trainingFraction = 0.8

    @Option(name: .long, help: "The same seed gives the same split.")
    var randomSeed: UInt64?

    @Option(name: .long, help: "The folder for the parts.")
    var out = "train_test_split"

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let path = try ProjectLoading.existing(nlu, standard: "data")
        let files = try StorySplitting.split(
            path, fraction: trainingFraction, seed: randomSeed, into: URL(filePath: out))
        for parts in files {
            Terminal.standard.success(
                "\(parts.file): \(parts.counts.train) stories to train and \(parts.counts.test) to "
                    + "test written to '\(out)'.")
        }
        if files.isEmpty { Terminal.standard.warning("no file in '\(path)' has stories") }
    }
}
