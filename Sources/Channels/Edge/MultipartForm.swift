// Forms whose fields come in parts (RFC 7578).

import Vocabulary

/// Reads `multipart/form-data`. Files are left out: no channel takes any this way.
enum MultipartForm {
    /// How long a boundary may be, in bytes (RFC 2046, section 5.1.1).
    static let boundaryBytesMax = 70

    /// How large a form in parts may be, in bytes; a larger one has no fields.
    static let bodyBytesMax = 1 << 20

    private static let lineEnd = Array("\r\n".utf8)

    /// The boundary that a content type names; `nil` without a usable one.
    static func boundary(in contentType: String) -> [UInt8]? {
        guard let value = parameter("boundary", of: contentType) else { return nil }
        let bytes = Array(value.utf8)
        return (1...boundaryBytesMax).contains(bytes.count) ? bytes : nil
    }

    /// The fields in order, at most `FormFields.fieldsMax`. A part that is malformed is left out;
    /// without a closing boundary the last part is.
    static func fields(of body: [UInt8], boundary: [UInt8]) -> FormFields {
        let delimiter = Array("--".utf8) + boundary
        var fields: [(String, String)] = []
        guard body.count <= bodyBytesMax, var rest = after(delimiter, in: body[...]) else {
            return FormFields([])
        }
        while fields.count < FormFields.fieldsMax, rest.starts(with: lineEnd) {
            rest = rest.dropFirst(lineEnd.count)
            guard let end = rest.firstRange(of: lineEnd + delimiter) else { break }
            if let field = field(of: rest[..<end.lowerBound]) { fields.append(field) }
            rest = rest[end.upperBound...]
        }
        return FormFields(fields)
    }

    /// Name and value of a part; `nil` for a file and for what has no name.
    private static func field(of part: ArraySlice<UInt8>) -> (String, String)? {
        let gap = lineEnd + lineEnd
        guard let end = part.firstRange(of: gap) else { return nil }
        let head = String(decoding: part[..<end.lowerBound], as: UTF8.self)
        for line in head.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"),
                line[..<colon].lowercased() == "content-disposition"
            else { continue }
            let value = String(line[line.index(after: colon)...])
            guard parameter("filename", of: value) == nil, let name = parameter("name", of: value)
            else { return nil }
            return (name, String(decoding: part[end.upperBound...], as: UTF8.self))
        }
        return nil
    }

    /// A parameter of a header's value; quotation marks around it are no part of it.
    private static func parameter(_ name: String, of value: String) -> String? {
        for piece in value.split(separator: ";").dropFirst() {
            let trimmed = String(piece).pythonStripped
            guard let equals = trimmed.firstIndex(of: "="),
                trimmed[..<equals].lowercased() == name
            else { continue }
            let text = trimmed[trimmed.index(after: equals)...]
            return text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
                ? String(text.dropFirst().dropLast()) : String(text)
        }
        return nil
    }

    /// What follows the first delimiter, which begins the body or a line.
    private static func after(
        _ delimiter: [UInt8], in body: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8>? {
        if body.starts(with: delimiter) { return body.dropFirst(delimiter.count) }
        return body.firstRange(of: lineEnd + delimiter).map { body[$0.upperBound...] }
    }
}
