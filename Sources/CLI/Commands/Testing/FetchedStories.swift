// Stories that stand at an address (`test core --url`).

import Foundation
import Server
import TrainingData
import Vocabulary

/// Fetches a file of stories.
enum FetchedStories {
    /// How long the answer may take, in milliseconds.
    static let timeoutMs = 60_000

    /// The stories and rules of a YAML file.
    ///
    /// - Parameters:
    ///   - url: an address with `http` or `https`.
    ///   - asTests: whether steps hold what users say, as in files named test_….
    /// - Throws: `Fault` `.badRequest`, `.peerFailed`; `DiagnosticFailure` for what is wrong with
    ///   the file.
    static func read(_ url: String, asTests: Bool) async throws -> StoryGraph {
        guard ["http://", "https://"].contains(where: url.lowercased().hasPrefix) else {
            throw Fault(
                .badRequest, "'\(url)' is no address of a file.",
                remedy: "Write it with http:// or https://, or name a file with --stories.")
        }
        let answer = try await ProjectLoading.fetcher.fetch(
            FetchRequest(url: url, timeoutMs: timeoutMs))
        guard answer.status == 200 else {
            throw Fault(.peerFailed, "'\(url)' answered with status \(answer.status).")
        }
        let reading = YAMLSource.read(answer.body, file: url)
        let (graph, findings) = StoryReader.read(reading.root, isTest: asTests)
        let errors = (reading.diagnostics + findings).filter { $0.severity == .error }
        guard errors.isEmpty else { throw DiagnosticFailure(errors) }
        guard !graph.stories.isEmpty else {
            throw Fault(.badRequest, "There are no stories at '\(url)'.")
        }
        return graph
    }
}
