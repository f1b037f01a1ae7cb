// Tokens of platforms: web keys, certificates, audiences, times. Recorded with Python's libraries.

import Accounts
import TestKit
import Testing
import Vocabulary

@Suite("Tokens that platforms sign")
struct SignedTokenCheckerTests {
    static let golden = (try? Golden.json("platform_tokens")) ?? .null
    let checker = SignedTokenChecker { Self.golden["now"]?.double ?? 0 }

    static func key(_ name: String) -> TokenKey {
        let value = golden["keys"]?[name] ?? .null
        return switch name {
        case "web key", "other web key": .webKey(value)
        case "certificate": .certificate(value.string ?? "")
        case "pem": .pem(value.string ?? "")
        default: .secret(value.string ?? "")
        }
    }

    func claims(
        _ token: String, _ key: String, _ algorithms: [String] = ["RS256"],
        for audience: String? = "app"
    ) async -> JSONObject? {
        await checker.claims(
            of: Self.golden["tokens"]?[token]?.string ?? token, key: Self.key(key),
            algorithms: algorithms, audience: audience)
    }

    @Test("The same signature is good by web key, certificate and PEM")
    func keys() async {
        for key in ["web key", "certificate", "pem"] {
            #expect(await claims("good", key)?["sub"] == "ida", "\(key)")
        }
        #expect(await claims("list", "web key")?["sub"] == "ida")
        #expect(await claims("shared", "secret", ["HS256"], for: nil)?["sub"] == "ida")
        #expect(checker.header(of: Self.golden["tokens"]?["good"]?.string ?? "")?["kid"] == "k1")
    }

    @Test("Foreign keys, audiences, times and algorithms are not")
    func refusals() async {
        #expect(await claims("good", "other web key") == nil)
        #expect(await claims("good", "web key", for: "another") == nil)
        #expect(await claims("good", "web key", for: nil) == nil)
        #expect(await claims("good", "web key", ["RS512"]) == nil)
        #expect(await claims("good", "secret") == nil)
        #expect(await claims("expired", "web key") == nil)
        #expect(await claims("early", "web key") == nil)
        #expect(await claims("unsigned", "web key", ["RS256", "none"]) == nil)
        // A public key must not serve as a shared secret.
        #expect(await claims("confused", "pem", ["RS256", "HS256"]) == nil)
        for text in ["", "a.b.c", "..", "x"] { #expect(await claims(text, "web key") == nil) }
    }
}
