import Foundation
import Testing
import TrainingData
import Vocabulary

@Suite("Migrating domains") struct DomainMigratingTests {
    /// What `rasa data migrate` did, recorded by Tests/Golden/record_migrate.py.
    static let cases: [JSONValue] = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/migrate.json")
        guard let data = try? Data(contentsOf: url), let json = try? JSONValue(parsing: data) else {
            return []
        }
        return json.array ?? []
    }()

    /// A new folder with the files of a case; gone after the body.
    static func inFolder(_ entry: JSONValue, _ body: (URL, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("migrate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let domain: URL
        if let text = entry["text"]?.string {
            domain = folder.appendingPathComponent("domain.yml")
            try TextFile.write(text, to: domain)
        } else {
            domain = folder.appendingPathComponent("domain")
            try FileManager.default.createDirectory(at: domain, withIntermediateDirectories: true)
            for (name, text) in entry["files"]?.object?.members ?? [] {
                try TextFile.write(text.string ?? "", to: domain.appendingPathComponent(name))
            }
        }
        try body(folder, domain)
    }

    static func files(in folder: URL) -> [String: String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        var files: [String: String] = [:]
        for case let name as String in names {
            files[name] = try? String(
                contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        return files
    }

    @Test("a domain becomes what Rasa makes of it, or is refused when Rasa refuses it")
    func golden() throws {
        #expect(Self.cases.count == 19)
        for entry in Self.cases {
            let name = entry["name"]?.string ?? ""
            try Self.inFolder(entry) { folder, domain in
                let before = Self.files(in: folder)
                if entry["rasa"]?["refused"] != nil {
                    #expect(throws: (any Error).self, "\(name)") {
                        try MigrationFiles.migrate(domain, to: nil)
                    }
                    #expect(Self.files(in: folder) == before, "\(name)")
                    return
                }
                _ = try MigrationFiles.migrate(domain, to: nil)
                let after = Self.files(in: folder)
                let expected = entry["rasa"]?["files"]?.object?.members ?? []
                #expect(after.keys.sorted() == expected.map(\.key).sorted(), "\(name)")
                for (path, text) in expected where path.hasPrefix("new_domain") {
                    #expect(after[path] == text.string, "\(name) \(path)")
                }
                for (path, text) in before where after["original_" + path] != nil {
                    #expect(after["original_" + path] == text, "\(name) \(path)")
                }
            }
        }
    }

    @Test("a migrated domain is one that can be read")
    func readable() {
        let text = Self.cases.first?["text"]?.string ?? ""
        let file = DomainMigrating.File(name: "domain.yml", bytes: Array(text.utf8))
        let outcome = DomainMigrating.migrate([file], isFolder: false)
        let reading = YAMLSource.read(text: outcome.files.first?.text ?? "", file: "new.yml")
        let (domain, diagnostics) = DomainReader.read(reading.root)
        #expect(diagnostics == [])
        #expect(domain.slots.allSatisfy { !$0.mappings.isEmpty })
        #expect(DomainChecks.mappingConditions(of: domain) == [])
        #expect(outcome.diagnostics.map(\.code).filter { $0 == "migrate-custom" }.count == 3)
    }

    @Test("the slots of forms are kept when the domain has no slots of its own")
    func slotsAdded() {
        let text = "version: '2.0'\nforms:\n  f: {required_slots: {a: [{type: from_text}]}}\n"
        let file = DomainMigrating.File(name: "domain.yml", bytes: Array(text.utf8))
        let outcome = DomainMigrating.migrate([file], isFolder: false)
        #expect(outcome.files.first?.text.contains("slots:\n  a:\n    mappings:") == true)
    }

    @Test("nothing is overwritten: neither a backup nor a migrated domain")
    func existing() throws {
        for name in ["original_domain.yml", "new_domain.yml"] {
            try Self.inFolder(Self.cases[0]) { folder, domain in
                try TextFile.write("mine", to: folder.appendingPathComponent(name))
                let before = Self.files(in: folder)
                #expect(throws: Fault.self) { try MigrationFiles.migrate(domain, to: nil) }
                #expect(Self.files(in: folder) == before)
            }
        }
    }
}
