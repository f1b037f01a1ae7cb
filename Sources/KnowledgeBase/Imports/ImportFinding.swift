// What is wrong with a file that is imported, and where.

/// A finding about a file of an import.
public struct ImportFinding: Sendable, Hashable, CustomStringConvertible {
    /// Whether the file is refused; else it is imported, and probably not as meant.
    public var isError: Bool
    /// A stable code in kebab case.
    public var code: String
    /// What is wrong, one sentence.
    public var message: String
    /// What to do about it.
    public var hint: String?
    /// The file's path inside what is imported.
    public var file: String
    /// The line, counted from 1; 0 when the whole file is meant.
    public var line: Int

    /// A finding.
    public init(
        isError: Bool = true, _ code: String, _ message: String, hint: String? = nil,
        file: String, line: Int = 0
    ) {
        self.isError = isError
        self.code = code
        self.message = message
        self.hint = hint
        self.file = file
        self.line = line
    }

    /// `file:line: error[code]: message`.
    public var description: String {
        let place = line > 0 ? "\(file):\(line)" : file
        return "\(place): \(isError ? "error" : "warning")[\(code)]: \(message)"
    }
}
