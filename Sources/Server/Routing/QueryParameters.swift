// The query of a request's target, read as Rasa's server reads it.

import Channels
import Vocabulary

/// Names and values behind the `?` of a target.
struct QueryParameters: Sendable {
    private let text: Substring

    /// The query without its `?`.
    init(_ text: Substring) { self.text = text }

    /// The first value of a name; empty values count as missing, as in Rasa.
    subscript(name: String) -> String? {
        guard !text.isEmpty else { return nil }
        for pair in text.split(separator: "&") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            let value = pair[pair.index(after: equals)...]
            guard !value.isEmpty, String(formDecoding: pair[..<equals].utf8) == name else {
                continue
            }
            return String(formDecoding: value.utf8)
        }
        return nil
    }

    /// All names and values in order, empty values left out; at most `FormFields.fieldsMax`.
    var pairs: [(name: String, value: String)] {
        FormFields(parsing: Array(text.utf8)).fields.filter { !$0.value.isEmpty }
            .map { ($0.name, $0.value) }
    }

    /// A value that is a truth value: only `true`, in any case, is true.
    func flag(_ name: String, standard: Bool) -> Bool {
        self[name].map { $0.lowercased() == "true" } ?? standard
    }

    /// A value that is a number; what is none counts as missing, as in Rasa.
    func number(_ name: String) -> Double? { self[name].flatMap(Double.init) }
}
