// Adds an example to the NLU file of a project in which its intent stands.

public import Foundation
public import Vocabulary

/// Adds examples to a project's files; every other byte of them stays as it was.
public enum ExampleAdding {
    /// What came of it.
    public struct Addition: Sendable, Hashable {
        /// The file, relative to the project.
        public var file: String
        /// Whether the intent had the example already, so that nothing was written.
        public var isKnown: Bool

        /// An addition.
        public init(file: String, isKnown: Bool) {
            self.file = file
            self.isKnown = isKnown
        }
    }

    /// Adds an example behind the last one of an intent, in the file where the intent stands first.
    ///
    /// - Parameters:
    ///   - text: the example; square brackets, which mark entities, are left out of it.
    ///   - intent: the full name, with a response key for a retrieval intent.
    ///   - folder: the project's.
    /// - Throws: `Fault` `.notFound` for an intent without examples, `.badRequest` for a text that
    ///   has no words or a file that can't be edited so, `.cannotSave`, `.unreadable`.
    public static func add(
        _ text: String, to intent: String, in folder: URL
    ) throws(Fault) -> Addition {
        let line = text.filter { $0 != "[" && $0 != "]" }.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        guard !line.isEmpty else { throw Fault(.badRequest, "The example has no words.") }
        var layout = ProjectLayout(folder: folder)
        layout.parts = .nlu
        let examples = ProjectReader.read(layout).training.examples.filter { example in
            [example.intent, example.responseKey].compactMap { $0 }.joined(separator: "/") == intent
        }
        guard let first = examples.first else {
            throw Fault(
                .notFound, "No NLU file of the project has examples of the intent '\(intent)'.",
                remedy: "Begin the intent in a file below 'data'.")
        }
        let file = first.place.file
        if examples.contains(where: { $0.text == line }) {
            return Addition(file: file, isKnown: true)
        }
        let url = file.hasPrefix("/") ? URL(filePath: file) : folder.appending(path: file)
        try edit(url, file) { editing throws(Fault) in
            try editing.addExample(line, to: intent)
        }
        return Addition(file: file, isKnown: false)
    }

    private static func edit(
        _ url: URL, _ file: String, _ change: (inout YAMLEditing) throws(Fault) -> Void
    ) throws(Fault) {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: url)) } catch {
            throw Fault(.unreadable, "\(file) can't be read: \(error.localizedDescription)")
        }
        var editing: YAMLEditing
        do { editing = try YAMLEditing(bytes, file: file) } catch {
            throw Fault(
                .badRequest, "\(file) has errors and can't be edited.",
                remedy: "Correct what `martlet data validate` shows.")
        }
        try change(&editing)
        try TextFile.write(editing.bytes, to: url)
    }
}
