// What a person wrote wrongly, and where: collected, shown all at once, never thrown one by one.

/// A place in a file a person wrote.
public struct SourcePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The file's path as the person named it, relative to the project where it lies inside.
    public var file: String
    /// The line, counted from 1; 0 when the whole file is meant.
    public var line: Int
    /// The column in Unicode scalars, counted from 1; 0 when the whole line is meant.
    public var column: Int

    /// A place.
    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, without the parts that are unknown.
    public var description: String {
        guard line > 0 else { return file }
        return column > 0 ? "\(file):\(line):\(column)" : "\(file):\(line)"
    }

    /// By file, line, column.
    public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// A finding about something a person wrote.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    /// How bad it is.
    public enum Severity: String, Sendable, Comparable {
        /// The work cannot go on.
        case error
        /// The work goes on, and probably not as meant.
        case warning

        /// A warning is less than an error.
        public static func < (left: Severity, right: Severity) -> Bool {
            left == .warning && right == .error
        }
    }

    /// How bad it is.
    public var severity: Severity
    /// A stable code in kebab case that a person can search for, for example `entity-overlap`.
    public var code: String
    /// What is wrong, one sentence.
    public var message: String
    /// What to do about it.
    public var hint: String?
    /// Where it stands.
    public var place: SourcePlace

    /// A finding.
    public init(
        _ severity: Severity, _ code: String, _ message: String, hint: String? = nil,
        at place: SourcePlace
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.hint = hint
        self.place = place
    }

    /// `file:line:column: error[code]: message` and the hint on a line of its own.
    public var description: String {
        let first = "\(place): \(severity.rawValue)[\(code)]: \(message)"
        return hint.map { "\(first)\n    hint: \($0)" } ?? first
    }
}

/// Findings as an error, for callers that cannot go on.
public struct DiagnosticFailure: Error, Sendable, CustomStringConvertible {
    /// All findings, errors and warnings.
    public let diagnostics: [Diagnostic]

    /// Findings of which at least one is an error.
    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// Every finding on its own line.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
