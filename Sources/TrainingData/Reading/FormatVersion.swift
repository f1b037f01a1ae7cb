// The `version:` key of a data file: which format the file is written in, and whether we read it.

/// What a file says of its format.
struct FormatVersion {
    /// The newest format that is read.
    static let newest = [3, 1]

    /// The version as written; `nil` for none.
    let written: String?
    /// Whether the file is read; one in a newer format is skipped, as Rasa does.
    let isReadable: Bool
    /// What is wrong with the key.
    let diagnostics: [Diagnostic]

    /// Looks at the `version` key of a file's root.
    ///
    /// - Note: follows `validate_training_data_format_version` in rasa/shared/utils/validation.py.
    init(of root: YAMLNode) {
        guard let node = root["version"], !node.isNull else {
            (written, isReadable, diagnostics) = (nil, true, [])
            return
        }
        func finding(
            _ severity: Diagnostic.Severity, _ message: String, hint: String
        ) -> [Diagnostic] {
            [Diagnostic(severity, "format-version", message, hint: hint, at: node.place)]
        }
        let remedy = "Write version: \"3.1\"."
        guard let text = node.string else {
            (written, isReadable) = (nil, true)
            diagnostics = finding(
                .error, "The version must be text, not \(node.kindName).", hint: remedy)
            return
        }
        written = text
        let trimmed = text.drop { "\"'".contains($0) }
        let parts = trimmed.split(separator: ".").map { Int($0.filter { !"\"'".contains($0) }) }
        let numbers = parts.compactMap(\.self)
        guard !text.isEmpty else {
            (isReadable, diagnostics) = (true, [])
            return
        }
        if numbers.count != parts.count || numbers.isEmpty {
            isReadable = true
            diagnostics = finding(
                .warning, "'\(text)' is no version; the file is read as version 3.1.", hint: remedy)
        } else if Self.newest.lexicographicallyPrecedes(Self.shortened(numbers)) {
            isReadable = false
            diagnostics = finding(
                .warning, "The file has format \(text), newer than 3.1, and is skipped.",
                hint: remedy)
        } else if Self.shortened(numbers).lexicographicallyPrecedes(Self.newest) {
            isReadable = true
            diagnostics = finding(
                .warning, "The file has format \(text), older than 3.1; it is read as 3.1.",
                hint: remedy)
        } else {
            (isReadable, diagnostics) = (true, [])
        }
    }

    /// Numbers without zeros at the end, so that 3.1.0 equals 3.1.
    private static func shortened(_ numbers: [Int]) -> [Int] {
        var numbers = numbers
        while numbers.last == 0 { numbers.removeLast() }
        return numbers
    }
}
