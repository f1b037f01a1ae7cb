import Learning
import Testing
import TrainingData
import Vocabulary

@testable import NLU

@Suite("Entities from tags") struct SequenceEntitiesTests {
    private static func message(_ text: String) -> Message {
        var message = Message(text: text)
        message.tokens = WhitespaceTokenizer().tokens(of: message.scalars)
        return message
    }

    private static func labelled(_ text: String, _ pieces: [String]) -> LabelledMessage {
        let entities = pieces.map { Sample.entity($0, in: text, "thing") }
        var labelled = LabelledMessage(example: Sample.example(text, "x", entities))
        labelled.message.tokens = WhitespaceTokenizer().tokens(of: labelled.message.scalars)
        return labelled
    }

    private static func find(
        _ text: String, _ parts: [ChunkTags.Part?], comma: JSONValue = true,
        edges: SequenceEdges = SequenceEdges()
    ) -> [String] {
        let message = message(text)
        let labels = SequenceLabels([labelled("a thing", ["thing"]).example], isBILOU: true)
        let path = parts.map { $0.map { labels.tags.tag(0, $0) } ?? 0 }
        let marginals = [Float](repeating: 0.2, count: path.count * labels.tags.count)
        let entities = SequenceEntities(
            message: message, tokens: message.tokens[...], labels: labels,
            splitting: CommaSplitting(comma), edges: edges, extractor: "test"
        ).entities(path, marginals: marginals)
        #expect(entities.allSatisfy { abs(($0.confidence ?? 0) - 0.8) < 1e-5 })
        return entities.map { message.text(at: $0.span) }
    }

    @Test("pieces become entities with exact spans, emoji and accents before them included")
    func spans() {
        #expect(Self.find("x🙂 Café Müller now", [nil, .begin, .last, nil]) == ["Café Müller"])
        #expect(
            Self.find("buy red shoes and socks", [nil, .begin, .last, nil, .unit]) == [
                "red shoes", "socks",
            ])
        #expect(Self.find("one two", [.unit, .unit]) == ["one", "two"])
    }

    @Test("a comma cuts, unless the option or the examples say that it belongs inside")
    func commas() {
        let parts: [ChunkTags.Part?] = [nil, .begin, .inside, .last]
        #expect(Self.find("on 21 May, 2035", parts) == ["21 May", "2035"])
        #expect(Self.find("on 21 May, 2035", parts, comma: false) == ["21 May, 2035"])
        #expect(Self.find("on 21 May, 2035", parts, comma: ["thing": false]) == ["21 May, 2035"])
        let dates = SequenceEdges([Self.labelled("on May 3, 1999 or so", ["May 3, 1999"])])
        #expect(Self.find("on 21 May, 2035", parts, edges: dates) == ["21 May, 2035"])
        #expect(
            Self.find("on 21 May, 2035", parts, comma: ["thing": true], edges: dates)
                == ["21 May", "2035"])
        #expect(Self.find("to St. John town", [nil, .begin, .last, nil]) == ["St. John"])
        #expect(Self.find("to St -- - John", [nil, .begin, .last]) == ["St", "John"])
    }

    @Test("characters that examples mark beyond their words are marked again")
    func edges() {
        let edges = SequenceEdges([
            Self.labelled("at 3 p.m. today", ["3 p.m."]),
            Self.labelled("or 9 p.m. then", ["9 p.m."]),
        ])
        #expect(
            Self.find("at 5 p.m. sharp", [nil, .begin, .last, nil], edges: edges) == ["5 p.m."])
        #expect(Self.find("at 5 p.m", [nil, .begin, .last], edges: edges) == ["5 p.m"])
    }
}
