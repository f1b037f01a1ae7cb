// Writes what was learned by talking into the project: stories, examples, and new names.

import Assistant
import Dialogue
import Foundation
import TrainingData
import Vocabulary

/// The files that what was learned is added to; what stands in them stays as it is.
struct LearnedFiles {
    /// Where stories are added.
    var stories: String
    /// Where examples are added.
    var nlu: String
    /// Where new intents, entities, actions and responses are added; a folder gets a file of its
    /// own.
    var domain: String
    /// Whether stories hold what was said besides the intents.
    var keepsTexts = false

    /// Lets the person say where to, as Rasa's export does.
    mutating func ask(_ questions: inout Questions) {
        stories = questions.path(
            "Export stories to (if file exists, this will append the stories)", standard: stories)
        nlu = questions.path(
            "Export NLU data to (if file exists, this will merge learned data with previous "
                + "training examples)", standard: nlu)
        domain = questions.path(
            "Export domain file to (if file exists, what is new is added)", standard: domain)
    }

    /// Writes what a conversation taught; nothing for one in which nothing was said.
    ///
    /// - Throws: `Fault` `.cannotSave`.
    func write(_ lesson: Lesson) async throws {
        let graph = try await story(of: lesson)
        guard !graph.stories.isEmpty else {
            Terminal.standard.note("nothing was said, nothing is written")
            return
        }
        try change(stories, orElse: StoryWriter.yaml(graph)) { file throws(Fault) in
            try file.addStories(graph)
        }
        let examples = TrainingSet(examples: lesson.examples.filter { $0.intent != nil })
        if !examples.examples.isEmpty {
            try change(nlu, orElse: NLUWriter.yaml(examples)) { file throws(Fault) in
                try Self.add(examples.examples, to: &file)
            }
        }
        try write(LearnedNames(lesson))
    }

    private func write(_ names: LearnedNames) throws {
        guard !names.isEmpty else { return }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: domain, isDirectory: &isFolder)
        let path = exists && isFolder.boolValue ? "\(domain)/interactive.yml" : domain
        let empty = Array("version: \"\(Domain.formatVersion)\"\n".utf8)
        var fresh = try YAMLEditing(empty, file: path)
        try names.add(to: &fresh)
        try change(path, orElse: fresh.text) { file throws(Fault) in try names.add(to: &file) }
    }

    /// The conversation as a story to train on.
    private func story(of lesson: Lesson) async throws -> StoryGraph {
        guard try await lesson.agent.events(of: lesson.conversation) != nil else {
            return StoryGraph()
        }
        let told = try await lesson.agent.story(of: lesson.conversation)
        let reading = YAMLSource.read(text: told, file: "story")
        let (graph, _) = StoryReader.read(reading.root, isTest: true)
        let stories = graph.stories.compactMap { story -> Story? in
            guard story.steps.contains(where: \.isUser) else { return nil }
            var story = story
            story.isTest = false
            story.name = "learned by talking, \(Self.stamp)"
            if !keepsTexts { story.steps = story.steps.map(\.withoutText) }
            return story
        }
        return StoryGraph(stories: stories)
    }

    /// Adds each example to its intent, or the intent with it; one that is there is left alone.
    private static func add(
        _ examples: [TrainingExample], to file: inout YAMLEditing
    ) throws(Fault) {
        for example in examples {
            let parts = [example.intent, example.responseKey].compactMap { $0 }
            let intent = parts.joined(separator: "/")
            let text = ExampleText.marked(example.text, example.entities)
            do throws(Fault) {
                if try !file.holds(text, in: intent) { try file.addExample(text, to: intent) }
            } catch  where error.code == .notFound {
                try file.addIntent(intent, examples: [text])
            }
        }
    }

    /// Edits a file, or writes a new one where it is missing; one that cannot be edited gets a new
    /// one beside it.
    private func change(
        _ path: String, orElse text: String,
        _ edit: (inout YAMLEditing) throws(Fault) -> Void
    ) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            return try save(Array(text.utf8), to: path)
        }
        do {
            var file = try YAMLEditing(try ModelFolder.read(path), file: path)
            try edit(&file)
            try save(file.bytes, to: path)
        } catch {
            let beside = Self.freePath(beside: path)
            Terminal.standard.warning("'\(path)' is left alone: \(error)")
            try save(Array(text.utf8), to: beside)
        }
    }

    private func save(_ bytes: [UInt8], to path: String) throws(Fault) {
        try ModelFolder.write(bytes, to: path)
        Terminal.standard.success("Written: '\(path)'.")
    }

    /// A path in the same folder that is free.
    private static func freePath(beside path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        let base = folder.isEmpty ? "interactive_\(name)" : "\(folder)/interactive_\(name)"
        let paths = ["\(base).yml"] + (2...999).map { "\(base)_\($0).yml" }
        return paths.first { !FileManager.default.fileExists(atPath: $0) } ?? "\(base)_new.yml"
    }

    private static var stamp: String {
        let name = ModelFolder.freshName(prefix: "")
        return String(name.prefix(15))
    }
}

extension StoryStep {
    /// Whether a user says something.
    fileprivate var isUser: Bool { if case .user = content { true } else { false } }

    /// What a user means without what was said.
    fileprivate var withoutText: StoryStep {
        guard case .user(var user) = content, user.intent != nil else { return self }
        user.text = nil
        user.markedText = nil
        for index in user.entities.indices { user.entities[index].span = nil }
        return StoryStep(.user(user), place: place)
    }
}
