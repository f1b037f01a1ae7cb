// Reads JSON text within limits: depth, count of values, size of numbers, validity of UTF-8.

/// Why a text is not JSON.
public struct JSONProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence fragment.
    public let reason: String
    /// Where, in bytes from the start.
    public let offset: Int

    /// The reason with its place.
    public var description: String { "\(reason) at byte \(offset)" }
}

extension JSONValue {
    /// Reads one JSON value and nothing after it (RFC 8259).
    ///
    /// Of duplicate keys the last one counts, as in Python. Numbers beyond the range of a double,
    /// such as `1e999`, are refused. Invalid UTF-8 and lone surrogates are refused.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 text, with or without a byte order mark.
    ///   - depth: how many arrays and objects may lie inside each other.
    ///   - values: how many values there may be, arrays and objects counted as well.
    /// - Throws: `JSONProblem`.
    /// - Complexity: O(n).
    public init(
        parsing bytes: some Collection<UInt8>, depth: Int = Limits.jsonDepth,
        values: Int = Limits.jsonValues
    ) throws(JSONProblem) {
        var reader = JSONReader(bytes: Array(bytes), depthMax: depth, valuesMax: values)
        self = try reader.document()
    }

    /// Reads one JSON value from a string.
    ///
    /// - Throws: `JSONProblem`.
    public init(parsing text: String, depth: Int = Limits.jsonDepth) throws(JSONProblem) {
        try self.init(parsing: text.utf8, depth: depth)
    }
}

/// Walks over the bytes once; the state is a position.
struct JSONReader {
    let bytes: [UInt8]
    let depthMax: Int
    let valuesMax: Int
    var position = 0
    var values = 0

    mutating func document() throws(JSONProblem) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw problem("unexpected text after the value") }
        return value
    }

    func problem(_ reason: String) -> JSONProblem { JSONProblem(reason: reason, offset: position) }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        skipSpace()
        guard position < bytes.count else { throw problem("the text ends too early") }
        values += 1
        guard values <= valuesMax else { throw problem("more than \(valuesMax) values") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue
    {
        let end = position + word.utf8CodeUnitCount
        let matches =
            end <= bytes.count
            && word.withUTF8Buffer { $0.elementsEqual(bytes[position..<end]) }
        guard matches else { throw problem("unknown word") }
        position = end
        return value
    }

    mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth <= depthMax else { throw problem("nested deeper than \(depthMax)") }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw problem("expected ',' or ']'") }
        }
    }

    mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth <= depthMax else { throw problem("nested deeper than \(depthMax)") }
        position += 1
        var members: [(key: String, value: JSONValue)] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw problem("expected a key in quotes")
            }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw problem("expected ':'") }
            members.append((key, try value(depth: depth)))
            skipSpace()
            if take(UInt8(ascii: "}")) { break }
            guard take(UInt8(ascii: ",")) else { throw problem("expected ',' or '}'") }
        }
        return .object(JSONObject(distinct: JSONReader.lastOfEachKey(members)))
    }

    /// Keeps the last value of each key, at the place of the first.
    static func lastOfEachKey(
        _ members: [(key: String, value: JSONValue)]
    ) -> [(key: String, value: JSONValue)] {
        var places: [String: Int] = [:]
        places.reserveCapacity(members.count)
        var kept: [(key: String, value: JSONValue)] = []
        for member in members {
            if let place = places[member.key] {
                kept[place].value = member.value
            } else {
                places[member.key] = kept.count
                kept.append(member)
            }
        }
        return kept
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
