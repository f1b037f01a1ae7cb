// Replaces `${NAME}` in the text of a plain YAML scalar, as Rasa does in every file it reads.

/// Variables of the environment in text.
///
/// - Note: follows rasa/shared/utils/io.py `replace_environment_variables` and Python's
///   `os.path.expandvars` (POSIX).
enum EnvironmentText {
    /// What expanding gave.
    enum Outcome: Equatable {
        /// The text holds no `${…}` in its one line.
        case unchanged
        /// The text with values in place of names.
        case expanded(String)
        /// Words that start with a name the environment does not hold.
        case unset([String])
    }

    /// Expands a text that holds `${…}`; `$NAME` counts only in such a text.
    ///
    /// - Parameter always: expand also without `${…}`, which the tag `!env_var` asks for.
    static func expand(
        _ text: String, _ environment: [String: String], always: Bool = false
    ) -> Outcome {
        guard always || hasVariable(text) else { return .unchanged }
        let scalars = Array(text.unicodeScalars)
        var expanded = String.UnicodeScalarView()
        var position = 0
        while position < scalars.count {
            if scalars[position] == "$", let (name, end) = name(in: scalars, after: position),
                let value = environment[name]
            {
                expanded.append(contentsOf: value.unicodeScalars)
                position = end
            } else {
                expanded.append(scalars[position])
                position += 1
            }
        }
        let result = String(expanded)
        let words = result.split(whereSeparator: \.isWhitespace).map(String.init)
        let unset = words.filter { $0.hasPrefix("$") && text.contains($0) }
        return unset.isEmpty ? .expanded(result) : .unset(unset)
    }

    /// Whether `${` and later `}` stand in a text of one line.
    private static func hasVariable(_ text: String) -> Bool {
        var (previous, isOpen, isFound) = (UInt8(0), false, false)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "{") where previous == UInt8(ascii: "$"): isOpen = true
            case UInt8(ascii: "}") where isOpen: isFound = true
            case UInt8(ascii: "\n"): return false
            default: break
            }
            previous = byte
        }
        return isFound
    }

    /// The name behind a `$` and the position after it: `{…}`, or letters, digits and underscores.
    private static func name(
        in scalars: [Unicode.Scalar], after dollar: Int
    ) -> (String, end: Int)? {
        var end = dollar + 1
        guard end < scalars.count else { return nil }
        var name = String.UnicodeScalarView()
        if scalars[end] == "{" {
            guard let close = scalars[end...].firstIndex(of: "}") else { return nil }
            name.append(contentsOf: scalars[(end + 1)..<close])
            return (String(name), close + 1)
        }
        while end < scalars.count, isWord(scalars[end]) { end += 1 }
        name.append(contentsOf: scalars[(dollar + 1)..<end])
        return name.isEmpty ? nil : (String(name), end)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}
