// POST /model/train and /model/test/…: bodies, files, callbacks, queue.

import Assistant
import Foundation
import Synchronization
import TestKit
import Testing
import TrainingData
import Vocabulary

@testable import Server

struct TrainRouteTests {
    static let yaml = "version: \"3.1\"\nnlu: []\n"

    @Test("The trained model is returned as a file and kept in the folder of models")
    func training() async throws {
        try await withFolder { folder in
            try await withServer(hasModel: false) {
                $0.modelsFolder = "\(folder)/models"
            } _: { server async throws in
                let answer = try await server.call("POST", "/model/train", Self.yaml)
                #expect(answer.status == 200)
                #expect(answer.header("filename") == "nlu-trained.tar.gz")
                #expect(
                    answer.header("content-disposition")
                        == "attachment; filename=\"nlu-trained.tar.gz\"")
                #expect(answer.text == Self.yaml)
                let kept = FileManager.default.contents(
                    atPath: "\(folder)/models/nlu-trained.tar.gz")
                #expect(kept.map(Array.init) == answer.body)
                #expect(try await server.get("/status").status == 409)
            }
        }
    }

    @Test("On request the model is not kept, and everything is trained anew")
    func parameters() async throws {
        let forced = Mutex<[Bool]>([])
        let workshop = FakeWorkshop(training: { yaml, force in
            forced.withLock { $0.append(force) }
            return ("m.tar.gz", yaml)
        })
        try await withFolder { folder in
            try await withServer(workshop: workshop) {
                $0.modelsFolder = "\(folder)/models"
            } _: { server async throws in
                let query =
                    "save_to_default_model_directory=False&force_training=TRUE"
                    + "&augmentation=many&num_threads=few"
                let answer = try await server.call("POST", "/model/train?\(query)", Self.yaml)
                #expect(answer.status == 200)
                #expect(!FileManager.default.fileExists(atPath: "\(folder)/models"))
            }
        }
        #expect(forced.withLock { $0 } == [true])
    }

    @Test("A folder of models that cannot be written is told, not hidden")
    func cannotSave() async throws {
        try await withServer {
            $0.modelsFolder = "/dev/null/models"
        } _: { server async throws in
            let answer = try await server.call("POST", "/model/train", Self.yaml)
            expectProblem(answer, 507, "InsufficientStorage", "could not be saved")
        }
    }

    @Test("Bodies that are no training data are refused before anything is trained")
    func badBodies() async throws {
        try await withServer { server async throws in
            for path in ["/model/train", "/model/test/stories"] {
                let answer = try await server.call("POST", path, "rules:\nrule my rule\n")
                expectProblem(
                    answer, 400, "BadRequest",
                    "The request body does not contain valid YAML. Error:")
                #expect(answer.json["help"]?.string?.hasSuffix("training-data-format") == true)
                for body in ["hello", "[", "- a", "\t- x: y", "a: *b"] {
                    expectProblem(
                        try await server.call("POST", path, body), 400, "BadRequest", "valid YAML")
                }
            }
            expectProblem(
                try await server.call("POST", "/model/train"), 400, "BadRequest",
                "You must provide training data in the request body")
            expectProblem(
                try await server.call("POST", "/model/test/stories"), 400, "BadRequest",
                "You must provide some stories in the request body")
        }
    }

    @Test("Nesting and alias bombs in a body are refused at once")
    func hostileBodies() async throws {
        try await withServer { server async throws in
            let deep = "a: " + String(repeating: "[", count: 20_000)
            expectProblem(
                try await server.call("POST", "/model/train", deep), 400, "BadRequest")
            var bomb = "a0: &a0 [x, x]\n"
            for level in 1...40 {
                bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
            }
            expectProblem(
                try await server.call("POST", "/model/train", bomb), 400, "BadRequest")
        }
    }

    @Test("What goes wrong in a training is told by its kind")
    func failures() async throws {
        let place = SourcePlace(file: "body", line: 3)
        let cases: [(any Error & Sendable, Int, String)] = [
            (Fault(.busy, "4 trainings are waiting already."), 503, "ServiceUnavailable"),
            (Fault(.unexpected, "oh"), 500, "TrainingError"),
            (
                DiagnosticFailure([Diagnostic(.error, "no-examples", "there are none", at: place)]),
                500, "TrainingError"
            ),
            (
                DiagnosticFailure([Diagnostic(.error, "domain-slot", "no type", at: place)]), 400,
                "InvalidDomainError"
            ),
        ]
        for (error, status, reason) in cases {
            let workshop = FakeWorkshop(training: { _, _ in throw error })
            try await withServer(workshop: workshop) { server async throws in
                let answer = try await server.call("POST", "/model/train", Self.yaml)
                expectProblem(answer, status, reason)
                if status == 503 { #expect(answer.header("retry-after") != nil) }
            }
        }
    }

    @Test("NLU data is judged as YAML or JSON by its content type")
    func intents() async throws {
        let yaml = [(name: "content-type", value: "application/x-yaml")]
        try await withServer { server async throws in
            let path = "/model/test/intents"
            let first = try await server.call("POST", path, Self.yaml, headers: yaml)
            #expect(first.json == ["intent_evaluation": "goodbye"])
            let second = try await server.call("POST", path, #"{"rasa_nlu_data": {}}"#)
            #expect(second.json == ["intent_evaluation": "goodbye"])
            let folds = try await server.call(
                "POST", "\(path)?cross_validation_folds=3", Self.yaml, headers: yaml)
            #expect(folds.json == ["folds": 3])
            for number in ["x", "1", "-2", "1000000"] {
                let answer = try await server.call(
                    "POST", "\(path)?cross_validation_folds=\(number)", Self.yaml, headers: yaml)
                expectProblem(answer, 400, "BadRequest", "cross_validation_folds")
            }
            expectProblem(
                try await server.call("POST", "\(path)?cross_validation_folds=2", "{}"), 400,
                "TestingError", "Cross-validation is only supported for YAML data.")
            expectProblem(
                try await server.call("POST", path), 400, "BadRequest",
                "You must provide some nlu data in the request body")
            #expect(try await server.call("POST", path, "{").status == 400)
            expectProblem(
                try await server.call("POST", "\(path)?model=/no/such", "{}"), 500, "TestingError")
            expectProblem(
                try await server.call("POST", "\(path)?model=../x", "{}"), 400, "BadRequest")
        }
    }

    @Test("Stories cannot be judged by a model without dialogue")
    func stories() async throws {
        try await withServer { server async throws in
            let answer = try await server.call("POST", "/model/test/stories", "stories: []")
            expectProblem(answer, 500, "TestingError", "no dialogue part")
        }
    }
}
