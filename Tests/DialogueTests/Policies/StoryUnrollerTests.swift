import Dialogue
import Testing
import TrainingData
import Vocabulary

@Suite("Unrolling stories") struct StoryUnrollerTests {
    @Test("a story listens before each message and at its end, and entities set slots")
    func plain() {
        let (conversations, findings) = SmallBot.unroll(
            """
            stories:
            - story: one
              steps:
              - intent: a
                entities: [{thing: pen}]
              - action: utter_a
              - slot_was_set: [{flag: true}]
              - intent: b
              - action: utter_b
            """)
        #expect(findings.isEmpty)
        #expect(conversations.count == 1)
        #expect(
            SmallBot.words(conversations[0]) == [
                "action_listen", "/a", "thing=\"pen\"", "utter_a", "flag=true", "action_listen",
                "/b", "utter_b", "action_listen",
            ])
        #expect(
            conversations[0].turns.map(\.action) == [
                "action_listen", "utter_a", "action_listen", "utter_b", "action_listen",
            ])
        #expect(conversations[0].states.count == 6)
    }

    @Test("every event keeps the place of its step")
    func places() {
        let (conversations, _) = SmallBot.unroll(
            """
            stories:
            - story: one
              steps:
              - intent: a
              - action: utter_a
            """)
        #expect(conversations[0].moments.map(\.place.line) == [5, 5, 6, 6])
        #expect(conversations[0].place.line == 3)
    }

    @Test("a rule begins with anything, says null as a mark, and may end open")
    func rule() {
        let (conversations, _) = SmallBot.unroll(
            """
            rules:
            - rule: one
              condition:
              - slot_was_set: [{flag: null}]
              - active_loop: null
              steps:
              - intent: a
              - action: utter_a
              wait_for_user_input: false
            - rule: two
              conversation_start: true
              steps:
              - intent: a
              - action: utter_b
            """)
        #expect(conversations.map(\.isRule) == [true, true])
        #expect(
            SmallBot.words(conversations[0]) == [
                "flag=\"should_not_be_set\"", "loop=should_not_be_set", "...", "action_listen",
                "/a", "utter_a", "...", "action_listen",
            ])
        #expect(conversations[0].turns[0].isPredictable == false)
        #expect(
            SmallBot.words(conversations[1]) == ["action_listen", "/a", "utter_b", "action_listen"])
    }

    @Test("alternatives and checkpoints open ways; a loop of checkpoints is gone through once more")
    func ways() {
        let (conversations, findings) = SmallBot.unroll(
            """
            stories:
            - story: begin
              steps:
              - or:
                - intent: a
                - intent: b
              - action: utter_a
              - checkpoint: middle
            - story: again
              steps:
              - checkpoint: middle
              - intent: c
              - action: utter_c
              - checkpoint: middle
            - story: end
              steps:
              - checkpoint: middle
              - intent: b
              - action: utter_b
            """)
        #expect(findings.isEmpty)
        let ways = conversations.map { way in
            SmallBot.words(way).filter { $0.hasPrefix("/") }.joined()
        }
        #expect(Set(ways).isSuperset(of: ["/a/b", "/b/b", "/a/c/b", "/b/c/b"]))
        #expect(ways.count < 20)
        #expect(conversations.contains { $0.name == "begin > again > end" })
    }

    @Test("conditions of a checkpoint choose the conversations that go on")
    func conditions() {
        let (conversations, _) = SmallBot.unroll(
            """
            stories:
            - story: yes
              steps: [{intent: a}, {slot_was_set: [{flag: true}]}, {checkpoint: p}]
            - story: no
              steps: [{intent: b}, {slot_was_set: [{flag: false}]}, {checkpoint: p}]
            - story: only yes
              steps:
              - checkpoint: p
                slot_was_set: [{flag: true}]
              - action: utter_a
            """)
        let names = conversations.map(\.name)
        #expect(names.contains("yes > only yes"))
        #expect(!names.contains("no > only yes"))
    }

    @Test("checkpoints that lead nowhere are told with their place")
    func unreached() {
        let (conversations, findings) = SmallBot.unroll(
            """
            stories:
            - story: lost
              steps: [{checkpoint: nowhere}, {intent: a}, {action: utter_a}]
            - story: open
              steps: [{intent: b}, {action: utter_b}, {checkpoint: unused}]
            """)
        #expect(findings.map(\.code) == ["checkpoint-unreached", "checkpoint-unused"])
        #expect(findings.map(\.place.line) == [4, 6])
        #expect(conversations.count == 1)
    }

    @Test("too many ways are bounded, with one warning")
    func bounded() {
        let either = "{or: [{intent: a}, {intent: b}, {intent: c}]}, {action: utter_a}"
        let steps = Array(repeating: either, count: 8).joined(separator: ", ")
        let (conversations, findings) = SmallBot.unroll(
            "stories:\n- story: many\n  steps: [\(steps)]\n")
        #expect(conversations.count <= StoryUnroller.openMax * 3)
        #expect(findings.map(\.code) == ["story-ways"])
    }

    @Test("equal conversations are learned once")
    func duplicates() {
        let (conversations, _) = SmallBot.unroll(
            """
            stories:
            - story: one
              steps: [{intent: a}, {action: utter_a}]
            - story: two
              steps: [{intent: a}, {action: utter_a}]
            """)
        #expect(conversations.map(\.name) == ["one"])
    }

    @Test("glued stories follow on each other, differ, and are the same for the same seed")
    func glued() {
        let stories = """
            stories:
            - story: one
              steps: [{intent: a}, {action: utter_a}]
            - story: two
              steps: [{intent: b}, {action: utter_b}]
            - story: three
              steps: [{intent: c}, {action: utter_c}]
            """
        let (conversations, _) = SmallBot.unroll(stories, augmentation: 2)
        let glued = conversations.filter(\.isAugmented)
        #expect(glued.count == 20)
        #expect(Set(glued.map(\.name)).count == 20)
        for story in glued {
            let words = SmallBot.words(story)
            #expect(words.first == "action_listen" && words.last == "action_listen")
            #expect(!zip(words, words.dropFirst()).contains { $0 == $1 })
        }
        let again = SmallBot.unroll(stories, augmentation: 2).conversations
        #expect(again.map(\.name) == conversations.map(\.name))
    }
}
