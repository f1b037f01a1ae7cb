// Reads answers one after another from a connection that is kept, whatever form their bodies have.

import Foundation
import TestKit
import Vocabulary

/// One answer with its headers.
struct WholeAnswer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]

    var json: JSONValue? { try? JSONValue(parsing: body) }
    var text: String { String(decoding: body, as: UTF8.self) }
    /// Whether the server closes the connection behind it.
    var isLast: Bool { headers["connection"]?.lowercased() == "close" }
}

/// Reads answers (RFC 9112, sections 2.2 and 7.1); each call waits.
final class AnswerReader {
    private let connection: RawConnection
    private var bytes: [UInt8] = []

    init(_ connection: RawConnection) { self.connection = connection }

    /// The next answer; `nil` when the connection ended before it did, or it is none.
    ///
    /// - Parameter isBodiless: whether the request was one whose answer has no body (`HEAD`).
    func next(isBodiless: Bool = false) -> WholeAnswer? {
        guard let head = take(through: "\r\n\r\n") else { return nil }
        let lines = head.split(separator: "\r\n")
        guard let first = lines.first, first.hasPrefix("HTTP/1.1 "),
            let status = first.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let hasBody = !isBodiless && status >= 200 && status != 204 && status != 304
        guard let body = hasBody ? body(headers) : [] else { return nil }
        return WholeAnswer(status: status, headers: headers, body: body)
    }

    private func body(_ headers: [String: String]) -> [UInt8]? {
        if headers["transfer-encoding"]?.lowercased() == "chunked" { return chunks() }
        guard let length = headers["content-length"] else {
            // Neither length nor pieces: the body would end with the connection.
            return headers["connection"]?.lowercased() == "close" ? takeAll() : nil
        }
        return Int(length).flatMap(take)
    }

    private func chunks() -> [UInt8]? {
        var body: [UInt8] = []
        while true {
            guard let line = take(through: "\r\n"),
                let size = Int(line.dropLast().prefix { $0.isHexDigit }, radix: 16),
                let chunk = take(size + 2)
            else { return nil }
            if size == 0 { return body }
            body += chunk.dropLast(2)
        }
    }

    private func take(_ count: Int) -> [UInt8]? {
        while bytes.count < count {
            guard let more = connection.read(), !more.isEmpty else { return nil }
            bytes += more
        }
        defer { bytes.removeFirst(count) }
        return Array(bytes[..<count])
    }

    private func takeAll() -> [UInt8] {
        while let more = connection.read(), !more.isEmpty { bytes += more }
        defer { bytes = [] }
        return bytes
    }

    private func take(through end: String) -> String? {
        let end = Array(end.utf8)
        while true {
            if let range = bytes.firstRange(of: end) {
                return take(range.upperBound).map { String(decoding: $0, as: UTF8.self) }
            }
            guard let more = connection.read(), !more.isEmpty else { return nil }
            bytes += more
        }
    }
}
