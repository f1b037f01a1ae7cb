// Reads stretches of a day: `9 bis 11 Uhr`, `3–5 pm`, `between 10:00 and 11:30`.

import Vocabulary

extension TimeReader {
    /// The two times of a stretch that starts at a piece; the second must be a whole clock time.
    func range(at start: Int) -> (from: TimeReading, to: TimeReading)? {
        guard text.startsFreely(start), let first = time(at: start) ?? openClock(at: start),
            let next = AmountReader(text: text, settings: settings)
                .connector(at: first.end, from: start),
            next < text.count, let second = time(at: next, isFree: true)
        else { return nil }
        let from = settled(first, before: second)
        return from.seconds(nil) < second.seconds(nil) ? (from, second) : nil
    }

    /// The first time in the half of the day that the second names: `3 to 5 pm` begins at 15:00,
    /// `9 to 5 pm` at 9:00, and before `17 Uhr` all hours count as written.
    private func settled(_ first: TimeReading, before second: TimeReading) -> TimeReading {
        guard first.isOpen, !second.isOpen else { return first }
        var first = first
        first.isOpen = false
        let isAfternoon = (second.start..<second.end).contains {
            ["pm", "p"].contains(text.word($0) ?? "")
        }
        if isAfternoon, first.hour < 12, first.hour + 12 < second.hour { first.hour += 12 }
        if isAfternoon, first.hour + 12 == second.hour, first.minute < second.minute {
            first.hour += 12
        }
        return first
    }
}
