// Tells from a file's name and text what it holds, as Rasa decides.

/// What a data file holds; one file can hold several things.
struct DataFileKind: OptionSet {
    let rawValue: Int
    /// NLU data or responses in YAML.
    static let nlu = DataFileKind(rawValue: 1)
    /// Stories or rules.
    static let stories = DataFileKind(rawValue: 2)
    /// JSON.
    static let json = DataFileKind(rawValue: 4)
    /// Training data in Markdown, which Rasa 3 cannot read.
    static let markdown = DataFileKind(rawValue: 8)

    /// Names of folders' files that are looked at.
    static let endings = [".yml", ".yaml", ".json", ".md"]

    /// Looks at a file. A file in YAML counts by lines that start with a key, as in Rasa, so that
    /// files of other programs beside it need not even be valid YAML.
    ///
    /// - Note: follows `guess_format`, `is_key_in_yaml` and `is_stories_file` of Rasa 3.6.21.
    init(name: String, bytes: [UInt8]) {
        if name.hasSuffix(".md") {
            self = DataFileKind.isTrainingMarkdown(bytes) ? .markdown : []
            return
        }
        let first = bytes.first { $0 > 0x20 }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || name.hasSuffix(".json") {
            self = .json
            return
        }
        self = []
        DataFileKind.eachLine(bytes) { line in
            if DataFileKind.starts(line, with: "nlu:")
                || DataFileKind.starts(line, with: "responses:")
            {
                insert(.nlu)
            } else if DataFileKind.starts(line, with: "stories:")
                || DataFileKind.starts(line, with: "rules:")
            {
                insert(.stories)
            }
        }
    }

    init(rawValue: Int) { self.rawValue = rawValue }

    private static func eachLine(_ bytes: [UInt8], _ body: (ArraySlice<UInt8>) -> Void) {
        var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
            body(rest[..<end].drop { $0 == 0x20 || $0 == 0x09 })
            rest = rest[min(end + 1, rest.endIndex)...]
        }
    }

    private static func starts(_ line: ArraySlice<UInt8>, with key: StaticString) -> Bool {
        key.withUTF8Buffer { line.starts(with: $0) }
    }

    /// Whether a Markdown text has the headings of Rasa 1 and 2.
    private static func isTrainingMarkdown(_ bytes: [UInt8]) -> Bool {
        var isTraining = false
        var hasHeading = false
        eachLine(bytes) { line in
            for key in ["## intent:", "## synonym:", "## regex:", "## lookup:"] as [StaticString]
            where starts(line, with: key) { isTraining = true }
            if starts(line, with: "## ") { hasHeading = true }
            // A story: a heading, intents after `* `, actions after `- utter_`.
            if hasHeading, starts(line, with: "- utter_") || starts(line, with: "- action_") {
                isTraining = true
            }
        }
        return isTraining
    }
}
