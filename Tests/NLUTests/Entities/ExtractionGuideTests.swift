import Foundation
import NLU
import Testing

@Suite("The guide to extraction") struct ExtractionGuideTests {
    /// The rows of the guide's table of examples, cell by cell.
    static let rows: [[String]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/EXTRACTION.md")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").map(String.init)
        let table = lines.drop { !$0.hasPrefix("| language | region |") }.prefix {
            $0.hasPrefix("|")
        }
        return table.dropFirst(2).map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }()

    @Test("there are examples") func examples() { #expect(Self.rows.count >= 20) }

    @Test("every example gives what the guide says", arguments: rows)
    func example(row: [String]) throws {
        try #require(row.count == 5)
        let settings = [
            "en GB": NativeCase.english, "en US": NativeCase.american, "de DE": NativeCase.german,
        ]
        let found = NativeCase.found(row[2], try #require(settings["\(row[0]) \(row[1])"]))
        #expect(found.count == 1)
        let parts = try #require(found.first).split(separator: "|", maxSplits: 2)
        #expect([String(parts[0]), String(parts[2])] == [row[3], row[4]])
    }
}
