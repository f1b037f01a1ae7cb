// Fills `{name}` in responses with values, as Rasa does through Python's `str.format`.

public import Vocabulary

/// Why a text cannot be filled; the response is then not said.
public struct InterpolationProblem: Error, Sendable, Equatable {
    /// What Python complains about.
    public let reason: String
}

/// Fills the placeholders of responses.
///
/// Every `{name}` becomes a lookup of exactly that name, then the text passes `str.format`, so that
/// `{{` and `}}` are braces. When a name is not found the whole text stays as it is written. When
/// the result contains `0[`, the text as written passes `str.format` without values instead.
///
/// - Note: rasa/core/nlg/interpolator.py (3.6.21).
public enum Interpolation {
    /// A value with every text in it filled; keys of objects stay.
    ///
    /// - Throws: `InterpolationProblem` for lone braces and other things Python refuses.
    public static func fill(
        _ value: JSONValue, with values: JSONObject
    ) throws(InterpolationProblem) -> JSONValue {
        switch value {
        case .string(let text): return .string(try fill(text, with: values))
        case .array(let elements):
            var filled: [JSONValue] = []
            filled.reserveCapacity(elements.count)
            for element in elements { filled.append(try fill(element, with: values)) }
            return .array(filled)
        case .object(let object):
            var filled = object.members
            for index in filled.indices {
                filled[index].value = try fill(filled[index].value, with: values)
            }
            return .object(JSONObject(distinct: filled))
        default: return value
        }
    }

    /// A text with its placeholders filled.
    ///
    /// - Throws: `InterpolationProblem`.
    /// - Complexity: O(n); a text without braces is returned as it is.
    public static func fill(
        _ text: String, with values: JSONObject
    ) throws(InterpolationProblem) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") })
        else { return text }
        let written = Array(text.unicodeScalars)
        do throws(PythonFormat.Failure) {
            let filled = try PythonFormat.format(placed(written), .object(values))
            guard containsLookup(filled) else { return filled }
            return try PythonFormat.format(written, [:])
        } catch {
            switch error {
            case .missingKey: return text
            case .refused(let reason): throw InterpolationProblem(reason: reason)
            }
        }
    }

    /// The text with `{name}` written as `{0[name]}`: names without braces and line breaks.
    private static func placed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count + 16)
        var position = 0
        while position < text.count {
            if text[position] == "{", let end = nameEnd(text, from: position + 1) {
                result.append(contentsOf: ["{", "0", "["])
                result.append(contentsOf: text[position + 1..<end])
                result.append(contentsOf: ["]", "}"])
                position = end + 1
            } else {
                result.append(text[position])
                position += 1
            }
        }
        return result
    }

    private static func nameEnd(_ text: [Unicode.Scalar], from start: Int) -> Int? {
        var position = start
        while position < text.count {
            switch text[position] {
            case "}": return position > start ? position : nil
            case "{", "\n": return nil
            default: position += 1
            }
        }
        return nil
    }

    private static func containsLookup(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "["), previous == UInt8(ascii: "0") { return true }
            previous = byte
        }
        return false
    }
}
