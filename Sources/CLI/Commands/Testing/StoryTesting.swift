// How well a model leads conversations: stories are played, figures told, reports written.

import ArgumentParser
import Assistant
import Dialogue
import Foundation
import NLU
import TrainingData
import Vocabulary

/// Tests stories.
struct StoryTesting {
    let options: StoryTestOptions
    let reports: ReportOptions
    let isEndToEnd: Bool

    /// Plays the stories with one model and writes all reports, or with several and writes how many
    /// stories each got right.
    ///
    /// - Returns: whether a prediction of the one model was wrong.
    /// - Throws: `DiagnosticFailure`, `Fault`.
    func run(models: [String], stories path: String) async throws -> Bool {
        let stories = try await stories(path)
        if options.evaluateModelDirectory {
            try await compare(try ComparedModels(below: models[0]), stories)
            return false
        }
        guard models.count == 1 else {
            try await compare(models, stories)
            return false
        }
        let report = try await play(stories, models[0])
        tell(report)
        reports.tellFiles(try write(report))
        return report.outcomes.contains { !$0.isRight }
    }

    /// The stories of an address or a path; below a path of test files only when messages are
    /// understood as well.
    private func stories(_ path: String) async throws -> StoryGraph {
        if let url = options.url {
            let fetched = try await FetchedStories.read(url, asTests: isEndToEnd)
            return StoryGraph(stories: played(fetched.stories))
        }
        let project = try ProjectLoading.project(
            folder: ".", config: "config.yml", domain: "domain.yml",
            data: [try ProjectLoading.existing(path, standard: "data")], parts: .stories)
        let errors = project.diagnostics.filter {
            $0.severity == .error && $0.place.file != "config.yml"
        }
        guard errors.isEmpty else { throw DiagnosticFailure(errors) }
        let stories = played((isEndToEnd ? project.tests : project.stories).stories)
        if stories.isEmpty {
            Terminal.standard.warning(
                isEndToEnd
                    ? "there are no test stories below '\(path)': they stand in files named test_…"
                    : "there are no stories below '\(path)'")
        }
        return StoryGraph(stories: stories)
    }

    /// The stories among stories and rules, as many as shall be played.
    private func played(_ blocks: [Story]) -> [Story] {
        let stories = blocks.filter { $0.kind != .rule }
        return Array(stories.prefix(options.maxStories ?? stories.count))
    }

    /// Plays the stories with the model of a path.
    func play(_ stories: StoryGraph, _ path: String) async throws -> StoryReport {
        let model = try ModelOpener(fetching: ProjectLoading.fetcher).open(path: path)
        guard let dialogue = model.trainedDialogue else {
            throw Fault(
                .badRequest, "The model '\(model.fileName)' leads no conversations.",
                remedy: "Train one with stories: `martlet train`.")
        }
        let test =
            isEndToEnd
            ? StoryTest(dialogue) { await Self.understood($0, by: model) }
            : StoryTest(dialogue)
        return try await test.run(stories)
    }

    /// What a message means, without what `extract:` of martlet.yml adds: test stories are Rasa's,
    /// and say nothing of it.
    private static func understood(_ text: String, by model: ServedModel) async -> JSONObject {
        var parsed = await model.parse(text)
        parsed.entities.removeAll { $0.extractor == NativeEntityExtractor.kind.name }
        return parsed.json.object ?? [:]
    }

    private func tell(_ report: StoryReport) {
        let terminal = Terminal.standard
        let right = report.outcomes.count(where: \.isRight)
        let labels = report.labels
        let scores = ClassificationReport(
            targets: labels.targets, predictions: labels.predictions)
        terminal.write("stories: \(right) of \(report.outcomes.count) right")
        let hits = report.predictions.count { $0.action == $0.predicted }
        terminal.write("actions: \(hits) of \(report.predictions.count) right")
        terminal.write(
            "all predictions: "
                + Percentage.figures(
                    scores.accuracy, scores.weightedAverage.f1, scores.weightedAverage.precision))
        for outcome in report.outcomes where !outcome.isRight {
            terminal.note("failed: \(outcome.conversation.name)")
        }
    }

    private func write(_ report: StoryReport) throws -> [String] {
        let actions = ClassificationReport(
            targets: report.predictions.map(\.action),
            predictions: report.predictions.map(\.predicted))
        let failed = report.outcomes.filter { !$0.isRight }
        let passed = report.outcomes.filter(\.isRight)
        var files: [(name: String, text: String?)] = []
        if !reports.noErrors {
            files.append(
                (
                    "failed_test_stories.yml",
                    PlayedStories.yaml(
                        failed, orElse: "None of the test stories failed - all good!")
                ))
        }
        if reports.successes {
            files.append(
                (
                    "successful_test_stories.yml",
                    PlayedStories.yaml(passed, orElse: "None of the test stories succeeded :(")
                ))
        }
        if !reports.noWarnings {
            // Warnings come from UnexpecTEDIntentPolicy alone, which does nothing here.
            files.append(
                (
                    "stories_with_warnings.yml",
                    PlayedStories.yaml([], orElse: "No warnings for test stories")
                ))
        }
        return try ReportFolder(path: reports.out, options: reports.folder).write(
            report.reportJSON, actions: actions, stories: files)
    }
}

extension StoryReport {
    /// What `story_report.json` holds: the scores of every label, and how many stories are right.
    var reportJSON: JSONValue {
        let labels = labels
        let scores = ClassificationReport(
            targets: labels.targets, predictions: labels.predictions)
        var members = (scores.json.object?.members ?? []).map { member in
            var value = member.value.object ?? [:]
            value["confused_with"] = nil
            return (
                key: member.key,
                value: member.value.object == nil ? member.value : .object(value)
            )
        }
        guard !outcomes.isEmpty else { return .object(JSONObject(distinct: members)) }
        members.append(
            (
                "conversation_accuracy",
                [
                    "accuracy": .number(storyAccuracy),
                    "correct": .integer(outcomes.count(where: \.isRight)), "with_warnings": 0,
                    "total": .integer(outcomes.count),
                ]
            ))
        return .object(JSONObject(distinct: members))
    }
}
