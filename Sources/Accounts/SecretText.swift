// Secrets made of random bytes: made, hashed, compared.

import Crypto
import Foundation

/// Texts that nobody can guess.
public enum SecretText {
    /// What API keys begin with, so that they are recognised where they should not be.
    public static let keyPrefix = "martlet_"

    /// A new text with 256 random bits, of the characters of base64url.
    public static func make() -> String { base64URL(bytes(32)) }

    /// A new id with 120 random bits.
    public static func id() -> String { base64URL(bytes(15)) }

    /// Random bytes from the system's generator.
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// What is kept of a secret: its SHA-256, in hexadecimal. A secret of 256 random bits needs no
    /// slow hash.
    public static func hash(_ secret: String) -> String {
        hexadecimal(SHA256.hash(data: Array(secret.utf8)))
    }

    /// Another secret that follows from one, and from which the one does not follow.
    public static func derived(from secret: String, for purpose: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(purpose.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return base64URL(Array(code))
    }

    /// Whether two texts are equal; how long it takes tells nothing of where they differ.
    public static func isEqual(_ one: String, _ other: String) -> Bool {
        SHA256.hash(data: Array(one.utf8)) == SHA256.hash(data: Array(other.utf8))
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
