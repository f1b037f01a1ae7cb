// Holds answers against what the document says of their routes.

import HTTPTypes
import Vocabulary

/// Checks answers while tests run.
enum AnswerChecks {
    /// Checks an answer that is no problem.
    ///
    /// - Throws: `Fault` `.unexpected` when it is not what the document says.
    static func check(_ answer: APIAnswer, of route: APIRoute) throws(Fault) {
        let success = route.operation.success
        guard answer.status == success.status else {
            throw fault(route, "answers \(answer.status) instead of \(success.status)")
        }
        let type = answer.headers[.contentType]
        switch success {
        case .nothing:
            guard answer.body.isEmpty else { throw fault(route, "answers a body") }
        case .bytes(let types):
            guard types.contains(type ?? "") || types.contains("*/*") else {
                throw fault(route, "answers the type '\(type ?? "")'")
            }
        case .json(let schema, _):
            guard type == "application/json", let value = try? JSONValue(parsing: answer.body)
            else { throw fault(route, "answers no JSON") }
            let findings = SchemaChecks.findings(in: value, schema)
            guard findings.isEmpty else { throw fault(route, "answers \(findings)") }
        }
        if success.status == 201, answer.headers[.location] == nil {
            throw fault(route, "does not say where the new thing lies")
        }
    }

    private static func fault(_ route: APIRoute, _ what: String) -> Fault {
        Fault(.unexpected, "\(route.title) \(what)")
    }
}
