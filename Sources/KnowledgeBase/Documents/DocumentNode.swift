// The document of an article: a tree of blocks and text, as editors of the ProseMirror family keep it.

public import Vocabulary

/// A mark on a stretch of text.
public struct DocumentMark: Sendable, Hashable {
    /// The kinds of marks, by their names in JSON.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case bold, italic, underline, strike, code, link, highlight, `subscript`, superscript
    }

    /// The kind.
    public var kind: Kind
    /// Its settings: `href` of a link.
    public var attributes: [String: JSONValue]

    /// A mark.
    public init(_ kind: Kind, _ attributes: [String: JSONValue] = [:]) {
        self.kind = kind
        self.attributes = attributes
    }
}

/// A node of a document: a block, or a piece of text with its marks.
public struct DocumentNode: Sendable, Hashable {
    /// The kinds of nodes, by their names in JSON (those of Tiptap where it has one).
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case doc, paragraph, heading, text, hardBreak, image, horizontalRule
        case bulletList, orderedList, listItem, taskList, taskItem
        case blockquote, codeBlock, callout, details, detailsSummary, detailsContent
        case table, tableRow, tableHeader, tableCell
        /// Text that the assistant may use and visitors do not see.
        case assistantNote
    }

    /// The kind.
    public var kind: Kind
    /// Its settings: `level` of a heading, `src` and `alt` of an image, `checked`, `start`, ….
    public var attributes: [String: JSONValue]
    /// The nodes inside, in reading order; empty for text.
    public var content: [DocumentNode]
    /// The characters of a text node; empty otherwise.
    public var text: String
    /// The marks of a text node.
    public var marks: [DocumentMark]

    /// A node that holds others.
    public init(
        _ kind: Kind, _ attributes: [String: JSONValue] = [:], _ content: [DocumentNode] = []
    ) {
        self.kind = kind
        self.attributes = attributes
        self.content = content
        text = ""
        marks = []
    }

    /// A piece of text.
    public init(text: String, marks: [DocumentMark] = []) {
        kind = .text
        attributes = [:]
        content = []
        self.text = text
        self.marks = marks
    }

    /// The characters of the node and everything in it, without any separators: O(nodes).
    public var plainText: String {
        guard kind != .text else { return text }
        return content.map { $0.kind == .hardBreak ? "\n" : $0.plainText }.joined()
    }
}
