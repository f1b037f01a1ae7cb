// The component that finds what leads need without training; switched on by `martlet.yml`.

import Foundation
public import Learning
import TrainingData
import Vocabulary

/// Finds e-mail addresses, phone numbers, web addresses, numbers, money, dates, times and
/// quantities, with values that programs can use.
///
/// An entity of the same name that a component before it found at an overlapping place is
/// replaced: both name the same thing, and this one knows its value.
public struct NativeEntityExtractor: Component {
    /// The name that entities carry as their extractor.
    public static let name = "MartletEntityExtractor"

    /// The catalogue's entry. It is never written in `config.yml`, which Rasa reads, too.
    public static let kind = ComponentKind(
        name: name, gives: [.entities],
        options: [
            ComponentOption("language", "en", accepts: .textOrTexts),
            ComponentOption("region", nil, accepts: .text),
            ComponentOption("timezone", "UTC"), ComponentOption("kinds", [], accepts: .textOrTexts),
        ],
        train: { _, options in try NativeEntityExtractor(options) },
        load: { _, options in try NativeEntityExtractor(options) })

    private let extraction: NativeExtraction
    private let clock: @Sendable () -> Double

    /// An extractor.
    ///
    /// - Parameters:
    ///   - settings: languages, region, time zone and kinds.
    ///   - clock: the moment of speaking, in seconds since 1 January 1970, UTC; the machine's
    ///     clock when `nil`.
    public init(
        settings: ExtractionSettings,
        clock: (@Sendable () -> Double)? = nil
    ) {
        extraction = NativeExtraction(settings)
        self.clock = clock ?? { Date().timeIntervalSince1970 }
    }

    private init(_ options: ComponentOptions) throws(DiagnosticFailure) {
        self.init(settings: try ExtractionSettings(reading: options.values, at: options.place))
    }

    /// Adds what is found, by place.
    public func process(_ message: inout Message) {
        let matches = extraction.matches(in: message.scalars, secondsSince1970: clock())
        guard !matches.isEmpty else { return }
        message.entities.removeAll { entity in
            matches.contains { $0.kind.rawValue == entity.name && $0.span.overlaps(entity.span) }
        }
        for match in matches {
            var extra: JSONObject = ["text": .string(message.text(at: match.span))]
            if !match.info.members.isEmpty { extra["additional_info"] = .object(match.info) }
            message.entities.append(
                Entity(
                    name: match.kind.rawValue, span: match.span, value: match.value,
                    extractor: Self.name, confidence: 1, extra: extra))
        }
    }

    /// Writes nothing: the options say everything.
    public func save(to file: inout ModelSections) {}
}
