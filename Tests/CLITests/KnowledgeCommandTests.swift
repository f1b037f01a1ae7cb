// `martlet kb`: articles in and out of a project.

import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("martlet kb") struct KnowledgeCommandTests {
    @Test("articles are tried, imported, exported, and an import is taken back")
    func journey() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(filePath: "\(folder)/martlet.yml"))
            func kb(_ arguments: String...) async throws -> ProgramResult {
                try await Program.run(["kb"] + arguments, in: folder)
            }
            let place = "\(folder)/in/en/shop"
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true)
            try Data("---\nid: hours\ntitle: Hours\nlocale: en\n---\n\nNine to five.\n".utf8)
                .write(to: URL(filePath: "\(place)/hours.md"))
            let dry = try await kb("import", "in", "--dry-run")
            #expect(dry.code == 0 && dry.output.contains("Dry run: 1 new"), "\(dry.errors)")
            #expect(try await kb("export", "out").code == 1)
            let first = try await kb("import", "in", "--publish")
            #expect(first.output.contains("new  hours en  en/shop/hours.md  published"))
            let second = try await kb("import", "in", "--publish")
            #expect(second.output == "0 new, 0 changed, 1 unchanged, 0 refused, 0 broken links.\n")
            #expect(try await kb("export", "out").code == 0)
            let text = try String(contentsOfFile: "\(folder)/out/en/shop/hours.md", encoding: .utf8)
            #expect(text.contains("Nine to five."))
            #expect(try await kb("export", "out").errors.contains("something at 'out'"))
            let id = try #require(
                try await kb("imports").output.split(separator: " ").first.map(String.init))
            let undone = try await kb("import", "--undo", id)
            #expect(undone.code == 0 && undone.output.contains("1 articles"), "\(undone.errors)")
            #expect(try await kb("import", "--undo", "no").code == 1)
            #expect(try await kb("import").code == 2)
            try Data("---\naudience: x\n---\n".utf8).write(to: URL(filePath: "\(place)/bad.md"))
            let bad = try await kb("import", "in")
            #expect(bad.code == 1 && bad.errors.contains("en/shop/bad.md:2"), "\(bad.errors)")
        }
    }
}
