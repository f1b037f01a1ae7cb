// What people sign in with: one spelling of it, so that nobody can pass for another.

import Foundation

/// Logins.
public enum LoginName {
    /// The longest login, in Unicode scalars.
    public static let lengthMax = 254

    /// A login as it is kept: without blanks around it, in lower case, compatibility forms made
    /// alike (NFKC).
    ///
    /// - Returns: `nil` for one that is empty, too long, or has blanks or control characters in it.
    public static func normal(_ text: String) -> String? {
        guard text.utf8.count <= lengthMax * 4 else { return nil }
        let login = text.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCompatibilityMapping.lowercased()
        let isGood = login.unicodeScalars.allSatisfy {
            !CharacterSet.whitespacesAndNewlines.contains($0)
                && !CharacterSet.controlCharacters.contains($0)
        }
        return isGood && !login.isEmpty && login.unicodeScalars.count <= lengthMax ? login : nil
    }

    /// A name that others see, without blanks around it; `nil` for one that is empty, too long or
    /// has control characters in it.
    public static func displayName(_ text: String) -> String? {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let isGood = name.unicodeScalars.allSatisfy { !CharacterSet.controlCharacters.contains($0) }
        return isGood && (1...200).contains(name.unicodeScalars.count) ? name : nil
    }
}
