// Says in a sentence what libyaml found wrong, with what to do about it.

/// Sentences for the problems of libyaml.
enum YAMLProblems {
    /// A finding for a problem; tabs and control characters get codes of their own.
    static func diagnostic(_ problem: YAMLProblem, at place: SourcePlace) -> Diagnostic {
        let text = [problem.context, problem.problem].compactMap(\.self).joined(separator: ": ")
        let isTab = problem.isIndentedByTab || problem.problem.contains("tab character")
        let code = problem.isReader ? "yaml-character" : isTab ? "yaml-tab" : "yaml-syntax"
        let hint = isTab ? "Indent with blanks, never with tabs." : hint(for: problem)
        return Diagnostic(
            .error, code, "This is not valid YAML: \(text).", hint: hint, at: place)
    }

    /// What most often leads to each problem.
    private static let hints: [(part: String, hint: String)] = [
        ("control characters", "Remove the invisible character."),
        ("cannot start any token", "Put text that starts with @, ` or % in quotes."),
        (
            "mapping values are not allowed",
            "Put text that holds a colon and a blank in quotes, or check the indentation."
        ),
        (
            "could not find expected ':'",
            "Check the line before: a key without a colon, or text that is indented too little."
        ),
        ("did not find expected ',' or", "Close the bracket, or put the text in quotes."),
        ("did not find expected '-' indicator", "Indent all items of the list alike."),
        ("did not find expected key", "Indent all keys of the mapping alike."),
        ("found unexpected end of stream", "Close the quotation mark."),
        ("unknown escape character", "Use single quotes where a backslash is meant as one."),
    ]

    private static func hint(for problem: YAMLProblem) -> String {
        hints.first { problem.problem.contains($0.part) }?.hint
            ?? "Check the indentation and the quotes of this line and the one before."
    }
}
