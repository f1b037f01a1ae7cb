import Foundation
import Testing

@Suite("Habits") struct HabitTests {
    static let sources = Repository.swiftFiles(in: "Sources")

    @Test("every public declaration has a documentation comment")
    func documented() {
        for file in Self.sources {
            let outline = SwiftOutline(file.lines)
            for line in outline.undocumentedPublics(original: file.lines) {
                Issue.record("\(file.path):\(line) is public and has no documentation comment")
            }
        }
    }

    @Test("the first line of every source file says what the file is for")
    func firstLine() {
        for file in Self.sources {
            let first = file.lines.first ?? ""
            #expect(first.hasPrefix("// ") && first.count > 15, "\(file.path) starts with \(first)")
        }
    }

    @Test("no source file prints, forces a try, traps on purpose or leaves work undone")
    func banned() {
        let calls = ["print(", "debugPrint(", "try!", "fatalError(", "NSLog("]
        let marks = ["TODO", "FIXME", "XXX"]
        for file in Self.sources {
            for (index, line) in SwiftOutline(file.lines).code.enumerated() {
                for call in calls where Self.hasWord(call, in: line) {
                    Issue.record("\(file.path):\(index + 1) uses \(call)")
                }
            }
            for (index, line) in file.lines.enumerated() {
                for mark in marks where line.contains("// \(mark)") {
                    Issue.record("\(file.path):\(index + 1) says \(mark)")
                }
            }
        }
    }

    /// Whether a call stands in a line and not only the end of a longer name.
    static func hasWord(_ call: String, in line: String) -> Bool {
        var rest = Substring(line)
        while let range = rest.range(of: call) {
            let before = rest[..<range.lowerBound].last
            if before.map({ !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) ?? true {
                return true
            }
            rest = rest[range.upperBound...]
        }
        return false
    }

    @Test("no type has the name of its room, and no file a name that says nothing")
    func names() {
        let empty = ["Utils", "Helpers", "Manager", "Common", "Base", "Misc"]
        for file in Self.sources {
            let stem = (file.name as NSString).deletingPathExtension
            for word in empty where stem.hasSuffix(word) {
                Issue.record("\(file.path): '\(word)' says nothing")
            }
            guard let room = file.room else { continue }
            for (index, line) in SwiftOutline(file.lines).code.enumerated() {
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                for kind in ["struct", "class", "enum", "actor", "protocol"] {
                    if let place = words.firstIndex(of: kind[...]), place + 1 < words.count {
                        #expect(words[place + 1] != room[...], "\(file.path):\(index + 1)")
                    }
                }
            }
        }
    }

    @Test("the top level holds what the README promises and nothing else")
    func topLevel() throws {
        let allowed: Set = [
            "Package.swift", "Sources", "Tests", "Models", "training-data", "README.md", "Makefile",
            "docs", "deploy", "LICENSE", "THIRD-PARTY.md", "CHANGELOG.md", "Package.resolved",
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        let stray = names.filter { !$0.hasPrefix(".") && !allowed.contains($0) }
        #expect(stray == [])
    }

    @Test("the checks see what they should see")
    func selfTest() {
        let lines = ["/// Fine.", "public func a() {}", "", "public var b = 1", "print(1)"]
        #expect(SwiftOutline(lines).undocumentedPublics(original: lines) == [4])
        #expect(Self.hasWord("print(", in: "  print(1)"))
        #expect(!Self.hasWord("print(", in: "  fingerprint(1)"))
    }
}
