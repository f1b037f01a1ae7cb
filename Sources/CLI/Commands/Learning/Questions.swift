// Questions to the person at the terminal, and what is typed in answer.

import Foundation

/// Asks until nothing more can be read.
struct Questions {
    /// How many choices are listed; the others can be typed.
    static let choicesMax = 20

    /// Whether standard input has ended.
    private(set) var areOver = false
    private let terminal = Terminal.standard

    /// A line without blanks around it; `nil`, from then on, when nothing more can be read.
    mutating func ask(_ prompt: String) -> String? {
        guard !areOver else { return nil }
        terminal.prompt(prompt)
        guard let line = readLine() else {
            areOver = true
            return nil
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// Whether the answer is not no.
    mutating func confirmed(_ question: String) -> Bool {
        guard let answer = ask("\(question) (Y/n) ") else { return true }
        return !["n", "no"].contains(answer.lowercased())
    }

    /// One of a list by its number or its name, or a new one by the number 0; `nil` when nothing
    /// more can be read.
    mutating func choose(
        _ question: String, _ names: [String], orNew offer: String, asking prompt: String
    ) -> String? {
        terminal.aside("  0: <\(offer)>")
        for (number, name) in names.prefix(Self.choicesMax).enumerated() {
            terminal.aside("  \(number + 1): \(name)")
        }
        while let answer = ask("\(question) (number or name) ") {
            if names.contains(answer) { return answer }
            if answer == "0" {
                while let name = ask(prompt) { if !name.isEmpty { return name } }
                return nil
            }
            if let number = Int(answer), names.prefix(Self.choicesMax).indices.contains(number - 1)
            {
                return names[number - 1]
            }
            terminal.aside("  there is no '\(answer)'; 0 makes a new one")
        }
        return nil
    }

    /// A path, or the standard one when enter is pressed or nothing more can be read.
    mutating func path(_ question: String, standard: String) -> String {
        let answer = ask("\(question) [\(standard)] ") ?? ""
        return answer.isEmpty ? standard : answer
    }
}
