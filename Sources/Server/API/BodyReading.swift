// Takes the body of a request in, by the shape and the bound of a route.

import HTTPTypes
import Hummingbird
import NIOCore
import Vocabulary

/// Reads bodies.
enum BodyReading {
    /// The body as JSON, when the route takes that, and as it came.
    ///
    /// - Throws: `ProblemDetails` with status 413, 415, 400 or 422.
    static func read(
        _ request: Request, for operation: APIOperation
    ) async throws -> (JSONValue, ByteBuffer) {
        switch operation.body {
        case .none: return (.null, ByteBuffer())
        case .bytes(let types):
            let bytes = try await collect(request, max: operation.bodyBytesMax)
            if bytes.readableBytes > 0, !types.contains("*/*") {
                try check(request.headers, types)
            }
            return (.null, bytes)
        case .json(let schema):
            let bytes = try await collect(request, max: operation.bodyBytesMax)
            return (try json(bytes, request.headers, schema), bytes)
        }
    }

    private static func json(
        _ bytes: ByteBuffer, _ headers: HTTPFields, _ schema: APISchema
    ) throws(ProblemDetails) -> JSONValue {
        var value: JSONValue = .object([:])
        if bytes.readableBytes > 0 {
            try check(headers, ["application/json"])
            do {
                value = try JSONValue(parsing: bytes.readableBytesView)
            } catch {
                throw .badJSON("\(error)")
            }
        }
        let findings = SchemaChecks.findings(in: value, schema)
        guard findings.isEmpty else { throw .invalid(findings) }
        return value
    }

    /// A page of another site can send bodies of a few types only without asking before.
    private static func check(_ headers: HTTPFields, _ types: [String]) throws(ProblemDetails) {
        let header = headers[.contentType] ?? ""
        let type = header.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard types.contains(type) else { throw .wrongType(types) }
    }

    private static func collect(_ request: Request, max: Int) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > max {
            throw ProblemDetails.tooLarge(max)
        }
        var whole = ByteBuffer()
        for try await var piece in request.body {
            guard whole.readableBytes + piece.readableBytes <= max else {
                throw ProblemDetails.tooLarge(max)
            }
            if whole.readableBytes == 0 { whole = piece } else { whole.writeBuffer(&piece) }
        }
        return whole
    }
}
