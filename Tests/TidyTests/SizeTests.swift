import Foundation
import Testing

@Suite("Sizes") struct SizeTests {
    static let sources = Repository.swiftFiles(in: "Sources")
    static let tests = Repository.swiftFiles(in: "Tests")

    @Test("a source file has at most 500 lines, a test file at most 800")
    func files() {
        for file in Self.sources {
            #expect(file.lines.count <= 501, "\(file.path) has \(file.lines.count) lines")
        }
        for file in Self.tests {
            #expect(file.lines.count <= 801, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test("a line has at most 120 columns")
    func lines() {
        for file in Self.sources + Self.tests {
            for (index, line) in file.lines.enumerated() where line.count > 120 {
                Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
            }
        }
    }

    @Test("a function has at most 70 lines")
    func functions() {
        for file in Self.sources {
            for function in SwiftOutline(file.lines).functions where function.count > 70 {
                Issue.record("\(file.path):\(function.line) has \(function.count) lines")
            }
        }
    }

    @Test("a room has at most 40 files in one folder")
    func rooms() {
        let folders = Dictionary(grouping: Self.sources) {
            ($0.path as NSString).deletingLastPathComponent
        }
        for (folder, files) in folders {
            #expect(files.count <= 40, "\(folder) has \(files.count) files")
        }
    }

    @Test("the outline finds functions and their lengths")
    func outline() {
        let lines = [
            "struct A {", "    func one() -> Int {", "        // }", "        return \"}\".count",
            "    }", "    var two: Int { 2 }", "    init(x: Int) {", "    }", "}",
        ]
        let functions = SwiftOutline(lines).functions
        #expect(functions.map(\.line) == [2, 7])
        #expect(functions.map(\.count) == [4, 2])
    }
}
