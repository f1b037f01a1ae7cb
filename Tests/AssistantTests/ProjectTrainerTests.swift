import Assistant
import Foundation
import Learning
import NLU
import TestKit
import Testing
import TrainingData
import Vocabulary

@Suite("Training a project") struct ProjectTrainerTests {
    static let text = """
        version: "3.1"
        recipe: default.v1
        assistant_id: small
        language: en
        pipeline:
        - name: WhitespaceTokenizer
        - name: CountVectorsFeaturizer
        - name: LogisticRegressionClassifier
        nlu:
        - intent: greet
          examples: |
            - hello
            - hello there
            - good morning
        - intent: goodbye
          examples: |
            - bye
            - bye bye
            - see you later
        """

    static func project(_ text: String = text) -> Project {
        Project(oneText: Array(text.utf8))
    }

    @Test("the same project gives the same bytes, which serve what was learnt")
    func deterministic() async throws {
        let first = try ProjectTrainer.train(Self.project())
        let second = try ProjectTrainer.train(Self.project())
        #expect(first.bytes == second.bytes)
        let opener = ModelOpener(fetching: NoFetching())
        let served = try opener.open(bytes: first.bytes, name: "small.tar.gz")
        #expect(served.assistantID == "small")
        #expect(served.modelID.count == 32)
        #expect(await served.parse("hello there").intent.name == "greet")
        #expect(await served.parse("/anything").intent.name == "anything")
    }

    @Test("parts that did not change come from the last model, and the bytes are the same")
    func incremental() throws {
        let first = try ProjectTrainer.train(Self.project())
        let previous = try ModelFile.decode(first.bytes)
        let again = try ProjectTrainer.train(Self.project(), previous: previous)
        #expect(again.reused.count == 3)
        #expect(again.bytes == first.bytes)
        let changed = Self.text.replacingOccurrences(of: "see you later", with: "see you soon")
        let other = try ProjectTrainer.train(Self.project(changed), previous: previous)
        #expect(other.reused.count < 3)
        #expect(other.bytes != first.bytes)
    }

    @Test("everything wrong with a project is told at once, and nothing is trained")
    func findings() {
        let text = Self.text.replacingOccurrences(
            of: "LogisticRegressionClassifier", with: "SklearnIntentClassifier"
        ).replacingOccurrences(of: "- hello there", with: "- hello [there](")
        let failure = #expect(throws: DiagnosticFailure.self) {
            try ProjectTrainer.train(Self.project(text))
        }
        #expect(failure?.diagnostics.contains { $0.code == "component-unavailable" } == true)
    }

    @Test("a project without examples is refused with a remedy")
    func nothingToLearn() {
        let fault = #expect(throws: Fault.self) {
            try ProjectTrainer.train(Self.project("language: en\nassistant_id: a"))
        }
        #expect(fault?.code == .badRequest)
    }

    @Test("a training that is stopped ends with a fault")
    func cancelled() {
        let watch = TrainingWatch(isCancelled: { true })
        let fault = #expect(throws: Fault.self) {
            try ProjectTrainer.train(Self.project(), watch: watch)
        }
        #expect(fault?.code == .cancelled)
    }
}

@Suite("Shelf") struct ModelShelfTests {
    private let shelf = ModelShelf(opener: ModelOpener(fetching: NoFetching()))

    @Test("a served model is not disturbed when its file is cut, overwritten or deleted")
    func undisturbed() async throws {
        let bytes = try ProjectTrainer.train(ProjectTrainerTests.project()).bytes
        try await withFolder { folder in
            let path = "\(folder)/a.tar.gz"
            try ModelFolder.write(bytes, to: path)
            let served = try shelf.load(path: path)
            #expect(truncate(path, 10) == 0)
            #expect(await served.parse("hello").intent.name == "greet")
            try FileManager.default.removeItem(atPath: path)
            #expect(await shelf.current?.parse("hello").intent.name == "greet")
        }
    }

    @Test("a model that cannot be loaded leaves the served one in place")
    func failedLoad() throws {
        let bytes = try ProjectTrainer.train(ProjectTrainerTests.project()).bytes
        try shelf.load(bytes: bytes, name: "good.tar.gz")
        for damaged in [Array(bytes.dropLast(5)), Array("PK".utf8), []] {
            #expect(throws: Fault.self) { try shelf.load(bytes: damaged, name: "bad.tar.gz") }
        }
        #expect(shelf.current?.fileName == "good.tar.gz")
        shelf.unload()
        #expect(shelf.current == nil)
    }

    @Test("no damaged byte of a model crashes its loading (seeded)")
    func fuzz() throws {
        let bytes = try ProjectTrainer.train(ProjectTrainerTests.project()).bytes
        let model = try ModelFile.decode(bytes)
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, bound)
        }
        let rounds = ProcessInfo.processInfo.environment["MARTLET_FUZZ_ROUNDS"].flatMap(Int.init)
        for _ in 0..<(rounds ?? 300) {
            // Damage inside sections whose checksums are made anew: only the readers can object.
            var damaged = ModelSections()
            let chosen = random(model.sections.count)
            for (index, section) in model.sections.enumerated() {
                var content = section.bytes
                if index == chosen, !content.isEmpty {
                    if random(3) == 0 { content.removeLast(random(content.count)) }
                    for _ in 0..<random(4) where !content.isEmpty {
                        content[random(content.count)] = UInt8(random(256))
                    }
                }
                damaged.add(section.name, content)
            }
            let file = ModelFile.encode(damaged)
            if let served = try? ModelOpener(fetching: NoFetching()).open(bytes: file, name: "f") {
                _ = served.modelID
            }
        }
    }
}

/// Calls nobody.
struct NoFetching: HTTPFetching {
    func fetch(_ request: FetchRequest) async throws(Fault) -> FetchAnswer {
        throw Fault(.peerFailed, "no calls in this test")
    }
}
