// The document of the API for programs: OpenAPI 3.1, made from the list of routes.

import HTTPTypes
import Vocabulary

/// Writes the document.
struct OpenAPIDocument {
    /// The shapes with names that were met so far.
    private var schemas: [(name: String, json: JSONValue)] = []

    /// The document of some routes.
    static func json(of routes: [APIRoute]) -> JSONValue {
        var document = OpenAPIDocument()
        var paths = JSONObject()
        for route in routes {
            var item = paths[route.path.template]?.object ?? [:]
            item[route.method.rawValue.lowercased()] = document.operation(route)
            paths[route.path.template] = .object(item)
        }
        _ = document.json(ProblemDetails.schema)
        let schemas = JSONObject(distinct: document.schemas.map { ($0.name, $0.json) })
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Martlet", "version": .string(ProgramVersion.martlet),
                "description": "People, articles and questions of a workspace.",
            ],
            "servers": [["url": .string(APIPath.root)]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas), "securitySchemes": securitySchemes,
            ],
        ]
    }

    private static let securitySchemes: JSONValue = [
        "session": [
            "type": "apiKey", "in": "cookie", "name": .string(SessionCookie.secureName),
            "description":
                "The cookie of POST /session. Changes need its csrf_token as X-CSRF-Token as well.",
        ],
        "key": ["type": "http", "scheme": "bearer", "description": "A key of POST /keys."],
    ]

    private mutating func operation(_ route: APIRoute) -> JSONValue {
        let operation = route.operation
        var members: [(key: String, value: JSONValue)] = [
            ("operationId", .string(operation.id)), ("summary", .string(operation.summary)),
            ("tags", [.string(operation.tag)]), ("security", Self.security(route.access)),
        ]
        if let permission = route.access.permission {
            members.append(("x-permission", .string(permission.rawValue)))
        }
        let parameters = parameters(of: route)
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let body = body(operation) { members.append(("requestBody", body)) }
        members.append(("responses", responses(operation)))
        return .object(JSONObject(distinct: members))
    }

    private static func security(_ access: APIAccess) -> JSONValue {
        switch access {
        case .everybody: []
        case .permission: [["session": []], ["key": []]]
        case .session, .newcomer: [["session": []]]
        }
    }

    private mutating func parameters(of route: APIRoute) -> [JSONValue] {
        var parameters: [JSONValue] = route.path.places.map { name in
            [
                "name": .string(name), "in": "path", "required": true,
                "schema": ["type": "string"],
            ]
        }
        for parameter in route.operation.query {
            parameters.append([
                "name": .string(parameter.name), "in": "query",
                "description": .string(parameter.note), "schema": json(parameter.schema),
            ])
        }
        if route.operation.isCreation {
            let lengths = IdempotentAnswers.keyLengths
            parameters.append([
                "name": "Idempotency-Key", "in": "header",
                "description": "Sent again within 24 hours, the first answer is given again.",
                "schema": json(.text(lengths)),
            ])
        }
        return parameters
    }

    private mutating func body(_ operation: APIOperation) -> JSONValue? {
        switch operation.body {
        case .none: return nil
        case .json(let schema):
            return ["content": ["application/json": ["schema": json(schema)]], "required": true]
        case .bytes(let types):
            let content = types.map { ($0, JSONValue.object([:])) }
            return ["content": .object(JSONObject(distinct: content)), "required": true]
        }
    }

    private mutating func responses(_ operation: APIOperation) -> JSONValue {
        var answer: JSONObject = ["description": .string(operation.summary)]
        switch operation.success {
        case .nothing: break
        case .json(let schema, _):
            answer["content"] = ["application/json": ["schema": json(schema)]]
        case .bytes(let types):
            answer["content"] = .object(
                JSONObject(distinct: types.map { ($0, JSONValue.object([:])) }))
        }
        let problem: JSONValue = [
            "description": "What went wrong.",
            "content": [
                "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
        ]
        return .object(
            JSONObject(distinct: [
                (String(operation.success.status), .object(answer)), ("default", problem),
            ]))
    }

    /// A shape as JSON Schema (2020-12).
    private mutating func json(_ schema: APISchema) -> JSONValue {
        switch schema {
        case .text(let lengths, let format):
            var text: JSONObject = [
                "type": "string", "minLength": .integer(lengths.lowerBound),
                "maxLength": .integer(lengths.upperBound),
            ]
            if let format { text["format"] = .string(format) }
            return .object(text)
        case .choice(let names):
            return ["type": "string", "enum": .array(names.map(JSONValue.string))]
        case .whole(let range):
            return [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .number: return ["type": "number"]
        case .time: return ["type": "number", "description": "Seconds since 1970."]
        case .truth: return ["type": "boolean"]
        case .list(let item, let max):
            return ["type": "array", "items": json(item), "maxItems": .integer(max)]
        case .object(let object): return reference(object)
        case .nullable(let inner): return ["anyOf": [json(inner), ["type": "null"]]]
        case .anything(let note): return ["description": .string(note)]
        }
    }

    private mutating func reference(_ object: APIObject) -> JSONValue {
        guard let name = object.name else { return json(object) }
        if !schemas.contains(where: { $0.name == name }) {
            schemas.append((name, .null))
            let json = json(object)
            if let place = schemas.firstIndex(where: { $0.name == name }) {
                schemas[place].json = json
            }
        }
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    private mutating func json(_ object: APIObject) -> JSONValue {
        var properties: [(key: String, value: JSONValue)] = []
        for field in object.fields {
            // Beside a reference a description is allowed since OpenAPI 3.1.
            var member = json(field.schema).object ?? [:]
            member["description"] = .string(field.note)
            properties.append((field.name, .object(member)))
        }
        let required = object.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        return [
            "type": "object", "properties": .object(JSONObject(distinct: properties)),
            "required": .array(required), "additionalProperties": false,
        ]
    }
}
