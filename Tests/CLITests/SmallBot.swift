import Foundation

/// A project with dialogue whose training takes no time: a lending library.
enum SmallBot {
    static let files = [
        "config.yml": """
        recipe: default.v1
        assistant_id: library
        language: en
        pipeline:
        - name: KeywordIntentClassifier
        policies:
        - name: AugmentedMemoizationPolicy
        - name: RulePolicy
        """,
        "domain.yml": """
        version: "3.1"
        intents: [hello, lend, yes, no, thanks]
        entities: [title]
        slots:
          title:
            type: text
            influence_conversation: false
            mappings:
            - type: from_entity
              entity: title
        responses:
          utter_hello:
          - text: Welcome to the library.
            buttons:
            - title: Lend a book
              payload: /lend
            - title: Nothing
              payload: /thanks
          utter_sure:
          - text: Shall I put it aside?
          utter_done:
          - text: It waits at the counter.
          utter_fine:
          - text: As you like.
          utter_welcome:
          - text: Any time.
        """,
        "data/nlu.yml": """
        version: "3.1"
        nlu:
        - intent: hello
          examples: |
            - hello
            - good morning
        - intent: lend
          examples: |
            - lend me a book
            - may I borrow this
        - intent: yes
          examples: |
            - yes please
            - of course
        - intent: no
          examples: |
            - rather not
            - no thank you
        - intent: thanks
          examples: |
            - thanks a lot
            - very kind
        """,
        "data/rules.yml": """
        version: "3.1"
        rules:
        - rule: welcome
          steps:
          - intent: hello
          - action: utter_hello
        - rule: thanks
          steps:
          - intent: thanks
          - action: utter_welcome
        """,
        "data/stories.yml": """
        version: "3.1"
        stories:
        - story: put aside
          steps:
          - intent: lend
          - action: utter_sure
          - intent: yes
          - action: utter_done
        - story: left there
          steps:
          - intent: lend
          - action: utter_sure
          - intent: no
          - action: utter_fine
        """,
        "tests/test_stories.yml": """
        version: "3.1"
        stories:
        - story: a book is lent
          steps:
          - user: |
              hello
            intent: hello
          - action: utter_hello
          - user: |
              lend me a book
            intent: lend
          - action: utter_sure
          - user: |
              yes please
            intent: yes
          - action: utter_done
        """,
    ]

    /// Writes the project into a folder.
    static func write(to folder: String) throws {
        for (name, text) in files { try write(text, to: "\(folder)/\(name)") }
    }

    /// Writes one file.
    static func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: url)
    }

    /// A file of the project with one text in the place of another.
    static func change(_ name: String, _ old: String, _ new: String, in folder: String) throws {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        precondition(text.contains(old))
        try Data(text.replacing(old, with: new).utf8)
            .write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// The names of the models in a folder.
    static func models(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
