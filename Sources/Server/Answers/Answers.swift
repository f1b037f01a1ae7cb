// The forms of answers: JSON, text, nothing, a file.

import HTTPTypes
import Hummingbird
import NIOCore
import Vocabulary

extension Response {
    /// A JSON answer.
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        bytes(value.bytes(), type: "application/json", status: status)
    }

    /// An answer of bytes.
    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        var fields = HTTPFields()
        fields.reserveCapacity(6)
        fields.append(HTTPField(name: .contentType, value: type))
        return Response(
            status: status, headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A plain text answer.
    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    /// 204, without a body.
    static var nothing: Response { Response(status: .noContent) }

    /// A file to save.
    static func file(_ bytes: [UInt8], name: String) -> Response {
        var response = Response.bytes(bytes, type: "application/gzip")
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        response.headers[.filename] = name
        return response
    }
}

extension HTTPField.Name {
    /// The name of a model, in the answer to a training and of a model server.
    static let filename = HTTPField.Name.constant("filename")

    /// A field name written in the program.
    static func constant(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else {
            preconditionFailure("'\(text)' is no name of a header")
        }
        return name
    }
}
