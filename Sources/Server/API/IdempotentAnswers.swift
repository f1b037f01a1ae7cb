// Answers the same creation once, however often it is sent.

import Accounts
import Foundation
import HTTPTypes
import NIOCore
import Vocabulary

/// Remembers the answers to requests that carry an `Idempotency-Key`.
///
/// What is kept is sealed with the key, which itself is kept as a hash only: an answer may show a
/// secret that is shown once.
///
/// - Note: draft-ietf-httpapi-idempotency-key-header.
struct IdempotentAnswers: Sendable {
    /// How long an answer is remembered, in seconds.
    static let keptSeconds = 86_400.0
    /// How long a key must be, in characters, so that nobody guesses it.
    static let keyLengths = 16...255
    /// The largest answer that is remembered, in bytes.
    static let answerBytesMax = 256 << 10

    let store: any AnswerStore

    /// Makes an answer, or gives the one that was made before.
    ///
    /// - Throws: `ProblemDetails` with status 400 for a key that is none, 409 while the first
    ///   request is answered, 422 when the key came with another request; what `make` throws.
    func once(
        _ key: String, caller: Caller, path: Substring, body: ByteBuffer, now: Double,
        make: @Sendable () async throws -> APIAnswer
    ) async throws -> APIAnswer {
        guard Self.keyLengths.contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Self.badKey }
        let seal = AnswerSeal(key: key, caller: caller.id)
        let print = seal.fingerprint(
            of: Array("POST \(path)\n".utf8) + Array(body.readableBytesView))
        let known = try await store.reserve(
            key: seal.name, caller: caller.id, KeptAnswer(fingerprint: print, created: now),
            forgetBefore: now - Self.keptSeconds)
        if let known {
            guard known.fingerprint == print else { throw Self.usedBefore }
            guard let sealed = known.sealed else { throw Self.beingMade }
            guard let bytes = seal.open(sealed), let answer = Self.answer(bytes) else {
                throw ProblemAnswers.unexpected
            }
            return answer
        }
        return try await first(seal, make)
    }

    private func first(
        _ seal: AnswerSeal, _ make: @Sendable () async throws -> APIAnswer
    ) async throws -> APIAnswer {
        let answer: APIAnswer
        do {
            answer = try await make()
        } catch {
            // Nothing was made, so the same request may be sent again.
            try? await store.release(key: seal.name)
            throw error
        }
        if answer.stream == nil, answer.body.count <= Self.answerBytesMax {
            // It was made, so that is what is answered, even when it cannot be remembered.
            try? await store.keep(key: seal.name, sealed: seal.seal(Self.bytes(answer)))
        } else {
            try? await store.release(key: seal.name)
        }
        return answer
    }

    /// An answer as bytes.
    static func bytes(_ answer: APIAnswer) -> [UInt8] {
        let fields = answer.headers.map { field -> JSONValue in
            [.string(field.name.rawName), .string(field.value)]
        }
        let value: JSONValue = [
            "status": .integer(answer.status), "headers": .array(fields),
            "body": .string(Data(answer.body).base64EncodedString()),
        ]
        return value.bytes()
    }

    /// The answer that bytes hold, marked as given before.
    static func answer(_ bytes: [UInt8]) -> APIAnswer? {
        guard let value = try? JSONValue(parsing: bytes), let status = value["status"]?.int,
            let body = value["body"]?.string.flatMap({ Data(base64Encoded: $0) })
        else { return nil }
        var answer = APIAnswer(status: status, body: Array(body))
        for field in value["headers"]?.array ?? [] {
            guard let pair = field.array, pair.count == 2, let text = pair[0].string,
                let name = HTTPField.Name(text)
            else { continue }
            answer.headers.append(HTTPField(name: name, value: pair[1].string ?? ""))
        }
        answer.headers[.idempotentReplayed] = "true"
        return answer
    }

    private static let badKey = ProblemDetails(
        400, "idempotency-key-invalid", "The Idempotency-Key is not valid",
        "An Idempotency-Key has from 16 to 255 visible ASCII characters; use a new UUID.")

    private static let usedBefore = ProblemDetails(
        422, "idempotency-key-reused", "The Idempotency-Key was used before",
        "The Idempotency-Key came with another request in the last 24 hours; use a new one.")

    private static let beingMade = ProblemDetails(
        409, "idempotency-in-progress", "The first request is still answered",
        "A request with this Idempotency-Key is being answered; try again in a moment."
    ).retry(after: 1)
}

extension HTTPField.Name {
    /// Says that an answer was given before.
    static let idempotentReplayed = HTTPField.Name.constant("Idempotent-Replayed")
}
