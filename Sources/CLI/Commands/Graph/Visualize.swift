// `martlet visualize`: draws the stories and rules of a project as one picture.

import ArgumentParser
import Assistant
import Dialogue
import Foundation
import TrainingData
import Vocabulary

/// Draws stories.
struct Visualize: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visualize", abstract: "Draw the stories as a graph, in an HTML file.",
        discussion: "Steps that follow the same --max-history steps are drawn as one.")

    @Option(name: .shortAndLong, help: "A domain file, or a folder of them.")
    var domain = "domain.yml"

    @Option(name: .shortAndLong, help: "A file or folder with stories and rules.")
    var stories = "data"

    @Option(name: .shortAndLong, help: "The settings of pipeline and policies.")
    var config = "config.yml"

    @Option(name: .long, help: "The file to write; one that ends in .svg holds the picture alone.")
    var out = "graph.html"

    @Option(name: .long, help: "How many steps must agree for two places to be one.")
    var maxHistory = 2

    @Option(name: [.customShort("u"), .long], help: "Accepted; intents are shown by their names.")
    var nlu: String?

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        guard (1...20).contains(maxHistory) else {
            throw ValidationError("--max-history must lie between 1 and 20.")
        }
    }

    func run() async throws {
        verbosity.apply()
        let project = try ProjectLoading.project(
            folder: ".", config: config, domain: domain, data: [stories],
            parts: [.domain, .stories])
        guard !project.failed else { throw DiagnosticFailure(project.diagnostics) }
        guard !project.stories.stories.isEmpty else {
            throw Fault(.notFound, "There are no stories below '\(stories)'.")
        }
        let domain = DialogueDomain(project.domain.joined(with: project.stories))
        let unrolled = StoryUnroller(domain: domain, graph: project.stories).unroll()
        let graph = StoryPictureGraph(unrolled.conversations, historyMax: maxHistory)
        let picture = StoryPicture(graph)
        let page = out.hasSuffix(".svg") ? picture.svg : picture.page
        try ModelFolder.write(Array(page.utf8), to: out)
        let left = graph.leftOut
        if left > 0 { Terminal.standard.warning("\(left) steps are left out: too many to draw") }
        Terminal.standard.success("The graph of \(graph.nodes.count) steps is written to '\(out)'.")
    }
}
