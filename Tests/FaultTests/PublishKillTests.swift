// kill -9 while articles are saved and published: what was acknowledged is there, and nothing by half.

import Foundation
import GRDB
import Synchronization
import TestKit
import Testing
import Vocabulary

/// A project with a workspace, and a key to its API.
struct KeyedProject {
    let folder: String

    /// A first life of the server: the owner signs in, chooses a password, makes a key.
    func key() async throws -> String {
        try Data().write(to: URL(filePath: "\(folder)/martlet.yml"))
        let program = try #require(try await ServingProgram.start(["--enable-api"], in: folder))
        let shown = await program.output(with: "this one is shown")
        let line = shown.split(separator: "\n").first { $0.contains("password:") }
        let password = try #require(line?.split(separator: " ").last.map(String.init))
        let port = program.port
        let key = await besides { Self.makeKey(port: port, password: password) }
        program.tellToStop()
        _ = await program.exitCode()
        return try #require(key)
    }

    private static func makeKey(port: Int, password: String) -> String? {
        guard let raw = RawConnection(port: port) else { return nil }
        let body = JSONValue.object(["login": "owner", "password": .string(password)]).bytes()
        raw.send(
            "POST /api/v1/session HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
                + "content-type: application/json\r\ncontent-length: \(body.count)\r\n\r\n")
        raw.send(body)
        guard let text = raw.readToEnd(),
            let cookie = text.split(separator: "\r\n").first(where: {
                $0.lowercased().hasPrefix("set-cookie:")
            }), let start = text.range(of: "\r\n\r\n"),
            let session = try? JSONValue(parsing: String(text[start.upperBound...])),
            let token = session["csrf_token"]?.string
        else { return nil }
        let headers = [
            ("cookie", String(cookie.dropFirst(11).prefix { $0 != ";" })),
            ("x-csrf-token", token), ("content-type", "application/json"),
        ]
        let connection = KeptConnection(port: port)
        let change: JSONValue = [
            "current_password": .string(password), "new_password": "a good long sentence",
        ]
        _ = connection?.ask("POST", "/api/v1/account/password", change.bytes(), headers: headers)
        let wanted: JSONValue = [
            "name": "kill", "days": 2,
            "scopes": ["articles.read", "articles.write", "articles.publish", "structure.write"],
        ]
        let made = connection?.ask("POST", "/api/v1/keys", wanted.bytes(), headers: headers)
        return made?.json?["key"]?.string
    }
}

@Suite("A server killed while it publishes") struct PublishKillTests {
    /// How often the server is killed.
    static let rounds = 3

    @Test(
        "kill -9 during publish leaves pointer, history and queue together, and loses nothing acknowledged"
    )
    func kills() async throws {
        try await withFolder { folder in
            let key = try await KeyedProject(folder: folder).key()
            var articles: [String] = []
            var acknowledged = 0
            for round in 0..<Self.rounds {
                let program = try #require(
                    try await ServingProgram.start(["--enable-api"], in: folder))
                if articles.isEmpty {
                    let port = program.port
                    articles = await besides { Self.makeArticles(port: port, key: key) }
                    #expect(articles.count == 3)
                }
                let load = PublishLoad(program, key: key, answersUntilKill: 20 + 17 * round)
                acknowledged += await load.run(articles)
                try Self.check(folder, acknowledged: acknowledged)
            }
            let program = try #require(try await ServingProgram.start(["--enable-api"], in: folder))
            program.tellToStop()
            #expect(await program.exitCode() == 0)
        }
    }

    private static func makeArticles(port: Int, key: String) -> [String] {
        guard let connection = KeptConnection(port: port) else { return [] }
        let headers = PublishLoad.headers(key)
        let space = connection.ask(
            "POST", "/api/v1/spaces",
            JSONValue.object(["slug": "s", "name": "S", "locales": ["en"]]).bytes(),
            headers: headers)
        let id = space?.json?["id"] ?? .null
        return (0..<3).compactMap { number in
            let body: JSONValue = [
                "space": id, "title": .string("A \(number)"), "markdown": "One.",
            ]
            return connection.ask("POST", "/api/v1/articles", body.bytes(), headers: headers)?
                .json?["id"]?.string
        }
    }

    /// Holds the file against what must be true at any moment.
    private static func check(_ folder: String, acknowledged: Int) throws {
        let queue = try DatabaseQueue(path: "\(folder)/.martlet/workspace.sqlite")
        try queue.read { database in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? -1 }
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
            let moves = try count("SELECT COUNT(*) FROM kb_live")
            #expect(moves == (try count("SELECT COUNT(*) FROM kb_changes")))
            #expect(moves >= acknowledged)
            let apart = try count(
                """
                SELECT COUNT(*) FROM kb_variants v WHERE v.live IS NOT (
                    SELECT revision FROM kb_live l WHERE l.article = v.article
                    ORDER BY l.id DESC LIMIT 1)
                """)
            #expect(apart == 0)
            let missing = try count(
                """
                SELECT COUNT(*) FROM kb_variants v WHERE v.draft <> (
                    SELECT MAX(number) FROM kb_revisions r WHERE r.article = v.article)
                """)
            #expect(missing == 0)
        }
        try queue.close()
    }
}

/// Saves and publishes from several clients until the server is killed.
final class PublishLoad: Sendable {
    private let program: ServingProgram
    private let key: String
    private let answersUntilKill: Int
    private let state = Mutex((answers: 0, published: 0))

    init(_ program: ServingProgram, key: String, answersUntilKill: Int) {
        self.program = program
        self.key = key
        self.answersUntilKill = answersUntilKill
    }

    static func headers(_ key: String) -> [(String, String)] {
        [("authorization", "Bearer \(key)"), ("content-type", "application/json")]
    }

    /// How many publications were acknowledged.
    func run(_ articles: [String]) async -> Int {
        await withTaskGroup(of: Void.self) { group in
            for article in articles {
                group.addTask { await besides { self.work(article) } }
            }
        }
        _ = await program.exitCode()
        return state.withLock { $0.published }
    }

    private func work(_ article: String) {
        guard let connection = KeptConnection(port: program.port) else { return }
        let path = "/api/v1/articles/\(article)/en"
        let headers = Self.headers(key)
        guard
            var draft = connection.ask("GET", "/api/v1/articles/\(article)", headers: headers)?
                .json?["locales"]?.array?.first?["draft"]?.int
        else { return }
        while true {
            let body: JSONValue = [
                "base": .integer(draft), "title": "A", "markdown": .string("Text \(draft)."),
            ]
            guard
                let saved = connection.ask(
                    "POST", path + "/revisions", body.bytes(), headers: headers)
            else { return }
            // What was not saved (too many requests) must not be taken for published again.
            guard let number = saved.json?["revision"]?["number"]?.int else {
                usleep(20_000)
                continue
            }
            draft = number
            let wanted: JSONValue = ["revision": .integer(draft)]
            guard
                let answer = connection.ask(
                    "POST", path + "/publish", wanted.bytes(), headers: headers)
            else { return }
            let isTime = state.withLock { state in
                state.answers += 1
                if answer.status == 204 { state.published += 1 }
                return state.answers == answersUntilKill
            }
            if isTime { program.kill() }
        }
    }
}
