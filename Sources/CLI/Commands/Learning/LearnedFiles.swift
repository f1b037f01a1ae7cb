// Writes what was learned by talking: a story, and examples for the NLU data.

import Assistant
import Foundation
import TrainingData
import Vocabulary

/// New files of training data beside those of the project; nothing that is there is changed.
struct LearnedFiles {
    let folder: String
    /// Whether stories hold what was said besides the intents.
    let keepsTexts: Bool

    /// Writes what a conversation taught; nothing for one in which nothing was said.
    ///
    /// - Throws: `Fault` `.cannotSave`.
    func write(_ lesson: Lesson) async throws {
        let stories = try await story(of: lesson)
        guard !stories.stories.isEmpty else {
            Terminal.standard.note("nothing was said, nothing is written")
            return
        }
        try write(StoryWriter.yaml(stories), named: "interactive_stories")
        let examples = TrainingSet(examples: lesson.examples.filter { $0.intent != nil })
        if !examples.examples.isEmpty {
            try write(NLUWriter.yaml(examples), named: "interactive_nlu")
        }
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

    /// Writes a file of a name that is free.
    private func write(_ text: String, named base: String) throws(Fault) {
        var path = "\(folder)/\(base).yml"
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = "\(folder)/\(base)_\(number).yml"
            number += 1
        }
        try ModelFolder.write(Array(text.utf8), to: path)
        Terminal.standard.success("Written: '\(path)'.")
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
