// Walks over one example and tells text from markup, in one pass whatever brackets it holds.

import Vocabulary

/// Walks over one example.
struct MarkupReader {
    /// How many warnings one example gets.
    static let findingsMax = 8

    let bytes: ArraySlice<UInt8>
    let place: SourcePlace
    var plain: [UInt8] = []
    var entities: [MarkedEntity] = []
    var diagnostics: [Diagnostic] = []
    /// Unicode scalars in `plain`.
    private var plainCount = 0
    /// Up to where `bytes` has been read.
    private var position: Int
    /// Unicode scalars before `position`.
    private var scalarsRead = 0
    /// Where each kind of bracket comes next; what makes the whole walk linear.
    private var next: [UInt8: (from: Int, found: Int)] = [:]

    init(bytes: ArraySlice<UInt8>, place: SourcePlace) {
        self.bytes = bytes
        self.place = place
        position = bytes.startIndex
        plain.reserveCapacity(bytes.count)
    }

    /// What stands behind `[text]`.
    enum Annotation {
        case short(name: Range<Int>, value: Range<Int>?)
        case attributes(Range<Int>)
        case list(Range<Int>)
    }

    mutating func read() {
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "["), let (text, annotation, end) = match() {
                take(text, annotation)
                advance(to: end)
            } else {
                noteUnbalanced()
                append(position..<position + 1)
                advance(to: position + 1)
            }
        }
    }

    private mutating func advance(to end: Int) {
        scalarsRead += scalarCount(position..<end)
        position = end
    }

    private mutating func append(_ range: Range<Int>) {
        plain.append(contentsOf: bytes[range])
        plainCount += scalarCount(range)
    }

    private func scalarCount(_ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }

    /// The place of a byte that is not yet read.
    func place(of index: Int) -> SourcePlace {
        guard place.column > 0 else { return place }
        var place = place
        place.column += scalarsRead + scalarCount(position..<index)
        return place
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The next place of a character from `start` on, the end when there is none; starts must not
    /// fall from call to call to keep the walk linear.
    private mutating func first(
        _ character: Unicode.Scalar, from start: Int, inList: Bool = false
    ) -> Int {
        let byte = UInt8(ascii: character)
        let slot = inList ? byte | 0x80 : byte
        if let known = next[slot], known.from <= start, start <= known.found { return known.found }
        let found = bytes[min(start, bytes.endIndex)...].firstIndex(of: byte) ?? bytes.endIndex
        next[slot] = (start, found)
        return found
    }

    private mutating func match() -> (text: Range<Int>, Annotation, end: Int)? {
        let start = position + 1
        let close = first("]", from: start)
        guard close > start, close + 1 < bytes.endIndex else { return nil }
        let inner = close + 2
        switch bytes[close + 1] {
        case UInt8(ascii: "("):
            guard let (annotation, end) = short(from: inner) else { return nil }
            return (start..<close, annotation, end)
        case UInt8(ascii: "{"):
            let end = first("}", from: inner)
            guard end < bytes.endIndex, end > inner else { return nil }
            return (start..<close, .attributes(inner..<end), end + 1)
        case UInt8(ascii: "["):
            let end = first("]", from: inner, inList: true)
            guard end < bytes.endIndex, first("\n", from: inner) > end else { return nil }
            return (start..<close, .list(inner..<end), end + 1)
        default: return nil
        }
    }

    /// `name)` or `name:value)`.
    private mutating func short(from inner: Int) -> (Annotation, end: Int)? {
        let close = first(")", from: inner)
        let colon = first(":", from: inner)
        guard close < bytes.endIndex, min(colon, close) > inner else { return nil }
        if close < colon { return (.short(name: inner..<close, value: nil), close + 1) }
        guard close > colon + 1 else { return nil }
        return (.short(name: inner..<colon, value: (colon + 1)..<close), close + 1)
    }

    private mutating func take(_ text: Range<Int>, _ annotation: Annotation) {
        if let nested = bytes[text].firstIndex(of: UInt8(ascii: "[")) {
            warn(
                "entity-nested", "The marked text '\(string(text))' holds another '['.",
                hint: "Entities cannot lie inside each other; close the first one before.",
                at: nested)
        }
        let span = TextSpan(start: plainCount, end: plainCount + scalarCount(text))
        append(text)
        switch annotation {
        case .short(let name, let value):
            entities.append(
                MarkedEntity(
                    name: string(name), span: span, value: string(value ?? text)))
        case .attributes(let range):
            addAttributes(range, of: text, span: span)
        case .list(let range):
            for inner in braces(in: range) { addAttributes(inner, of: text, span: span) }
            if entities.last?.span != span {
                warn(
                    "entity-unbalanced", "The brackets behind '[\(string(text))]' name no entity.",
                    hint: "Write [text](entity) or [text]{\"entity\": \"…\"}.", at: text.lowerBound)
            }
        }
    }

    /// What stands between braces in a list of attributes.
    private func braces(in range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var rest = bytes[range]
        while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
            guard
                let close = bytes[(brace + 1)..<range.upperBound].firstIndex(of: UInt8(ascii: "}"))
            else { break }
            if close > brace + 1 { found.append((brace + 1)..<close) }
            rest = bytes[(close == brace + 1 ? brace + 1 : close + 1)..<range.upperBound]
        }
        return found
    }

    private mutating func addAttributes(_ range: Range<Int>, of text: Range<Int>, span: TextSpan) {
        let attributes = EntityAttributes(json: bytes[range], at: place(of: range.lowerBound))
        diagnostics += attributes.diagnostics
        guard let name = attributes.name else { return }
        entities.append(
            MarkedEntity(
                name: name, span: span, value: attributes.value ?? string(text),
                role: attributes.role, group: attributes.group))
    }

    /// Warns at a `]` that stays text although markup seems to stand behind it.
    private mutating func noteUnbalanced() {
        guard bytes[position] == UInt8(ascii: "]"), position + 1 < bytes.endIndex,
            bytes[position + 1] == UInt8(ascii: "(") || bytes[position + 1] == UInt8(ascii: "{")
        else { return }
        warn(
            "entity-unbalanced", "This looks like an entity, and is read as text.",
            hint: "Write [text](entity): every bracket closed, nothing empty, no blank between.",
            at: position)
    }

    private mutating func warn(_ code: String, _ message: String, hint: String, at index: Int) {
        guard diagnostics.count < MarkupReader.findingsMax else { return }
        diagnostics.append(Diagnostic(.warning, code, message, hint: hint, at: place(of: index)))
    }
}
