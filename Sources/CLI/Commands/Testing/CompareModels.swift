// How many stories each of several models gets right.

import Assistant
import Dialogue
import Foundation
import TrainingData
import Vocabulary

extension StoryTesting {
    /// Plays the stories with each model and writes `results.json`: the counts of each group.
    ///
    /// - Note: the groups and the file are those of `compare_models` and `compare_models_in_dir` in
    ///   rasa/core/test.py (3.6.21); models of one run are not listed apart.
    func compare(_ models: [(group: String, path: String)], _ stories: StoryGraph) async throws {
        var counts: [(group: String, rights: [JSONValue])] = []
        for model in models {
            let report = try await play(stories, model.path)
            let right = report.outcomes.count(where: \.isRight)
            Terminal.standard.write(
                "\(model.path): \(right) of \(report.outcomes.count) stories right")
            if let index = counts.firstIndex(where: { $0.group == model.group }) {
                counts[index].rights.append(.integer(right))
            } else {
                counts.append((model.group, [.integer(right)]))
            }
        }
        let result = JSONValue.object(
            JSONObject(distinct: counts.map { ($0.group, .array($0.rights)) }))
        try ModelFolder.write(result.bytes(indent: 2), to: "\(reports.out)/results.json")
        Terminal.standard.success("The comparison is written to '\(reports.out)/results.json'.")
    }

    /// All models of a folder and of the folders in it, grouped by what stands before
    /// `__percentage__` in their names.
    static func models(below folder: String) throws(Fault) -> [(group: String, path: String)] {
        let names = FileManager.default.subpaths(atPath: folder) ?? []
        let models = names.filter { $0.hasSuffix(ModelFolder.ending) }.sorted()
        guard !models.isEmpty else {
            throw Fault(.notFound, "There are no models below '\(folder)'.")
        }
        return models.map { name in
            let base = (name as NSString).lastPathComponent
            let group = base.range(of: "__percentage__").map { String(base[..<$0.lowerBound]) }
            return (group ?? base, "\(folder)/\(name)")
        }
    }
}
