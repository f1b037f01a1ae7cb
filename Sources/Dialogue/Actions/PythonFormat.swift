// Python's `str.format` with one argument, as far as values that came from JSON need it.

import Vocabulary

/// `text.format(argument)`.
///
/// - Note: the grammar of Python 3.10's `Objects/stringlib/unicode_format.h`: a field ends at `}`,
///   `!` or `:` outside of brackets; specifications may hold fields themselves, two levels deep.
struct PythonFormat {
    /// Why there is no result.
    enum Failure: Error {
        /// `KeyError`: a name was not found.
        case missingKey
        /// Any other exception.
        case refused(String)
    }

    /// Whether fields are numbered by hand or by themselves; Python refuses a mixture.
    private enum Numbering { case open, automatic, manual }

    private let argument: JSONValue
    private var numbering = Numbering.open
    private var nextNumber = 0

    /// Formats a text.
    static func format(
        _ text: [Unicode.Scalar], _ argument: JSONValue
    ) throws(Failure) -> String {
        var formatter = PythonFormat(argument: argument)
        return try formatter.expand(text[...], depth: 2)
    }

    private init(argument: JSONValue) { self.argument = argument }

    private mutating func expand(
        _ text: ArraySlice<Unicode.Scalar>, depth: Int
    ) throws(Failure) -> String {
        guard depth > 0 else { throw .refused("Max string recursion exceeded") }
        var result = String.UnicodeScalarView()
        var rest = text
        while let scalar = rest.popFirst() {
            guard scalar == "{" || scalar == "}" else {
                result.append(scalar)
                continue
            }
            if rest.first == scalar {
                result.append(scalar)
                rest.removeFirst()
            } else if scalar == "{", !rest.isEmpty {
                let field = try PythonFormatField(&rest)
                result.append(contentsOf: try render(field, depth: depth).unicodeScalars)
            } else {
                throw .refused("Single '\(scalar)' encountered in format string")
            }
        }
        return String(result)
    }

    private mutating func render(
        _ field: PythonFormatField, depth: Int
    ) throws(Failure) -> String {
        let value = try lookUp(field.name)
        var text: String?
        switch field.conversion {
        case nil: break
        case "s": text = value.pythonText
        case "r", "a": text = value.pythonText
        case let other?: throw .refused("Unknown conversion specifier \(other)")
        }
        let specification =
            field.needsExpanding
            ? try expand(field.specification, depth: depth - 1)
            : String(String.UnicodeScalarView(field.specification))
        guard specification.isEmpty else {
            throw .refused("Invalid format specifier '\(specification)'")
        }
        return text ?? value.pythonText
    }

    /// The value that a field's name means: a number, then `[key]` and `.attribute` in turn.
    private mutating func lookUp(_ name: ArraySlice<Unicode.Scalar>) throws(Failure) -> JSONValue {
        var rest = name
        let first = rest.prefix { $0 != "." && $0 != "[" }
        rest = rest.dropFirst(first.count)
        let number = try Self.number(first)
        if first.isEmpty || number != nil {
            guard numbering == .open || (numbering == .automatic) == first.isEmpty else {
                throw .refused("cannot mix manual and automatic field numbering")
            }
            numbering = first.isEmpty ? .automatic : .manual
        }
        guard let index = first.isEmpty ? nextNumber : number else { throw .missingKey }
        if first.isEmpty { nextNumber += 1 }
        guard index == 0 else { throw .refused("Replacement index \(index) out of range") }
        var value = argument
        while let mark = rest.popFirst() {
            guard mark == "[" else {
                throw .refused(
                    mark == "."
                        ? "a value has no attributes"
                        : "Only '.' or '[' may follow ']' in format field specifier")
            }
            guard let end = rest.firstIndex(of: "]") else {
                throw .refused("Missing ']' in format string")
            }
            value = try Self.member(of: value, rest[rest.startIndex..<end])
            rest = rest[(end + 1)...]
        }
        return value
    }

    private static func member(
        of value: JSONValue, _ key: ArraySlice<Unicode.Scalar>
    ) throws(Failure) -> JSONValue {
        guard !key.isEmpty else { throw .refused("Empty attribute in format string") }
        let index = try number(key)
        switch value {
        case .object(let object):
            guard index == nil, let member = object[String(String.UnicodeScalarView(key))] else {
                throw .missingKey
            }
            return member
        case .array(let elements):
            guard let index, index < elements.count else { throw .refused("no such list index") }
            return elements[index]
        case .string(let text):
            guard let index, index < text.unicodeScalars.count else {
                throw .refused("no such string index")
            }
            let scalars = text.unicodeScalars
            return .string(String(scalars[scalars.index(scalars.startIndex, offsetBy: index)]))
        default: throw .refused("the value is not subscriptable")
        }
    }

    /// A text of decimal digits as a number; `nil` for any other text.
    private static func number(_ text: ArraySlice<Unicode.Scalar>) throws(Failure) -> Int? {
        guard !text.isEmpty else { return nil }
        var value = 0
        for scalar in text {
            guard scalar.properties.numericType == .decimal,
                let digit = scalar.properties.numericValue
            else { return nil }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(Int(digit))
            if tooLarge || overflows {
                throw .refused("Too many decimal digits in format string")
            }
            value = sum
        }
        return value
    }
}

/// One replacement field: its name, conversion and specification.
struct PythonFormatField {
    let name: ArraySlice<Unicode.Scalar>
    private(set) var conversion: Unicode.Scalar?
    private(set) var specification: ArraySlice<Unicode.Scalar> = []
    private(set) var needsExpanding = false

    /// Reads a field whose `{` was read, up to and including its `}`.
    init(_ rest: inout ArraySlice<Unicode.Scalar>) throws(PythonFormat.Failure) {
        let whole = rest
        var mark: Unicode.Scalar?
        while mark == nil, let scalar = rest.popFirst() {
            switch scalar {
            case "{": throw .refused("unexpected '{' in field name")
            case "[":
                while let inner = rest.first, inner != "]" { rest.removeFirst() }
            case "}", ":", "!": mark = scalar
            default: break
            }
        }
        guard let mark else { throw .refused("expected '}' before end of string") }
        name = whole[whole.startIndex..<rest.startIndex - 1]
        if mark == "}" { return }
        if mark == "!" {
            guard let letter = rest.popFirst() else {
                throw .refused("end of string while looking for conversion specifier")
            }
            conversion = letter
            if let next = rest.popFirst() {
                if next == "}" { return }
                guard next == ":" else {
                    throw .refused("expected ':' after conversion specifier")
                }
            }
        }
        try readSpecification(&rest)
    }

    private mutating func readSpecification(
        _ rest: inout ArraySlice<Unicode.Scalar>
    ) throws(PythonFormat.Failure) {
        let whole = rest
        var open = 1
        while let scalar = rest.popFirst() {
            if scalar == "{" {
                needsExpanding = true
                open += 1
            } else if scalar == "}" {
                open -= 1
                if open == 0 {
                    specification = whole[whole.startIndex..<rest.startIndex - 1]
                    return
                }
            }
        }
        throw .refused("unmatched '{' in format spec")
    }
}
