// An article of one locale as the text of a Markdown file with front matter.

public import Vocabulary

/// What a Markdown file with front matter says about an article.
public struct ArticleFileText: Sendable, Equatable {
    /// The article's id; empty when the file names none.
    public var id = ""
    /// The title; empty when the file names none.
    public var title = ""
    /// The locale; empty when the file names none.
    public var locale = ""
    /// What it is about.
    public var summary = ""
    /// Other wordings of the question.
    public var questions: [String] = []
    /// The tags.
    public var tags: [String] = []
    /// Who may read it.
    public var audience = Audience.everybody
    /// What the assistant may do with it.
    public var use = AssistantUse.answer
    /// Its place among its neighbours.
    public var order: Double?
    /// When somebody must look at it, in seconds since 1970.
    public var verifyBy: Double?

    /// Nothing yet.
    public init() {}

    /// The keys, in the order they are written in.
    static let keys = [
        "id", "title", "locale", "summary", "questions", "tags", "audience", "assistant", "order",
        "verify_by",
    ]

    // MARK: - Reading

    /// Reads front matter; what is wrong goes to `note`, with its line.
    init(
        _ front: FrontMatter,
        note: (_ isError: Bool, _ code: String, _ line: Int, _ message: String) -> Void
    ) {
        for problem in front.problems {
            note(true, "front-matter", problem.line, problem.message)
        }
        for key in front.keys where !Self.keys.contains(key) {
            note(
                false, "front-matter-key", front.values[key]?.line ?? 1,
                "There is no key '\(key.prefix(60))'; it is left out.")
        }
        func text(_ key: String) -> (text: String, line: Int)? {
            guard let value = front.values[key], let first = value.texts.first else { return nil }
            if value.isList { note(true, "front-matter", value.line, "'\(key)' is one text.") }
            return (first, value.line)
        }
        func list(_ key: String) -> [String] { front.values[key]?.texts ?? [] }
        id = text("id")?.text ?? ""
        title = text("title")?.text ?? ""
        locale = text("locale")?.text ?? ""
        summary = text("summary")?.text ?? ""
        questions = list("questions")
        tags = list("tags")
        if let (word, line) = text("audience") {
            if let known = Audience(rawValue: word) {
                audience = known
            } else {
                note(
                    true, "front-matter-value", line,
                    "'audience' is public, signed_in or internal, not '\(word.prefix(60))'.")
            }
        }
        if let (word, line) = text("assistant") {
            if let known = AssistantUse(rawValue: word) {
                use = known
            } else {
                note(
                    true, "front-matter-value", line,
                    "'assistant' is answer, suggest or never, not '\(word.prefix(60))'.")
            }
        }
        if let (word, line) = text("order") {
            if let number = Double(word), abs(number) <= ImportLimits.order {
                order = number
            } else {
                note(
                    true, "front-matter-value", line,
                    "'order' is a number, not '\(word.prefix(60))'.")
            }
        }
        if let (word, line) = text("verify_by") {
            if let time = CalendarDay.seconds(word) {
                verifyBy = time
            } else {
                note(
                    true, "front-matter-value", line,
                    "'verify_by' is a date such as 2027-03-01, not '\(word.prefix(60))'.")
            }
        }
    }

    // MARK: - Writing

    /// The file with a body of Markdown. `FrontMatter` and `init` read the same back.
    public func text(body: String) -> String {
        var lines = ["---", "id: \(id)", "title: \(Self.quoted(title))", "locale: \(locale)"]
        if !summary.isEmpty { lines.append("summary: \(Self.quoted(summary))") }
        if !questions.isEmpty {
            lines.append("questions:")
            lines += questions.map { "  - \(Self.quoted($0))" }
        }
        if !tags.isEmpty {
            lines.append("tags: [\(tags.map(Self.word).joined(separator: ", "))]")
        }
        lines += ["audience: \(audience.rawValue)", "assistant: \(use.rawValue)"]
        if let order { lines.append("order: \(Self.number(order))") }
        if let verifyBy { lines.append("verify_by: \(CalendarDay.text(verifyBy))") }
        return lines.joined(separator: "\n") + "\n---\n\n" + body
    }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).text() }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) <= ImportLimits.order
            ? String(Int(value)) : "\(value)"
    }

    /// A text as it stands in a list: in quotes where another reader of YAML might see something
    /// else than the text.
    private static func word(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
                    || " -_./+".contains(Character($0))
            } && text.unicodeScalars.first?.properties.isAlphabetic == true && text.last != " "
        let isWord = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(text.lowercased())
        return isPlain && !isWord ? text : quoted(text)
    }
}

/// Days of the calendar as texts.
enum CalendarDay {
    private static let day = 86_400.0

    /// A date (its beginning in UTC), a date with a time, or a number, in seconds since 1970.
    static func seconds(_ text: String) -> Double? {
        let found = DateTime(iso: text)?.seconds() ?? Double(text)
        return found.flatMap { (0...4e11).contains($0) ? $0 : nil }
    }

    /// `2027-03-01` where a day begins, else the seconds.
    static func text(_ seconds: Double) -> String {
        let number = (seconds / day).rounded(.down)
        guard number * day == seconds, number >= 0, number < 2_932_897 else { return "\(seconds)" }
        var year = 1970 + Int(number / 365.2425)
        while days(year, 1, 1) > Int(number) { year -= 1 }
        while days(year + 1, 1, 1) <= Int(number) { year += 1 }
        var month = 12
        while days(year, month, 1) > Int(number) { month -= 1 }
        let date = Int(number) - days(year, month, 1) + 1
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(two(month))-\(two(date))"
    }

    /// The days from 1970-01-01 to a date of the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
