// The project that `martlet init` writes: a small tea shop, complete and valid in Rasa as well.

/// The files of a new project, by their path inside it.
enum StarterProject {
    /// All files in the order they are written.
    static let files: [(path: String, text: String)] = [
        ("config.yml", StarterSettings.config), ("domain.yml", StarterSettings.domain),
        ("credentials.yml", StarterSettings.credentials),
        ("endpoints.yml", StarterSettings.endpoints), ("data/nlu.yml", nlu),
        ("data/rules.yml", rules), ("data/stories.yml", stories),
        ("tests/test_stories.yml", testStories),
    ]

    private static let nlu = """
        version: "3.1"

        nlu:
        - intent: greet
          examples: |
            - hello
            - hi there
            - good morning
            - good evening
            - hey
            - hiya
        - intent: goodbye
          examples: |
            - bye
            - goodbye
            - see you tomorrow
            - that was all
            - have a nice day
            - until next time
        - intent: affirm
          examples: |
            - yes
            - yes please
            - sure
            - of course
            - exactly
            - sounds good
        - intent: deny
          examples: |
            - no
            - no thanks
            - not now
            - rather not
            - never mind
            - I don't think so
        - intent: ask_opening_hours
          examples: |
            - when are you open?
            - what are your opening hours
            - are you open on [Sunday](day)?
            - until when can I come on [Friday](day)
            - do you close at noon on [Saturday](day)
            - how late is the shop open
        - intent: order_tea
          examples: |
            - I would like some [green tea](tea)
            - a bag of [Assam](tea) please
            - do you have [Earl Grey](tea)?
            - two tins of [oolong](tea)
            - can I order [camomile](tea)
            - send me [500 g](amount) of [Darjeeling](tea)
            - [a kilo](amount) of [green tea](tea) for the office

        - synonym: camomile
          examples: |
            - chamomile
            - camomile tea

        - lookup: tea
          examples: |
            - Assam
            - camomile
            - Darjeeling
            - Earl Grey
            - green tea
            - oolong
            - peppermint

        - regex: amount
          examples: |
            - \\d+\\s?(g|kg)
        """

    private static let rules = """
        version: "3.1"

        rules:
        - rule: Answer a question about opening hours
          steps:
          - intent: ask_opening_hours
          - action: utter_opening_hours
        - rule: Say goodbye
          steps:
          - intent: goodbye
          - action: utter_goodbye
        - rule: Ask again when nothing was understood
          steps:
          - intent: nlu_fallback
          - action: utter_please_rephrase
        """

    private static let stories = """
        version: "3.1"

        stories:
        - story: an order that is confirmed
          steps:
          - intent: greet
          - action: utter_greet
          - intent: order_tea
          - action: utter_confirm_order
          - intent: affirm
          - action: utter_ordered
        - story: an order that is taken back
          steps:
          - intent: order_tea
          - action: utter_confirm_order
          - intent: deny
          - action: utter_nothing_ordered
        """

    private static let testStories = """
        version: "3.1"

        stories:
        - story: a customer orders tea
          steps:
          - user: |
              good morning
            intent: greet
          - action: utter_greet
          - user: |
              a tin of [oolong](tea) please
            intent: order_tea
          - action: utter_confirm_order
          - user: |
              yes
            intent: affirm
          - action: utter_ordered
        """
}
