// POST /model/parse: a text in, its meaning out.

import Assistant
import Hummingbird
import Metrics
import Vocabulary

/// Understands one message; no conversation is touched.
struct ParseRoute: Sendable {
    private let timer: Metrics.Timer

    init(registry: MeasureRegistry) {
        timer = Metrics.Timer(
            label: "martlet_parse_duration_seconds", dimensions: [], factory: registry)
    }

    /// `POST /model/parse`
    func answer(_ exchange: Exchange) async throws -> Response {
        guard exchange.body.readableBytes > 0 else {
            throw APIProblem.badRequest(
                "No text message defined in request_body. Add text message to request body "
                    + "in order to obtain the intent and extracted entities.")
        }
        let emulation = try Emulation(exchange.query["emulation_mode"])
        let text = try Self.text(of: exchange)
        let model = try exchange.servedModel()
        let started = ContinuousClock.now
        let message = await model.parse(text.pythonStripped)
        timer.record(duration: ContinuousClock.now - started)
        return .json(try emulation.json(message))
    }

    /// The text of the request; of a list of texts the first one.
    private static func text(of exchange: Exchange) throws(APIProblem) -> String {
        let body: JSONValue
        do throws(JSONProblem) {
            body = try JSONValue(parsing: exchange.body.readableBytesView)
        } catch {
            throw problem("Failed when parsing body as json: \(error)")
        }
        guard let object = body.object else { throw problem("the body is not a JSON object") }
        switch object["text"] {
        case .string(let text): return text
        case .array(let texts):
            guard let first = texts.first?.string else {
                throw problem("'text' is a list whose first element is not a text")
            }
            return first
        case nil: throw problem("'text' is missing")
        default: throw problem("'text' is not a text")
        }
    }

    private static func problem(_ reason: String) -> APIProblem {
        APIProblem(500, "ParsingError", "An unexpected error occurred. Error: \(reason)")
    }
}
