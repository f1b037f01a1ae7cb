// What a route of the API answers.

import HTTPTypes
import Hummingbird
import NIOCore
import Vocabulary

/// An answer: a status, header fields and bytes.
struct APIAnswer: Sendable {
    var status: Int
    var headers: HTTPFields = [:]
    var body: [UInt8] = []
    /// A body that is sent piece by piece, in place of `body`.
    var stream: ResponseBody?

    /// JSON.
    static func json(_ value: JSONValue, status: Int = 200) -> APIAnswer {
        APIAnswer(
            status: status, headers: [.contentType: "application/json"], body: value.bytes())
    }

    /// JSON of something that was made, with where it lies below the root.
    static func created(_ value: JSONValue, at path: String) -> APIAnswer {
        var answer = json(value, status: 201)
        answer.headers[.location] = APIPath.root + path
        return answer
    }

    /// Nothing to say.
    static let nothing = APIAnswer(status: 204)

    /// Bytes of a media type.
    static func bytes(_ bytes: [UInt8], type: String) -> APIAnswer {
        APIAnswer(status: 200, headers: [.contentType: type], body: bytes)
    }

    /// The answer as it leaves. Nothing of the API is kept by caches or guessed to be a page.
    var response: Response {
        var fields = headers
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        fields[.contentTypeOptions] = "nosniff"
        let bytes = stream ?? ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: status == 204 ? ResponseBody() : bytes)
    }
}

extension HTTPField.Name {
    /// Keeps browsers from guessing at the type of an answer.
    static let contentTypeOptions = HTTPField.Name.constant("X-Content-Type-Options")
}
