// What the native extractor is told: languages, region, time zone and kinds.

import Foundation
public import TrainingData
public import Vocabulary

/// A language whose words the native extractor knows.
public enum ExtractionLanguage: String, Sendable, Hashable, CaseIterable {
    /// English.
    case english = "en"
    /// German.
    case german = "de"
}

/// The settings of the native extractor, as `extract:` of `martlet.yml` gives them.
public struct ExtractionSettings: Sendable, Hashable {
    /// The languages of the messages; the first decides how `1.000` and `1,5` are read.
    public var languages: [ExtractionLanguage]
    /// Where users live, an ISO 3166 country code in capitals: decides how phone numbers without
    /// country code, `5/3` and `$` are read.
    public var region: String
    /// An IANA time zone in which days begin.
    public var timezone: String
    /// What is looked for.
    public var kinds: Set<NativeKind>

    /// Settings.
    public init(
        languages: [ExtractionLanguage] = [.english], region: String = "GB",
        timezone: String = "UTC", kinds: Set<NativeKind> = Set(NativeKind.allCases)
    ) {
        precondition(!languages.isEmpty, "at least one language")
        self.languages = languages
        self.region = region
        self.timezone = timezone
        self.kinds = kinds
    }

    /// Whether the comma separates the fraction of a number and the point its thousands.
    var hasDecimalComma: Bool { languages[0] == .german }
    /// Whether `5/3` is the third of May.
    var hasMonthFirst: Bool { ["US", "PH", "PR", "FM", "MH", "PW"].contains(region) }
    /// Whether a language is among those of the messages.
    func speaks(_ language: ExtractionLanguage) -> Bool { languages.contains(language) }

    /// Reads the settings.
    ///
    /// `language` is `en`, `de` or a list of both (English when missing); `region` a country code
    /// (Germany for German, Great Britain otherwise); `timezone` an IANA name (`UTC`); `kinds` a
    /// list of `NativeKind` names (all).
    ///
    /// - Throws: `DiagnosticFailure` with every mistake.
    public init(reading options: JSONObject, at place: SourcePlace) throws(DiagnosticFailure) {
        var problems: [Diagnostic] = []
        func problem(_ message: String, _ hint: String) {
            problems.append(
                Diagnostic(.error, "extract-setting", message, hint: hint, at: place))
        }
        self.init()
        let written = Self.texts(options["language"])
        languages = written.compactMap(ExtractionLanguage.init(rawValue:))
        if languages.count != written.count {
            problem(
                "`language:` of `extract:` names a language it does not know.",
                "Use en, de, or a list of both.")
        }
        if languages.isEmpty { languages = [.english] }
        region = languages[0] == .german ? "DE" : "GB"
        if let text = options["region"]?.string { region = text }
        if PhonePlan.plan(of: region) == nil {
            problem(
                "`region:` of `extract:` is no country code that is known here.",
                "Use two capital letters, such as GB, DE or US.")
        }
        if let text = options["timezone"]?.string { timezone = text }
        if TimeZone(identifier: timezone) == nil {
            problem(
                "`timezone:` of `extract:` is unknown.", "Use a name such as Europe/London.")
        }
        let names = Self.texts(options["kinds"])
        if !names.isEmpty { kinds = Set(names.compactMap(NativeKind.init(rawValue:))) }
        if !names.isEmpty, names.contains(where: { NativeKind(rawValue: $0) == nil }) {
            let known = NativeKind.allCases.map(\.rawValue).joined(separator: ", ")
            problem("`kinds:` of `extract:` names an unknown kind.", "Known are \(known).")
        }
        if kinds.contains(.date) { kinds.insert(.time) }
        guard problems.isEmpty else { throw DiagnosticFailure(problems) }
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.map { $0.string ?? "" }
        default: []
        }
    }
}
