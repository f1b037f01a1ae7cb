// Reads which events of a conversation an answer shall hold.

import Vocabulary

extension EventVerbosity {
    /// Reads the query parameter `include_events`, in any case; missing means `AFTER_RESTART`.
    ///
    /// - Throws: `APIProblem` with status 400 for other words.
    init(_ query: QueryParameters) throws(APIProblem) {
        guard let word = query["include_events"] else {
            self = .afterRestart
            return
        }
        guard let known = EventVerbosity(rawValue: word.uppercased()) else {
            let words = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(
                "Invalid parameter value for 'include_events'. Should be one of \(words)",
                parameter: "include_events")
        }
        self = known
    }
}
