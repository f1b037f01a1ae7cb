// The codes of a second factor: six digits that change with the time.

import Crypto
import Foundation

/// Time-based one-time codes.
///
/// - Note: RFC 6238 over RFC 4226, with SHA-1, six digits and steps of 30 seconds, which every
///   authenticator app knows.
public enum OneTimeCode {
    /// How long a step lasts, in seconds.
    static let stepSeconds = 30.0
    /// How many steps the clocks may lie apart.
    static let windowSteps = 1
    /// How far ahead the last used step may lie before it is taken for the trace of a clock that
    /// was wrong, in steps.
    static let aheadSteps = 10
    /// The length of a key, in bytes (RFC 4226, section 4, advises 20).
    static let keyBytes = 20

    /// The code of a step.
    static func code(_ key: [UInt8], step: Int) -> String {
        var counter = UInt64(bitPattern: Int64(step)).bigEndian
        let message = withUnsafeBytes(of: &counter) { Array($0) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: message, using: SymmetricKey(data: key)))
        let place = Int(hash[hash.count - 1] & 15)
        let number = hash[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step that a code is of.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - last: the step of the last code that was used; that one and those before are refused.
    /// - Returns: `nil` when the code is of no step near now, or was used.
    static func step(of code: String, _ key: [UInt8], now: Double, after last: Int?) -> Int? {
        let current = Int((now / stepSeconds).rounded(.down))
        let bare = code.filter { $0 != " " && $0 != "-" }
        let last = last.flatMap { $0 > current + aheadSteps ? nil : $0 } ?? .min
        var found: Int?
        for step in current - windowSteps...current + windowSteps {
            let fits = SecretText.isEqual(bare, Self.code(key, step: step))
            if fits, step > last { found = step }
        }
        return found
    }

    /// A key as authenticator apps take it (RFC 4648, base32 without padding).
    static func text(of key: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (text, buffer, bits): ([UInt8], Int, Int) = ([], 0, 0)
        for byte in key {
            (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                text.append(digits[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(digits[buffer << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The address that authenticator apps read from a picture.
    static func address(of key: [UInt8], login: String, issuer: String) -> String {
        let allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: " "..."~"))
            .union(CharacterSet(charactersIn: "-._~"))
        func encoded(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        }
        return "otpauth://totp/\(encoded(issuer)):\(encoded(login))?secret=\(text(of: key))"
            + "&issuer=\(encoded(issuer))&algorithm=SHA1&digits=6&period=30"
    }
}

/// Codes for when the second factor is lost; each works once.
enum RecoveryCode {
    /// How many there are.
    static let count = 10

    /// New codes of 80 random bits, in groups of four characters.
    static func make() -> [String] {
        (0..<count).map { _ in grouped(OneTimeCode.text(of: SecretText.bytes(10)).lowercased()) }
    }

    /// A password for one use, of 100 random bits.
    static func password() -> String {
        grouped(String(OneTimeCode.text(of: SecretText.bytes(13)).lowercased().prefix(20)))
    }

    /// What is kept of a code.
    static func hash(_ code: String) -> String {
        SecretText.hash(code.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private static func grouped(_ text: String) -> String {
        stride(from: 0, to: text.count, by: 4).map { start in
            String(text.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }
}
