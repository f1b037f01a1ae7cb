// Events of a conversation in a request's body.

import Foundation
import Vocabulary

/// Reads events that a request brings.
enum EventBody {
    private static let complaint =
        "Failed to validate the events format. For more information about the format visit the "
        + "docs. Error: "

    /// The body, each of its events of the right form.
    ///
    /// - Returns: a list of events, or one event.
    /// - Throws: `FrameworkProblem` for what is no JSON, `APIProblem` with status 400 for what is no
    ///   event.
    static func checked(_ exchange: Exchange) throws -> JSONValue {
        let body = try exchange.json()
        if let problem = EventChecks.formProblem(body) { throw Self.problem(problem) }
        return body
    }

    /// The events of a list that was checked.
    ///
    /// - Throws: `APIProblem` with status 400 when an event of the right form still is none.
    static func events(_ list: [JSONValue]) throws(APIProblem) -> [Event] {
        let now = Date().timeIntervalSince1970
        var events: [Event] = []
        events.reserveCapacity(list.count)
        for (index, value) in list.enumerated() {
            do throws(EventProblem) {
                events.append(try Event(json: value, now: now))
            } catch {
                throw problem("event \(index): \(error.message)")
            }
        }
        return events
    }

    private static func problem(_ reason: String) -> APIProblem {
        .badRequest(complaint + reason, help: RasaContract.apiHelp)
    }
}
