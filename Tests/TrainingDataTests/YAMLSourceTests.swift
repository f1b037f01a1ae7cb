// YAML reading: bounds, places, and agreement with Rasa's reader.

import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite struct YAMLSourceTests {
    private func read(_ text: String) -> YAMLReading {
        YAMLSource.read(text: text, file: "t.yml")
    }

    private func codes(_ text: String) -> [String] { read(text).diagnostics.map(\.code) }

    @Test func keepsPlacesAndStyles() throws {
        let root = try #require(read("a: 1\nbé:\n  - 'x'\n  - |\n    y\n").root)
        let list = try #require(root["bé"]?.items)
        #expect(list[0].place == SourcePlace(file: "t.yml", line: 3, column: 5))
        #expect(list[0].content == .scalar("x", .singleQuoted))
        #expect(list[1].content == .scalar("y\n", .literal))
        #expect(root.members?.map(\.key.place.line) == [1, 2])
        #expect(root.members?.first?.value.place.column == 4)
    }

    @Test func placesBehindUnicodeEscapesAreThoseOfTheFile() throws {
        let root = try #require(read("a: [\\u00e9, b]\nc: \\U0001F600\nd: 1\n").root)
        #expect(root["a"]?.items?[0].text == "é")
        #expect(root["a"]?.items?[1].place.column == 13)
        #expect(root["c"]?.text == "😀")
        #expect(root["d"]?.place == SourcePlace(file: "t.yml", line: 3, column: 4))
    }

    @Test(arguments: [
        ("\ta: 1", "yaml-tab", 1), ("a: x\n\tc: d", "yaml-tab", 2),
        ("a: [1\n", "yaml-syntax", 2), ("a: 1\na: 2", "yaml-duplicate-key", 2),
        ("a: 1\n---\nb: 1", "yaml-documents", 2), ("a: *x", "yaml-alias", 1),
        ("a: !x 1", "yaml-tag", 1), ("a: =", "yaml-reserved", 1),
        ("[a]: 1", "yaml-complex-key", 1), ("<<: 1", "yaml-merge", 1),
        ("a: \u{7}", "yaml-character", 1), ("a:\n  \\u12", "bad-escape", 2),
    ])
    func namesWhatIsWrongAndWhere(text: String, code: String, line: Int) throws {
        let finding = try #require(read(text).diagnostics.first)
        #expect(finding.code == code)
        #expect(finding.place.line == line)
        #expect(finding.hint != nil)
    }

    @Test func everyDuplicateKeyIsNamed() {
        #expect(codes("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3").count == 3)
    }

    @Test func emptyTextIsNoError() {
        for text in ["", "\n", "# c\n", "---\n"] {
            #expect(read(text).diagnostics.isEmpty)
            #expect(read(text).root?.isNull ?? true)
        }
    }

    @Test func invalidUTF8IsPlaced() throws {
        let reading = YAMLSource.read(Array("a: 1\nb: é".utf8) + [0xFF], file: "t.yml")
        let finding = try #require(reading.diagnostics.first)
        #expect(finding.code == "invalid-utf8")
        #expect(finding.place == SourcePlace(file: "t.yml", line: 2, column: 5))
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "&x [", "!!seq ["])
    func deepNestingIsRefused(opening: String) {
        let text = String(repeating: opening, count: 20_000)
        #expect(codes(text).first?.hasPrefix("yaml-") == true)
    }

    @Test func nestingUpToTheLimitIsRead() {
        let depth = Limits.yamlDepth
        let text = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(codes(text(depth)).isEmpty)
        #expect(codes(text(depth + 1)) == ["yaml-too-deep"])
    }

    @Test func aliasBombsAreRefused() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let copies = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(copies)]\n"
        }
        #expect(codes(text) == ["yaml-alias-bomb"])
        let chain = (1...300).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
        #expect(codes("a0: &a0 x\n" + chain) == ["yaml-too-deep"])
    }

    @Test func aliasBombsInKeysAreRefused() {
        var text = "a0: &a0 [x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(codes(text + "? *a40\n: 1\n") == ["yaml-alias-bomb"])
    }

    @Test func withoutAnEnvironmentNothingIsExpanded() {
        #expect(read("a: ${HOME}").root?["a"]?.text == "${HOME}")
        #expect(codes("a: ${NOT_SET}").isEmpty)
    }

    @Test func agreesWithRasa() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Golden/yaml_scalars.json").standardizedFileURL
        let golden = try JSONValue(parsing: [UInt8](Data(contentsOf: url)))
        var environment: [String: String] = [:]
        for (key, value) in try #require(golden["environment"]?.object).members {
            environment[key] = value.string
        }
        for entry in try #require(golden["cases"]?.array) {
            let text = try #require(entry["text"]?.string)
            let reading = YAMLSource.read(text: text, file: "g.yml", environment: environment)
            let findings = reading.diagnostics.map(\.description).joined(separator: "\n")
            if let error = entry["error"]?.string {
                #expect(reading.failed, "\(text.debugDescription): Rasa says \(error)")
            } else {
                let ours = reading.root.map { matched($0.json) } ?? .object(["members": []])
                let theirs = entry["value"] ?? .null
                #expect(
                    same(ours, theirs) && !reading.failed,
                    "\(text.debugDescription): \(ours.text()) for \(theirs.text()) \(findings)")
            }
        }
    }

    /// Our value in the golden's shape; what is empty counts as an empty mapping, as in Rasa.
    private func matched(_ value: JSONValue) -> JSONValue {
        let isEmpty =
            switch value {
            case .null, .integer(0), .bool(false), .string(""): true
            default: false
            }
        return isEmpty ? .object(["members": []]) : shaped(value)
    }

    private func shaped(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let number) where !number.isFinite:
            .object(["float": .string(number.isNaN ? "nan" : number < 0 ? "-inf" : "inf")])
        case .array(let items): .array(items.map(shaped))
        case .object(let object):
            .object(["members": .array(object.members.map { [.string($0.key), shaped($0.value)] })])
        default: value
        }
    }

    /// Equal, where a date of Rasa's stands for any text of ours.
    private func same(_ ours: JSONValue, _ theirs: JSONValue) -> Bool {
        switch (ours, theirs) {
        case (.string, .object(let object)) where object["date"] != nil: true
        case (.array(let a), .array(let b)):
            a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
        case (.object(let a), .object(let b)):
            a.keys == b.keys && zip(a.members, b.members).allSatisfy { same($0.value, $1.value) }
        case (.integer, _), (.number, _): ours.double == theirs.double
        default: ours == theirs
        }
    }
}
