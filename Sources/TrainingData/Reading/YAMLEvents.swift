// The events of libyaml's parser as Swift values, one at a time; the only file that sees C.

import CYaml

/// One event of a YAML stream.
struct YAMLEvent {
    /// What happens.
    enum Kind {
        case documentStart
        case alias(String)
        case scalar(String, YAMLNode.ScalarStyle)
        case sequenceStart
        case mappingStart
        /// The end of a sequence or a mapping.
        case end
        case streamEnd
    }

    /// A position counted from 0: the character in the text, the line, the character in the line.
    struct Mark {
        var index: Int
        var line: Int
        var column: Int

        init(_ mark: yaml_mark_t) {
            (index, line, column) = (Int(mark.index), Int(mark.line), Int(mark.column))
        }
    }

    var kind: Kind
    var anchor: String?
    /// The explicit tag, resolved (`tag:yaml.org,2002:str`).
    var tag: String?
    var mark: Mark
}

/// Why libyaml cannot go on.
struct YAMLProblem: Error {
    var problem: String
    var context: String?
    var mark: YAMLEvent.Mark
    /// Whether the characters themselves are at fault, as a control character is.
    var isReader: Bool
    /// Whether a tab is among the blanks at the start of the line.
    var isIndentedByTab: Bool
}

/// Reads events from bytes that outlive it.
final class YAMLEvents {
    private var parser = yaml_parser_t()
    private let bytes: UnsafeBufferPointer<UInt8>

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        yaml_parser_initialize(&parser)
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        // An empty buffer has no address, which libyaml would refuse.
        let none: StaticString = ""
        yaml_parser_set_input_string(&parser, bytes.baseAddress ?? none.utf8Start, bytes.count)
    }

    deinit { yaml_parser_delete(&parser) }

    /// The next event that matters; starts of streams and ends of documents are passed over.
    func next() throws(YAMLProblem) -> YAMLEvent {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else { throw problem() }
            defer { yaml_event_delete(&event) }
            if let found = YAMLEvents.read(event) { return found }
        }
    }

    private func problem() -> YAMLProblem {
        let isReader = parser.error == YAML_READER_ERROR
        let mark = YAMLEvent.Mark(isReader ? parser.mark : parser.problem_mark)
        return YAMLProblem(
            problem: parser.problem.map { String(cString: $0) } ?? "no memory is left",
            context: parser.context.map { String(cString: $0) },
            mark: mark, isReader: isReader, isIndentedByTab: isIndentedByTab(line: mark.line))
    }

    private func isIndentedByTab(line: Int) -> Bool {
        var rest = bytes[...]
        for _ in 0..<line {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return false }
            rest = rest[(end + 1)...]
        }
        return rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            .contains(UInt8(ascii: "\t"))
    }

    private static func read(_ event: yaml_event_t) -> YAMLEvent? {
        let mark = YAMLEvent.Mark(event.start_mark)
        func with(_ kind: YAMLEvent.Kind) -> YAMLEvent { YAMLEvent(kind: kind, mark: mark) }
        switch event.type {
        case YAML_STREAM_END_EVENT: return with(.streamEnd)
        case YAML_DOCUMENT_START_EVENT: return with(.documentStart)
        case YAML_ALIAS_EVENT: return with(.alias(text(event.data.alias.anchor) ?? ""))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return with(.end)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return YAMLEvent(
                kind: .sequenceStart, anchor: text(start.anchor), tag: text(start.tag), mark: mark)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return YAMLEvent(
                kind: .mappingStart, anchor: text(start.anchor), tag: text(start.tag), mark: mark)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let value = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self)
            return YAMLEvent(
                kind: .scalar(value, style(scalar.style)), anchor: text(scalar.anchor),
                tag: text(scalar.tag), mark: mark)
        default: return nil
        }
    }

    private static func text(_ characters: UnsafePointer<yaml_char_t>?) -> String? {
        characters.map { String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.ScalarStyle {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
