// What a route takes and answers, as the document tells it and the door holds it.

import HTTPTypes
import Vocabulary

/// The body a route takes.
enum APIBody: Sendable, Hashable {
    /// None.
    case none
    /// JSON of a shape.
    case json(APISchema)
    /// Bytes of one of some media types.
    case bytes([String])
}

/// What a route answers when nothing goes wrong.
enum APISuccess: Sendable, Hashable {
    /// JSON of a shape.
    case json(APISchema, status: Int = 200)
    /// Nothing, with status 204.
    case nothing
    /// Bytes of one of some media types.
    case bytes([String])

    /// JSON with status 201.
    static func created(_ schema: APISchema) -> APISuccess { .json(schema, status: 201) }

    /// A page of things.
    static func page(of item: APISchema) -> APISuccess { .json(.page(of: item)) }

    /// The status.
    var status: Int {
        switch self {
        case .json(_, let status): status
        case .nothing: 204
        case .bytes: 200
        }
    }
}

/// A parameter of a query.
struct APIParameter: Sendable, Hashable {
    let name: String
    let schema: APISchema
    /// What it means.
    let note: String

    init(_ name: String, _ schema: APISchema, _ note: String) {
        self.name = name
        self.schema = schema
        self.note = note
    }

    /// The two parameters of every list.
    static let paging = [
        APIParameter(
            "limit", .whole(1...PageRequest.limitMax),
            "How many things a page holds; \(PageRequest.limitStandard) when it is not given."),
        APIParameter("cursor", .text(1...1_000), "`next` of the page before."),
    ]
}

/// What a route is for, takes and answers.
struct APIOperation: Sendable {
    /// How large a body of JSON may be where nothing else is said, in bytes.
    static let bodyBytesMax = 1 << 20

    /// Its name for programs, unique: `listPeople`.
    let id: String
    /// What it does, as a short sentence.
    let summary: String
    /// What it belongs to: `people`, `articles`, …
    let tag: String
    var query: [APIParameter] = []
    var body: APIBody = .none
    var success: APISuccess = .nothing
    /// How large a body may be, in bytes.
    var bodyBytesMax = APIOperation.bodyBytesMax
    /// Whether it makes something, so that an `Idempotency-Key` keeps it from doing so twice.
    var isCreation = false
}
