// Forms that come in parts.

import Channels
import Testing
import Vocabulary

@Suite("Multipart forms")
struct MultipartTests {
    static func part(_ head: String, _ value: String) -> String {
        "--q x\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(value)\r\n"
    }

    func post(_ body: String, type: String = "multipart/form-data; boundary=\"q x\"")
        async throws -> UserMessage?
    {
        let bench = try Bench(
            "twilio", ["account_sid": "A", "auth_token": "t", "twilio_number": "+1"])
        let reception = await bench.post(bytes: Array(body.utf8), type: type)
        #expect(reception.answered?.hasPrefix("204") == true)
        return reception.messages.first?.message
    }

    @Test("Twilio's message is taken in parts as well, the value as it was sent")
    func fields() async throws {
        let body =
            "before\r\n" + Self.part("name=\"From\"", "+4930")
            + Self.part("name=\"file\"; filename=\"a.txt\"", "a file")
            + Self.part("NAME=Body", "Zürich +\r\n%41 --q") + "--q x--\r\n"
        let message = try #require(try await post(body))
        #expect(message.conversation == "+4930")
        #expect(message.text == "Zürich +\r\n%41 --q")
    }

    @Test("What is no form in parts has no fields")
    func malformed() async throws {
        let good = Self.part("name=\"From\"", "1") + Self.part("name=\"Body\"", "hi")
        #expect(try await post(good + "--q x--")?.text == "hi")
        #expect(try await post(good) == nil, "the last part has no end")
        #expect(try await post(good + "--q x--", type: "multipart/form-data") == nil)
        #expect(try await post(good + "--q x--", type: "multipart/form-data; boundary=") == nil)
        let long = String(repeating: "q", count: 71)
        #expect(
            try await post("--\(long)--", type: "multipart/form-data; boundary=\(long)") == nil)
        for broken in ["", "--q x", "--q x\r\n", "--q x--", "--q x\r\n\r\n\r\n--q x--", "\r\n--q"] {
            #expect(try await post(broken) == nil, "\(broken)")
        }
        let padding = Self.part("name=\"a\"", String(repeating: "x", count: 1 << 20))
        #expect(try await post(padding + good + "--q x--") == nil)
    }
}
