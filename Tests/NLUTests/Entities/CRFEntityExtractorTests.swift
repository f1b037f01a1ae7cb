import Learning
import Testing
import TrainingData
import Vocabulary

@testable import NLU

@Suite("CRFEntityExtractor") struct CRFEntityExtractorTests {
    @Test("finds entities with roles and confidences", arguments: [true, false])
    func learns(isBILOU: Bool) throws {
        let pipeline = try EmbeddingClassifierTests.train(
            EmbeddingClassifierTests.data, ["BILOU_flag": .bool(isBILOU)],
            name: "CRFEntityExtractor"
        ).pipeline()
        let entities = pipeline.parseAtOnce("a flight from Rome to New York").entities
        #expect(entities.map(\.value) == [.string("Rome"), .string("New York")])
        #expect(entities.map(\.role) == ["departure", "destination"])
        #expect(entities.allSatisfy { $0.extractor == "CRFEntityExtractor" })
        #expect(
            entities.allSatisfy { ($0.confidence ?? 0) > 0.4 && ($0.roleConfidence ?? 0) > 0.4 })
    }

    @Test("what was saved answers the same, and the same data gives the same bytes")
    func roundTrip() throws {
        let data = EmbeddingClassifierTests.data
        let one = try EmbeddingClassifierTests.train(data, name: "CRFEntityExtractor").sections
        let two = try EmbeddingClassifierTests.train(data, name: "CRFEntityExtractor").sections
        #expect(one["component.3/entities"] == two["component.3/entities"])
        let back = try TrainedPipeline(sections: one).pipeline()
        #expect(back.parseAtOnce("from Oslo to Paris").entities.count == 2)
    }

    @Test("the window must be an odd number of lists of known features")
    func windows() {
        #expect(CRFWindow(CRFWindow.standard.option) == .standard)
        #expect(CRFWindow([["low"], ["title"]]) == nil)
        #expect(CRFWindow([["low", "colour"]]) == nil)
        #expect(CRFWindow([["low"], ["prefix5", "pos"], []])?.places.count == 3)
        #expect(throws: DiagnosticFailure.self) {
            try EmbeddingClassifierTests.train(
                EmbeddingClassifierTests.data, ["features": [["low"], ["low"]]],
                name: "CRFEntityExtractor")
        }
    }

    @Test("features are those that the window names")
    func features() {
        let words = ["Oslo", "7"].map { Array($0.unicodeScalars)[...] }
        let rows = CRFWindow(places: [[.low], [.title, .digit, .upper, .suffix2], []]).rows(
            words, patterns: [[], []])
        // Oslo: before it the start, itself title and a suffix. 7: the word before, a digit, suffix.
        #expect(rows.map(\.hashes.count) == [3 + 0, 3 + 1])
    }
}
