// What people send to be written, held against the rules.

public import Vocabulary

/// What an article shall say, as a person or an import sends it.
public struct ArticleDraft: Sendable {
    /// The title.
    public var title: String
    /// What it is about; empty for none.
    public var summary: String
    /// Other wordings of the question it answers.
    public var questions: [String]
    /// The document as JSON.
    public var document: JSONValue

    /// A draft.
    public init(
        title: String, summary: String = "", questions: [String] = [], document: JSONValue
    ) {
        self.title = title
        self.summary = summary
        self.questions = questions
        self.document = document
    }

    /// A draft with a document.
    public init(
        title: String, summary: String = "", questions: [String] = [], document: DocumentNode
    ) {
        self.init(
            title: title, summary: summary, questions: questions, document: document.json)
    }

    /// The content to keep: canonical, with anchors, text and attachments derived.
    ///
    /// - Throws: `DocumentProblems` with everything that is wrong; pointers lead into an object with
    ///   the members `title`, `summary`, `questions` and `document`.
    public func content() throws(DocumentProblems) -> ArticleContent {
        var problems: [DocumentProblem] = []
        ArticleText.check(title, "title", 1...ArticleLimits.titleBytes, &problems)
        ArticleText.check(summary, "summary", 0...ArticleLimits.summaryBytes, &problems)
        ArticleText.check(
            questions, "questions", count: ArticleLimits.questions,
            bytes: ArticleLimits.questionBytes, &problems)
        var node: DocumentNode?
        do { node = try DocumentNode(document: document).anchored() } catch {
            problems += error.list.map {
                DocumentProblem($0.code, at: "/document" + $0.pointer, $0.message)
            }
        }
        guard problems.isEmpty, let node else { throw DocumentProblems(problems) }
        return ArticleContent(
            title: title.trimmed, summary: summary.trimmed,
            questions: ArticleText.once(questions), document: node.json, text: node.derivedText,
            attachments: node.attachments)
    }
}

/// Checks the small texts of articles.
public enum ArticleText {
    /// Notes when a text is too short, too long or has control characters.
    public static func check(
        _ text: String, _ name: String, _ bytes: ClosedRange<Int>,
        _ problems: inout [DocumentProblem]
    ) {
        if !bytes.contains(text.trimmed.utf8.count) {
            problems.append(
                DocumentProblem(
                    .range, at: "/\(name)",
                    "It has from \(bytes.lowerBound) to \(bytes.upperBound) bytes."))
        }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t"
        }
        if !isPlain {
            problems.append(
                DocumentProblem(.range, at: "/\(name)", "It has control characters."))
        }
    }

    /// The same for a list of texts.
    public static func check(
        _ list: [String], _ name: String, count: Int, bytes: Int,
        _ problems: inout [DocumentProblem]
    ) {
        if list.count > count {
            problems.append(
                DocumentProblem(.range, at: "/\(name)", "There are at most \(count)."))
        }
        for (index, text) in list.prefix(count).enumerated() {
            check(text, "\(name)/\(index)", 1...bytes, &problems)
        }
    }

    /// Without blanks at the ends, and each only once.
    static func once(_ list: [String]) -> [String] {
        var known: Set<String> = []
        return list.map(\.trimmed).filter { known.insert($0).inserted }
    }

    /// A slug as it may stand in an address; `nil` when nothing of the text can.
    public static func slug(_ text: String) -> String? {
        let slug = HeadingAnchor.slug(text)
        return slug.isEmpty ? nil : slug
    }

    /// Whether a text is a slug: small letters and digits with single `-` between.
    public static func isSlug(_ text: String) -> Bool {
        (1...ArticleLimits.slugBytes).contains(text.utf8.count) && HeadingAnchor.slug(text) == text
    }

    /// Whether a text is a locale: a BCP 47 tag of letters and digits.
    public static func isLocale(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return text.utf8.count <= 35
            && parts.first.map { (2...3).contains($0.count) && $0.allSatisfy(\.isLetter) } ?? false
            && parts.allSatisfy { part in
                (1...8).contains(part.count)
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
    }
}
