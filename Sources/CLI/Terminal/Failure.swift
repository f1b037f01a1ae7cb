// How a failure is told on a terminal, and the exit code it has.

import ArgumentParser
import Foundation
import TrainingData
import Vocabulary

enum Failure {
    /// Tells a failure and gives its exit code.
    static func report(_ error: any Error, to terminal: Terminal = .standard) -> Int32 {
        switch error {
        case let code as ExitCode:
            return code.rawValue
        case let failure as DiagnosticFailure:
            terminal.report(failure.diagnostics)
            return 1
        case let fault as Fault:
            terminal.error(fault.message, hint: fault.remedy)
            return fault.code == .cancelled ? 130 : 1
        default:
            return usage(error, terminal)
        }
    }

    /// What the argument parser found: help and version are no failures; the rest has the code 2,
    /// as the command lines of Python programs have it.
    private static func usage(_ error: any Error, _ terminal: Terminal) -> Int32 {
        let code = Martlet.exitCode(for: error)
        let text = Martlet.fullMessage(for: error)
        if code == .success {
            terminal.write(text)
            return 0
        }
        if code == .validationFailure {
            terminal.note(text)
            return 2
        }
        terminal.error(text)
        return 1
    }
}
