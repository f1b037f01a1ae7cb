// A server that models are pulled from.

import Assistant
import Foundation
import Vocabulary

/// `models:` of `endpoints.yml`, or `model_server` of a request.
///
/// - Note: follows rasa/core/agent.py `_pull_model_and_fingerprint` (3.6.21).
struct ModelServer: Sendable {
    /// The largest model that is pulled, in bytes.
    static let modelBytesMax = 512 << 20
    /// How long a pull may take, in milliseconds.
    static let pullMs = 300_000

    /// A model that was pulled and put in service.
    struct Pulled: Sendable {
        let served: ServedModel
        /// What the server calls this version of the model.
        let tag: String?
    }

    private let endpoint: Endpoint
    private let isChosenByCaller: Bool
    /// How long to wait between pulls, in seconds; 0 pulls once.
    let secondsBetweenPulls: Int

    /// Reads an endpoint; `nil` when the value names no `url`.
    init?(_ value: JSONValue, isChosenByCaller: Bool) {
        guard let endpoint = Endpoint(value) else { return nil }
        self.endpoint = endpoint
        self.isChosenByCaller = isChosenByCaller
        secondsBetweenPulls =
            switch value["wait_time_between_pulls"] {
            case nil: 100
            case .some(let wait): max(0, wait.int ?? Int(wait.string ?? "") ?? 0)
            }
    }

    /// Asks for a model and puts a new one in service.
    ///
    /// - Parameter known: the tag of the model in service, if it came from here.
    /// - Returns: `nil` when there is nothing new.
    /// - Throws: `Fault`; the model in service stays.
    func pull(
        into shelf: ModelShelf, fetching: any HTTPFetching, known: String?
    ) async throws(Fault) -> Pulled? {
        var headers = endpoint.headers
        headers.append((name: "if-none-match", value: known ?? UUID().uuidString))
        let answer = try await fetching.fetch(
            FetchRequest(
                url: endpoint.url, headers: headers, timeoutMs: Self.pullMs,
                answerBytesMax: Self.modelBytesMax, isChosenByCaller: isChosenByCaller,
                route: isChosenByCaller ? FetchRoute() : endpoint.route))
        guard answer.status == 200 else {
            if [204, 304, 404].contains(answer.status) { return nil }
            throw Fault(.peerFailed, "The model server answers with status \(answer.status).")
        }
        let name = Self.baseName(answer.header("filename"))
        let model = try shelf.load(bytes: answer.body, name: name)
        return Pulled(served: model, tag: answer.header("etag"))
    }

    /// The base name of a name from outside; `model.tar.gz` when nothing usable remains.
    static func baseName(_ name: String?) -> String {
        let last = (name ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = String(
            String.UnicodeScalarView(
                last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200)))
        return ["", ".", ".."].contains(kept) ? "model.tar.gz" : kept
    }
}
