import Testing
import Vocabulary

@Suite("JSON") struct JSONValueTests {
    @Test("objects keep the order of their keys, and of duplicate keys the last value counts")
    func order() throws {
        let value = try JSONValue(parsing: #"{"b": 1, "a": [true, null], "b": 2.5}"#)
        #expect(value.text() == #"{"b":2.5,"a":[true,null]}"#)
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", "{", "[1,]", "{\"a\" 1}", "01", "1e999", "\"\\ud800\"", "\"a\tb\"", "nul", "1 2",
            "{a: 1}", "'a'", "-", "1.", "\"\\x\"",
        ])
    func refused(text: String) {
        #expect(throws: JSONProblem.self) { try JSONValue(parsing: text) }
    }

    @Test("whole numbers of any length keep their digits")
    func longNumbers() throws {
        let text = "[12345678901234567890,-98765432109876543210,9223372036854775807,1e20]"
        let value = try JSONValue(parsing: text)
        #expect(value.array?[0] == .digits("12345678901234567890"))
        #expect(value.array?[0].double == 12_345_678_901_234_567_168)
        #expect(value.array?[0].int == nil)
        #expect(value.array?[2] == .integer(.max))
        #expect(
            value.text() == "[12345678901234567890,-98765432109876543210,9223372036854775807,1e+20]"
        )
        #expect(value.array?[1].pythonText == "-98765432109876543210")
        #expect(throws: JSONProblem.self) {
            try JSONValue(parsing: String(repeating: "9", count: 400))
        }
    }

    @Test("a text nested 100,000 deep is refused, not a crash")
    func deep() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONProblem.self) { try JSONValue(parsing: text) }
    }

    @Test("a text of more values than the bound is refused before it fills the memory")
    func many() throws {
        let text = "[" + String(repeating: "1,", count: Limits.jsonValues - 2) + "1]"
        #expect(try JSONValue(parsing: text).array?.count == Limits.jsonValues - 1)
        let more = "[" + String(repeating: "[],", count: Limits.jsonValues - 1) + "1]"
        let problem = #expect(throws: JSONProblem.self) { try JSONValue(parsing: more) }
        #expect(problem?.reason == "more than 1000000 values")
    }

    @Test("strings survive writing and reading, escapes and astral characters included")
    func strings() throws {
        let text = "a\"b\\c\n\t\u{1}ü日本🎉"
        #expect(try JSONValue(parsing: JSONValue.string(text).text()) == .string(text))
        #expect(try JSONValue(parsing: #""\ud83c\udf89\u00fc""#) == "🎉ü")
    }
}
