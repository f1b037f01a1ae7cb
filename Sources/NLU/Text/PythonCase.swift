// Upper and lower case, titles, digits and accents as Python's `str` methods see them.

import Foundation

/// Questions and changes of case over scalars, with the answers of Python 3.10.
enum PythonCase {
    /// Appends the lower case of a run of scalars (`str.lower`), the final sigma included.
    static func appendLower(_ scalars: ArraySlice<Unicode.Scalar>, to text: inout [UInt32]) {
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar.value < 128 {
                let isUpper = (0x41...0x5A).contains(scalar.value)
                text.append(isUpper ? scalar.value | 0x20 : scalar.value)
            } else if scalar.value == 0x3A3 {
                text.append(isFinalSigma(scalars, index) ? 0x3C2 : 0x3C3)
            } else {
                appendOtherLower(scalar, to: &text)
            }
        }
    }

    /// The lower case of a text (`str.lower`).
    static func lower(_ text: String) -> String {
        var lower: [UInt32] = []
        appendLower(Array(text.unicodeScalars)[...], to: &lower)
        return self.text(lower[...])
    }

    /// The text of scalar values.
    static func text(_ values: ArraySlice<UInt32>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: values.lazy.compactMap(Unicode.Scalar.init))
        return String(view)
    }

    @inline(never)
    private static func appendOtherLower(_ scalar: Unicode.Scalar, to text: inout [UInt32]) {
        for mapped in scalar.properties.lowercaseMapping.unicodeScalars {
            text.append(mapped.value)
        }
    }

    /// The Final_Sigma condition of the Unicode Standard, section 3.13.
    private static func isFinalSigma(
        _ scalars: ArraySlice<Unicode.Scalar>, _ index: Int
    ) -> Bool {
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && after?.properties.isCased != true
    }

    private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value < 128 ? (0x41...0x5A).contains(value) : scalar.properties.isUppercase
    }

    private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value < 128 ? (0x61...0x7A).contains(value) : scalar.properties.isLowercase
    }

    private static func isTitle(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 128 && scalar.properties.generalCategory == .titlecaseLetter
    }

    /// `str.islower`: something is lower case and nothing is upper or title case.
    static func isLower(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var found = false
        for scalar in scalars {
            if isUpper(scalar) || isTitle(scalar) { return false }
            if isLower(scalar) { found = true }
        }
        return found
    }

    /// `str.isupper`: something is upper case and nothing is lower or title case.
    static func isUpper(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var found = false
        for scalar in scalars {
            if isLower(scalar) || isTitle(scalar) { return false }
            if isUpper(scalar) { found = true }
        }
        return found
    }

    /// `str.istitle`: upper case stands only after what has no case, lower case only after what
    /// has, and there is some of it.
    static func isTitle(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var found = false
        var followsCased = false
        for scalar in scalars {
            if isUpper(scalar) || isTitle(scalar) {
                if followsCased { return false }
                followsCased = true
                found = true
            } else if isLower(scalar) {
                if !followsCased { return false }
            } else {
                followsCased = false
            }
        }
        return found
    }

    /// `str.isdigit`: nothing but digits, and at least one.
    static func isDigit(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        !scalars.isEmpty
            && scalars.allSatisfy { scalar in
                if scalar.value < 128 { return (0x30...0x39).contains(scalar.value) }
                let type = scalar.properties.numericType
                return type == .decimal || type == .digit
            }
    }

    /// How accents are removed before counting.
    enum Accents: String {
        /// Everything beyond ASCII disappears after decomposition.
        case ascii
        /// Combining marks disappear after decomposition.
        case unicode
    }

    /// The text without accents, as scikit-learn's `strip_accents_unicode` and
    /// `strip_accents_ascii`: compatibility decomposition, then removal.
    static func strippingAccents(_ values: [UInt32], _ accents: Accents) -> [UInt32] {
        guard values.contains(where: { $0 >= 128 }) else { return values }
        let decomposed = text(values[...]).decomposedStringWithCompatibilityMapping
        return decomposed.unicodeScalars.compactMap { scalar in
            switch accents {
            case .ascii: scalar.isASCII ? scalar.value : nil
            case .unicode:
                scalar.properties.canonicalCombiningClass == .notReordered ? scalar.value : nil
            }
        }
    }
}
