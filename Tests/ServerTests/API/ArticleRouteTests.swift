// Articles over HTTP: from a space to what a visitor saw.

import Foundation
import Storage
import TestKit
import Testing
import Vocabulary

@testable import Server

/// A space and an article in it, made over HTTP.
struct ArticleSite {
    let site: WorkspaceServer
    let editor: APIClient
    let space: String
    let article: String

    /// The path of the article in English.
    var path: String { "/articles/\(article)/en" }

    static func with(
        _ test: @escaping @Sendable (ArticleSite) async throws -> Void
    ) async throws {
        try await withWorkspace { site async throws in
            let editor = try await site.client(.editor)
            let space = try await editor.post(
                "/spaces", ["slug": "help", "name": "Help", "locales": ["en", "de"]])
            #expect(space.status == 201, "\(space.text)")
            let id = space.json["id"]?.string ?? ""
            let made = try await editor.post(
                "/articles",
                [
                    "space": .string(id), "title": "Opening hours", "questions": ["When?"],
                    "markdown": "# Shop\n\nWe are open from nine to five.",
                ])
            #expect(made.status == 201, "\(made.text)")
            try await test(
                ArticleSite(
                    site: site, editor: editor, space: id,
                    article: made.json["id"]?.string ?? ""))
        }
    }

    /// Saves a revision of Markdown.
    func save(_ base: Int, _ markdown: String) async throws -> FetchAnswer {
        try await editor.post(
            path + "/revisions",
            [
                "base": .integer(base), "title": "Opening hours", "questions": ["When?"],
                "markdown": .string(markdown),
            ])
    }
}

struct ArticleRouteTests {
    @Test("An article is written, published, compared, rolled back, and the past has an answer")
    func journey() async throws {
        try await ArticleSite.with { site async throws in
            let (editor, path, clock) = (site.editor, site.path, site.site.clock)
            #expect(try await editor.post(path + "/publish").status == 204)
            let first = clock.time
            clock.advance(100)
            let saved = try await site.save(1, "# Shop\n\nWe are open from nine to six.")
            #expect(saved.status == 201, "\(saved.text)")
            #expect(saved.json["revision"]?["number"] == 2)
            #expect(try await editor.post(path + "/publish", ["revision": 2]).status == 204)
            let compared = try await editor.get(path + "/compare?from=1")
            #expect(compared.status == 200, "\(compared.text)")
            #expect(compared.json["counts"]?["changed"] == 1)
            let words = compared.json["blocks"]?.array?.last?["words"]?.array ?? []
            #expect(words.map { $0["kind"]?.string } == ["same", "removed", "added", "same"])
            clock.advance(100)
            #expect(try await editor.post(path + "/rollback", ["revision": 1]).status == 204)
            expectAPIProblem(
                try await editor.post(path + "/rollback", ["revision": 3]), 409, "conflict")
            func seen(_ time: Double) async throws -> JSONValue? {
                try await editor.get(path + "/seen?at=\(time)").json["revision"]
            }
            #expect(try await seen(first - 1) == .null)
            #expect(try await seen(first + 50)?["number"] == 1)
            #expect(try await seen(first + 150)?["number"] == 2)
            #expect(try await seen(first + 250)?["number"] == 1)
            let spans = try await editor.get(path + "/live").json["items"]?.array
            #expect(spans?.map { $0["reason"] } == ["publish", "publish", "rollback"])
            let restored = try await editor.post(path + "/revisions/1/restore")
            #expect(restored.json["revision"]?["source"] == "restore")
            #expect(restored.json["revision"]?["source_detail"] == "1")
            let text = try await editor.get(path + "/revisions/3/markdown")
            #expect(text.text == "# Shop\n\nWe are open from nine to five.\n")
            #expect(text.header("content-security-policy")?.contains("sandbox") == true)
            #expect(try await editor.call("DELETE", path + "/publish").status == 204)
            let article = try await editor.get("/articles/\(site.article)")
            #expect(article.json["locales"]?.array?.first?["live"] == .null)
        }
    }

    @Test("Two people who change the same are told of each other, with all three versions")
    func conflicts() async throws {
        try await ArticleSite.with { site async throws in
            _ = try await site.save(1, "# Shop\n\nFrom nine to six.")
            let added = try await site.save(
                1, "# Shop\n\nWe are open from nine to five.\n\nCome by train.")
            #expect(added.json["merged"] == true, "\(added.text)")
            let refused = try await site.save(1, "# Shop\n\nFrom ten to five.")
            expectAPIProblem(refused, 409, "conflict")
            let conflict = refused.json["current"]?["conflicts"]?.array?.first
            #expect(refused.json["current"]?["revision"] == 3)
            #expect(conflict?["part"] == "document")
            #expect(conflict?["yours"]?.array?.count == 1)
            let list = try await site.editor.get(site.path + "/revisions?limit=2")
            #expect(list.json["items"]?.array?.map { $0["number"] } == [3, 2])
            let cursor = list.json["next"]?.string ?? ""
            let rest = try await site.editor.get(site.path + "/revisions?limit=2&cursor=\(cursor)")
            #expect(rest.json["items"]?.array?.map { $0["number"] } == [1])
        }
    }

    @Test("script and javascript: links in documents are refused with their places")
    func badDocuments() async throws {
        try await ArticleSite.with { site async throws in
            let bad: JSONValue = [
                "base": 1, "title": "T",
                "document": [
                    "type": "doc",
                    "content": [
                        ["type": "script"],
                        [
                            "type": "paragraph",
                            "content": [
                                [
                                    "type": "text", "text": "x",
                                    "marks": [
                                        ["type": "link", "attrs": ["href": "javascript:alert(1)"]]
                                    ],
                                ]
                            ],
                        ],
                    ],
                ],
            ]
            let answer = try await site.editor.post(site.path + "/revisions", bad)
            expectAPIProblem(answer, 422, "body-invalid")
            #expect(
                answer.json["errors"]?.array?.map { $0["pointer"] } == [
                    "/document/content/0/type",
                    "/document/content/1/content/0/marks/0/attrs/href",
                ])
            let markdown = try await site.save(
                1, "<script>alert(1)</script> [a](javascript:x) ![b](data:image/svg+xml,x)")
            #expect(markdown.status == 201)
            let html = try await site.editor.get(site.path + "/revisions/2/html")
            #expect(html.text == "<p>&lt;script&gt;alert(1)&lt;/script&gt; a b</p>\n")
        }
    }

    @Test("Four eyes: what another person has not approved is not published")
    func review() async throws {
        try await ArticleSite.with { site async throws in
            let made = try await site.editor.post(
                "/spaces/\(site.space)/collections", ["name": "Legal", "needs_review": true])
            let collection = made.json["id"] ?? .null
            let moved = try await site.editor.call(
                "PATCH", "/articles/\(site.article)", ["collection": collection])
            #expect(moved.json["collection"] == collection, "\(moved.text)")
            expectAPIProblem(
                try await site.editor.post(site.path + "/publish"), 409, "conflict", "approval")
            let review = try await site.editor.post(site.path + "/reviews", ["revision": 1])
            let number = review.json["number"]?.int ?? 0
            #expect(review.status == 201, "\(review.text)")
            expectAPIProblem(
                try await site.editor.post("/reviews/\(number)/decision", ["state": "approved"]),
                400, "bad-request")
            let reviewer = try await site.site.client(.reviewer)
            let comment = try await reviewer.post(
                "/reviews/\(number)/comments", ["text": "Good.", "pointer": "/content/1"])
            #expect(comment.json["comments"]?.array?.count == 1)
            #expect(try await reviewer.get("/reviews").json["items"]?.array?.count == 1)
            let decided = try await reviewer.post(
                "/reviews/\(number)/decision", ["state": "approved"])
            #expect(decided.json["state"] == "approved")
            #expect(try await reviewer.post(site.path + "/publish").status == 204)
        }
    }

    @Test("A plan is carried out by the running server when its time comes")
    func plans() async throws {
        try await ArticleSite.with { site async throws in
            let clock = site.site.clock
            expectAPIProblem(
                try await site.editor.post(
                    site.path + "/plans", ["revision": 1, "time": .number(clock.time - 1)]), 422,
                "body-invalid")
            let plan = try await site.editor.post(
                site.path + "/plans", ["revision": 1, "time": .number(clock.time + 60)])
            #expect(plan.status == 201, "\(plan.text)")
            #expect(try await site.editor.get("/plans").json["items"]?.array?.count == 1)
            clock.advance(120)
            let end = Date().addingTimeInterval(60)
            var live: JSONValue?
            while live == nil || live == .null, Date() < end {
                try await Task.sleep(for: .milliseconds(50))
                let article = try await site.editor.get("/articles/\(site.article)")
                live = article.json["locales"]?.array?.first?["live"]
            }
            #expect(live == 1)
            let done = try await site.editor.get("/articles/\(site.article)/plans")
            #expect(done.json["items"]?.array?.map { $0["state"] } == ["done"])
        }
    }

    @Test("The bin, slugs, stale articles and collections over HTTP")
    func housekeeping() async throws {
        try await ArticleSite.with { site async throws in
            let (editor, id) = (site.editor, site.article)
            #expect(
                try await editor.call("PUT", site.path + "/slug", ["slug": "hours"]).status == 204)
            expectAPIProblem(
                try await editor.call("PUT", site.path + "/slug", ["slug": "A b"]), 422,
                "body-invalid")
            let old = try await editor.get("/spaces/\(site.space)/slugs/en/opening-hours")
            #expect(old.json["slug"] == "hours", "\(old.text)")
            let redirects = try await editor.get("/spaces/\(site.space)/redirects")
            #expect(redirects.json["items"]?.array?.map { $0["hits"] } == [1])
            let dated = try await editor.call("PATCH", "/articles/\(id)", ["verify_by": 5])
            #expect(dated.json["verify_by"]?.double == 5)
            #expect(try await editor.get("/stale").json["items"]?.array?.count == 1)
            #expect(try await editor.call("DELETE", "/articles/\(id)").status == 204)
            #expect(try await editor.get("/articles").json["items"] == [])
            #expect(try await editor.get("/bin").json["items"]?.array?.count == 1)
            #expect(try await editor.post("/bin/\(id)/restore").json["binned"] == .null)
            #expect(try await editor.call("DELETE", "/articles/\(id)").status == 204)
            let owner = try await site.site.client(.owner)
            #expect(try await owner.call("DELETE", "/bin/\(id)").status == 204)
            expectAPIProblem(try await editor.get("/articles/\(id)"), 404, "not-found")
        }
    }

    @Test("Attachments are shown when they are pictures, and downloaded otherwise")
    func attachments() async throws {
        try await ArticleSite.with { site async throws in
            func send(_ bytes: [UInt8], _ name: String, _ type: String) async throws -> FetchAnswer
            {
                let fields: [(name: String, value: String)] = [
                    ("cookie", site.editor.cookie ?? ""),
                    ("x-csrf-token", site.editor.token ?? ""), ("content-type", type),
                ]
                return try await site.editor.server.call(
                    "POST", APIPath.root + "/attachments?name=\(name)", bytes: bytes,
                    headers: fields)
            }
            let pixel: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            let image = try await send(pixel, "a.png", "image/png")
            #expect(image.status == 201, "\(image.text)")
            let hash = image.json["hash"]?.string ?? ""
            let shown = try await site.editor.get("/attachments/\(hash)/file")
            #expect(shown.header("content-type") == "image/png")
            #expect(shown.header("content-disposition")?.hasPrefix("inline") == true)
            let page = try await send(Array("<html>".utf8), "..%2F..%2Fx.html", "text/html")
            #expect(page.json["name"] == "x.html")
            let other = page.json["hash"]?.string ?? ""
            let kept = try await site.editor.get("/attachments/\(other)/file")
            #expect(kept.header("content-type") == "application/octet-stream")
            #expect(kept.header("content-disposition")?.hasPrefix("attachment") == true)
            #expect(kept.header("x-content-type-options") == "nosniff")
            let fake = try await send(Array("<html>".utf8), "cat.png", "image/png")
            expectAPIProblem(fake, 400, "bad-request")
            let used = try await site.save(1, "![A](attachment:\(hash))")
            #expect(used.status == 201, "\(used.text)")
            let users = try await site.editor.get("/attachments/\(hash)/users")
            #expect(users.json["items"] == [.string(site.article)])
            let unknown = String(repeating: "ab", count: 32)
            expectAPIProblem(
                try await site.save(2, "![A](attachment:\(unknown))"), 400, "bad-request")
        }
    }
}
