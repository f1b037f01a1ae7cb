// An option of a policy in `config.yml`: its name and what it may be.

public import TrainingData
import Vocabulary

/// An option of a policy.
public struct PolicyOption: Sendable {
    /// What an option may be.
    public enum Shape: Sendable, Hashable {
        /// `true` or `false`.
        case truth
        /// A whole number that is at least this.
        case integer(atLeast: Int)
        /// As `integer`, or `null`.
        case optionalInteger(atLeast: Int)
        /// A number between two bounds.
        case number(ClosedRange<Double>)
        /// Text.
        case text
        /// Anything.
        case any
    }

    /// The option's name.
    public let name: String
    /// What it may be.
    public let shape: Shape
    /// Whether it changes something; an option that does not is named in a warning.
    public let hasEffect: Bool

    /// An option.
    public init(_ name: String, _ shape: Shape, hasEffect: Bool = true) {
        self.name = name
        self.shape = shape
        self.hasEffect = hasEffect
    }

    /// Whether a value is what the option may be.
    func fits(_ value: JSONValue) -> Bool {
        switch shape {
        case .truth: value.bool != nil
        case .integer(let least): value.int.map { $0 >= least } ?? false
        case .optionalInteger(let least): value.int.map { $0 >= least } ?? value.isNull
        case .number(let range): value.double.map(range.contains) ?? false
        case .text: value.string != nil
        case .any: true
        }
    }

    /// What the option may be, for a person.
    var wanted: String {
        switch shape {
        case .truth: "`true` or `false`"
        case .integer(let least): "a whole number from \(least) on"
        case .optionalInteger(let least): "a whole number from \(least) on, or `null`"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .text: "text"
        case .any: "anything"
        }
    }

    /// Findings about the options of an entry: values that do not fit are errors, names that nobody
    /// knows are warnings, and all options without effect together are one.
    public static func findings(
        in entry: ComponentSettings, options: [PolicyOption]
    ) -> [Diagnostic] {
        var idle: [String] = []
        let findings = entry.options.members.compactMap { key, value -> Diagnostic? in
            guard let option = options.first(where: { $0.name == key }) else {
                return Diagnostic(
                    .warning, "policy-option-unknown",
                    "'\(entry.name)' has no option '\(key)'; it is left out.",
                    hint: "Its options are: "
                        + options.filter(\.hasEffect).map(\.name).joined(separator: ", ") + ".",
                    at: entry.place)
            }
            guard option.fits(value) else {
                return Diagnostic(
                    .error, "policy-option-value",
                    "The option '\(key)' of '\(entry.name)' must be \(option.wanted).",
                    hint: "It is \(value.text()).", at: entry.place)
            }
            if !option.hasEffect { idle.append("'\(key)'") }
            return nil
        }
        guard !idle.isEmpty else { return findings }
        let isOne = idle.count == 1
        return findings + [
            Diagnostic(
                .warning, "policy-option-idle",
                "The option\(isOne ? "" : "s") \(idle.joined(separator: ", ")) of"
                    + " '\(entry.name)' change\(isOne ? "s" : "") nothing here.",
                hint: "Leave \(isOne ? "it" : "them") out, or keep \(isOne ? "it" : "them") for"
                    + " Rasa.",
                at: entry.place)
        ]
    }
}
