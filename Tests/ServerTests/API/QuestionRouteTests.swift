// The routes about unanswered questions and the log of answers.

import Assistant
import Foundation
import KnowledgeBase
import Storage
import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import Accounts
@testable import Server

@Suite("Unanswered questions over the API") struct QuestionRouteTests {
    /// Runs a test over a workspace with two questions in one group and an answer.
    static func with(
        _ test: @escaping @Sendable (WorkspaceServer) async throws -> Void
    ) async throws {
        try await withWorkspace {
            $0.knowledge = KnowledgeSettings()
            $0.answering = ShopAnswers()
        } _: { site async throws in
            let file = try WorkspaceFile(SQLiteSettings(path: WorkspaceFile.path(in: site.folder)))
            let book = QuestionBook(file)
            let clock = site.clock
            let desk = QuestionDesk(log: book, store: book) { clock.time }
            for text in ["do you open a tandem school", "open tandem school?"] {
                _ = try await desk.record(
                    KnowledgeQuestion(text, locale: "en"), KnowledgeAnswer(.none), [])
            }
            _ = try await desk.record(
                KnowledgeQuestion("when do you close", locale: "en", conversation: "c"),
                KnowledgeAnswer(
                    .answer, sentences: [CitedSentence("At six.", citation: 0)],
                    citations: [ShopAnswers.hours], confidence: 0.9), [])
            try await test(site)
            try file.close()
        }
    }

    @Test("the log and the groups are listed, filtered and read")
    func reading() async throws {
        try await Self.with { site in
            let agent = try await site.client(.agent)
            let answers = try await agent.get("/answers?outcome=answer").json
            #expect(answers["items"]?.array?.map { $0["question"] } == ["when do you close"])
            #expect(try await agent.get("/answers/3").status == 200)
            #expect(try await agent.get("/answers?article=hours&limit=1").status == 200)
            #expect(try await agent.get("/answers/99").status == 404)
            let groups = try await agent.get("/questions?state=new&limit=1").json
            #expect(groups["items"]?.array?.map { $0["count"] } == [2])
            #expect(groups["next"] == .null)
            let group = try await agent.get("/questions/1").json
            #expect(group["wordings"]?.array?.count == 2)
            #expect(try await agent.get("/questions/x").status == 404)
        }
    }

    @Test("a group is set aside, asked again, drafted and linked")
    func handling() async throws {
        try await Self.with { site in
            let owner = try await site.client(.owner)
            let ignored = try await owner.call("PATCH", "/questions/1", ["state": "ignored"])
            #expect(ignored.json["state"] == "ignored")
            #expect(
                ignored.json["ignored_until"]
                    == .number(site.clock.time + QuestionDesk.ignoredSeconds))
            let report = try await owner.post("/questions/1/check").json
            #expect(report["answered_before"] == 0)
            #expect(report["answered_after"] == 2)
            let space = try await owner.post(
                "/spaces", ["slug": "help", "name": "Help", "locales": ["en"]])
            #expect(space.status == 201, "\(space.text)")
            let draft = try await owner.post(
                "/questions/1/draft", ["space": space.json["id"] ?? .null])
            #expect(draft.status == 201, "\(draft.text)")
            #expect(draft.json["state"] == "drafted")
            let article = draft.json["article"] ?? .null
            let linked = try await owner.post(
                "/questions/1/link", ["article": article, "locale": "en"])
            #expect(linked.status == 200, "\(linked.text)")
            #expect(linked.json["state"] == "linked")
            #expect(try await owner.post("/questions/9/check").status == 404)
        }
    }

    @Test("a wording becomes an NLU example in the project's file, and nothing else changes there")
    func example() async throws {
        try await Self.with { site in
            let nlu = """
                version: "3.1"
                nlu:
                - intent: lessons  # ours
                  examples: |
                    - give me a lesson

                """
            let data = URL(filePath: site.folder).appending(path: "data")
            try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
            try Data("language: en\n".utf8).write(
                to: URL(filePath: site.folder).appending(path: "config.yml"))
            try Data(nlu.utf8).write(to: data.appending(path: "nlu.yml"))
            let editor = try await site.client(.editor)
            let made = try await editor.post(
                "/questions/1/example", ["intent": "lessons", "text": "a tandem school"])
            #expect(made.json["file"] == "data/nlu.yml", "\(made.text)")
            let text = try String(contentsOf: data.appending(path: "nlu.yml"), encoding: .utf8)
            #expect(text == nlu + "    - a tandem school\n")
            let unknown = try await editor.post(
                "/questions/1/example", ["intent": "nothing", "text": "x"])
            #expect(unknown.status == 404)
        }
    }
}

@Suite("From an article to an answer, over HTTP") struct KnowledgeCircleTests {
    static func paragraph(_ text: String) -> JSONValue {
        [
            "type": "doc",
            "content": [
                ["type": "paragraph", "content": [["type": "text", "text": .string(text)]]]
            ],
        ]
    }

    /// Asks through REST until the texts begin with something; the index follows publishing.
    static func wait(
        _ site: WorkspaceServer, _ question: String, for beginning: String
    ) async throws -> [String] {
        var said: [String] = []
        for number in 0..<600 {
            said = try await site.server.say(question, to: "visitor\(number)")
            if said.first?.hasPrefix(beginning) == true { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        return said
    }

    @Test("what is published is answered, the answer follows the article, and a gap becomes one")
    func circle() async throws {
        let model = try TalkingModel.open()
        try await withWorkspace {
            var knowledge = KnowledgeSettings()
            knowledge.locales = ["en"]
            knowledge.answersBeforeFallback = true
            $0.knowledge = knowledge
            $0.endpoints = ["tracker_store": ["type": "in_memory"]]
        } _: { site async throws in
            site.server.shelf.put(model)
            let owner = try await site.client(.owner)
            let space = try await owner.post(
                "/spaces", ["slug": "help", "name": "Help", "locales": ["en"]])
            let made = try await owner.post(
                "/articles",
                [
                    "space": space.json["id"] ?? .null, "title": "Unicycle rental",
                    "document": Self.paragraph("A unicycle costs ten pounds for one day."),
                ])
            #expect(made.status == 201, "\(made.text)")
            let id = made.json["id"]?.string ?? ""
            let live = try await owner.post("/articles/\(id)/en/publish", ["revision": 1])
            #expect(live.status < 300, "\(live.text)")
            let said = try await Self.wait(
                site, "how much costs a unicycle rental", for: "A unicycle costs ten pounds")
            #expect(said.first?.contains("[1]") == true, "\(said)")
            let log = try await owner.get("/answers?outcome=answer&article=\(id)").json
            let entry = log["items"]?.array?.first
            #expect(entry?["cited"]?.array?.first?["revision"] == 1)
            #expect(entry?["passages"]?.array?.first?["score"] != nil)
            try await Self.change(site, owner, id)
            try await Self.fill(site, owner)
        }
    }

    /// The article changes, and is rolled back: the answer follows.
    static func change(_ site: WorkspaceServer, _ owner: APIClient, _ id: String) async throws {
        let saved = try await owner.post(
            "/articles/\(id)/en/revisions",
            [
                "base": 1, "title": "Unicycle rental",
                "document": paragraph("A unicycle costs twelve pounds for one day."),
            ])
        #expect(saved.status < 300, "\(saved.text)")
        for (revision, price) in [(2, "twelve"), (1, "ten")] {
            _ = try await owner.post(
                "/articles/\(id)/en/publish", ["revision": .integer(revision)])
            let beginning = "A unicycle costs \(price)"
            let said = try await wait(site, "how much costs a unicycle rental", for: beginning)
            #expect(said.first?.hasPrefix(beginning) == true, "\(said)")
        }
    }

    /// An unanswered question becomes an article, and is answered.
    static func fill(_ site: WorkspaceServer, _ owner: APIClient) async throws {
        let question = "may dogs come along into the workshop"
        #expect(try await site.server.say(question, to: "gap") == [])
        let groups = try await owner.get("/questions?state=new").json["items"]?.array ?? []
        let group = try #require(groups.first { $0["sample"] == .string(question) })
        let path = "/questions/\(group["number"]?.int ?? 0)"
        let spaces = try await owner.get("/spaces").json["items"]?.array ?? []
        let draft = try await owner.post(
            path + "/draft", ["space": spaces.first?["id"] ?? .null])
        let id = draft.json["article"]?.string ?? ""
        let saved = try await owner.post(
            "/articles/\(id)/en/revisions",
            [
                "base": 1, "title": "Dogs in the workshop", "questions": [.string(question)],
                "document": paragraph("Dogs may come along into the workshop on a lead."),
            ])
        #expect(saved.status < 300, "\(saved.text)")
        _ = try await owner.post("/articles/\(id)/en/publish", ["revision": 2])
        let said = try await wait(site, question, for: "Dogs may come along")
        #expect(said.first?.hasPrefix("Dogs may come along") == true, "\(said)")
        let report = try await owner.post(path + "/check").json
        #expect(report["answered_before"] == 0)
        #expect(report["answered_after"] == 1)
    }
}
