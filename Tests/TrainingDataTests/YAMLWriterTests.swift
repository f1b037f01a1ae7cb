import Foundation
import Testing
import Vocabulary

@testable import TrainingData

@Suite("YAML writer") struct YAMLWriterTests {
    /// Values and the text Rasa writes, recorded by Tests/Golden/record_yaml_dump.py.
    static let cases: [JSONValue] = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/yaml_dump.json")
        guard let data = try? Data(contentsOf: url), let json = try? JSONValue(parsing: data) else {
            return []
        }
        return json.array ?? []
    }()

    @Test("values are written byte for byte as Rasa writes them")
    func golden() {
        #expect(Self.cases.count > 400)
        for entry in Self.cases {
            let value = entry["value"] ?? .null
            var expected = entry["yaml"]?.string ?? ""
            // Rasa escapes what lies beyond U+FFFF in double quotes; we never do.
            expected = expected.replacingOccurrences(of: "\\U0001F370", with: "🍰")
            #expect(YAMLWriter.text(.value(value)) == expected, "\(value.text())")
        }
    }

    @Test("what is written reads back as the same value")
    func roundTrip() {
        for entry in Self.cases {
            let value = entry["value"] ?? .null
            let reading = YAMLSource.read(text: YAMLWriter.text(.value(value)), file: "a.yml")
            #expect(reading.diagnostics == [], "\(value.text())")
            #expect(reading.root?.json == value, "\(value.text())")
        }
    }

    @Test("literal texts read back with every blank and line feed")
    func literals() {
        let texts = [
            "a\n", "a", "a\n\n", "\na\n", "  a\n b\n", "a \nb\t\n", "- a\n- b\n", "\n", "🍰\n# a\n",
            "a\r\nb", "a\u{7}b", "", "\n\n  x",
        ]
        for text in texts {
            let tree = YAMLTree.mapping([("k", .list([.literal(text)])), ("l", .literal(text))])
            let written = YAMLWriter.text(tree)
            let root = YAMLSource.read(text: written, file: "a.yml").root
            #expect(root?["k"]?.items?.first?.text == text, "\(written)")
            #expect(root?["l"]?.text == text, "\(written)")
        }
    }
}
