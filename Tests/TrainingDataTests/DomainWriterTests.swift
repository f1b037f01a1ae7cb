import Testing
import TrainingData
import Vocabulary

@Suite("Writing domains and stories") struct DomainWriterTests {
    @Test("a domain that was written reads back as the same domain")
    func domains() {
        for entry in DomainStoriesGolden.cases("domains") where entry["rasa"]?["domain"] != nil {
            let (domain, _) = DomainGoldenTests.read(entry["yaml"]?.string ?? "")
            let text = DomainWriter.yaml(domain)
            let (again, _) = DomainGoldenTests.read(text)
            #expect(again.json == domain.json, "\(entry["name"]?.string ?? ""): \(text)")
        }
    }

    @Test("a domain is written with its version first and texts of several lines as blocks")
    func layout() {
        let (domain, _) = DomainGoldenTests.read(
            "responses:\n  utter_a:\n  - text: \"b 🍰\\nc\\n\"\nintents: [z, a]\n")
        #expect(
            DomainWriter.yaml(domain) == """
                version: "3.1"
                session_config:
                  session_expiration_time: 60
                  carry_over_slots_to_new_session: true
                intents:
                - a
                - z
                responses:
                  utter_a:
                  - text: |
                      b 🍰
                      c

                """)
    }

    /// The graph with every place the same, for comparisons.
    static func placeless(_ graph: StoryGraph) -> StoryGraph {
        let place = SourcePlace(file: "")
        func clean(_ step: StoryStep) -> StoryStep {
            func slots(_ slots: [SlotAssignment]) -> [SlotAssignment] {
                slots.map { SlotAssignment(slot: $0.slot, value: $0.value, place: place) }
            }
            var step = StoryStep(step.content, place: place)
            switch step.content {
            case .slots(let list): step.content = .slots(slots(list))
            case .checkpoint(let name, let list):
                step.content = .checkpoint(name, conditions: slots(list))
            case .either(let steps): step.content = .either(steps.map(clean))
            default: break
            }
            return step
        }
        var graph = graph
        for index in graph.stories.indices {
            graph.stories[index].place = place
            graph.stories[index].steps = graph.stories[index].steps.map(clean)
            graph.stories[index].conditions = graph.stories[index].conditions.map(clean)
        }
        return graph
    }

    @Test("stories that were written read back as the same stories")
    func stories() {
        // A story whose only step is skipped has none when it is written.
        for entry in DomainStoriesGolden.cases("stories") where entry["rasa"]?["blocks"] != nil {
            let isTest = entry["test"] == true
            var (graph, _) = StoryGoldenTests.read(entry["yaml"]?.string ?? "", isTest: isTest)
            graph.stories.removeAll { $0.steps.isEmpty }
            let text = StoryWriter.yaml(graph)
            let (again, diagnostics) = StoryGoldenTests.read(text, isTest: isTest)
            let name = entry["name"]?.string ?? ""
            #expect(!diagnostics.contains { $0.severity == .error }, "\(name): \(text)")
            #expect(Self.placeless(again) == Self.placeless(graph), "\(name): \(text)")
        }
    }
}
