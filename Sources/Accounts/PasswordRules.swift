// Which passwords are taken: long enough, and not among those that everybody tries first.

/// The rules of new passwords.
///
/// - Note: NIST SP 800-63B, section 5.1.1.2: a least length and a list of refused passwords, and no
///   rules about kinds of characters.
public enum PasswordRules {
    /// How many characters a password has.
    public static let lengths = 10...256

    /// Why a password is refused, as a sentence; `nil` when it is taken.
    ///
    /// - Parameter names: the login and the name, which the password must not be.
    public static func refusal(of password: String, names: [String]) -> String? {
        let count = password.unicodeScalars.count
        guard count >= lengths.lowerBound else {
            return "A password has at least \(lengths.lowerBound) characters."
        }
        guard count <= lengths.upperBound else {
            return "A password has at most \(lengths.upperBound) characters."
        }
        let plain = password.lowercased()
        if names.contains(where: { $0.lowercased() == plain }) {
            return "The password must not be the login or the name."
        }
        let bare = String(plain.filter { $0.isLetter || $0.isNumber })
        if Set(plain).count < 4 || refused.contains(bare) || isRun(bare) || isRepeated(bare) {
            return "This password is among the first that anybody would try."
        }
        return nil
    }

    /// Whether the characters follow each other as in the alphabet or on a keyboard.
    private static func isRun(_ text: String) -> Bool {
        !text.isEmpty && runs.contains { $0.contains(text) || String($0.reversed()).contains(text) }
    }

    /// Whether a short word stands there again and again, with digits behind it or not.
    private static func isRepeated(_ text: String) -> Bool {
        let characters = Array(text)
        return (1...5).contains { length in
            length * 2 <= characters.count
                && characters.indices.allSatisfy { characters[$0] == characters[$0 % length] }
        }
    }

    private static let runs = [
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujmikolp",
    ]

    /// Words that stand in many passwords, without what is put behind them.
    private static let words = [
        "password", "passwort", "passw0rd", "p4ssw0rd", "welcome", "willkommen", "letmein",
        "iloveyou", "ichliebedich", "qwerty", "qwertz", "administrator", "admin", "changeme",
        "changeit", "sunshine", "football", "baseball", "princess", "superman", "dragon",
        "monkey", "shadow", "master", "michael", "jennifer", "computer", "internet", "secret",
        "geheim", "hallo", "martlet", "summer", "winter", "spring", "autumn", "sommer",
        "fruehling", "herbst", "trustno1", "starwars", "whatever", "default", "test", "testing",
        "mypassword", "meinpasswort", "temporary", "company", "firma", "login", "access",
    ]

    private static let endings =
        ["", "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789"]
        + (1950...2050).map(String.init)

    private static let refused = Set(words.flatMap { word in endings.map { word + $0 } })
}
