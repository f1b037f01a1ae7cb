// What every component of the catalogue must do: train, write, read, answer the same, never crash.

import Learning
import Testing
import TrainingData
import Vocabulary

@testable import NLU

struct CatalogConformanceTests {
    static let names = (ComponentCatalog.kinds + ComponentCatalog.own).map(\.name)

    /// A pipeline in which the component stands where it can.
    private func plan(_ name: String) throws -> PipelinePlan {
        let kind = try #require(ComponentCatalog.any(named: name))
        var entries: [(name: String, options: JSONObject)] = []
        if name != "WhitespaceTokenizer" { entries.append(("WhitespaceTokenizer", [:])) }
        if kind.needs.contains(.features) { entries.append(("CountVectorsFeaturizer", [:])) }
        if kind.needs.contains(.intents) { entries.append(("KeywordIntentClassifier", [:])) }
        entries.append((name, kind.options.contains { $0.name == "epochs" } ? ["epochs": 3] : [:]))
        let (plan, findings) = PipelinePlan.read(
            Sample.settings([]), replacement: Sample.settings(entries).pipeline, data: Sample.data)
        try #require(findings.allSatisfy { $0.severity == .warning }, "\(findings)")
        return plan
    }

    private let texts = [
        "", " ", "hello", "send it to Berlin please", "12345 Rome", "ΣΑΣ 😀 日本", "a\u{0}b",
        String(repeating: "good evening ", count: 200),
    ]

    private func answers(_ pipeline: TrainedPipeline) -> [ParsedMessage] {
        texts.map(pipeline.pipeline().parseAtOnce)
    }

    @Test(
        "Two trainings give the same bytes, and these read back give the same answers",
        arguments: names)
    func trainsWritesReads(name: String) throws {
        let first = try Sample.train(try plan(name))
        let second = try Sample.train(try plan(name))
        #expect(Sample.equal(first.sections, second.sections))
        let loaded = try TrainedPipeline(sections: first.sections)
        #expect(Sample.equal(first.sections, loaded.sections))
        #expect(answers(first) == answers(loaded))
        let again = try Sample.train(try plan(name), previous: first.sections)
        #expect(again.reused.count == again.steps.count)
    }

    @Test("Data with nothing in it trains or is refused with a diagnostic", arguments: names)
    func emptyData(name: String) throws {
        do {
            let trained = try Sample.train(try plan(name), TrainingSet())
            _ = answers(trained)
            _ = answers(try TrainedPipeline(sections: trained.sections))
        } catch let failure as DiagnosticFailure {
            #expect(!failure.diagnostics.isEmpty)
        }
    }

    @Test(
        "Data with one example, or one intent, trains or is refused with a diagnostic",
        arguments: names)
    func poorData(name: String) throws {
        for count in [1, 3] {
            var data = TrainingSet()
            data.examples = Array(Sample.data.examples.prefix(count))
            do {
                _ = answers(try Sample.train(try plan(name), data))
            } catch let failure as DiagnosticFailure {
                #expect(!failure.diagnostics.isEmpty)
            }
        }
    }

    /// Reads damaged sections; whatever is read must still be able to answer.
    private func tryLoading(_ file: ModelSections) {
        guard let loaded = try? TrainedPipeline(sections: file) else { return }
        _ = answers(loaded)
    }

    private func changed(
        _ file: ModelSections, at target: Int, _ change: ([UInt8]) -> [UInt8]
    ) -> ModelSections {
        var other = ModelSections()
        for (index, section) in file.sections.enumerated() {
            other.add(section.name, index == target ? change(section.bytes) : section.bytes)
        }
        return other
    }

    @Test("Garbage in the sections is refused or read, and never crashes", arguments: names)
    func garbage(name: String) throws {
        let file = try Sample.train(try plan(name)).sections
        var random = UInt64(42)
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % max(1, bound)
        }
        for target in file.sections.indices {
            tryLoading(changed(file, at: target) { _ in [] })
            let size = file.sections[target].bytes.count
            for _ in 0..<12 {
                tryLoading(changed(file, at: target) { Array($0.prefix(next(size))) })
                tryLoading(
                    changed(file, at: target) { bytes in
                        var bytes = bytes
                        guard !bytes.isEmpty else { return [1] }
                        // Counts and lengths stand at the beginning: change these more often.
                        let reach = next(2) == 0 ? min(size, 40) : size
                        bytes[next(reach)] = UInt8(next(256))
                        return bytes
                    })
            }
        }
    }
}
