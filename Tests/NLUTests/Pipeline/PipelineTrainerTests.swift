// Training step by step: what is taken over, what is trained anew, what is written.

import Learning
import Synchronization
import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct PipelineTrainerTests {
    private func plan(_ data: TrainingSet = Sample.data) throws -> PipelinePlan {
        try Sample.plan(
            "WhitespaceTokenizer", "RegexFeaturizer", "CountVectorsFeaturizer",
            "LogisticRegressionClassifier", "RegexEntityExtractor", "EntitySynonymMapper",
            "FallbackClassifier", data: data)
    }

    private func trainedAnew(_ data: TrainingSet, after first: TrainedPipeline) throws -> [String] {
        let again = try Sample.train(try plan(data), data, previous: first.sections)
        let anew = again.steps.map(\.plan.alias).filter { !again.reused.contains($0) }
        let fresh = try Sample.train(try plan(data), data)
        #expect(Sample.equal(again.sections, fresh.sections), "reuse must not be seen in the file")
        return anew
    }

    @Test("Without changes every step is taken from the last model")
    func unchanged() throws {
        let first = try Sample.train(try plan())
        #expect(first.reused.isEmpty)
        #expect(try trainedAnew(Sample.data, after: first).isEmpty)
        var moved = Sample.data
        for index in moved.examples.indices { moved.examples[index].place.line += 10 }
        #expect(try trainedAnew(moved, after: first).isEmpty)
    }

    @Test("Only the steps that learn from what changed are trained anew")
    func changes() throws {
        let first = try Sample.train(try plan())
        var data = Sample.data
        data.synonyms[0].value = "Colonia"
        #expect(try trainedAnew(data, after: first) == ["EntitySynonymMapper5"])
        data = Sample.data
        data.patterns[0].pattern = "[0-9]{4}"
        #expect(
            try trainedAnew(data, after: first) == [
                "RegexFeaturizer1", "LogisticRegressionClassifier3", "RegexEntityExtractor4",
            ])
        data = Sample.data
        data.responses["faq/hours"] = []
        #expect(try trainedAnew(data, after: first).isEmpty)
        data = Sample.data
        data.examples[0].text = "hallo"
        #expect(
            try trainedAnew(data, after: first) == [
                "CountVectorsFeaturizer2", "LogisticRegressionClassifier3",
                "RegexEntityExtractor4", "EntitySynonymMapper5",
            ])
    }

    @Test("Other options, or another order, train what they concern")
    func options() throws {
        let data = Sample.data
        let first = try Sample.train(try plan())
        let settings = Sample.settings([
            ("WhitespaceTokenizer", [:]), ("RegexFeaturizer", [:]),
            ("CountVectorsFeaturizer", ["lowercase": false]),
            ("LogisticRegressionClassifier", [:]), ("RegexEntityExtractor", [:]),
            ("EntitySynonymMapper", [:]), ("FallbackClassifier", ["threshold": 0.5]),
        ])
        let other = PipelinePlan.read(settings, data: data).plan
        let again = try Sample.train(other, data, previous: first.sections)
        #expect(
            again.reused == [
                "WhitespaceTokenizer0", "RegexFeaturizer1", "RegexEntityExtractor4",
                "EntitySynonymMapper5",
            ])
    }

    @Test("A damaged earlier model is no reason to fail")
    func damaged() throws {
        let first = try Sample.train(try plan())
        var broken = ModelSections()
        for section in first.sections.sections {
            let isManifest = section.name == "pipeline"
            broken.add(section.name, isManifest ? section.bytes : Array(section.bytes.prefix(3)))
        }
        let again = try Sample.train(try plan(), previous: broken)
        #expect(Sample.equal(again.sections, first.sections))
        #expect(!again.reused.contains("CountVectorsFeaturizer2"))
    }

    @Test("Repeated examples count once, patterns are sorted as in Rasa")
    func rasaOrder() {
        var data = Sample.data
        data.examples += data.examples
        data.patterns.append(NamedPattern(name: "age", pattern: "b", place: Sample.place))
        data.patterns.append(NamedPattern(name: "age", pattern: "a", place: Sample.place))
        let kept = data.asRasaKeepsIt
        #expect(kept.examples == Sample.data.examples)
        #expect(kept.patterns.map(\.pattern) == ["a", "b", "[0-9]{5}"])
    }

    @Test("A stopped training throws and tells how far it came")
    func cancelled() throws {
        let asked = Mutex(0)
        let watch = TrainingWatch(isCancelled: {
            asked.withLock { count in
                count += 1
                return count > 2
            }
        })
        let error = #expect(throws: Fault.self) {
            try Sample.train(try plan(), watch: watch)
        }
        #expect(error?.code == .cancelled)
    }

    @Test("A pattern that takes too long is named once while training")
    func slowPattern() throws {
        var data = Sample.data
        data.patterns = [NamedPattern(name: "evil", pattern: "((a+)+)\\1$", place: Sample.place)]
        let long = String(repeating: "a", count: 3_000) + "b"
        data.examples.append(Sample.example(long, "greet"))
        data.examples.append(Sample.example(long + "c", "greet"))
        let notes = Mutex<[Diagnostic]>([])
        let watch = TrainingWatch(note: { note in notes.withLock { $0.append(note) } })
        _ = try Sample.train(try plan(data), data, watch: watch)
        let slow = notes.withLock { $0 }.filter { $0.code == "pattern-steps" }
        #expect(slow.count == 1)
        #expect(slow.first?.message.contains("evil") == true)
    }

    @Test("Expressions that are none stop the training, all at once")
    func invalidPatterns() throws {
        var data = Sample.data
        data.patterns = ["(", "a**", "[0-9]"].map {
            NamedPattern(name: "city", pattern: $0, place: Sample.place)
        }
        let error = #expect(throws: DiagnosticFailure.self) {
            try Sample.train(try plan(data), data)
        }
        #expect(error?.diagnostics.map(\.code) == ["pattern-invalid", "pattern-invalid"])
    }
}
