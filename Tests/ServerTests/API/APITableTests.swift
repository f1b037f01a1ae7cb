// Paths, shapes and the table of routes, without a server.

import HTTPTypes
import Testing
import Vocabulary

@testable import Server

struct APITableTests {
    static func route(_ method: HTTPRequest.Method, _ path: APIPath, _ id: String) -> APIRoute {
        APIRoute(method, path, .everybody, APIOperation(id: id, summary: id, tag: "t")) { _ in
            .nothing
        }
    }

    @Test("A word beats a place, whatever the order of the routes")
    func precedence() throws {
        let table = APITable([
            Self.route(.get, "/a/{x}", "place"), Self.route(.get, "/a/b", "word"),
            Self.route(.get, "/{y}/b", "early"), Self.route(.put, "/a/{x}", "put"),
        ])
        func name(_ path: String, _ method: HTTPRequest.Method = .get) -> String {
            guard let words = APIPath.words(of: path[...]) else { return "bad" }
            switch table.find(method, words) {
            case .route(let index, let places):
                let values = places.values.sorted().joined(separator: ",")
                return "\(table.routes[index].operation.id) \(values)"
            case .wrongMethod(let allowed): return allowed.joined(separator: ",")
            case .nothing: return "nothing"
            }
        }
        #expect(name("/api/v1/a/b") == "word ")
        #expect(name("/api/v1/a/c") == "place c")
        #expect(name("/api/v1/c/b") == "early c")
        #expect(name("/api/v1/a/b%2Fc") == "place b/c")
        #expect(name("/api/v1/a/c", .head) == "place c")
        #expect(name("/api/v1/a/c", .delete) == "GET,HEAD,PUT")
        #expect(name("/api/v1/a") == "nothing")
        for path in ["/api/v1/a/", "/api/v1//a", "/api/v1/a/%zz", "/api/v1/a/%ff", "/api/v2/a"] {
            #expect(name(path) == "bad", "\(path)")
        }
        #expect(name("/api/v1/a/\(String(repeating: "x", count: 600))") == "bad")
        #expect(!APIPath.isBelowRoot("/api/v10") && APIPath.isBelowRoot("/api/v1/x"))
    }

    @Test("A shape finds everything that is wrong, with pointers, and unknown fields")
    func shapes() {
        let schema = APISchema.fields(
            .required("name", .text(1...3), ""), .optional("n", .nullable(.whole(1...9)), ""),
            .required("list", .list(.choice(["a", "b"]), max: 2), ""))
        func pointers(_ value: JSONValue) -> [String] {
            SchemaChecks.findings(in: value, schema).map(\.pointer)
        }
        #expect(pointers(["name": "abc", "list": ["a", "b"], "n": nil]) == [])
        #expect(
            pointers(["name": "abcd", "n": 0, "list": ["c", "a"], "x/y~": 1])
                == ["/name", "/n", "/list/0", "/x~1y~0"])
        #expect(pointers(["list": ["a", "a", "a"]]) == ["/name", "/list"])
        #expect(pointers([]) == [""])
        #expect(pointers(["name": "a\u{0}", "list": []]) == ["/name"])
        let many = JSONValue.array(Array(repeating: "c", count: 2))
        #expect(pointers(["name": 1, "list": many]).count == 3)
    }

    @Test("A cursor belongs to the list it came from")
    func cursors() {
        let cursor = APICursor.text(of: "änna\n1", "listPeople")
        #expect(APICursor.place(in: cursor, of: "listPeople") == "änna\n1")
        for other in ["listKeys", "listPeopl", ""] {
            #expect(APICursor.place(in: cursor, of: other) == nil)
        }
        #expect(APICursor.place(in: "no cursor!", of: "listPeople") == nil)
    }

    @Test("Requests of other sites are told by what browsers say")
    func origins() {
        func isOwn(_ origin: String?, _ site: String? = nil, host: String? = "a.example") -> Bool {
            var headers = HTTPFields()
            headers[.origin] = origin
            headers[.fetchSite] = site
            return RequestOrigin.isOwn(headers, host: host)
        }
        #expect(isOwn(nil) && isOwn("https://a.example") && isOwn("https://A.example:443"))
        #expect(isOwn("http://a.example", host: "A.EXAMPLE:80"))
        #expect(isOwn(nil, "none") && isOwn("https://a.example", "same-origin"))
        #expect(!isOwn("https://b.example") && !isOwn("null") && !isOwn("https://a.example:8443"))
        #expect(!isOwn("https://a.example.evil.example") && !isOwn(nil, "cross-site"))
        #expect(!isOwn(nil, "same-site") && !isOwn("https://a.example", host: nil))
    }
}
