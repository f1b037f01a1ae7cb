// From what stands behind --jwt-secret to a key that verifies signatures.

import Crypto
import Foundation
import JWTKit
import Vocabulary

/// A key that verifies signatures of one method.
enum VerificationKey: Sendable {
    /// A secret that signs and verifies.
    case shared(SymmetricKey, SigningMethod)
    /// The public half of a pair.
    case pair(any JWTAlgorithm)

    /// A key.
    ///
    /// - Parameters:
    ///   - method: how tokens are signed.
    ///   - secret: the shared secret; for the other methods the public key in PEM, or the path of a
    ///     file that holds it.
    /// - Throws: `Fault` `.badRequest` when the key does not fit the method.
    init(method: SigningMethod, secret: String) async throws(Fault) {
        if method.isSymmetric {
            self = .shared(SymmetricKey(data: Array(secret.utf8)), method)
            return
        }
        do {
            let keys = JWTKeyCollection()
            try await Self.add(method, pem: Self.pem(secret), to: keys)
            self = .pair(try await keys.getKey())
        } catch {
            throw Fault(
                .badRequest, "The JWT secret is no public key for \(method.rawValue).",
                remedy: "--jwt-secret takes the public key in PEM or the path of its file.")
        }
    }

    /// A key that came with a token's issuer. Nothing is read from a file.
    ///
    /// - Throws: when the key does not fit the method.
    init(method: SigningMethod, key: TokenKey) async throws {
        switch key {
        case .secret(let secret) where method.isSymmetric:
            self = .shared(SymmetricKey(data: Array(secret.utf8)), method)
        case .pem(let text) where !method.isSymmetric && text.contains("-----BEGIN"):
            let keys = JWTKeyCollection()
            try await Self.add(method, pem: text, to: keys)
            self = .pair(try await keys.getKey())
        case .certificate(let text):
            self = .pair(
                try await Self.algorithm(
                    method, try Insecure.RSA.PublicKey(certificatePEM: text)))
        case .webKey(let value):
            guard let modulus = value["n"]?.string, let exponent = value["e"]?.string else {
                throw Fault(.badRequest, "The web key is no RSA key.")
            }
            self = .pair(
                try await Self.algorithm(
                    method, try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)))
        default:
            throw Fault(.badRequest, "The key does not fit \(method.rawValue).")
        }
    }

    /// RSA with a method's digest.
    private static func algorithm(_ method: SigningMethod, _ key: JWTKit.Insecure.RSA.PublicKey)
        async throws -> any JWTAlgorithm
    {
        let keys = JWTKeyCollection()
        switch method {
        case .rs256, .rs384, .rs512: await keys.add(rsa: key, digestAlgorithm: method.digest)
        case .ps256, .ps384, .ps512: await keys.add(pss: key, digestAlgorithm: method.digest)
        default: throw Fault(.badRequest, "\(method.rawValue) needs another kind of key.")
        }
        return try await keys.getKey()
    }

    /// Whether a signature is good; `false` as well when it has the wrong form. Takes the same time
    /// wherever a shared secret's signature differs.
    func verifies(_ signature: [UInt8], of text: some Collection<UInt8>) -> Bool {
        let text = Array(text)
        return switch self {
        case .shared(let key, .hs384):
            HMAC<SHA384>.isValidAuthenticationCode(signature, authenticating: text, using: key)
        case .shared(let key, .hs512):
            HMAC<SHA512>.isValidAuthenticationCode(signature, authenticating: text, using: key)
        case .shared(let key, _):
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: text, using: key)
        case .pair(let algorithm): (try? algorithm.verify(signature, signs: text)) ?? false
        }
    }

    private static func pem(_ secret: String) throws -> String {
        secret.contains("-----BEGIN") ? secret : try String(contentsOfFile: secret, encoding: .utf8)
    }

    private static func add(_ method: SigningMethod, pem: String, to keys: JWTKeyCollection)
        async throws
    {
        switch method {
        case .hs256, .hs384, .hs512: break
        case .rs256, .rs384, .rs512:
            await keys.add(
                rsa: try Insecure.RSA.PublicKey(pem: pem), digestAlgorithm: method.digest)
        case .ps256, .ps384, .ps512:
            await keys.add(
                pss: try Insecure.RSA.PublicKey(pem: pem), digestAlgorithm: method.digest)
        case .es256: await keys.add(ecdsa: try ES256PublicKey(pem: pem))
        case .es384: await keys.add(ecdsa: try ES384PublicKey(pem: pem))
        case .es512: await keys.add(ecdsa: try ES512PublicKey(pem: pem))
        case .edDSA: await keys.add(eddsa: try EdDSA.PublicKey(pem: pem))
        }
    }
}

extension SigningMethod {
    fileprivate var digest: DigestAlgorithm {
        switch self {
        case .hs384, .rs384, .ps384: .sha384
        case .hs512, .rs512, .ps512: .sha512
        default: .sha256
        }
    }
}
