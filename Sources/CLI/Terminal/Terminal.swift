// What a person at a terminal sees: results on standard output, everything else beside it.

import Foundation
import Synchronization
import TrainingData
import Vocabulary

/// Writes lines for a person. Colours are used only where a terminal shows them and `NO_COLOR` is
/// not set.
final class Terminal: Sendable {
    /// The terminal of this process.
    static let standard = Terminal()

    /// Whether standard output is a terminal.
    let showsOutput: Bool
    /// Whether standard error is a terminal.
    let showsErrors: Bool
    private let hasColours: Bool
    private let quiet = Mutex(false)
    private let lock = Mutex(())

    private init() {
        let environment = ProcessInfo.processInfo.environment
        showsOutput = isatty(STDOUT_FILENO) == 1
        showsErrors = isatty(STDERR_FILENO) == 1
        hasColours = environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }

    /// Whether remarks are left out (`--quiet`).
    var isQuiet: Bool {
        get { quiet.withLock { $0 } }
        set { quiet.withLock { $0 = newValue } }
    }

    /// The colours in use.
    enum Colour: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case grey = "90"
        case bold = "1"
    }

    /// Writes a result to standard output.
    func write(_ text: String) { put(text + "\n", STDOUT_FILENO) }

    /// Writes a result without a line end, for prompts.
    func prompt(_ text: String) { put(paint(text, .bold, on: showsOutput), STDOUT_FILENO) }

    /// Writes what the assistant says.
    func answer(_ text: String) { write(paint(text, .blue, on: showsOutput)) }

    /// Writes what stands behind an answer to standard error.
    func aside(_ text: String) { put(paint(text, .grey, on: showsErrors) + "\n", STDERR_FILENO) }

    /// Writes a remark to standard error, unless the person wants none.
    func note(_ text: String) {
        if !isQuiet { put(text + "\n", STDERR_FILENO) }
    }

    /// Writes a success.
    func success(_ text: String) { write(paint(text, .green, on: showsOutput)) }

    /// Writes a warning to standard error.
    func warning(_ text: String) {
        put(paint("warning: ", .yellow, on: showsErrors) + text + "\n", STDERR_FILENO)
    }

    /// Writes a failure to standard error.
    func error(_ text: String, hint: String? = nil) {
        put(paint(text, .red, on: showsErrors) + "\n", STDERR_FILENO)
        if let hint { put("    hint: \(hint)\n", STDERR_FILENO) }
    }

    /// Writes raw text to standard error, for progress that redraws its line.
    func redraw(_ text: String) { put(text, STDERR_FILENO) }

    /// Writes findings in the order of their places, then how many there are.
    func report(_ diagnostics: [Diagnostic], counted isCounted: Bool = true) {
        for finding in diagnostics.sorted(by: { $0.place < $1.place }) {
            let colour: Colour = finding.severity == .error ? .red : .yellow
            let head = paint(
                "\(finding.severity.rawValue)[\(finding.code)]", colour, on: showsErrors)
            put("\(finding.place): \(head): \(finding.message)\n", STDERR_FILENO)
            if let hint = finding.hint {
                put(paint("    hint: \(hint)\n", .grey, on: showsErrors), STDERR_FILENO)
            }
        }
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        guard isCounted, !diagnostics.isEmpty else { return }
        put("\(counted(errors, "error")), \(counted(warnings, "warning"))\n", STDERR_FILENO)
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private func paint(_ text: String, _ colour: Colour, on isTerminal: Bool) -> String {
        guard isTerminal, hasColours else { return text }
        return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
    }

    private func put(_ text: String, _ descriptor: Int32) {
        lock.withLock { _ in
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes {
                    Foundation.write(descriptor, $0.baseAddress, $0.count)
                }
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
        }
    }
}
