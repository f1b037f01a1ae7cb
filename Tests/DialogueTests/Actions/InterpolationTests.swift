import Dialogue
import TestKit
import Testing
import Vocabulary

@Suite("Filling texts") struct InterpolationTests {
    @Test("every text is filled, left alone or refused as by Rasa")
    func golden() throws {
        let golden = try Golden.json("turns")
        let values = try #require(golden["values"]?.object)
        let texts = try #require(golden["texts"]?.array)
        #expect(texts.count > 80)
        for entry in texts {
            let text = entry["text"]?.string ?? ""
            let filled = try? Interpolation.fill(text, with: values)
            #expect(filled == entry["filled"]?.string, "\(text)")
        }
    }

    @Test("texts are filled at any depth; keys and numbers stay")
    func depth() throws {
        let value: JSONValue = ["{a}": ["{a}", 5, ["b": "x{a}"]], "c": nil]
        let filled = try Interpolation.fill(value, with: ["a": "z"])
        #expect(filled == ["{a}": ["z", 5, ["b": "xz"]], "c": nil])
    }

    @Test("no text of braces, brackets and marks brings it down")
    func fuzz() {
        var state: UInt64 = 7
        let alphabet = Array("{}[]!:.0ar\n ٣")
        let values: JSONObject = ["a": "x{0[", "0": 5, "r": ["a": [1]]]
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<9 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            _ = try? Interpolation.fill(text, with: values)
        }
    }
}
