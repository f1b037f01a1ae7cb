// Reads one channel's part of credentials.yml and collects what is wrong with it.

import Vocabulary

/// The options of one channel.
struct Credentials {
    /// The channel.
    let channel: String
    private let values: JSONObject
    /// What is wrong so far, one sentence each.
    private(set) var problems: [String] = []

    /// The options of a channel.
    ///
    /// - Parameter value: what stands behind the channel's name; `null` is none.
    init(_ channel: String, _ value: JSONValue) {
        self.channel = channel
        values = value.object ?? [:]
        if value.isTruthy, value.object == nil {
            problems.append("its value is no list of options")
        }
    }

    /// Whether there is any option.
    var isEmpty: Bool { values.members.isEmpty }

    /// An option as text; numbers and truth values count as written.
    func text(_ name: String) -> String? {
        switch values[name] {
        case nil, .null: nil
        case .bool(let flag): flag ? "true" : "false"
        case .some(let value): value.pythonText
        }
    }

    /// An option as text that is not empty.
    func filled(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }

    /// An option that must be there and not be empty.
    mutating func required(_ name: String) -> String {
        if let text = filled(name) { return text }
        problems.append("'\(name)' is missing")
        return ""
    }

    /// An option that is on or off.
    mutating func flag(_ name: String, default fallback: Bool = false) -> Bool {
        switch values[name] {
        case nil, .null: return fallback
        case .bool(let flag): return flag
        case .string(let text) where ["true", "false"].contains(text.lowercased()):
            return text.lowercased() == "true"
        default:
            problems.append("'\(name)' is neither true nor false")
            return fallback
        }
    }

    /// An option with several values; one alone is a list of one.
    func list(_ name: String) -> [String]? {
        switch values[name] {
        case nil, .null: nil
        case .array(let elements): elements.map(\.pythonText)
        case .some(let value): [value.pythonText]
        }
    }

    /// An option that is an object.
    func object(_ name: String) -> JSONObject { values[name]?.object ?? [:] }

    /// Notes something wrong.
    mutating func complain(_ problem: String) { problems.append(problem) }

    /// What to say at start when our own credential that switches verification on is not given.
    func unverified(without name: String) -> [String] {
        if filled(name) != nil { return [] }
        return [
            "\(channel): its requests are not verified; "
                + "'\(name)' in its credentials switches that on."
        ]
    }

    /// - Throws: `Fault` `.badRequest` that names everything that is wrong.
    func check() throws(Fault) {
        guard !problems.isEmpty else { return }
        throw Fault(
            .badRequest,
            "The input channel '\(channel)' can't start: \(problems.joined(separator: ", ")).",
            remedy: "Complete '\(channel)' in the credentials file (--credentials).")
    }
}
