// Seals an answer so that only who knows the request's key can read it.

import Crypto
import Foundation

/// Seals and opens kept answers with a key that is not kept.
public struct AnswerSeal: Sendable {
    /// What the answer is kept under: a hash of caller and key.
    public let name: String
    private let key: SymmetricKey

    /// A seal.
    ///
    /// - Parameters:
    ///   - key: the request's key; it should be as random as a UUID.
    ///   - caller: who asks.
    public init(key: String, caller: String) {
        let material = SymmetricKey(data: Array("\(caller)\n\(key)".utf8))
        name = SecretText.hexadecimal(
            HMAC<SHA256>.authenticationCode(for: Array("name".utf8), using: material))
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, info: Array("martlet answer".utf8), outputByteCount: 32)
    }

    /// What tells one request from another with the same key.
    public func fingerprint(of bytes: [UInt8]) -> String {
        SecretText.hexadecimal(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }

    /// Seals bytes.
    public func seal(_ bytes: [UInt8]) -> [UInt8] {
        // Fails for a nonce of a wrong length only, and this one is made by the library.
        (try? ChaChaPoly.seal(bytes, using: key)).map { Array($0.combined) } ?? []
    }

    /// Opens what `seal` made; `nil` for anything else.
    public func open(_ sealed: [UInt8]) -> [UInt8]? {
        guard let box = try? ChaChaPoly.SealedBox(combined: sealed) else { return nil }
        return (try? ChaChaPoly.open(box, using: key)).map(Array.init)
    }
}
