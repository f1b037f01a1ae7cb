import Dialogue
import Foundation
import Testing

@Suite("The guide to policies") struct PolicyGuideTests {
    private static let path: String = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder.appendingPathComponent("docs/RASA-COMPATIBILITY.md").path
    }()

    /// The table as the catalogue has it.
    private static var table: String {
        let rows = PolicyCatalog.kinds.sorted { $0.name < $1.name }.map { kind in
            func list(_ hasEffect: Bool) -> String {
                let names = kind.options.filter { $0.hasEffect == hasEffect }.map { "`\($0.name)`" }
                return names.isEmpty ? "–" : names.joined(separator: ", ")
            }
            return "| `\(kind.name)` | \(list(true)) | \(list(false)) |\n"
        }
        return "| policy | options that do what Rasa documents | without effect |\n|---|---|---|\n"
            + rows.joined()
    }

    @Test("the guide names every policy and every option as the catalogue has them")
    func table() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let opening = try #require(
            text.range(
                of: "<!-- policies: this table is checked against the program by a test -->\n"))
        let closing = try #require(text.range(of: "<!-- end of policies -->"))
        #expect(String(text[opening.upperBound..<closing.lowerBound]) == Self.table)
    }
}
