// One-time codes against the vectors of RFC 6238, and recovery codes.

import Testing

@testable import Accounts

struct OneTimeCodeTests {
    /// The key of the RFC's tests.
    static let key = Array("12345678901234567890".utf8)

    @Test(
        "The codes are those of RFC 6238, appendix B",
        arguments: [
            (59.0, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
            (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func vectors(time: Double, code: String) {
        #expect(OneTimeCode.code(Self.key, step: Int(time / 30)) == code)
        #expect(OneTimeCode.step(of: code, Self.key, now: time, after: nil) == Int(time / 30))
    }

    @Test("A code counts for the step before and after, and once")
    func window() {
        let code = OneTimeCode.code(Self.key, step: 100)
        for step in [99, 100, 101] {
            #expect(
                OneTimeCode.step(of: code, Self.key, now: Double(step) * 30, after: nil) == 100)
        }
        #expect(OneTimeCode.step(of: code, Self.key, now: 98 * 30, after: nil) == nil)
        #expect(OneTimeCode.step(of: code, Self.key, now: 102 * 30, after: nil) == nil)
        #expect(OneTimeCode.step(of: code, Self.key, now: 3000, after: 100) == nil)
        #expect(OneTimeCode.step(of: code, Self.key, now: 3000, after: 99) == 100)
        // A clock that was years ahead once does not lock anybody out for years.
        #expect(OneTimeCode.step(of: code, Self.key, now: 3000, after: 1_000_000) == 100)
        for bad in ["", "12345", "1234567", "abcdef"] {
            #expect(OneTimeCode.step(of: bad, Self.key, now: 3000, after: nil) == nil)
        }
    }

    @Test("Keys are written in base32 and as an address that apps read")
    func writing() {
        #expect(OneTimeCode.text(of: Array("foobar".utf8)) == "MZXW6YTBOI")
        let address = OneTimeCode.address(of: Self.key, login: "a b@c", issuer: "Martlet")
        #expect(
            address == "otpauth://totp/Martlet:a%20b%40c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Martlet&algorithm=SHA1&digits=6&period=30")
    }

    @Test("Recovery codes differ and are told apart from their spelling")
    func recovery() {
        let codes = RecoveryCode.make()
        #expect(Set(codes).count == 10)
        let spelt = codes[0].uppercased().replacing("-", with: " ")
        #expect(RecoveryCode.hash(codes[0]) == RecoveryCode.hash(spelt))
        #expect(RecoveryCode.password().count == 24)
    }
}
