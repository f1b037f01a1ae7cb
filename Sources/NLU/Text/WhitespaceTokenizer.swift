// Splits messages into words exactly as Rasa's WhitespaceTokenizer does.

public import Learning
import Text
import TrainingData
import Vocabulary

/// The tokenizer of rasa/nlu/tokenizers/whitespace_tokenizer.py (3.6.21).
public struct WhitespaceTokenizer: Component {
    /// Splits words further; `nil` leaves them as they are.
    private let pattern: Pattern?

    /// A tokenizer without a pattern of its own.
    public init() { pattern = nil }

    init(pattern: Pattern?) { self.pattern = pattern }

    /// Replaces the message's tokens.
    public func process(_ message: inout Message) {
        let tokens = tokens(of: message.scalars)
        guard let pattern else {
            message.tokens = tokens
            return
        }
        message.tokens = []
        for token in tokens { split(token, by: pattern, into: &message) }
    }

    /// The words of a text. A text in which nothing but punctuation and emoji stands is one word;
    /// so is the empty text. A pattern is not applied.
    ///
    /// - Complexity: O(count of scalars).
    public func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
        var placing = WordPlacing(scalars)
        var tokens: [Token] = []
        for word in WhitespaceRule.words(scalars) {
            guard !isAllEmoji(scalars[word.start..<word.end]) else { continue }
            tokens.append(Self.token(scalars, placing.place(word)))
        }
        if tokens.isEmpty {
            tokens.append(Self.token(scalars, TextSpan(start: 0, end: scalars.count)))
        }
        return tokens
    }

    private func isAllEmoji(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = word.last, TokenizerClass.isEmoji(last) else { return false }
        return word.allSatisfy(TokenizerClass.isEmoji)
    }

    private static func token(_ scalars: [Unicode.Scalar], _ span: TextSpan) -> Token {
        let word = scalars[span.start..<span.end]
        guard word.allSatisfy({ $0.value < 128 }) else {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: word)
            return Token(text: String(text), span: span)
        }
        let text = String(unsafeUninitializedCapacity: word.count) { bytes in
            for (index, scalar) in word.enumerated() { bytes[index] = UInt8(scalar.value) }
            return word.count
        }
        return Token(text: text, span: span)
    }

    /// Appends what the pattern, or its only group, finds in a token, or the token itself when it
    /// finds nothing (rasa/nlu/tokenizers/tokenizer.py `_apply_token_pattern`).
    private func split(_ token: Token, by pattern: Pattern, into message: inout Message) {
        let word = Array(message.scalars[token.span.start..<token.span.end])
        let result = pattern.matches(in: word)
        if result.ranOut {
            message.notes.append(
                MessageNote(
                    "pattern-steps",
                    "The token_pattern \(pattern.source) was given up after"
                        + " \(Limits.patternSteps) steps in a word."))
        }
        let found = result.matches
            .compactMap { pattern.groupCount == 0 ? $0.span : $0[1] }.filter { $0.count > 0 }
        if found.isEmpty { message.tokens.append(token) }
        var placing = WordPlacing(word)
        for span in found {
            let place = placing.place(span)
            message.tokens.append(
                Self.token(
                    message.scalars,
                    TextSpan(
                        start: token.span.start + place.start, end: token.span.start + place.end)))
        }
    }

    /// Writes nothing: the options are all there is.
    public func save(to file: inout ModelSections) {}
}

extension WhitespaceTokenizer {
    /// The entry of the catalogue.
    public static let kind = ComponentKind(
        name: "WhitespaceTokenizer", gives: [.tokens],
        options: [
            ComponentOption("intent_tokenization_flag", false, .withoutEffect(wholeIntents)),
            ComponentOption("intent_split_symbol", "_", .withoutEffect(wholeIntents)),
            ComponentOption("prefix_separator_symbol", .null, .withoutEffect(wholeIntents)),
            ComponentOption("token_pattern", .null, accepts: .text),
            ComponentOption(
                "case_sensitive", true,
                .withoutEffect("it belongs to the featurizers, as lowercase and case_sensitive")),
        ],
        learnsFrom: [], train: { _, options in try make(options) },
        load: { _, options in try make(options) })

    private static let wholeIntents = "intents are learned as wholes, not by their words"

    private static func make(_ options: ComponentOptions) throws -> WhitespaceTokenizer {
        guard let source = options.text("token_pattern"), !source.isEmpty else {
            return WhitespaceTokenizer()
        }
        var trouble = "it has more than one group"
        do throws(PatternProblem) {
            let pattern = try Pattern(source)
            if pattern.groupCount <= 1 { return WhitespaceTokenizer(pattern: pattern) }
        } catch {
            trouble = "\(error)"
        }
        throw DiagnosticFailure([
            Diagnostic(
                .error, "option-value", "token_pattern cannot be used: \(trouble).",
                hint: "Write (?:…) for groups that only hold things together.", at: options.place)
        ])
    }
}
