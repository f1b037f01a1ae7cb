import Foundation
import Testing

@Suite("Imports") struct ImportTests {
    /// The table of docs/ARCHITECTURE.md: what each room may import besides Foundation.
    static let table: [String: Set<String>] = {
        guard let file = Repository.read("docs/ARCHITECTURE.md") else { return [:] }
        return ImportTable.read(file.lines)
    }()

    @Test("every room stands in the import table")
    func complete() {
        let rooms = Set(Repository.swiftFiles(in: "Sources").compactMap(\.room))
        #expect(rooms.subtracting(Self.table.keys) == [])
        #expect(!rooms.isEmpty)
    }

    @Test("every import is in the import table")
    func allowed() {
        for file in Repository.swiftFiles(in: "Sources") {
            guard let room = file.room, let allowed = Self.table[room] else { continue }
            for (index, module) in ImportTable.imports(file.lines) {
                let isFree = ["Foundation", "Synchronization", "Glibc", "Dispatch"].contains(module)
                #expect(
                    isFree || allowed.contains(module),
                    "\(file.path):\(index) imports \(module), which \(room) may not")
            }
        }
    }

    @Test("the table's reader understands rows, and the import reader access levels")
    func reader() {
        let table = ImportTable.read([
            "| room | may import | from outside |", "|---|---|---|",
            "| `NLU` | Vocabulary, Text | – |", "| `Server` | NLU | Hummingbird, NIOCore |",
        ])
        #expect(
            table == ["NLU": ["Vocabulary", "Text"], "Server": ["NLU", "Hummingbird", "NIOCore"]])
        let imports = ImportTable.imports([
            "public import Vocabulary", "import struct Foundation.Date", "@testable import NLU",
        ])
        #expect(imports.map(\.module) == ["Vocabulary", "Foundation", "NLU"])
    }
}

enum ImportTable {
    static func read(_ lines: [String]) -> [String: Set<String>] {
        let header = lines.firstIndex { $0.hasPrefix("| room | may import |") }
        guard let header else { return [:] }
        var table: [String: Set<String>] = [:]
        for line in lines[(header + 1)...].prefix(while: { $0.hasPrefix("|") }) {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            guard cells.count >= 3, !cells[0].hasPrefix("-") else { continue }
            let names = (cells[1] + "," + cells[2]).split(separator: ",").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `–"))
            }
            table[cells[0]] = Set(names.filter { !$0.isEmpty })
        }
        return table
    }

    static func imports(_ lines: [String]) -> [(line: Int, module: String)] {
        lines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place < 3,
                words[..<place].allSatisfy({
                    [
                        "public", "internal", "private", "package", "fileprivate", "@testable",
                        "@preconcurrency",
                    ].contains($0)
                })
            else { return nil }
            let kinds = ["struct", "class", "enum", "func", "protocol", "typealias", "var"]
            let rest = words[(place + 1)...].drop { kinds.contains(String($0)) }
            guard let module = rest.first?.split(separator: ".").first else { return nil }
            return (index + 1, String(module))
        }
    }
}
