// Finds dates and times, and joins a date and a time that belong together.

import Vocabulary

/// Finds dates, times and stretches of a day, and moments made of a date and a time.
struct DateScanner: Sendable {
    let text: ExtractionText
    let now: ReferenceTime
    private let dates: DateReader
    private let relatives: RelativeDateReader
    private let times: TimeReader

    /// A date, a time, or both joined.
    private struct Finding {
        var date: DateReading?
        var time: TimeReading?
        var until: TimeReading?
        var start: Int
        var end: Int
    }

    init(text: ExtractionText, settings: ExtractionSettings, now: ReferenceTime) {
        self.text = text
        self.now = now
        dates = DateReader(text: text, settings: settings, now: now)
        relatives = RelativeDateReader(text: text, settings: settings, now: now)
        times = TimeReader(text: text, settings: settings)
    }

    /// All dates and times, from left to right, not overlapping.
    func matches() -> [NativeMatch] {
        joined(findings()).map(match)
    }

    private func findings() -> [Finding] {
        var found: [Finding] = []
        var index = 0
        while index < text.count {
            var best: Finding?
            for date in [dates.date(at: index), relatives.date(at: index)] {
                guard let date, date.end > best?.end ?? index else { continue }
                best = Finding(date: date, start: date.start, end: date.end)
            }
            let isTooEarly = best.map { $0.start < found.last?.end ?? 0 } ?? false
            if isTooEarly { best?.start = index }
            if let time = times.time(at: index, isFree: isBehindT(index, found.last)),
                time.end > best?.end ?? index
            {
                best = Finding(time: time, start: index, end: time.end)
            }
            if let range = times.range(at: index), range.to.end > best?.end ?? index {
                best = Finding(
                    time: range.from, until: range.to, start: index, end: range.to.end)
            }
            if let best { found.append(best) }
            index = best?.end ?? index + 1
        }
        return found
    }

    /// Whether a piece stands behind the `T` between an ISO date and its time.
    private func isBehindT(_ index: Int, _ last: Finding?) -> Bool {
        last?.end == index - 1 && last?.date != nil && text.word(index - 1) == "t"
            && text.isGlued(index - 1) && text.isGlued(index)
    }

    private func joined(_ findings: [Finding]) -> [Finding] {
        var joined: [Finding] = []
        for finding in findings {
            guard let last = joined.last, let both = join(last, finding) else {
                joined.append(finding)
                continue
            }
            joined[joined.count - 1] = both
        }
        return joined
    }

    private func join(_ first: Finding, _ second: Finding) -> Finding? {
        guard let date = first.date ?? second.date, let time = first.time ?? second.time,
            (first.date == nil) != (second.date == nil),
            (first.time == nil) != (second.time == nil), case .day = date.moment
        else { return nil }
        let connectors: Set<String> =
            first.date != nil
            ? [
                "at", "around", "um", "gegen", "ab", "by", "from", "about", "circa", "den", "von",
                "between", "zwischen",
            ]
            : ["on", "am", "the", "of"]
        var words = 0
        for index in first.end..<second.start {
            let piece = text.pieces[index]
            if piece.kind == .symbol, [",", "T", "@", "-", "–", "|"].contains(piece.text) {
                continue
            }
            if piece.text == "t", text.isGlued(index) { continue }
            words += 1
            guard piece.kind == .word, connectors.contains(piece.text), words <= 2 else {
                return nil
            }
        }
        guard second.start - first.end <= 3 else { return nil }
        return Finding(
            date: date, time: time, until: first.until ?? second.until, start: first.start,
            end: second.end)
    }

    private func match(_ finding: Finding) -> NativeMatch {
        let span = text.span(finding.start, until: finding.end)
        if let time = finding.time, finding.date == nil {
            return timeMatch(time, until: finding.until, span)
        }
        guard let date = finding.date else { preconditionFailure("a finding is a date or a time") }
        var moments = [date.moment]
        if let time = finding.time, case .day(let day) = date.moment {
            moments = [time, finding.until].compactMap(\.self).map {
                .moment(day, seconds: $0.seconds(date.part), grain: $0.grain)
            }
        }
        var info: JSONObject = ["grain": .string(moments[0].grain)]
        if let part = date.part { info["part_of_day"] = .string(part) }
        let value = moments.map { $0.text(now) }.joined(separator: "/")
        return NativeMatch(.date, span, .string(value), info: info)
    }

    /// A time without a date: `15:00`, and the next moment of that time.
    private func timeMatch(
        _ time: TimeReading, until: TimeReading?, _ span: TextSpan
    ) -> NativeMatch {
        let seconds = time.seconds(nil)
        let isPast = seconds <= now.secondOfDay
        let next = now.text(now.day.adding(days: isPast ? 1 : 0), seconds: seconds)
        let clocks = [time, until].compactMap(\.self).map(clock)
        return NativeMatch(
            .time, span, .string(clocks.joined(separator: "/")),
            info: ["grain": .string(time.grain), "next": .string(next)])
    }

    private func clock(_ time: TimeReading) -> String {
        let seconds = time.seconds(nil)
        let parts = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map {
            CalendarDay.padded($0, 2)
        }
        return parts.prefix(time.grain == "second" ? 3 : 2).joined(separator: ":")
    }
}
