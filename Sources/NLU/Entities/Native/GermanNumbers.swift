// Numbers in German words: `zweihundertfünfzig`, `anderthalb`, `drei Komma fünf`.

import Vocabulary

extension NumberReader {
    /// A number in German words, below a million; articles and `eins` are weak.
    func german(at start: Int) -> NumberReading? {
        guard let word = text.word(start) else { return nil }
        if let reading = germanFraction(word, at: start) { return reading }
        if NumberWords.germanArticles.contains(word) {
            return NumberReading(value: 1, end: start + 1, isWeak: true, isWords: true)
        }
        guard let value = NumberWords.german(word) else { return nil }
        var reading = NumberReading(
            value: Double(value), end: start + 1, isWeak: word == "eins", isWords: true)
        if text.word(reading.end) == "komma" {
            var end = reading.end
            if let part = fractionDigits(from: end + 1, NumberWords.germanUnits, &end) {
                reading.value += part
                reading.end = end
            }
        }
        if text.word(reading.end) == "tausend", value < 1000 {
            reading.value *= 1000
            reading.end += 1
            if let tail = text.word(reading.end), let rest = NumberWords.german(tail), rest < 1000,
                !NumberWords.germanArticles.contains(tail)
            {
                reading.value += Double(rest)
                reading.end += 1
            }
        }
        if text.word(reading.end) == "dutzend" {
            reading.value *= 12
            reading.end += 1
        }
        return reading
    }

    /// `anderthalb`, `zweieinhalb`, `eine halbe`, `ein halbes Dutzend`, `ein Dutzend`.
    private func germanFraction(_ word: String, at start: Int) -> NumberReading? {
        if word == "anderthalb" || word == "eineinhalb" {
            return NumberReading(value: 1.5, end: start + 1, isWords: true)
        }
        if word.hasSuffix("einhalb"), let whole = NumberWords.german(String(word.dropLast(7))) {
            return NumberReading(value: Double(whole) + 0.5, end: start + 1, isWords: true)
        }
        guard NumberWords.germanArticles.contains(word), let next = text.word(start + 1) else {
            return nil
        }
        if next == "dutzend" {
            return NumberReading(value: 12, end: start + 2, isWords: true)
        }
        guard ["halbe", "halben", "halber", "halbes"].contains(next) else { return nil }
        if text.word(start + 2) == "dutzend" {
            return NumberReading(value: 6, end: start + 3, isWords: true)
        }
        return NumberReading(value: 0.5, end: start + 2, isWeak: true, isWords: true)
    }
}
