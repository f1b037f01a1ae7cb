// Runs all scanners of the native extractor over one text.

import Vocabulary

/// Finds everything the settings ask for in one text.
public struct NativeExtraction: Sendable {
    private let settings: ExtractionSettings

    /// An extraction with the given settings.
    public init(_ settings: ExtractionSettings) { self.settings = settings }

    /// Everything found, by place, not overlapping. What is longer wins, then what is more
    /// specific; kinds that are not asked for still keep others out of what they are (the year of
    /// a date is no number), money and quantities excepted.
    ///
    /// - Parameters:
    ///   - scalars: the text.
    ///   - secondsSince1970: the moment that `tomorrow` counts from, in seconds since
    ///     1 January 1970, UTC.
    /// - Complexity: O(scalars), with the bounds named in the scanners.
    public func matches(
        in scalars: [Unicode.Scalar], secondsSince1970: Double
    ) -> [NativeMatch] {
        let text = ExtractionText(scalars)
        let now = ReferenceTime(
            secondsSince1970: secondsSince1970, timezone: settings.timezone)
        var found = EmailScanner(text: text).matches() + URLScanner(text: text).matches()
        found += DateScanner(text: text, settings: settings, now: now).matches()
        found += PhoneScanner(text: text, settings: settings).matches()
        if settings.kinds.contains(.money) {
            found += MoneyScanner(text: text, settings: settings).matches()
        }
        if settings.kinds.contains(.quantity) {
            found += QuantityScanner(text: text, settings: settings).matches()
        }
        found += NumberScanner(text: text, settings: settings).matches()
        return found.withoutOverlaps(scalars: scalars.count)
            .filter { settings.kinds.contains($0.kind) }
    }
}
