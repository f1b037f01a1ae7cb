// Keyed hashes of requests, compared in constant time.

import Crypto
import Foundation
import Vocabulary

/// Checks what platforms sign with a shared secret.
enum Signatures {
    /// Whether two secrets are equal; takes the same time wherever they differ.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
    }

    /// Whether a hexadecimal signature is the text's.
    ///
    /// - Parameter method: `md5`, `sha1`, `sha256`, `sha384` or `sha512`; anything else is no
    ///   signature.
    static func isValid(
        hexadecimal signature: some StringProtocol, method: some StringProtocol, of text: [UInt8],
        secret: String
    ) -> Bool {
        guard let code = bytes(signature) else { return false }
        let key = SymmetricKey(data: Array(secret.utf8))
        return switch String(method) {
        case "md5": isValid(HMAC<Insecure.MD5>.self, code, of: text, key: key)
        case "sha1": isValid(HMAC<Insecure.SHA1>.self, code, of: text, key: key)
        case "sha256": isValid(HMAC<SHA256>.self, code, of: text, key: key)
        case "sha384": isValid(HMAC<SHA384>.self, code, of: text, key: key)
        case "sha512": isValid(HMAC<SHA512>.self, code, of: text, key: key)
        default: false
        }
    }

    /// Whether a base64 signature is the text's by HMAC-SHA1.
    static func isValid(base64 signature: String, of text: String, secret: String) -> Bool {
        guard let code = Data(base64Encoded: signature) else { return false }
        let key = SymmetricKey(data: Array(secret.utf8))
        return isValid(HMAC<Insecure.SHA1>.self, Array(code), of: Array(text.utf8), key: key)
    }

    private static func isValid<Hash: HashFunction>(
        _ code: HMAC<Hash>.Type, _ signature: [UInt8], of text: [UInt8], key: SymmetricKey
    ) -> Bool {
        code.isValidAuthenticationCode(signature, authenticating: text, using: key)
    }

    private static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var result: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
            else { return nil }
            result.append(byte)
        }
        return result
    }
}
