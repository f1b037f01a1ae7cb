// The shapes of bodies and parameters: checked when they come in, written down for clients.

import Vocabulary

/// A shape of JSON.
indirect enum APISchema: Sendable, Hashable {
    /// Text of so many characters, without control characters but tabs and line ends.
    case text(ClosedRange<Int> = 0...10_000, format: String? = nil)
    /// One of some texts.
    case choice([String])
    /// A whole number.
    case whole(ClosedRange<Int>)
    /// A number.
    case number
    /// A moment, in seconds since 1970.
    case time
    /// `true` or `false`.
    case truth
    /// So many things of one shape at most.
    case list(APISchema, max: Int)
    /// An object.
    case object(APIObject)
    /// A shape or `null`.
    case nullable(APISchema)
    /// Any JSON: whoever takes it checks it.
    case anything(String)

    /// A choice between the names of an enumeration.
    static func names<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> APISchema
    where Value.RawValue == String {
        .choice(type.allCases.map(\.rawValue))
    }

    /// Text of one line's length that must not be empty.
    static let line = APISchema.text(1...200)
    /// An id.
    static let id = APISchema.text(1...64)
}

/// The fields of an object; there may be no others.
struct APIObject: Sendable, Hashable {
    /// What the document calls the shape, so that it is written once; `nil` where it stands.
    let name: String?
    let fields: [APIField]

    init(_ name: String? = nil, _ fields: [APIField]) {
        self.name = name
        self.fields = fields
    }
}

/// One field of an object.
struct APIField: Sendable, Hashable {
    let name: String
    let schema: APISchema
    /// What it means, as a sentence or less.
    let note: String
    let isRequired: Bool

    /// A field that must be there.
    static func required(_ name: String, _ schema: APISchema, _ note: String) -> APIField {
        APIField(name: name, schema: schema, note: note, isRequired: true)
    }

    /// A field that may be missing.
    static func optional(_ name: String, _ schema: APISchema, _ note: String) -> APIField {
        APIField(name: name, schema: schema, note: note, isRequired: false)
    }
}

extension APISchema {
    /// A shape with a name, for objects that occur more than once.
    static func named(_ name: String, _ fields: [APIField]) -> APISchema {
        .object(APIObject(name, fields))
    }

    /// An object that occurs once.
    static func fields(_ fields: APIField...) -> APISchema { .object(APIObject(nil, fields)) }

    /// A page of things.
    static func page(of item: APISchema) -> APISchema {
        .fields(
            .required("items", .list(item, max: PageRequest.limitMax), "The things of this page."),
            .required(
                "next", .nullable(.text(1...1_000)),
                "The `cursor` of the next page; null at the end."))
    }
}
