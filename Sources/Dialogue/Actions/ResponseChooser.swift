// Chooses among the variations of a response and fills the chosen one.

import TrainingData
public import Vocabulary

/// The responses of a domain, ready to be said.
///
/// - Note: rasa/core/nlg/generator.py and response.py (3.6.21).
public struct ResponseChooser: Sendable {
    /// The keys whose texts are filled.
    static let filledKeys = [
        "text", "image", "custom", "buttons", "attachment", "quick_replies",
    ]

    /// One variation with what choosing it needs.
    private struct Variation: Sendable {
        /// Whether it is chosen by slots, always, or (an empty `condition:`) never.
        enum Condition: Sendable {
            case none
            case never
            case slots([(slot: String, value: JSONValue)])
        }

        let message: JSONObject
        let channel: String?
        let condition: Condition
        /// Whether a text in it has braces.
        let needsValues: Bool

        init(_ variation: ResponseVariation) {
            let options = variation.options
            message = options
            channel = variation.channel
            needsValues = filledKeys.contains { options[$0].map(Self.hasBraces) ?? false }
            let written = message["condition"] ?? .null
            if written.isNull {
                condition = .none
            } else if let entries = written.array, !entries.isEmpty {
                condition = .slots(
                    entries.map { ($0["name"]?.string ?? "", $0["value"] ?? .null) })
            } else {
                condition = .never
            }
        }

        private static func hasBraces(_ value: JSONValue) -> Bool {
            switch value {
            case .string(let text):
                text.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
            case .array(let elements): elements.contains(where: hasBraces)
            case .object(let object): object.members.contains { hasBraces($0.value) }
            default: false
            }
        }
    }

    private let variations: [String: [Variation]]

    /// The responses of a domain.
    public init(_ domain: DialogueDomain) {
        variations = Dictionary(
            domain.domain.responses.map { ($0.name, $0.variations.map(Variation.init)) }
        ) { first, _ in first }
    }

    /// A filled variation of a response.
    ///
    /// - Parameters:
    ///   - arguments: of the call; they hide slots of the same name.
    ///   - random: draws a number below its bound.
    /// - Returns: the message's keys in the order written; `nil` when no variation is suitable.
    /// - Throws: `InterpolationProblem` when Python could not format a text of it.
    public func message(
        _ name: String, in tracker: Tracker, channel: String, arguments: JSONObject = [:],
        random: (Int) -> Int
    ) throws(InterpolationProblem) -> JSONObject? {
        let suitable = suitable(name, in: tracker, channel: channel)
        guard !suitable.isEmpty else { return nil }
        let chosen = suitable[suitable.count > 1 ? random(suitable.count) : 0]
        guard chosen.needsValues else { return chosen.message }
        var values = tracker.slotValues
        for member in arguments.members { values[member.key] = member.value }
        var message = chosen.message
        for key in Self.filledKeys {
            guard let written = message[key] else { continue }
            message[key] = try Interpolation.fill(written, with: values)
        }
        return message
    }

    /// The `id:` of the first suitable variation; `nil` also when suitable ones share an id.
    public func responseID(_ name: String, in tracker: Tracker, channel: String) -> String? {
        let suitable = suitable(name, in: tracker, channel: channel)
        let ids = suitable.compactMap { $0.message["id"]?.string }.filter { !$0.isEmpty }
        guard Set(ids).count == ids.count else { return nil }
        return suitable.first?.message["id"]?.string
    }

    /// Variations that fit: of this channel with and without condition, then of any channel.
    private func suitable(_ name: String, in tracker: Tracker, channel: String) -> [Variation] {
        guard let all = variations[name] else { return [] }
        if all.count == 1, case .none = all[0].condition, all[0].channel == nil { return all }
        var groups: [[Variation]] = [[], [], [], []]
        for variation in all {
            guard variation.channel == nil || variation.channel == channel else { continue }
            let isAnywhere = variation.channel == nil ? 2 : 0
            switch variation.condition {
            case .never: break
            case .none: groups[isAnywhere + 1].append(variation)
            case .slots(let wanted):
                let holds = wanted.allSatisfy {
                    Self.matches(tracker.slot($0.slot) ?? .null, $0.value)
                }
                if holds { groups[isAnywhere].append(variation) }
            }
        }
        return groups.first { !$0.isEmpty } ?? []
    }

    /// Texts compare without case, everything else as in Python.
    private static func matches(_ value: JSONValue, _ wanted: JSONValue) -> Bool {
        if case .string(let value) = value, case .string(let wanted) = wanted {
            return folded(value) == folded(wanted)
        }
        return value.pythonEquals(wanted)
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().replacing("ß", with: "ss").replacing("ς", with: "σ")
    }
}
