import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("Markers on the command line") struct MarkerCommandTests {
    static let golden = (try? Golden.json("markers")) ?? .null

    /// The recorded conversations of which the tables were made, as `martlet import` takes them.
    static var lines: String {
        var text = ""
        for row in golden["conversations"]?.array ?? [] {
            let name = row["name"]?.string ?? ""
            if name.hasPrefix("chance") { continue }
            for (number, event) in (row["events"]?.array ?? []).enumerated() {
                var event = event.object ?? [:]
                event["sender_id"] = .string(name)
                event["timestamp"] = .integer(number + 1)
                text += JSONValue.object(event).text() + "\n"
            }
        }
        return text
    }

    static func rows(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\r\n").map(String.init).sorted()
    }

    @Test("the three tables are those that Rasa writes about the same conversations")
    func tables() async throws {
        try await withFolder { folder in
            try SmallBot.write(Self.golden["markers"]?.string ?? "", to: "\(folder)/markers.yml")
            try SmallBot.write(Self.lines, to: "\(folder)/all.jsonl")
            let taken = try await Program.run(["import", "all.jsonl"], in: folder)
            #expect(taken.code == 0, "\(taken.errors)")
            let result = try await Program.run(
                ["evaluate", "markers", "all", "out.csv", "--stats-file-prefix", "s"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            for (file, table) in [
                ("out", "results"), ("s-overall", "overall"), ("s-per-session", "session"),
            ] {
                let text = try String(contentsOfFile: "\(folder)/\(file).csv", encoding: .utf8)
                let expected = Self.rows(Self.golden["tables"]?[table]?.string)
                #expect(!expected.isEmpty)
                #expect(Self.rows(text) == expected, "\(file)")
            }
        }
    }

    @Test("the first conversations, and a sample that the seed decides")
    func chosen() async throws {
        try await withFolder { folder in
            try SmallBot.write("any: {not: [{intent: nobody}]}", to: "\(folder)/markers.yml")
            try SmallBot.write(Self.lines, to: "\(folder)/all.jsonl")
            #expect(try await Program.run(["import", "all.jsonl"], in: folder).code == 0)
            func senders(_ flags: String...) async throws -> Set<Substring> {
                let result = try await Program.run(
                    ["evaluate", "markers"] + flags + ["--no-stats"], in: folder)
                #expect(result.code == 0, "\(result.errors)")
                let file = flags.last { $0.hasSuffix(".csv") } ?? ""
                let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                return Set(
                    text.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } })
            }
            #expect(try await senders("first_n", "2", "a.csv") == ["again", "before"])
            #expect(try await senders("first_n", "99", "b.csv").count == 6)
            let sample = try await senders("sample_n", "3", "--seed", "5", "c.csv")
            #expect(sample.count == 3)
            #expect(try await senders("sample_n", "3", "--seed", "5", "d.csv") == sample)
            let none = try await Program.run(
                ["evaluate", "markers", "first_n", "0", "e.csv"], in: folder)
            #expect(none.code != 0)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/s-overall.csv"))
        }
    }
}
