// Reads the parameters of a query by the shapes of a route.

import Vocabulary

/// Reads queries.
enum QueryReading {
    /// The values of the parameters that are there.
    ///
    /// - Throws: `ProblemDetails` with status 400 for parameters that do not fit, are given twice
    ///   or are not known.
    static func values(
        of query: QueryParameters, for operation: APIOperation
    ) throws(ProblemDetails) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        var findings: [SchemaFinding] = []
        for (name, text) in query.pairs {
            guard let parameter = operation.query.first(where: { $0.name == name }) else {
                findings.append(
                    SchemaFinding(
                        pointer: String(name.prefix(100)), detail: "There is no such parameter."))
                continue
            }
            let value = value(text, parameter.schema)
            findings += SchemaChecks.findings(in: value, parameter.schema).map {
                SchemaFinding(pointer: name, detail: $0.detail)
            }
            if values.updateValue(value, forKey: name) != nil {
                findings.append(SchemaFinding(pointer: name, detail: "It is given twice."))
            }
        }
        guard findings.isEmpty else {
            throw .badQuery(Array(findings.prefix(SchemaChecks.findingsMax)))
        }
        return values
    }

    /// A text as the value that a shape asks for; the text itself when it is none.
    private static func value(_ text: String, _ schema: APISchema) -> JSONValue {
        switch schema {
        case .whole: Int(text).map(JSONValue.integer) ?? .string(text)
        case .number, .time:
            Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .string(text)
        case .truth where text == "true": true
        case .truth where text == "false": false
        case .nullable(let inner): value(text, inner)
        default: .string(text)
        }
    }
}
