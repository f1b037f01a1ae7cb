// How passwords are kept: scrypt, with its parameters beside the hash.

import Crypto
import CryptoExtras
import Foundation

/// How much work and memory one hash takes.
public struct PasswordCost: Sendable, Hashable {
    /// The binary logarithm of the number of rounds.
    public let logRounds: Int
    /// The block size.
    public let blockSize: Int
    /// How often the work is done.
    public let parallelism: Int

    /// A cost. Memory is 128 · 2^`logRounds` · `blockSize` bytes.
    public init(logRounds: Int, blockSize: Int, parallelism: Int) {
        self.logRounds = logRounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 16 MiB five times over.
    ///
    /// - Note: one of the equivalent settings of OWASP's advice on password storage.
    public static let standard = PasswordCost(logRounds: 14, blockSize: 8, parallelism: 5)

    /// Whether a stored hash may be computed with it: more would be a way to stop the server.
    var isBearable: Bool {
        (1...20).contains(logRounds) && (1...32).contains(blockSize)
            && (1...16).contains(parallelism)
            && (128 << logRounds) * blockSize <= 256 << 20
    }
}

/// A hash of a password, written as `$scrypt$ln=14,r=8,p=5$SALT$HASH`.
struct PasswordHash: Sendable, Hashable {
    private static let saltBytes = 16
    private static let hashBytes = 32

    let cost: PasswordCost
    let salt: [UInt8]
    let hash: [UInt8]

    /// Hashes a password with a new salt. Takes as long and as much memory as the cost says.
    init(of password: String, cost: PasswordCost) {
        self.cost = cost
        salt = SecretText.bytes(Self.saltBytes)
        hash = Self.derive(password, salt, cost)
    }

    /// A hash that no password fits, made without computing one; checking a password against it takes
    /// as long as against any other.
    static func decoy(cost: PasswordCost) -> PasswordHash {
        PasswordHash(
            cost: cost, salt: SecretText.bytes(saltBytes), hash: SecretText.bytes(hashBytes))
    }

    private init(cost: PasswordCost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Reads what `text` wrote; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let salt = Data(base64Encoded: String(parts[3])),
            let hash = Data(base64Encoded: String(parts[4])), hash.count == Self.hashBytes
        else { return nil }
        var numbers: [Substring: Int] = [:]
        for pair in parts[2].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let number = Int(sides[1]) else { return nil }
            numbers[sides[0]] = number
        }
        guard let rounds = numbers["ln"], let block = numbers["r"], let times = numbers["p"] else {
            return nil
        }
        cost = PasswordCost(logRounds: rounds, blockSize: block, parallelism: times)
        guard cost.isBearable else { return nil }
        self.salt = Array(salt)
        self.hash = Array(hash)
    }

    /// The hash as it is kept.
    var text: String {
        "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
    }

    /// Whether a password is the one. Takes as long as hashing it.
    func fits(_ password: String) -> Bool {
        let other = Self.derive(password, salt, cost)
        // Both have the same length; every byte is looked at.
        return zip(hash, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0 && !other.isEmpty
    }

    /// - Note: RFC 7914; the password is normalised as NIST SP 800-63B, section 5.1.1.2, asks.
    private static func derive(
        _ password: String, _ salt: [UInt8], _ cost: PasswordCost
    ) -> [UInt8] {
        let normal = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try? KDF.Scrypt.deriveKey(
            from: normal, salt: salt, outputByteCount: hashBytes, rounds: 1 << cost.logRounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.map { $0.withUnsafeBytes { Array($0) } } ?? []
    }
}
