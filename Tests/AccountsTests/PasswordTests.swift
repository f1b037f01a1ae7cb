// Passwords: how they are kept, which are taken, how many are hashed at once.

import Testing
import Vocabulary

@testable import Accounts

struct PasswordTests {
    static let cheap = PasswordCost(logRounds: 4, blockSize: 1, parallelism: 1)

    @Test("A hash fits its password alone, in every spelling of its characters")
    func hashing() {
        let hash = PasswordHash(of: "Grüße, 12 Enten", cost: Self.cheap)
        #expect(hash.text.hasPrefix("$scrypt$ln=4,r=1,p=1$"))
        let read = PasswordHash(hash.text)
        #expect(read == hash)
        #expect(read?.fits("Grüße, 12 Enten") == true)
        #expect(read?.fits("Gru\u{308}ße, 12 Enten") == true)
        #expect(read?.fits("grüße, 12 Enten") == false && read?.fits("") == false)
        #expect(PasswordHash(of: "Grüße, 12 Enten", cost: Self.cheap).salt != hash.salt)
    }

    @Test("The decoy fits nothing and has the cost of the others")
    func decoy() {
        let decoy = PasswordHash.decoy(cost: Self.cheap)
        #expect(decoy.cost == Self.cheap && !decoy.fits("") && !decoy.fits("x"))
        #expect(PasswordHash(decoy.text) == decoy)
    }

    @Test("The standard cost is what the documents say")
    func standard() {
        let hash = PasswordHash(of: "x", cost: .standard)
        #expect(hash.text.hasPrefix("$scrypt$ln=14,r=8,p=5$") && hash.fits("x"))
    }

    @Test("A stored hash that is none, or would stop the server, is refused")
    func badHashes() {
        let salt = "AAAAAAAAAAAAAAAAAAAAAA=="
        let hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        let texts = [
            "", "$", "$scrypt$ln=4,r=1,p=1$\(salt)", "$bcrypt$ln=4,r=1,p=1$\(salt)$\(hash)",
            "$scrypt$ln=40,r=8,p=1$\(salt)$\(hash)", "$scrypt$ln=4,r=1$\(salt)$\(hash)",
            "$scrypt$ln=20,r=32,p=1$\(salt)$\(hash)", "$scrypt$ln=4,r=1,p=1$\(salt)$AAAA",
        ]
        for text in texts { #expect(PasswordHash(text) == nil, "\(text)") }
    }

    @Test("Long passwords are taken whatever they are made of, and the usual ones are not")
    func rules() {
        func isTaken(_ password: String) -> Bool {
            PasswordRules.refusal(of: password, names: ["anna@example.com", "Anna Bell"]) == nil
        }
        let good = [
            "correct horse battery", "zwölf Enten!", "パスワードは長い方がよい", "»«§$%&/()=",
            String(repeating: "abcdefghij7", count: 23),
        ]
        for password in good { #expect(isTaken(password), "\(password)") }
        let bad = [
            "short", "123456789", "1234567890", "0987654321", "password123", "Passwort2024",
            "P4ssw0rd12345", "qwertyuiop", "aaaaaaaaaaaa", "abababababab", "hellohello",
            "Anna@example.com", "letmein2024", "martlet12345", String(repeating: "x7Q!", count: 65),
        ]
        for password in bad { #expect(!isTaken(password), "\(password)") }
    }

    @Test("Two hashes are computed at once, some wait, and the rest is told to come back")
    func queue() async {
        let hasher = PasswordHasher(cost: PasswordCost(logRounds: 10, blockSize: 8, parallelism: 1))
        let results = await withTaskGroup(of: Fault.Code?.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do throws(Fault) {
                        _ = try await hasher.hash("a good long sentence")
                        return nil
                    } catch { return error.code }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let done = results.count { $0 == nil }
        #expect(results.allSatisfy { $0 == nil || $0 == .busy })
        #expect(done == hasher.performed && done >= PasswordHasher.atOnceMax)
        // And then it works again.
        await #expect(throws: Never.self) { try await hasher.hash("another one") }
    }

    @Test("Logins have one spelling")
    func logins() {
        #expect(LoginName.normal("  Anna@Example.COM ") == "anna@example.com")
        #expect(LoginName.normal("ａｎｎａ") == "anna")
        for bad in ["", "   ", "a b", "a\u{0}b", "a\nb", String(repeating: "a", count: 255)] {
            #expect(LoginName.normal(bad) == nil, "\(bad)")
        }
        #expect(LoginName.displayName(" Anna B. ") == "Anna B.")
        #expect(LoginName.displayName("a\u{7}b") == nil)
    }
}
