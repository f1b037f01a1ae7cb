// Reads the options a person wrote for a component.

import TrainingData
import Vocabulary

/// Turns written options into complete ones and says what is wrong with them.
struct OptionReading {
    /// Everything found so far, in the order of the pipeline.
    private(set) var findings: [Diagnostic] = []
    /// Options without effect that were named already.
    private var named: Set<String> = []

    /// The options of the component at a position, standards filled in. Values that cannot be are
    /// reported and replaced by the standard.
    ///
    /// - Parameter isWritten: whether a person wrote the entry; a standard pipeline's options that
    ///   have no effect are not reported.
    mutating func read(
        _ settings: ComponentSettings, _ kind: ComponentKind, position: Int, isWritten: Bool
    ) -> ComponentOptions {
        var values = JSONObject()
        for option in kind.options {
            values[option.name] = value(of: option, settings, kind, isWritten: isWritten)
        }
        reportUnknown(settings, kind)
        return ComponentOptions(
            name: kind.name, values: values, place: settings.place,
            alias: values["alias"]?.string ?? "\(kind.name)\(position)")
    }

    private mutating func value(
        of option: ComponentOption, _ settings: ComponentSettings, _ kind: ComponentKind,
        isWritten: Bool
    ) -> JSONValue {
        guard let written = settings.options[option.name], written != option.standard else {
            return option.standard
        }
        if case .withoutEffect(let reason) = option.support {
            if isWritten, named.insert("\(kind.name).\(option.name)").inserted {
                findings.append(
                    Diagnostic(
                        .warning, "option-without-effect",
                        "The option \(option.name) of \(kind.name) has no effect: \(reason).",
                        at: settings.place))
            }
            return option.standard
        }
        if option.shape.accepts(written) { return written }
        findings.append(
            Diagnostic(
                .error, "option-value",
                "The option \(option.name) of \(kind.name) must be \(option.shape.words),"
                    + " not \(Self.short(written)).",
                hint: "Without the option, \(Self.short(option.standard)) is taken.",
                at: settings.place))
        return option.standard
    }

    private mutating func reportUnknown(_ settings: ComponentSettings, _ kind: ComponentKind) {
        let known = kind.options.map(\.name)
        for name in settings.options.keys where name != "name" && !known.contains(name) {
            let hint =
                NearestName.of(name, among: known).map { "Did you mean \($0)?" }
                ?? (known.isEmpty
                    ? "\(kind.name) has no options."
                    : "\(kind.name) knows: \(known.sorted().joined(separator: ", ")).")
            findings.append(
                Diagnostic(
                    .warning, "option-unknown",
                    "\(kind.name) has no option \(name); it is ignored.", hint: hint,
                    at: settings.place))
        }
    }

    /// How much of a value is shown, in characters.
    private static let shownMax = 60

    private static func short(_ value: JSONValue) -> String {
        let text = value.text()
        return text.count > shownMax ? "\(text.prefix(shownMax))…" : text
    }
}
