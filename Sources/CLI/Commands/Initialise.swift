// `martlet init`: writes a small project and trains it.

import ArgumentParser
import Assistant
import Foundation
import Vocabulary

/// Makes a new project.
struct Initialise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new project with example data.")

    @Flag(name: .long, help: "Ask nothing: write into the folder and train.")
    var noPrompt = false

    @Option(name: .long, help: "The folder of the new project; it must exist.")
    var initDir: String?

    @OptionGroup var verbosity: Verbosity

    func run() async throws {
        verbosity.apply()
        let terminal = Terminal.standard
        let folder = try chooseFolder(terminal)
        for file in StarterProject.files {
            let path = "\(folder)/\(file.path)"
            if FileManager.default.fileExists(atPath: path) {
                terminal.note("kept     \(file.path), which was there before")
                continue
            }
            try ModelFolder.write(Array((file.text + "\n").utf8), to: path)
            terminal.note("written  \(file.path)")
        }
        terminal.success("The project is in '\(folder)'.")
        let wantsTraining = noPrompt || Question.confirm("Train it now?", standard: true)
        guard wantsTraining else {
            terminal.write(
                "Train it with `martlet train`, then talk to it: `martlet shell`.")
            return
        }
        try await ProjectTraining(folder: folder, options: ProjectTraining.Options()).run()
        terminal.write("Talk to it with `martlet shell`, serve it: `martlet run --enable-api`.")
    }

    private func chooseFolder(_ terminal: Terminal) throws -> String {
        let asked =
            noPrompt || initDir != nil
            ? nil : Question.ask("Where shall the project be?", standard: ".")
        let folder = initDir ?? asked ?? "."
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        {
            return folder
        }
        guard initDir == nil, !noPrompt,
            Question.confirm("'\(folder)' is not there. Make it?", standard: true)
        else {
            throw Fault(
                .notFound, "There is no folder '\(folder)'.", remedy: "Make it and try again.")
        }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return folder
    }
}
