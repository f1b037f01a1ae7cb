import Foundation
import TestKit
import Testing
import TrainingData
import Vocabulary

@Suite("Adding examples to a project") struct ExampleAddingTests {
    static let nlu = """
        version: "3.1"
        # Ours.
        nlu:
        - intent: ask_price   # what it costs
          examples: |
            - how much
            - what does it cost
        - intent: faq/hours
          examples: |
            - when are you open

        """

    @Test("an example goes behind the last one of its intent, and every other byte stays")
    func adding() throws {
        try withFolder { folder in
            let url = URL(filePath: folder)
            try Data("language: en\n".utf8).write(to: url.appending(path: "config.yml"))
            let data = url.appending(path: "data")
            try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
            try Data(Self.nlu.utf8).write(to: data.appending(path: "nlu.yml"))
            let added = try ExampleAdding.add("price  of [a] tandem", to: "ask_price", in: url)
            #expect(added == ExampleAdding.Addition(file: "data/nlu.yml", isKnown: false))
            let again = try ExampleAdding.add("price of a tandem", to: "ask_price", in: url)
            #expect(again.isKnown)
            let text = try String(contentsOf: data.appending(path: "nlu.yml"), encoding: .utf8)
            #expect(
                text
                    == Self.nlu.replacing(
                        "cost\n- intent: faq",
                        with: "cost\n    - price of a tandem\n- intent: faq"))
            _ = try ExampleAdding.add("open on Sunday?", to: "faq/hours", in: url)
            #expect(throws: Fault.self) { try ExampleAdding.add("x", to: "unknown", in: url) }
            #expect(throws: Fault.self) { try ExampleAdding.add(" [] ", to: "ask_price", in: url) }
        }
    }
}
