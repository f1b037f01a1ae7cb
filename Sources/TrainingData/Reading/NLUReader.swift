// Reads the NLU part of a YAML data file: `nlu:` and `responses:`.

import Vocabulary

/// What one file says for the NLU.
public struct NLUReading: Sendable {
    /// Examples, synonyms, patterns and lookup tables in the order of the file; nothing is merged
    /// or removed yet (see `TrainingSet.merged(_:)`).
    public var training = TrainingSet()
    /// What is wrong with the file's NLU part.
    public var diagnostics: [Diagnostic] = []
}

/// Reads NLU data.
///
/// - Note: follows rasa/shared/nlu/training_data/formats/rasa_yaml.py and its schema nlu.yml
///   (3.6.21): what Rasa refuses is an error here, what it skips with a warning is skipped with one.
public struct NLUReader {
    let source: SourceText
    let lookups: LookupFiles
    var shape = NodeShape(subject: "nlu")
    var training = TrainingSet()
    private var itemCount = 0
    /// Whether the file has been cut at `Limits.trainingItems`.
    var isCut: Bool { itemCount > Limits.trainingItems }

    /// Whether one more example, synonym, pattern or phrase may be kept; a finding when the first
    /// one may not.
    mutating func hasRoom(at place: SourcePlace) -> Bool {
        itemCount += 1
        if itemCount == Limits.trainingItems + 1 {
            shape.error(
                "too-many-items", "The file has more than \(Limits.trainingItems) examples.",
                hint: "Split it into several files, or keep fewer examples.", at: place)
        }
        return !isCut
    }

    /// Reads a file's `nlu:` and `responses:`; a file without them gives nothing.
    ///
    /// - Parameters:
    ///   - reading: the file; its own findings are not repeated in the result.
    ///   - lookups: where lookup tables may lie that the file names.
    /// - Complexity: O(n).
    public static func read(
        _ reading: YAMLReading, lookups: LookupFiles = .none
    ) -> NLUReading {
        guard let root = reading.root, !root.isNull else { return NLUReading() }
        var reader = NLUReader(source: reading.source, lookups: lookups)
        reader.readFile(root)
        return NLUReading(training: reader.training, diagnostics: reader.shape.findings)
    }

    private init(source: SourceText, lookups: LookupFiles) {
        self.source = source
        self.lookups = lookups
    }

    private mutating func readFile(_ root: YAMLNode) {
        guard shape.mapping(root, "A data file", hint: "Begin with the key `nlu:`.") != nil else {
            return
        }
        let version = FormatVersion(of: root)
        shape.findings += version.diagnostics
        guard version.isReadable else { return }
        if let list = root["nlu"], !list.isNull {
            let hint = "Write a list: `- intent: name` and `examples: |` below it."
            for item in shape.list(list, "`nlu`", hint: hint) ?? [] { readItem(item) }
        }
        if let responses = root["responses"] { readResponses(responses) }
    }

    /// The kinds of blocks, and the keys each may have beside its own.
    private static let kinds: [(key: String, others: [String])] = [
        ("intent", ["examples", "metadata"]), ("synonym", ["examples"]), ("regex", ["examples"]),
        ("lookup", ["examples"]),
    ]

    private mutating func readItem(_ item: YAMLNode) {
        guard let members = shape.mapping(item, "An entry of `nlu`", hint: NLUReader.entryHint)
        else { return }
        guard let (kind, others) = NLUReader.kinds.first(where: { item[$0.key] != nil }),
            let name = item[kind]
        else {
            let keys = members.compactMap(\.key.text).filter {
                !["examples", "metadata"].contains($0)
            }
            if keys.isEmpty {
                shape.warn(
                    "unknown-entry", "An entry of `nlu` has no name and is skipped.",
                    hint: NLUReader.entryHint, at: item.place)
            } else {
                shape.keys(members, among: NLUReader.kinds.map(\.key), of: "An entry of `nlu`")
            }
            return
        }
        shape.keys(members, among: [kind] + others, of: "An entry `\(kind)`")
        guard let text = nameText(name, kind) else { return }
        let examples = item["examples"]
        switch kind {
        case "intent": readIntent(text, at: name.place, item)
        case "synonym":
            for line in lines(examples, of: kind, text, at: name.place) {
                training.synonyms.append(
                    Synonym(phrase: line.string, value: text, place: line.place))
            }
        case "regex":
            for line in lines(examples, of: kind, text, at: name.place) {
                training.patterns.append(
                    NamedPattern(name: text, pattern: line.string, place: line.place))
            }
        default:
            readLookup(text, lines(examples, of: kind, text, at: name.place), at: name.place)
        }
    }

    private static let entryHint =
        "It needs one of the keys intent, synonym, regex or lookup, and `examples`."

    /// The name of a block; `nil` after a finding.
    private mutating func nameText(_ node: YAMLNode, _ kind: String) -> String? {
        if !node.isNull {
            guard let text = shape.text(node, "The name of the \(kind)") else { return nil }
            if !text.isEmpty { return text }
        }
        shape.warn(
            "without-name", "The \(kind) has an empty name and is skipped.",
            hint: "Write its name behind `\(kind):`.", at: node.place)
        return nil
    }

    private mutating func readLookup(_ name: String, _ lines: [BlockLine], at place: SourcePlace) {
        guard !lines.isEmpty else { return }
        var elements = lines.map(\.string)
        if elements.count == 1, LookupFiles.looksLikeFile(elements[0]) {
            switch lookups.read(elements[0], at: lines[0].place) {
            case .success(let found): elements = found
            case .failure(let failure): shape.findings += failure.diagnostics
            }
        }
        if let index = training.lookups.firstIndex(where: { $0.name == name }) {
            training.lookups[index].elements += elements
        } else {
            training.lookups.append(LookupTable(name: name, elements: elements, place: place))
        }
    }

    private mutating func readResponses(_ node: YAMLNode) {
        let prefix = "utter_"
        for response in ResponseReader.read(node, &shape) {
            let name = response.name
            let short = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            training.responses[short] = response.variations.map { .object($0.options) }
        }
    }
}
