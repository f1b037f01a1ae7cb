// Tokens recorded with Rasa's libraries: ours accepts and refuses the same ones.

import Accounts
import TestKit
import Testing
import Vocabulary

struct TokenVerifierTests {
    struct Case: Sendable, CustomStringConvertible {
        let name: String
        let method: String
        let secret: String
        let token: String
        let isAccepted: Bool

        var description: String { name }
    }

    static let golden = (try? Golden.json("web_tokens")) ?? .null
    static let now = golden["now"]?.double ?? 0
    static let cases = (golden["cases"]?.array ?? []).map {
        Case(
            name: $0["name"]?.string ?? "", method: $0["method"]?.string ?? "",
            secret: $0["secret"]?.string ?? "", token: $0["token"]?.string ?? "",
            isAccepted: $0["accepted"]?.bool ?? false)
    }

    @Test("A token counts exactly when Rasa accepts it", arguments: cases)
    func agreesWithRasa(example: Case) async throws {
        let verifier = try await TokenVerifier(method: example.method, secret: example.secret)
        let claims = verifier.claims(of: Substring(example.token), now: Self.now)
        #expect((claims != nil) == example.isAccepted)
        if let claims { #expect(claims["user"]?["username"]?.string == "boss") }
    }

    @Test("The recording holds every signing method, good and bad tokens")
    func recordingIsComplete() {
        #expect(Set(Self.cases.map(\.method)).count == SigningMethod.allCases.count)
        #expect(Self.cases.contains { $0.isAccepted } && Self.cases.contains { !$0.isAccepted })
    }

    @Test("A method nobody knows is refused with the names of the known ones")
    func unknownMethod() async {
        await #expect {
            try await TokenVerifier(method: "HS1", secret: "x")
        } throws: { error in
            "\(error)".contains("'HS1'") && "\(error)".contains("RS256")
        }
    }

    @Test("A key that does not fit the method is refused", arguments: ["RS256", "ES384", "EdDSA"])
    func keyOfAnotherKind(method: String) async {
        await #expect(throws: Fault.self) {
            try await TokenVerifier(method: method, secret: "no key at all")
        }
    }

    @Test("Megabytes of token are refused without being read")
    func hugeToken() async throws {
        let verifier = try await TokenVerifier(method: "HS256", secret: "secret")
        let token = String(repeating: "A", count: 1 << 20)
        #expect(verifier.claims(of: Substring("\(token).\(token).\(token)"), now: 0) == nil)
    }
}
