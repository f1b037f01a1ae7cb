// The regular expressions and lookup tables of the training data, ready to be searched.

import Learning
import Text
import TrainingData
import Vocabulary

/// Named searches in the order in which Rasa runs them: expressions first, then lookup tables
/// (rasa/nlu/utils/pattern_utils.py `extract_patterns`).
struct PatternSet: Sendable {
    /// One expression or one lookup table.
    struct Entry: Sendable {
        /// The name it has in the data.
        let name: String
        /// Where it stands in the text: an expression, or the phrases of a table.
        let search: Search
    }

    /// How an entry is searched.
    enum Search: Sendable {
        case expression(Pattern)
        case phrases([String], PhraseFinder)
    }

    /// Which entries a component takes and how it searches them.
    struct Choice: Sendable {
        var usesExpressions: Bool
        var usesLookups: Bool
        var ignoresCase: Bool
        var wordBoundaries: Bool

        /// What the options that both components have say.
        init(_ options: ComponentOptions) {
            usesExpressions = options.flag("use_regexes")
            usesLookups = options.flag("use_lookup_tables")
            ignoresCase = !options.flag("case_sensitive")
            wordBoundaries = options.flag("use_word_boundaries")
        }
    }

    /// The entries.
    let entries: [Entry]

    /// Compiles what the data holds.
    ///
    /// - Parameter names: only entries of these names; `nil` for all.
    /// - Throws: `DiagnosticFailure` for expressions that are none.
    init(
        _ data: TrainingSet, _ choice: Choice, names: Set<[UInt8]>? = nil,
        note: (Diagnostic) -> Void
    ) throws {
        func isTaken(_ name: String) -> Bool { names?.contains(Array(name.utf8)) ?? true }
        var entries: [Entry] = []
        var problems: [Diagnostic] = []
        for pattern in data.patterns where choice.usesExpressions && isTaken(pattern.name) {
            do throws(PatternProblem) {
                let compiled = try Pattern(pattern.pattern, ignoresCase: choice.ignoresCase)
                entries.append(Entry(name: pattern.name, search: .expression(compiled)))
            } catch {
                Self.tell(error, pattern, note: note, problems: &problems)
            }
        }
        guard problems.isEmpty else { throw DiagnosticFailure(problems) }
        for table in data.lookups where choice.usesLookups && isTaken(table.name) {
            entries.append(Entry(name: table.name, search: Self.phrases(table.elements, choice)))
        }
        self.entries = entries
    }

    private static func phrases(_ elements: [String], _ choice: Choice) -> Search {
        .phrases(
            elements,
            PhraseFinder(
                phrases: elements, ignoresCase: choice.ignoresCase,
                wordBoundaries: choice.wordBoundaries))
    }

    private static func tell(
        _ problem: PatternProblem, _ pattern: NamedPattern, note: (Diagnostic) -> Void,
        problems: inout [Diagnostic]
    ) {
        let sentence = "The regex \(pattern.name) cannot be used: \(problem)."
        switch problem.kind {
        case .inexpressible:
            note(
                Diagnostic(
                    .warning, "pattern-inexpressible", sentence,
                    hint: "Write it in another way; it is left out until then.",
                    at: pattern.place))
        default:
            problems.append(Diagnostic(.error, "pattern-invalid", sentence, at: pattern.place))
        }
    }

    /// Where an entry matches, from left to right; a search that takes too long is cut short and
    /// noted.
    func spans(of entry: Entry, in message: inout Message) -> [TextSpan] {
        switch entry.search {
        case .expression(let pattern):
            let result = pattern.matches(in: message.scalars)
            if result.ranOut { note(entry, "\(entry.name) (\(pattern.source))", &message) }
            return result.matches.map(\.span)
        case .phrases(_, let finder):
            let result = finder.search(message.scalars)
            if result.ranOut { note(entry, "of the lookup table \(entry.name)", &message) }
            return result.matches.map(\.span)
        }
    }

    private func note(_ entry: Entry, _ name: String, _ message: inout Message) {
        message.notes.append(
            MessageNote(
                "pattern-steps",
                "The pattern \(name) was given up after \(Limits.patternSteps) steps in a text;"
                    + " what it matches further on is not found."))
    }
}

extension PatternSet {
    /// Writes the entries under the section `patterns`.
    func save(to file: inout ModelSections) {
        var writer = SectionWriter()
        writer.write(UInt32(entries.count))
        for entry in entries {
            switch entry.search {
            case .expression(let pattern):
                writer.write(UInt8(0))
                writer.write(texts: [entry.name, pattern.source])
            case .phrases(let elements, _):
                writer.write(UInt8(1))
                writer.write(texts: [entry.name] + elements)
            }
        }
        file.add("patterns", writer.bytes)
    }

    /// Reads what `save` wrote.
    ///
    /// - Throws: `SectionProblem`.
    init(_ sections: ModelSections, _ choice: Choice) throws(SectionProblem) {
        var reader = try SectionReader(sections, "patterns")
        let count = try reader.integer(UInt32.self)
        var entries: [Entry] = []
        for _ in 0..<count {
            let isTable = try reader.integer(UInt8.self) == 1
            let texts = try reader.texts()
            guard let name = texts.first, isTable || texts.count == 2 else {
                throw SectionProblem("a pattern is not written as patterns are")
            }
            if isTable {
                let search = Self.phrases(Array(texts.dropFirst()), choice)
                entries.append(Entry(name: name, search: search))
                continue
            }
            guard let pattern = try? Pattern(texts[1], ignoresCase: choice.ignoresCase) else {
                throw SectionProblem("the pattern \(name) cannot be read")
            }
            entries.append(Entry(name: name, search: .expression(pattern)))
        }
        self.entries = entries
    }
}
