import Foundation
import KnowledgeBase
import Storage
import TestKit
import Testing
import Vocabulary

@Suite("Importing and exporting articles") struct ImportTests {
    static let options = ArticleImporter.Options()

    struct Bench {
        let desk: Desk
        var shelf: AttachmentShelf {
            AttachmentShelf(folder: desk.folder + "/attachments", store: desk.store)
        }

        @discardableResult
        func run(
            _ folder: ImportFolder, _ id: String, publishes: Bool = false, isDryRun: Bool = false
        ) async throws -> ImportReport {
            try await ArticleImporter(desk.store, shelf: shelf).run(
                folder, id: id, .init(publishes: publishes, isDryRun: isDryRun), by: "ann", at: 100)
        }

        func run(
            _ files: [(String, String)], _ id: String, publishes: Bool = false,
            isDryRun: Bool = false
        ) async throws -> ImportReport {
            try await run(
                ImportFolder(name: "test", files: files.map { ($0.0, Array($0.1.utf8)) }), id,
                publishes: publishes, isDryRun: isDryRun)
        }

        func export() async throws -> [String: [UInt8]] {
            var files: [String: [UInt8]] = [:]
            _ = try await ArticleExporter(desk.store, shelf: shelf).run(space: nil) {
                files[$0] = $1
            }
            return files
        }

        func text(_ id: String, _ locale: String = "en") async throws -> String? {
            guard let record = try await desk.store.article(id),
                let variant = record.variants.first(where: { $0.locale == locale })
            else { return nil }
            return try await desk.store.revision(variant.draft, of: id, locale: locale)?.content
                .text
        }
    }

    static func with(_ body: (Bench) async throws -> Void) async throws {
        try await withFolder { folder in
            let desk = try Desk(folder: folder)
            try await body(Bench(desk: desk))
            try desk.file.close()
        }
    }

    static let sample = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "training-data/knowledge").path

    static func article(_ id: String, _ body: String, more: String = "") -> (String, String) {
        (
            "en/things/\(id).md",
            "---\nid: \(id)\ntitle: \"Title \(id)\"\nlocale: en\n\(more)---\n\n\(body)\n"
        )
    }

    @Test("the sample goes in, out, and in again without any change")
    func roundTrip() async throws {
        try await Self.with { bench in
            let folder = try ImportFolder(at: Self.sample)
            let first = try await bench.run(folder, "i1", publishes: true)
            #expect(first.findings.isEmpty, "\(first.findings)")
            #expect(first.count(.new) == 80 && first.items.allSatisfy(\.isPublished))
            let exported = try await bench.export()
            #expect(exported.count == 81)
            let again = ImportFolder(
                name: "again", files: exported.map { (path: $0.key, bytes: $0.value) })
            let second = try await bench.run(again, "i2", publishes: true)
            #expect(second.id == nil && second.count(.unchanged) == 80, "\(second.items.prefix(3))")
            #expect(second.findings.isEmpty, "\(second.findings.prefix(3))")
            #expect(try await bench.export() == exported)
            try await Self.with { other in
                try await other.run(again, "i1")
                let copy = try await other.export()
                for (path, bytes) in exported where copy[path] != bytes {
                    Issue.record("\(path): \(String(decoding: copy[path] ?? [], as: UTF8.self))")
                }
            }
        }
    }

    @Test("importing the same folder twice changes nothing")
    func twice() async throws {
        try await Self.with { bench in
            let folder = try ImportFolder(at: Self.sample)
            try await bench.run(folder, "i1")
            let second = try await bench.run(folder, "i2")
            #expect(second.id == nil && second.count(.unchanged) == 80)
            #expect(try await bench.desk.store.imports(before: nil, limit: 10).count == 1)
        }
    }

    @Test("a dry run reports what would happen and keeps nothing")
    func dryRun() async throws {
        try await Self.with { bench in
            let files = [Self.article("a", "One."), Self.article("b", "[gone](article:nowhere)")]
            let report = try await bench.run(files, "i1", publishes: true, isDryRun: true)
            #expect(report.id == nil && report.count(.new) == 2)
            #expect(report.findings.map(\.code) == ["broken-link"])
            #expect(report.findings.first?.line == 7)
            #expect(try await bench.desk.store.spaces().isEmpty)
            #expect(try await bench.desk.store.article("a") == nil)
        }
    }

    @Test("everything that is wrong is told at once, with file and line, and the rest goes in")
    func findings() async throws {
        try await Self.with { bench in
            let report = try await bench.run(
                [
                    Self.article("good", "Fine."),
                    Self.article("a", "x", more: "audience: kings\norder: soon\n"),
                    Self.article("b", "x", more: "verify_by: 2027-02-30\nquestions: &a [x]\n"),
                    ("en/c.md", "---\ntitle: \"open\n---\nx"),
                    ("en/d.md", "---\ntitle: x\nno end"),
                    ("en/things/good2.md", "---\nid: good\nlocale: en\n---\nx"),
                    ("../out.md", "x"), ("/etc/out.md", "x"), ("en/../../out.md", "x"),
                ], "i1")
            let found = report.findings.map { "\($0.file):\($0.line) \($0.code)" }
            for expected in [
                "en/things/a.md:5 front-matter-value", "en/things/a.md:6 front-matter-value",
                "en/things/b.md:5 front-matter-value", "en/things/b.md:6 front-matter",
                "en/c.md:2 front-matter", "en/d.md:1 front-matter",
                "en/things/good2.md:1 double-article", "../out.md:0 unsafe-path",
                "/etc/out.md:0 unsafe-path", "en/../../out.md:0 unsafe-path",
            ] { #expect(found.contains(expected), "\(expected) in \(found)") }
            #expect(report.count(.new) == 1)
        }
    }

    @Test("symbolic links of a folder are refused, and nothing behind them is read")
    func links() async throws {
        try await Self.with { bench in
            let folder = bench.desk.folder + "/in"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data("# Out\n\nSecret.".utf8).write(
                to: URL(filePath: bench.desk.folder + "/out.md"))
            for (name, target) in [("a.md", "../out.md"), ("b", ".."), ("c.md", "/etc/passwd")] {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder)/\(name)", withDestinationPath: target)
            }
            try Data("# In\n\n![x](../out.png) ![y](/etc/passwd)".utf8).write(
                to: URL(filePath: folder + "/in.md"))
            let report = try await bench.run(try ImportFolder(at: folder), "i1")
            #expect(report.findings.filter { $0.code == "symbolic-link" }.count == 3)
            #expect(report.findings.filter { $0.code == "address" }.count == 2)
            #expect(report.items.map(\.article) == ["in"])
        }
    }

    @Test("relative links become articles, pictures attachments, and both come out again")
    func relative() async throws {
        try await Self.with { bench in
            let png: [UInt8] =
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 30)
            let folder = ImportFolder(
                name: "x",
                files: [
                    (
                        "en/a/one.md",
                        Array("# One\n\n[two](../b/two.md#end)\n\n![pic](../pic.png)".utf8)
                    ),
                    ("en/b/two.md", Array("# Two\n\n## End\n\nText.".utf8)), ("en/pic.png", png),
                ])
            let report = try await bench.run(folder, "i1")
            #expect(report.findings.isEmpty, "\(report.findings)")
            let files = try await bench.export()
            let one = String(decoding: files["en/a/one.md"] ?? [], as: UTF8.self)
            #expect(one.contains("[two](article:two#end)") && one.contains("![pic](attachment:"))
            #expect(
                files.keys.contains { $0.hasPrefix("attachments/") && $0.hasSuffix("/pic.png") })
            try await Self.with { other in
                let copy = ImportFolder(
                    name: "y", files: files.map { (path: $0.key, bytes: $0.value) })
                try await other.run(copy, "i1")
                #expect(try await other.export() == files)
            }
        }
    }

    @Test("what people changed since the last import stays, and contradictions are refused")
    func merging() async throws {
        try await Self.with { bench in
            let old = [Self.article("a", "One.\n\nTwo."), Self.article("b", "One.")]
            _ = try await bench.run(old, "i1")
            _ = try await bench.desk.save("a", base: 1, "One, by Bea.\n\nTwo.", title: "Title a")
            _ = try await bench.desk.save("b", base: 1, "One, by Bea.", title: "Title b")
            let same = try await bench.run(old, "i2")
            #expect(same.id == nil && same.count(.unchanged) == 2)
            let report = try await bench.run(
                [Self.article("a", "One.\n\nTwo, new."), Self.article("b", "Other.")], "i3")
            #expect(report.items.map(\.state) == [.changed, .refused])
            #expect(try await bench.text("a") == "One, by Bea.\nTwo, new.")
            #expect(try await bench.text("b") == "One, by Bea.")
        }
    }

    @Test("one call undoes a whole import: new articles, texts, settings, what is live")
    func undo() async throws {
        try await Self.with { bench in
            let store = bench.desk.store
            _ = try await bench.run([Self.article("a", "Old.")], "i1", publishes: true)
            let before = try await store.article("a")
            let second = try await bench.run(
                [
                    Self.article("a", "New.", more: "audience: internal\ntags: [x]\n"),
                    Self.article("b", "B."),
                ], "i2", publishes: true)
            #expect(second.count(.changed) == 1 && second.count(.new) == 1)
            #expect(try await store.article("a")?.audience == .internalOnly)
            let undone = try await store.undoImport("i2", by: "ann", at: 200)
            #expect(undone == ImportUndoing(undone: ["a", "b"], kept: []))
            let now = try #require(try await store.article("a"))
            #expect(now.settings == before?.settings && now.variants.first?.live == 1)
            #expect(try await bench.text("a") == "Old.")
            #expect(try await store.article("b")?.binned == 200)
            #expect(try await store.undoImport("i2", by: "ann", at: 201).undone.isEmpty)
            let third = try await bench.run(
                [Self.article("a", "New."), Self.article("b", "B.")], "i3")
            #expect(third.items.map(\.state) == [.changed, .new])
            #expect(try await store.article("b")?.binned == nil)
        }
    }

    @Test("undoing leaves what somebody changed after the import")
    func undoKeeps() async throws {
        try await Self.with { bench in
            _ = try await bench.run([Self.article("a", "Old."), Self.article("b", "B.")], "i1")
            _ = try await bench.desk.save("a", base: 1, "By Bea.", title: "Title a")
            let undone = try await bench.desk.store.undoImport("i1", by: "ann", at: 200)
            #expect(undone == ImportUndoing(undone: ["b"], kept: ["a"]))
            #expect(try await bench.text("a") == "By Bea.")
            await #expect(throws: Fault.self) {
                _ = try await bench.desk.store.undoImport("nothing", by: "ann", at: 1)
            }
        }
    }

    @Test("a collection that needs review keeps an import from publishing, not from importing")
    func review() async throws {
        try await Self.with { bench in
            _ = try await bench.run([Self.article("a", "Old.")], "i1")
            let store = bench.desk.store
            let space = try #require(try await store.spaces().first)
            var things = try #require(try await store.collections(of: space.id).first)
            things.needsReview = true
            things.audience = .signedIn
            try await store.put(things, at: 5)
            let report = try await bench.run([Self.article("a", "New.")], "i2", publishes: true)
            #expect(report.items.first?.state == .changed)
            #expect(report.items.first?.note.hasPrefix("not published") == true)
            let files = try await bench.export()
            try await Self.with { other in
                let copy = ImportFolder(
                    name: "y", files: files.map { (path: $0.key, bytes: $0.value) })
                try await other.run(copy, "i1")
                #expect(try await other.desk.store.article("a")?.audience == .signedIn)
            }
        }
    }

    @Test("an import that the disk has no room for leaves nothing behind")
    func allOrNothing() async throws {
        try await withFolder { folder in
            let desk = try Desk(folder: folder, pagesMax: 150)
            let bench = Bench(desk: desk)
            let text = String(repeating: "word ", count: 2_000)
            let files = (0..<100).map { Self.article("a\($0)", text) }
            await #expect(throws: Fault.self) { _ = try await bench.run(files, "i1") }
            #expect(try await desk.store.spaces().isEmpty)
            #expect(try await desk.store.article("a0") == nil)
            #expect(try await desk.store.imports(before: nil, limit: 10).isEmpty)
            try desk.file.close()
        }
    }
}
