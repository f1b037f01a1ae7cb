// Endpoints as endpoints.yml has them.

import Testing
import Vocabulary

struct EndpointTests {
    @Test("An endpoint has its address with parameters, its credentials, and whom it trusts")
    func reading() throws {
        let endpoint = try #require(
            Endpoint([
                "url": "https://a/b", "params": ["c": "d e"], "token": "t", "cafile": "own.pem",
                "headers": ["x-a": 1], "basic_auth": ["username": "u", "password": "p"],
            ]))
        #expect(endpoint.url == "https://a/b?c=d%20e&token=t")
        #expect(endpoint.headers.map(\.name) == ["x-a", "authorization"])
        #expect(endpoint.route == FetchRoute(authorityFile: "own.pem"))
        #expect(Endpoint(["url": "http://a", "cafile": nil])?.route == FetchRoute())
        #expect(Endpoint(["cafile": "own.pem"]) == nil)
    }
}
