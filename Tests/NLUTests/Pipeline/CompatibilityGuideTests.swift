import Foundation
import TestKit
import Testing

@testable import NLU

@Suite("Compatibility guide") struct CompatibilityGuideTests {
    private static let path = Repository.path + "/docs/RASA-COMPATIBILITY.md"
    private static let start =
        "<!-- components: this table is checked against the program by a test -->\n"
    private static let end = "<!-- end of components -->"

    /// The table as the catalogue has it.
    private static var table: String {
        var lines = [
            "| component | options that do what Rasa documents | without effect |", "|---|---|---|",
        ]
        for kind in (ComponentCatalog.kinds + ComponentCatalog.own).sorted(by: { $0.name < $1.name }
        ) {
            let honoured = kind.options.filter { $0.support == .honoured }.map(\.name)
            let others = kind.options.filter { $0.support != .honoured }.map(\.name)
            func list(_ names: [String]) -> String {
                names.isEmpty ? "–" : names.map { "`\($0)`" }.joined(separator: ", ")
            }
            lines.append("| `\(kind.name)` | \(list(honoured)) | \(list(others)) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("the guide names every component and every option as the catalogue has them")
    func table() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let opening = try #require(text.range(of: Self.start))
        let closing = try #require(text.range(of: Self.end))
        let written = String(text[opening.upperBound..<closing.lowerBound])
        if ProcessInfo.processInfo.environment["MARTLET_RECORD"] != nil {
            let renewed = text[..<opening.upperBound] + Self.table + text[closing.lowerBound...]
            try String(renewed).write(toFile: Self.path, atomically: true, encoding: .utf8)
        } else {
            #expect(written == Self.table, "run the test with MARTLET_RECORD=1 to renew the guide")
        }
    }
}
