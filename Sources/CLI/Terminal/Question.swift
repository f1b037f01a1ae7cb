// Questions to the person at the terminal, answered by a line.

import Foundation

enum Question {
    /// Asks for a text; an empty line, or no terminal, gives the standard answer.
    static func ask(_ text: String, standard: String) -> String {
        guard isatty(STDIN_FILENO) == 1 else { return standard }
        Terminal.standard.prompt("\(text) [\(standard)] ")
        let answer = readLine()?.trimmingCharacters(in: .whitespaces) ?? ""
        return answer.isEmpty ? standard : answer
    }

    /// Asks yes or no; an empty line, or no terminal, gives the standard answer.
    static func confirm(_ text: String, standard: Bool) -> Bool {
        let answer = ask("\(text) (y/n)", standard: standard ? "y" : "n").lowercased()
        return ["y", "yes", "j", "ja"].contains(answer)
    }
}
