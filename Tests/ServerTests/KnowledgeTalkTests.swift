// Conversations that ask the knowledge base, over HTTP.

import Foundation
import Storage
import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import Server

/// Knows when the shop is open, and suspects something about tandems.
struct ShopAnswers: KnowledgeAnswering {
    static let hours = Citation(
        article: "hours", revision: 4, locale: "en", title: "Opening hours", heading: "",
        url: "https://help.example/en/hours")

    func answer(_ question: KnowledgeQuestion) async throws(Fault) -> KnowledgeAnswer {
        if question.text.contains("open") || question.article != nil {
            return KnowledgeAnswer(
                .answer, sentences: [CitedSentence("We open at nine.", citation: 0)],
                citations: [Self.hours], confidence: 0.9)
        }
        return question.text.contains("tandem")
            ? KnowledgeAnswer(.suggest, citations: [Self.hours], confidence: 0.3)
            : KnowledgeAnswer(.none)
    }

    func note(helpful: Bool, answer number: Int64) async throws(Fault) {}
}

@Suite("Conversations over the knowledge base") struct KnowledgeTalkTests {
    /// Runs a test against a server whose visitors are answered from the shop's articles.
    static func with(
        _ test: @escaping @Sendable (LiveServer, QuestionBook) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            try await withTalkingServer {
                $0.workingFolder = folder
                $0.hasWorkspace = true
                $0.passwordCost = .cheap
                $0.answering = ShopAnswers()
                var knowledge = KnowledgeSettings()
                knowledge.answersBeforeFallback = true
                knowledge.asksFeedback = true
                knowledge.handoffActions = ["utter_bye"]
                $0.knowledge = knowledge
            } _: { server in
                let file = try WorkspaceFile(
                    SQLiteSettings(path: WorkspaceFile.path(in: folder)))
                try await test(server, QuestionBook(file))
                try file.close()
            }
        }
    }

    static func messages(
        _ server: LiveServer, _ text: String, _ conversation: String = "ada"
    ) async throws -> [JSONValue] {
        let body: JSONValue = ["sender": .string(conversation), "message": .string(text)]
        return try await server.call("POST", "/webhooks/rest/webhook", body.text()).json.array ?? []
    }

    @Test("a question that no intent fits is answered with its source, and thumbs are kept")
    func answering() async throws {
        try await Self.with { server, book in
            let said = try await Self.messages(server, "when do you open on mondays")
            #expect(said.map { $0["text"] } == ["We open at nine. [1]"])
            let buttons = said.first?["buttons"]?.array ?? []
            #expect(buttons.map { $0["title"] } == ["[1] Opening hours", "👍", "👎"])
            #expect(buttons.first?["url"] == "https://help.example/en/hours")
            let down = buttons.last?["payload"]?.string ?? ""
            #expect(try await server.say(down, to: "eve") == [])
            let thanks = try await server.say(down, to: "ada")
            #expect(thanks == ["Sorry about that. We will look into it."])
            let entry = try await book.entry(1)
            #expect(entry?.isHelpful == false)
            #expect(entry?.record.conversation == "ada")
            #expect(entry?.record.cited == [ShopAnswers.hours])
            #expect(try await book.groups(nil, after: nil, limit: 9).map(\.thumbsDown) == [1])
            // What the rules know goes on as ever.
            #expect(try await server.say("hello", to: "ada") == ["Hello"])
            let tracker = try await server.tracker("ada")
            let bot = tracker["events"]?.array?.first {
                $0["event"] == "bot" && $0["metadata"]?["knowledge"] != nil
            }
            #expect(
                bot?["metadata"]?["knowledge"]?["citations"]?.array?.first?["revision"] == 4)
        }
    }

    @Test("what is not found goes on to the fallback, and is kept; a hand-off counts")
    func unanswered() async throws {
        try await Self.with { server, book in
            #expect(try await server.say("do you sell anvils, ada@mail.example", to: "a") == [])
            #expect(try await server.say("do you sell anvil", to: "b") == [])
            #expect(try await server.say("farewell", to: "b").first?.hasPrefix("See you") == true)
            let groups = try await book.groups(.new, after: nil, limit: 9)
            #expect(groups.map(\.count) == [2])
            #expect(groups.map(\.handOffs) == [1])
            #expect(groups.first?.sample == "do you sell anvils, [email]")
        }
    }

    @Test("a suggested article answers when it is chosen, and is no new question")
    func suggesting() async throws {
        try await Self.with { server, book in
            let said = try await Self.messages(server, "something about a tandem")
            let button = said.first?["buttons"]?.array?.first
            #expect(button?["title"] == "Opening hours")
            let chosen = try await server.say(button?["payload"]?.string ?? "", to: "ada")
            #expect(chosen == ["We open at nine. [1]"])
            #expect(try await book.groups(nil, after: nil, limit: 9).map(\.count) == [1])
        }
    }
}
