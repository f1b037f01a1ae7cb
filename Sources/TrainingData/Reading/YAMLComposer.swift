// Builds nodes from the events of a YAML stream with a stack of its own, so that depth is bounded.

import Vocabulary

/// Composes one document. All checks that need the whole text happen here: depth, size, aliases,
/// duplicate keys, tags, merge keys, environment variables.
struct YAMLComposer {
    /// A collection whose end has not come yet.
    struct Open {
        var isMapping: Bool
        var place: SourcePlace
        var tag: String?
        var anchor: String?
        var items: [Measured] = []
    }

    /// A node, how many levels it has and how much copying it would cost.
    struct Measured {
        var node: YAMLNode
        var height: Int
        var cost: Int
    }

    let file: String
    let places: EscapedText.Places?
    let environment: [String: String]?
    private(set) var root: YAMLNode?
    private(set) var diagnostics: [Diagnostic] = []
    private var open: [Open] = []

    /// Whether the next node is a key.
    var isAtKey: Bool { open.last.map { $0.isMapping && $0.items.count % 2 == 0 } ?? false }

    private var anchors: [String: Measured] = [:]
    private var nodeCount = 0
    private var aliasedCost = 0
    private var documents = 0

    init(file: String, places: EscapedText.Places?, environment: [String: String]?) {
        self.file = file
        self.places = places
        self.environment = environment
    }

    /// Why composing stops at once; the finding is already noted.
    private struct Stop: Error {}

    /// Reads all events; afterwards `root` and `diagnostics` hold the result.
    mutating func run(_ events: YAMLEvents) {
        do {
            while true {
                let event = try events.next()
                if case .streamEnd = event.kind { break }
                try take(event)
            }
        } catch let problem as YAMLProblem {
            diagnostics.append(YAMLProblems.diagnostic(problem, at: place(problem.mark)))
            root = nil
        } catch {
            root = nil
        }
    }

    func place(_ mark: YAMLEvent.Mark) -> SourcePlace {
        guard let places else {
            return SourcePlace(file: file, line: mark.line + 1, column: mark.column + 1)
        }
        let (line, column) = places.place(of: mark.index)
        return SourcePlace(file: file, line: line, column: column)
    }

    mutating func note(_ code: String, _ message: String, hint: String, at place: SourcePlace) {
        guard diagnostics.count < Limits.findingsPerFile else { return }
        diagnostics.append(Diagnostic(.error, code, message, hint: hint, at: place))
    }

    private mutating func take(_ event: YAMLEvent) throws {
        let place = place(event.mark)
        switch event.kind {
        case .documentStart:
            documents += 1
            guard documents == 1 else {
                note(
                    "yaml-documents", "A second YAML document starts here.",
                    hint: "Remove the line `---`, or put the second part into a file of its own.",
                    at: place)
                throw Stop()
            }
        case .scalar(let text, let style):
            try count(1, at: place)
            let node = scalar(text, style, event: event, place: place)
            let measured = Measured(node: node, height: 1, cost: text.utf8.count + 1)
            remember(measured, as: event.anchor)
            add(measured)
        case .alias(let name):
            add(try alias(name, at: place))
        case .sequenceStart, .mappingStart:
            try count(1, at: place)
            try checkDepth(open.count + 1, at: place)
            var isMapping = false
            if case .mappingStart = event.kind { isMapping = true }
            open.append(
                Open(
                    isMapping: isMapping, place: place,
                    tag: tag(event.tag, isMapping ? .map : .seq, at: place),
                    anchor: event.anchor))
        case .end: close()
        case .streamEnd: break
        }
    }

    private mutating func count(_ nodes: Int, at place: SourcePlace) throws {
        nodeCount += nodes
        guard nodeCount > Limits.yamlNodes else { return }
        note(
            "yaml-too-large", "The file has more than \(Limits.yamlNodes) values.",
            hint: "Split it into several files.", at: place)
        throw Stop()
    }

    private mutating func checkDepth(_ depth: Int, at place: SourcePlace) throws {
        guard depth > Limits.yamlDepth else { return }
        note(
            "yaml-too-deep", "Lists and mappings are nested deeper than \(Limits.yamlDepth).",
            hint: "No key of a Rasa project needs this; look for brackets without an end.",
            at: place)
        throw Stop()
    }

    private mutating func alias(_ name: String, at place: SourcePlace) throws -> Measured {
        guard let target = anchors[name] else {
            note(
                "yaml-alias", "No anchor `&\(name)` stands before this alias.",
                hint: "Put the value in quotes if it shall start with `*`.", at: place)
            throw Stop()
        }
        try checkDepth(open.count + target.height, at: place)
        aliasedCost += target.cost
        guard aliasedCost <= Limits.yamlAliasedBytes else {
            note(
                "yaml-alias-bomb",
                "The aliases up to here would copy more than \(Limits.yamlAliasedBytes) bytes.",
                hint: "Write the values out, or use fewer aliases.", at: place)
            throw Stop()
        }
        return target
    }

    private mutating func remember(_ measured: Measured, as anchor: String?) {
        if let anchor { anchors[anchor] = measured }
    }

    private mutating func add(_ measured: Measured) {
        if open.isEmpty {
            root = measured.node
        } else {
            open[open.count - 1].items.append(measured)
        }
    }

    private mutating func close() {
        guard let done = open.popLast() else { return }
        let height = 1 + (done.items.lazy.map(\.height).max() ?? 0)
        let cost = 1 + done.items.lazy.map(\.cost).reduce(0, +)
        let content: YAMLNode.Content =
            done.isMapping
            ? .mapping(members(of: done)) : .sequence(done.items.map(\.node))
        let node = YAMLNode(content, place: done.place, tag: done.tag)
        let measured = Measured(node: node, height: height, cost: cost)
        remember(measured, as: done.anchor)
        add(measured)
    }
}
