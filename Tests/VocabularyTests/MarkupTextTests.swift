import Testing
import Vocabulary

@Suite("Text for markup and forms") struct MarkupTextTests {
    @Test("what markup reserves is escaped, what XML can't hold is left out")
    func escapes() {
        #expect(#"a<b> & "c""#.markupEscaped == "a&lt;b&gt; &amp; &quot;c&quot;")
        #expect("Ärger\u{0}\u{8}\u{FFFF} 🙂\n".markupEscaped == "Ärger 🙂\n")
    }

    @Test("percent-encoded bytes and plus signs are undone, all else stays")
    func forms() {
        #expect(String(formDecoding: "a+b%20c%C3%A4".utf8) == "a b cä")
        #expect(String(formDecoding: "100%+%zz%4".utf8) == "100% %zz%4")
        #expect(String(formDecoding: "%FF".utf8) == "\u{FFFD}")
        #expect(String(formDecoding: "".utf8).isEmpty)
    }
}
