// The schema of documents: which kinds hold which, their attributes and the attributes' ranges.

import Vocabulary

/// What an attribute may be.
enum AttributeRule: Sendable {
    /// A whole number in a range; left out when it is the usual one.
    case integer(ClosedRange<Int>, usual: Int?)
    /// A truth value; left out when false.
    case flag
    /// One of these words.
    case word([String], usual: String)
    /// Text of at most `DocumentLimits.labelBytes`.
    case label
    /// The name of a programming language: letters, digits and `_+#.-`, at most 40.
    case language
    /// The anchor of a heading: letters, digits, `-` and `_`, at most `DocumentLimits.anchorBytes`.
    case anchor
    /// The address of a link or a picture.
    case link, image
    /// The widths of a cell's columns in pixels.
    case widths
    /// Something of the editor's own, accepted and not kept.
    case dropped
}

/// What a kind of node may hold.
enum ContentRule: Sendable {
    /// Nothing.
    case nothing
    /// Text with marks and line breaks.
    case inline
    /// Text with marks.
    case markedText
    /// Text without marks.
    case plainText
    /// Blocks, at least so many.
    case blocks(min: Int)
    /// A paragraph, then any blocks.
    case paragraphFirst
    /// Some of these kinds, at least one.
    case some([DocumentNode.Kind])
    /// These kinds, once each, in this order.
    case exactly([DocumentNode.Kind])
}

/// The rules, one a kind. Written out for people in docs/DOCUMENT-SCHEMA.md.
enum DocumentSchema {
    /// The kinds that may stand where blocks may.
    static let blocks: Set<DocumentNode.Kind> = [
        .paragraph, .heading, .image, .horizontalRule, .bulletList, .orderedList, .taskList,
        .blockquote, .codeBlock, .callout, .details, .table, .assistantNote,
    ]

    /// The kinds of callouts.
    static let calloutKinds = ["note", "info", "tip", "warning", "danger"]

    static func content(of kind: DocumentNode.Kind) -> ContentRule {
        switch kind {
        case .doc: .blocks(min: 0)
        case .paragraph, .heading: .inline
        case .text, .hardBreak, .image, .horizontalRule: .nothing
        case .bulletList, .orderedList: .some([.listItem])
        case .taskList: .some([.taskItem])
        case .listItem, .taskItem: .paragraphFirst
        case .codeBlock: .plainText
        case .blockquote, .callout, .detailsContent, .tableHeader, .tableCell, .assistantNote:
            .blocks(min: 1)
        case .details: .exactly([.detailsSummary, .detailsContent])
        case .detailsSummary: .markedText
        case .table: .some([.tableRow])
        case .tableRow: .some([.tableHeader, .tableCell])
        }
    }

    static func attributes(of kind: DocumentNode.Kind) -> [String: AttributeRule] {
        switch kind {
        case .heading: ["level": .integer(1...6, usual: nil), "id": .anchor]
        case .image:
            [
                "src": .image, "alt": .label, "title": .label,
                "width": .integer(1...10_000, usual: nil),
                "height": .integer(1...10_000, usual: nil),
            ]
        case .orderedList: ["start": .integer(0...999_999_999, usual: 1), "type": .dropped]
        case .taskItem: ["checked": .flag]
        case .codeBlock: ["language": .language]
        case .callout: ["kind": .word(calloutKinds, usual: "note")]
        case .details: ["open": .flag]
        case .tableHeader, .tableCell:
            [
                "colspan": .integer(1...DocumentLimits.tableColumns, usual: 1),
                "rowspan": .integer(1...1_000, usual: 1), "colwidth": .widths,
                "align": .dropped,
            ]
        case .paragraph: ["textAlign": .dropped]
        default: [:]
        }
    }

    static func attributes(of mark: DocumentMark.Kind) -> [String: AttributeRule] {
        guard mark == .link else { return [:] }
        return [
            "href": .link, "title": .label, "target": .dropped, "rel": .dropped,
            "class": .dropped,
        ]
    }

    /// The attributes that must be there.
    static func required(of kind: DocumentNode.Kind) -> [String] {
        switch kind {
        case .heading: ["level"]
        case .image: ["src", "alt"]
        default: []
        }
    }
}
