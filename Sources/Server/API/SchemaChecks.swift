// Holds JSON against a shape and says everything that is wrong with it.

import Foundation
import Vocabulary

/// Something that does not fit.
struct SchemaFinding: Sendable, Hashable {
    /// Where it stands, as a JSON pointer (RFC 6901); empty for the whole.
    let pointer: String
    /// What is wrong, as a sentence.
    let detail: String
}

/// Checks values.
struct SchemaChecks {
    /// How many findings are told of one value.
    static let findingsMax = 20

    private(set) var findings: [SchemaFinding] = []

    /// Everything that is wrong with a value, up to `findingsMax` findings.
    static func findings(in value: JSONValue, _ schema: APISchema) -> [SchemaFinding] {
        var checks = SchemaChecks()
        checks.check(value, schema, "")
        return checks.findings
    }

    private mutating func add(_ pointer: String, _ detail: String) {
        if findings.count < Self.findingsMax {
            findings.append(SchemaFinding(pointer: pointer, detail: detail))
        }
    }

    private mutating func check(_ value: JSONValue, _ schema: APISchema, _ pointer: String) {
        switch schema {
        case .anything: return
        case .nullable(let inner): if !value.isNull { check(value, inner, pointer) }
        case .text(let lengths, _): checkText(value, lengths, pointer)
        case .choice(let names):
            if value.string.map(names.contains) != true {
                let list = names.map { "'\($0)'" }.joined(separator: ", ")
                add(pointer, "Must be one of \(list).")
            }
        case .whole(let range):
            if value.int.map(range.contains) != true {
                add(
                    pointer,
                    "Must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
        case .number, .time:
            if value.double == nil { add(pointer, "Must be a number.") }
        case .truth: if value.bool == nil { add(pointer, "Must be true or false.") }
        case .list(let item, let max): checkList(value, item, max, pointer)
        case .object(let object): checkObject(value, object, pointer)
        }
    }

    private mutating func checkText(
        _ value: JSONValue, _ lengths: ClosedRange<Int>, _ pointer: String
    ) {
        guard let text = value.string else {
            add(pointer, "Must be a text.")
            return
        }
        if !lengths.contains(text.unicodeScalars.count) {
            let (low, high) = (lengths.lowerBound, lengths.upperBound)
            add(pointer, "Must have from \(low) to \(high) characters.")
        } else if text.unicodeScalars.contains(where: Self.isForbidden) {
            add(pointer, "Must have no control characters.")
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar != "\r")
            || scalar.value == 0x7F
    }

    private mutating func checkList(
        _ value: JSONValue, _ item: APISchema, _ max: Int, _ pointer: String
    ) {
        guard let items = value.array else {
            add(pointer, "Must be a list.")
            return
        }
        guard items.count <= max else {
            add(pointer, "Must have at most \(max) items.")
            return
        }
        for (index, element) in items.enumerated() { check(element, item, "\(pointer)/\(index)") }
    }

    private mutating func checkObject(_ value: JSONValue, _ object: APIObject, _ pointer: String) {
        guard let members = value.object else {
            add(pointer, "Must be an object.")
            return
        }
        for field in object.fields {
            let place = "\(pointer)/\(Self.escaped(field.name))"
            if let member = members[field.name] {
                check(member, field.schema, place)
            } else if field.isRequired {
                add(place, "Is missing.")
            }
        }
        let names = Set(object.fields.map(\.name))
        for key in members.keys where !names.contains(key) {
            add("\(pointer)/\(Self.escaped(key.prefix(100)))", "There is no such field.")
        }
    }

    private static func escaped(_ key: some StringProtocol) -> String {
        String(key).replacingOccurrences(of: "~", with: "~0")
            .replacingOccurrences(of: "/", with: "~1")
    }
}
