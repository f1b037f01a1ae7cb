import Foundation
import TestKit
import Testing

@Suite("Stored conversations on the command line") struct StoringTests {
    /// A project with one stored conversation.
    private func talk(in folder: String) async throws {
        try SmallBot.write(to: folder)
        #expect(try await Program.run(["train"], in: folder).code == 0)
        let result = try await Program.run(
            ["shell", "--conversation-id", "ida"], in: folder,
            input: "hello\n/lend\n/yes\n/stop\n")
        #expect(result.code == 0, "\(result.errors)")
    }

    @Test("conversations move out of one store and into another")
    func moves() async throws {
        try await withFolder { folder in
            try await talk(in: folder)
            let out = try await Program.run(["export", "--to", "all.jsonl"], in: folder)
            #expect(out.code == 0, "\(out.errors)")
            #expect(out.output.contains("events of 1 conversations written"))
            let lines = try String(contentsOfFile: "\(folder)/all.jsonl", encoding: .utf8)
            #expect(
                lines.contains("\"sender_id\":\"ida\"") || lines.contains("\"sender_id\": \"ida\""))
            try await withFolder { other in
                let taken = try await Program.run(["import", "\(folder)/all.jsonl"], in: other)
                #expect(taken.code == 0, "\(taken.errors)")
                let again = try await Program.run(
                    ["import", "\(folder)/.martlet/martlet.db"], in: other)
                #expect(again.errors.contains("were there already"), "\(again.errors)")
            }
            let nobody = try await Program.run(
                ["export", "--to", "x.jsonl", "--conversation-ids", "nobody"], in: folder)
            #expect(nobody.code == 1)
            let nowhere = try await Program.run(["export"], in: folder)
            #expect(nowhere.code == 1)
            #expect(nowhere.errors.contains("event_broker"))
        }
    }

    @Test("events are published to the broker of endpoints.yml")
    func publishes() async throws {
        try await withFolder { folder in
            try await talk(in: folder)
            try SmallBot.write(
                "event_broker:\n  type: file\n  path: events.log", to: "\(folder)/endpoints.yml")
            let result = try await Program.run(["export"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            let log = try String(contentsOfFile: "\(folder)/events.log", encoding: .utf8)
            #expect(log.contains("utter_done"))
        }
    }

    @Test("a backup is made, verified and put back")
    func backs() async throws {
        try await withFolder { folder in
            try await talk(in: folder)
            let made = try await Program.run(["backup", "copy.db"], in: folder)
            #expect(made.code == 0, "\(made.errors)")
            let sound = try await Program.run(["verify", "copy.db"], in: folder)
            #expect(sound.output.contains("is sound"))
            let second = try await Program.run(["backup", "copy.db"], in: folder)
            #expect(second.code == 1)
            try Data("junk".utf8).write(to: URL(fileURLWithPath: "\(folder)/junk.db"))
            #expect(try await Program.run(["restore", "junk.db"], in: folder).code == 1)
            #expect(try await Program.run(["verify"], in: folder).code == 0)
            let back = try await Program.run(["restore", "copy.db"], in: folder)
            #expect(back.code == 0, "\(back.errors)")
            #expect(FileManager.default.fileExists(atPath: "\(folder)/.martlet/martlet.db.before"))
        }
    }

    @Test("a backup holds the people and articles too, also where there are no conversations")
    func backsWorkspaceUp() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: "\(folder)/martlet.yml"))
            let person = try await Program.run(["people", "list"], in: folder)
            #expect(person.code == 0, "\(person.errors)")
            let made = try await Program.run(["backup", "copy.db"], in: folder)
            #expect(made.code == 0, "\(made.errors)")
            let copy = "\(folder)/copy.db.workspace/workspace.sqlite"
            #expect(FileManager.default.fileExists(atPath: copy))
            let sound = try await Program.run(["verify", "copy.db"], in: folder)
            #expect(sound.code == 0, "\(sound.errors)")
            #expect(sound.output.contains("0 revisions of 0 articles"), "\(sound.output)")
            let back = try await Program.run(["restore", "copy.db"], in: folder)
            #expect(back.code == 0, "\(back.errors)")
            #expect(
                FileManager.default.fileExists(
                    atPath: "\(folder)/.martlet/workspace.sqlite.before"))
            try Data("junk".utf8).write(to: URL(fileURLWithPath: copy))
            #expect(try await Program.run(["restore", "copy.db"], in: folder).code == 1)
            #expect(try await Program.run(["verify"], in: folder).code == 0)
        }
    }

    @Test("markers are found, with statistics; a file that is there is not written over")
    func marks() async throws {
        try await withFolder { folder in
            try await talk(in: folder)
            try SmallBot.write(
                """
                lent:
                  seq:
                  - intent: lend
                  - action: utter_done
                greeted:
                  intent: hello
                never_refused:
                  never:
                  - intent: no
                """, to: "\(folder)/markers.yml")
            let flags = ["evaluate", "markers", "all", "out.csv"]
            let result = try await Program.run(flags, in: folder)
            #expect(result.code == 0, "\(result.errors)")
            let table = try String(contentsOfFile: "\(folder)/out.csv", encoding: .utf8)
            let rows = table.split(separator: "\r\n").map { $0.split(separator: ",") }
            #expect(rows.first?.first == "sender_id")
            #expect(rows.contains { $0.prefix(3) == ["ida", "0", "lent"] && $0.last == "3" })
            #expect(rows.contains { $0.prefix(3) == ["ida", "0", "greeted"] && $0.last == "0" })
            #expect(rows.count { $0[2] == "never_refused" } == 1)
            let overall = try String(
                contentsOfFile: "\(folder)/stats-overall.csv", encoding: .utf8)
            #expect(overall.contains("all,nan,-,total_number_of_sessions,1"))
            #expect(try await Program.run(flags, in: folder).code == 1)
            try SmallBot.write("intent: hello", to: "\(folder)/bad.yml")
            let bad = try await Program.run(
                [
                    "evaluate", "markers", "first_n", "1", "o2.csv", "--config", "bad.yml",
                    "--no-stats",
                ],
                in: folder)
            #expect(bad.code == 1)
            #expect(bad.errors.contains("bad.yml:1"))
        }
    }
}
