// Documents from JSON: checked against the schema, and brought into one form.

public import Vocabulary

extension DocumentNode {
    /// Reads a document and brings it into its canonical form: attributes that are `null` or what
    /// is usual are left out, marks stand in one order, stretches of text with the same marks are
    /// one, line ends and control characters in text outside code are blanks or nothing.
    ///
    /// - Parameter json: an object with `"type": "doc"`, in the form of Tiptap and ProseMirror.
    /// - Throws: `DocumentProblems`, everything that is wrong.
    /// - Complexity: O(n).
    public init(document json: JSONValue) throws(DocumentProblems) {
        var reader = DocumentReader()
        let node = reader.document(json)
        guard reader.problems.isEmpty, let node else { throw DocumentProblems(reader.problems) }
        self = node
    }

    /// The document in its canonical form.
    ///
    /// - Throws: `DocumentProblems` when it does not follow the schema.
    public func canonical() throws(DocumentProblems) -> DocumentNode {
        try DocumentNode(document: json)
    }

    /// The node as JSON, in the form of Tiptap and ProseMirror. Attributes stand in the order of
    /// their names, so that equal nodes are equal bytes.
    public var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("type", .string(kind.rawValue))]
        if !attributes.isEmpty { members.append(("attrs", Self.json(attributes))) }
        if kind == .text {
            if !marks.isEmpty { members.append(("marks", .array(marks.map(Self.json)))) }
            members.append(("text", .string(text)))
        } else if !content.isEmpty {
            members.append(("content", .array(content.map(\.json))))
        }
        return .object(JSONObject(distinct: members))
    }

    private static func json(_ attributes: [String: JSONValue]) -> JSONValue {
        let sorted = attributes.sorted { $0.key < $1.key }
        return .object(JSONObject(distinct: sorted.map { ($0.key, $0.value) }))
    }

    private static func json(_ mark: DocumentMark) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [("type", .string(mark.kind.rawValue))]
        if !mark.attributes.isEmpty { members.append(("attrs", json(mark.attributes))) }
        return .object(JSONObject(distinct: members))
    }
}

/// Walks over the JSON once and notes what is wrong.
struct DocumentReader {
    var problems: [DocumentProblem] = []
    /// The steps of the pointer to where the reader is.
    var path: [String] = []
    private var nodes = 0
    private var textBytes = 0
    private var isStopped = false

    mutating func document(_ json: JSONValue) -> DocumentNode? {
        guard json.object != nil else {
            note(.form, "A document is a JSON object.")
            return nil
        }
        guard json["type"]?.string == DocumentNode.Kind.doc.rawValue else {
            note(.misplaced, "The outermost node has the type \"doc\".")
            return nil
        }
        return node(json, depth: 1)
    }

    mutating func note(_ code: DocumentProblem.Code, _ message: String, at more: [String] = []) {
        guard problems.count < DocumentLimits.problems else { return }
        let steps = (path + more).map {
            "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1")
        }
        problems.append(DocumentProblem(code, at: steps.joined(), message))
    }

    mutating func child(_ json: JSONValue, depth: Int) -> DocumentNode? {
        node(json, depth: depth)
    }

    private mutating func node(_ json: JSONValue, depth: Int) -> DocumentNode? {
        guard !isStopped, let object = json.object else {
            if !isStopped { note(.form, "A node is a JSON object.") }
            return nil
        }
        guard let name = object["type"]?.string else {
            note(.form, "A node has a type, as text.", at: ["type"])
            return nil
        }
        guard let kind = DocumentNode.Kind(rawValue: name) else {
            note(.unknownKind, "There is no kind of node '\(name.prefix(40))'.", at: ["type"])
            return nil
        }
        guard count(kind, depth: depth) else { return nil }
        for key in object.keys where !["type", "attrs", "content", "text", "marks"].contains(key) {
            note(.form, "A node has no member '\(key.prefix(40))'.", at: [key])
        }
        if kind == .text { return textNode(object) }
        // A line break may come with the marks of the text around it; they say nothing.
        for key in ["text", "marks"] where kind != .hardBreak || key == "text" {
            guard let value = object[key], value != .array([]), !value.isNull else { continue }
            note(.misplaced, "Only text nodes have '\(key)'.", at: [key])
        }
        let attributes = attributes(
            object["attrs"], rules: DocumentSchema.attributes(of: kind),
            required: DocumentSchema.required(of: kind))
        var result = DocumentNode(kind, attributes)
        result.content = content(object["content"], of: kind, depth: depth)
        return result
    }

    private mutating func count(_ kind: DocumentNode.Kind, depth: Int) -> Bool {
        nodes += 1
        guard nodes <= DocumentLimits.nodes else {
            isStopped = true
            note(.tooLarge, "A document has at most \(DocumentLimits.nodes) nodes.")
            return false
        }
        guard depth <= DocumentLimits.depth || kind == .text || kind == .hardBreak else {
            note(.tooLarge, "Nodes lie at most \(DocumentLimits.depth) deep inside each other.")
            return false
        }
        return true
    }

    private mutating func textNode(_ object: JSONObject) -> DocumentNode? {
        if let attributes = object["attrs"], !attributes.isNull, attributes != .object([:]) {
            note(.attribute, "Text has no attributes.", at: ["attrs"])
        }
        if let content = object["content"], content != .array([]), !content.isNull {
            note(.misplaced, "Text holds no nodes.", at: ["content"])
        }
        guard let text = object["text"]?.string else {
            note(.form, "A text node has 'text', as text.", at: ["text"])
            return nil
        }
        textBytes += text.utf8.count
        guard textBytes <= DocumentLimits.textBytes else {
            isStopped = true
            note(.tooLarge, "A document has at most \(DocumentLimits.textBytes) bytes of text.")
            return nil
        }
        return DocumentNode(text: text, marks: marks(object["marks"]))
    }

    private mutating func marks(_ json: JSONValue?) -> [DocumentMark] {
        guard let json, !json.isNull else { return [] }
        guard let list = json.array else {
            note(.form, "Marks are a list.", at: ["marks"])
            return []
        }
        var found: [DocumentMark.Kind: DocumentMark] = [:]
        for (index, json) in list.enumerated() {
            path += ["marks", String(index)]
            defer { path.removeLast(2) }
            guard let name = json["type"]?.string, let kind = DocumentMark.Kind(rawValue: name)
            else {
                let name = json["type"]?.string.map { " '\($0.prefix(40))'" } ?? ""
                note(.unknownKind, "There is no kind of mark\(name).", at: ["type"])
                continue
            }
            let attributes = attributes(
                json["attrs"], rules: DocumentSchema.attributes(of: kind),
                required: kind == .link ? ["href"] : [])
            if found[kind] == nil { found[kind] = DocumentMark(kind, attributes) }
        }
        return DocumentMark.Kind.allCases.compactMap { found[$0] }
    }
}
