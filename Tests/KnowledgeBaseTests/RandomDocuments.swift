// Documents of every kind, made from a seed, with text that Markdown would like to read otherwise.

import TestKit
import Vocabulary

@testable import KnowledgeBase

struct RandomDocuments {
    private var dice: SeededDice

    init(seed: UInt64) { dice = SeededDice(seed: seed) }

    mutating func number(_ bound: Int) -> Int { dice.below(bound) }

    private mutating func one<Value>(of values: [Value]) -> Value { values[number(values.count)] }

    private static let pieces = [
        "a", "b c", "*", "_", "~~", "`", "``", "#", " ", "  ", "[", "]", "(", ")", "<", "b>",
        "&amp;", "|", "\\", "!", "-", "1.", "2)", ":::note", "::empty", "{#x}", "{open}",
        "https://a.b/c", "ü", "漢", "--", "+", "=", ">", "http://", "\u{A0}", "\"", "'", "x",
        "Hello world.", "[ ]", "$", "\n", "&", "@", ":", "![", "**", "***", "__", "</b>", "<b>",
        "é", "🙂", "\t", "[x]: https://a.b", "<!--", "-->", "```", "{width=3}", "<br>",
    ]

    private mutating func text() -> String {
        (0..<(1 + number(4))).map { _ in one(of: Self.pieces) }.joined()
    }

    private mutating func marks() -> [DocumentMark] {
        guard number(2) == 0 else { return [] }
        return DocumentMark.Kind.allCases.compactMap { kind in
            guard number(4) == 0 else { return nil }
            guard kind == .link else { return DocumentMark(kind) }
            var attributes: [String: JSONValue] = [
                "href": .string(
                    one(of: [
                        "https://a.b/(x)_y*&amp;", "#a", "mailto:a@b.c", "article:x#y",
                        "http://x.y/[z]",
                    ]))
            ]
            if number(3) == 0 { attributes["title"] = .string(text()) }
            return DocumentMark(.link, attributes)
        }
    }

    private mutating func inline(breaks: Bool = true) -> [DocumentNode] {
        (0..<number(6)).map { _ in
            breaks && number(6) == 0
                ? DocumentNode(.hardBreak) : DocumentNode(text: text(), marks: marks())
        }
    }

    mutating func document() -> DocumentNode { DocumentNode(.doc, [:], blocks(3, least: 0)) }

    private mutating func blocks(_ depth: Int, least: Int = 1) -> [DocumentNode] {
        (0..<(least + number(4))).map { _ in block(depth) }
    }

    private mutating func paragraph() -> DocumentNode { DocumentNode(.paragraph, [:], inline()) }

    private mutating func block(_ depth: Int) -> DocumentNode {
        switch number(depth > 0 ? 12 : 5) {
        case 0, 1: return paragraph()
        case 2:
            var attributes: [String: JSONValue] = ["level": .integer(1 + number(6))]
            if number(4) == 0 { attributes["id"] = .string("id\(number(1_000_000))") }
            return DocumentNode(.heading, attributes, inline())
        case 3: return number(2) == 0 ? DocumentNode(.horizontalRule) : image()
        case 4:
            let lines = (0..<number(4)).map { _ in text() }
            return DocumentNode(
                .codeBlock, number(2) == 0 ? ["language": "c++"] : [:],
                [DocumentNode(text: lines.joined(separator: "\n"))])
        case 5: return DocumentNode(.bulletList, [:], items(.listItem, depth))
        case 6:
            return DocumentNode(
                .orderedList, ["start": .integer(number(12))], items(.listItem, depth))
        case 7: return DocumentNode(.taskList, [:], items(.taskItem, depth))
        case 8: return DocumentNode(.blockquote, [:], blocks(depth - 1))
        case 9:
            let kind = one(of: DocumentSchema.calloutKinds + ["assistant"])
            // A note for the assistant holds no other one.
            guard kind == "assistant" else {
                return DocumentNode(.callout, ["kind": .string(kind)], blocks(depth - 1))
            }
            return DocumentNode(.assistantNote, [:], [paragraph()])
        case 10: return details(depth)
        default: return number(2) == 0 ? plainTable() : table(depth)
        }
    }

    private mutating func image() -> DocumentNode {
        var attributes: [String: JSONValue] = [
            "src": "https://a.b/c.png", "alt": .string(text()),
        ]
        if number(2) == 0 { attributes["width"] = 300 }
        if number(2) == 0 { attributes["title"] = .string(text()) }
        return DocumentNode(.image, attributes)
    }

    private mutating func items(_ kind: DocumentNode.Kind, _ depth: Int) -> [DocumentNode] {
        (0..<(1 + number(3))).map { _ in
            let isChecked = kind == .taskItem && number(2) == 0
            return DocumentNode(
                kind, isChecked ? ["checked": true] : [:],
                [paragraph()] + (number(2) == 0 ? blocks(depth - 1, least: 0) : []))
        }
    }

    private mutating func details(_ depth: Int) -> DocumentNode {
        DocumentNode(
            .details, number(2) == 0 ? ["open": true] : [:],
            [
                DocumentNode(.detailsSummary, [:], inline(breaks: false)),
                DocumentNode(.detailsContent, [:], blocks(depth - 1)),
            ])
    }

    private mutating func plainTable() -> DocumentNode {
        let columns = 1 + number(3)
        let rows = (0..<(1 + number(3))).map { row in
            let cells = (0..<columns).map { _ in
                DocumentNode(row == 0 ? .tableHeader : .tableCell, [:], [paragraph()])
            }
            return DocumentNode(.tableRow, [:], cells)
        }
        return DocumentNode(.table, [:], rows)
    }

    private mutating func table(_ depth: Int) -> DocumentNode {
        let rows = (0..<(1 + number(2))).map { _ in
            let cells = (0..<(1 + number(3))).map { _ in
                DocumentNode(
                    number(2) == 0 ? .tableHeader : .tableCell,
                    number(2) == 0
                        ? [:] : ["colspan": 2, "rowspan": 3, "colwidth": [100, 200]],
                    blocks(depth - 1))
            }
            return DocumentNode(.tableRow, [:], cells)
        }
        return DocumentNode(.table, [:], rows)
    }
}
