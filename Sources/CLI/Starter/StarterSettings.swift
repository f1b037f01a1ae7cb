// Settings and domain of the project that `martlet init` writes.

/// The texts of `config.yml`, `domain.yml`, `credentials.yml` and `endpoints.yml`.
enum StarterSettings {
    static let config = """
        # How messages are understood and conversations led.
        recipe: default.v1
        assistant_id: tea-shop
        language: en

        pipeline:
        - name: WhitespaceTokenizer
        - name: RegexFeaturizer
        - name: LexicalSyntacticFeaturizer
        - name: CountVectorsFeaturizer
        - name: CountVectorsFeaturizer
          analyzer: char_wb
          min_ngram: 1
          max_ngram: 4
        - name: DIETClassifier
          epochs: 100
          constrain_similarities: true
        - name: EntitySynonymMapper
        - name: FallbackClassifier
          threshold: 0.3
          ambiguity_threshold: 0.1

        policies:
        - name: MemoizationPolicy
        - name: RulePolicy
        """

    static let domain = """
        version: "3.1"

        intents:
        - greet
        - goodbye
        - affirm
        - deny
        - ask_opening_hours
        - order_tea

        entities:
        - tea
        - amount
        - day

        slots:
          tea:
            type: text
            influence_conversation: false
            mappings:
            - type: from_entity
              entity: tea

        responses:
          utter_greet:
          - text: "Welcome to the tea shop. What may I bring you?"
          utter_goodbye:
          - text: "Goodbye, and enjoy your tea."
          utter_opening_hours:
          - text: "We are open from Monday to Saturday, nine to six."
          utter_confirm_order:
          - text: "{tea} it is. Shall I put it in your basket?"
            buttons:
            - title: "Yes"
              payload: "/affirm"
            - title: "No"
              payload: "/deny"
          utter_ordered:
          - text: "Done. It leaves our shop tomorrow."
          utter_nothing_ordered:
          - text: "Nothing was ordered."
          utter_please_rephrase:
          - text: "I did not understand that. Could you say it in other words?"

        session_config:
          session_expiration_time: 60
          carry_over_slots_to_new_session: true
        """

    static let credentials = """
        # The channels people talk through.
        rest:
        """

    static let endpoints = """
        # Other servers this assistant works with. For actions of your own, written with rasa-sdk:
        #
        # action_endpoint:
        #   url: "http://localhost:5055/webhook"
        """
}
