// Writes values as YAML text in the layout in which Rasa writes its data files.

import Vocabulary

/// What is to be written: JSON values, and texts whose style was chosen.
indirect enum YAMLTree: Sendable {
    /// A JSON value; texts in it get the plainest style that reads back the same.
    case value(JSONValue)
    /// A text over several lines, after `|`.
    case literal(String)
    /// A text in `"…"`.
    case quoted(String)
    /// A list.
    case list([YAMLTree])
    /// Keys and values in order.
    case mapping([(key: String, value: YAMLTree)])

    /// The value taken apart, so that only scalars and empty collections are `.value`.
    var opened: YAMLTree {
        switch self {
        case .value(.array(let items)) where !items.isEmpty: .list(items.map(YAMLTree.value))
        case .value(.object(let object)) where !object.members.isEmpty:
            .mapping(object.members.map { ($0.key, .value($0.value)) })
        case .list(let items) where items.isEmpty: .value([])
        case .mapping(let members) where members.isEmpty: .value(.object([:]))
        default: self
        }
    }
}

/// Writes block style with two blanks a level and lists not indented below their key; lines are
/// never folded.
///
/// - Note: follows what ruamel.yaml 0.17.21 writes with Rasa's settings (`write_yaml` in
///   rasa/shared/utils/io.py), but for characters beyond U+FFFF, which are never escaped.
struct YAMLWriter {
    private var text = ""

    /// The tree as a YAML document that ends in a line feed.
    static func text(_ tree: YAMLTree) -> String {
        var writer = YAMLWriter()
        writer.write(tree.opened, indent: 0, isInline: true)
        return writer.text
    }

    /// Writes a node; `isInline` when the cursor stands where the node's first line begins.
    private mutating func write(_ tree: YAMLTree, indent: Int, isInline: Bool) {
        switch tree {
        case .list(let items):
            for (index, item) in items.enumerated() {
                if index > 0 || !isInline { pad(indent) }
                text += "- "
                write(item.opened, indent: indent + 2, isInline: true)
            }
        case .mapping(let members):
            for (index, member) in members.enumerated() {
                if index > 0 || !isInline { pad(indent) }
                write(member, indent: indent)
            }
        case .literal(let string) where YAMLScalarText.fitsLiteral(string):
            writeLiteral(string, indent: indent)
        case .literal(let string): text += YAMLScalarText.doubleQuoted(string) + "\n"
        case .quoted(let string): text += YAMLScalarText.doubleQuoted(string) + "\n"
        case .value(let value): text += YAMLScalarText.scalar(value) + "\n"
        }
    }

    private mutating func write(_ member: (key: String, value: YAMLTree), indent: Int) {
        let key = YAMLScalarText.scalar(.string(member.key), isKey: true)
        if member.key.unicodeScalars.count < 128, !member.key.contains("\n") {
            text += key + ":"
        } else {
            text += "? " + key + "\n"
            pad(indent)
            text += ":"
        }
        let value = member.value.opened
        switch value {
        case .list:
            text += "\n"
            write(value, indent: indent, isInline: false)
        case .mapping:
            text += "\n"
            write(value, indent: indent + 2, isInline: false)
        default:
            text += " "
            write(value, indent: indent + 2, isInline: true)
        }
    }

    private mutating func writeLiteral(_ string: String, indent: Int) {
        let scalars = string.unicodeScalars
        text += "|"
        if let first = scalars.first, first == " " || first == "\n" { text += "2" }
        if scalars.last != "\n" {
            text += "-"
        } else if scalars.count == 1 || scalars.dropLast().last == "\n" {
            text += "+"
        }
        text += "\n"
        var lines = string.split(separator: "\n", omittingEmptySubsequences: false)
        if scalars.last == "\n" { lines.removeLast() }
        for line in lines {
            if !line.isEmpty { pad(indent) }
            text += line
            text += "\n"
        }
    }

    private mutating func pad(_ count: Int) {
        text += String(repeating: " ", count: count)
    }
}
