// GET /domain: the domain of the model in service.

import Assistant
import Dialogue
import HTTPTypes
import Hummingbird
import TrainingData
import Vocabulary

/// Shows the domain.
struct DomainRoute: Sendable {
    /// `GET /domain`, as JSON or YAML by the end of the `Accept` header.
    ///
    /// A model without dialogue has an empty domain.
    func answer(_ exchange: Exchange) throws -> Response {
        let domain = try exchange.servedModel().dialogue?.domain.domain ?? Domain()
        let accept = exchange.headers[.accept] ?? "application/json"
        if accept.hasSuffix("json") { return .json(domain.json) }
        if accept.hasSuffix("yml") || accept.hasSuffix("yaml") {
            return .bytes(Array(DomainWriter.yaml(domain).utf8), type: "application/x-yaml")
        }
        throw APIProblem(
            406, "NotAcceptable",
            "Invalid Accept header. Domain can be provided as json (\"Accept: application/json\") "
                + "or yml (\"Accept: application/x-yaml\"). Make sure you've set the appropriate "
                + "Accept header.")
    }
}
