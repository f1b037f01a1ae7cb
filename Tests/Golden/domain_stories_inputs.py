"""The domains and stories that record_domain_stories.py shows to real Rasa."""

BAKERY = """
version: "3.1"
session_config:
  session_expiration_time: 30
  carry_over_slots_to_new_session: false
intents:
  - greet
  - order_cake:
      use_entities:
        - flavour
  - goodbye:
      use_entities: []
  - complain:
      ignore_entities:
        - flavour
        - city
  - faq:
      is_retrieval_intent: true
entities:
  - flavour
  - city:
      roles:
        - from
        - to
  - size:
      groups:
        - "1"
        - "2"
  - noise:
      influence_conversation: false
slots:
  flavour:
    type: categorical
    values:
      - Vanilla
      - chocolate
      - 7
    mappings:
      - type: from_entity
        entity: flavour
  tiers:
    type: float
    min_value: 1
    max_value: 9.5
    initial_value: 2
    mappings:
      - type: from_entity
        entity: size
        group: "1"
        conditions:
          - active_loop: cake_form
            requested_slot: tiers
  gift:
    type: bool
    influence_conversation: false
    mappings:
      - type: from_intent
        intent: [greet, goodbye]
        value: true
      - type: from_trigger_intent
        intent: order_cake
        not_intent: greet
        value: false
  note:
    type: any
    mappings:
      - type: custom
        action: action_note
  wishes:
    type: list
    initial_value: [candles]
    mappings:
      - type: from_text
responses:
  utter_greet:
    - text: Hello, what may we bake?
    - text: Hi 🍰
      channel: slack
      buttons:
        - title: Cake
          payload: /order_cake
      metadata: {mood: good}
  utter_gone:
    - custom: {card: {kind: bye}}
  utter_faq/ask_hours:
    - text: |
        We open at 7
        and close at 18.
      condition:
        - type: slot
          name: gift
          value: true
      image: pictures/door.png
      id: r1
      quick_replies:
        - title: More
          payload: /faq
      attachment: {type: file}
      elements:
        - title: a
actions:
  - action_note
  - action_bake: {send_domain: true}
  - validate_cake_form
  - utter_greet
forms:
  cake_form:
    required_slots:
      - flavour
      - tiers
    ignored_intents: complain
  empty_form:
    required_slots: []
e2e_actions:
  - Your cake is in the oven.
"""


def with_slot(body):
    lines = "".join("    " + line + "\n" for line in body.strip("\n").split("\n"))
    return "version: '3.1'\nintents: [hi]\nentities: [city]\nslots:\n  place:\n" + lines


DOMAINS = [
    ("bakery", BAKERY),
    ("empty", ""),
    ("only version", 'version: "3.1"\n'),
    ("version number", "version: 3.1\nintents: [a]\n"),
    ("version greater", 'version: "9.0"\nintents: [a]\n'),
    ("version lower", 'version: "2.0"\nintents: [a]\n'),
    ("version words", 'version: "newest"\nintents: [a]\n'),
    ("version empty", 'version: ""\nintents: [a]\n'),
    ("version null", "version:\nintents: [a]\n"),
    ("root list", "- a\n- b\n"),
    ("root text", "hello\n"),
    ("unknown key", "intents: [a]\nfoo: 1\n"),
    ("intents null", "intents:\n"),
    ("intents text", "intents: greet\n"),
    ("intents mapping", "intents:\n  greet:\n"),
    ("intent number", "intents: [a, 12]\n"),
    ("intent yes", "intents: [yes, on, no]\n"),
    ("intent true", "intents: [true]\n"),
    ("intent null", "intents: [a, null]\n"),
    ("intent twice", "intents: [a, b, a]\n"),
    ("intent twice mixed", "intents: [a, {a: {use_entities: []}}]\n"),
    ("intent colon", "intents:\n  - greet:\n"),
    ("intent empty options", "intents:\n  - greet: {}\n"),
    ("intent two keys", "intents:\n  - greet: {use_entities: []}\n    bye: {use_entities: []}\n"),
    ("intent list", "intents:\n  - [a, b]\n"),
    ("intent use false", "intents:\n  - a: {use_entities: false}\nentities: [x]\n"),
    ("intent use null", "intents:\n  - a: {use_entities: }\nentities: [x]\n"),
    ("intent use true", "intents:\n  - a: {use_entities: true}\nentities: [x]\n"),
    ("intent use text", "intents:\n  - a: {use_entities: x}\nentities: [x]\n"),
    ("intent ignore true", "intents:\n  - a: {ignore_entities: true}\nentities: [x]\n"),
    ("intent both", "intents:\n  - a: {use_entities: [x, y], ignore_entities: [x]}\nentities: [x, y]\n"),
    ("intent unknown entity", "intents:\n  - a: {use_entities: [zz]}\nentities: [x]\n"),
    ("intent triggers", "intents:\n  - a: {triggers: utter_x}\nresponses:\n  utter_x: [{text: x}]\n"),
    ("intent triggers unknown", "intents:\n  - a: {triggers: action_x}\n"),
    ("intent default", "intents: [restart, nlu_fallback]\n"),
    ("intent options text", "intents:\n  - a: yes\n"),
    ("intent empty text", "intents: ['']\n"),
    ("intents sorted", "intents: [b, C, a, B, ä, A, z, {m: {use_entities: []}}]\n"),
    ("entities null", "entities:\n"),
    ("entity number", "entities: [1]\n"),
    ("entity twice", "entities: [a, a]\n"),
    ("entity colon", "entities:\n  - city:\n"),
    ("entity empty options", "entities:\n  - city: {}\n"),
    ("entity roles text", "entities:\n  - city: {roles: from}\n"),
    ("entity role number", "entities:\n  - city: {roles: [1]}\n"),
    ("entity two keys", "entities:\n  - city: {roles: [a]}\n    town: {roles: [b]}\n"),
    ("entity influence", "intents: [a, {b: {use_entities: [x]}}]\nentities: [{x: {influence_conversation: false}}, y]\n"),
    ("entity influence roles", "intents: [a]\nentities: [{x: {influence_conversation: false, roles: [r]}}]\n"),
    ("entity mapping", "entities:\n  city: {roles: [a]}\n"),
    ("slots null", "slots:\n"),
    ("slots list", "slots: [a]\n"),
    ("slot text", with_slot("type: text\nmappings:\n  - type: from_text")),
    ("slot null", "slots:\n  a:\n"),
    ("slot number name", "slots:\n  12: {type: text, mappings: [{type: from_text}]}\n"),
    ("slot digit name", "slots:\n  '1st': {type: text, mappings: [{type: from_text}]}\n"),
    ("slot underscore name", "slots:\n  _x: {type: text, mappings: [{type: from_text}]}\n"),
    ("slot umlaut name", "slots:\n  Ärger: {type: text, mappings: [{type: from_text}]}\n"),
    ("slot quoted number name", "slots:\n  '12': {type: text, mappings: [{type: from_text}]}\n"),
    ("slot cyrillic name", "slots:\n  Ж: {type: text, mappings: [{type: from_text}]}\n"),
    ("form cyrillic name", "forms:\n  Ж: {required_slots: []}\n"),
    ("action option cyrillic", "actions:\n  - Ж: {send_domain: true}\n"),
    ("bot texts null", "e2e_actions:\n"),
    ("slot no type", with_slot("mappings:\n  - type: from_text")),
    ("slot unknown type", with_slot("type: wild\nmappings:\n  - type: from_text")),
    ("slot type number", with_slot("type: 7\nmappings:\n  - type: from_text")),
    ("slot unfeaturized", with_slot("type: unfeaturized\nmappings:\n  - type: from_text")),
    ("slot module type", with_slot("type: rasa.shared.core.slots.TextSlot\nmappings:\n  - type: from_text")),
    ("slot no mappings", with_slot("type: text")),
    ("slot mappings null", with_slot("type: text\nmappings:")),
    ("slot mappings empty", with_slot("type: text\nmappings: []")),
    ("slot mappings text", with_slot("type: text\nmappings: from_text")),
    ("slot mapping text", with_slot("type: text\nmappings: [from_text]")),
    ("slot mapping no type", with_slot("type: text\nmappings:\n  - entity: city")),
    ("slot mapping unknown type", with_slot("type: text\nmappings:\n  - type: from_moon")),
    ("slot mapping no entity", with_slot("type: text\nmappings:\n  - type: from_entity")),
    ("slot mapping unknown entity", with_slot("type: text\nmappings:\n  - type: from_entity\n    entity: moon")),
    ("slot mapping no value", with_slot("type: text\nmappings:\n  - type: from_intent\n    intent: hi")),
    ("slot mapping null value", with_slot("type: text\nmappings:\n  - type: from_intent\n    intent: hi\n    value: null")),
    ("slot mapping false value", with_slot("type: bool\nmappings:\n  - type: from_intent\n    intent: hi\n    value: false")),
    ("slot mapping extra key", with_slot("type: text\nmappings:\n  - type: from_text\n    foo: bar")),
    ("slot mapping role number", with_slot("type: text\nmappings:\n  - type: from_entity\n    entity: city\n    role: 1")),
    ("slot conditions null loop", with_slot("type: text\nmappings:\n  - type: from_text\n    conditions:\n      - active_loop: null")),
    ("slot conditions text", with_slot("type: text\nmappings:\n  - type: from_text\n    conditions: cake_form")),
    ("slot conditions extra", with_slot("type: text\nmappings:\n  - type: from_text\n    conditions:\n      - active_loop: f\n        foo: 1")),
    ("slot conditions no loop", with_slot("type: text\nmappings:\n  - type: from_text\n    conditions:\n      - requested_slot: place")),
    ("slot extra key", with_slot("type: text\nfoo: 1\nmappings:\n  - type: from_text")),
    ("slot reset delay", with_slot("type: text\nvalue_reset_delay: 3\nmappings:\n  - type: from_text")),
    ("slot auto fill", with_slot("type: text\nauto_fill: false\nmappings:\n  - type: from_text")),
    ("slot influence text", with_slot("type: text\ninfluence_conversation: 'no'\nmappings:\n  - type: from_text")),
    ("slot any influence", with_slot("type: any\ninfluence_conversation: true\nmappings:\n  - type: from_text")),
    ("slot any influence false", with_slot("type: any\ninfluence_conversation: false\nmappings:\n  - type: from_text")),
    ("slot float range", with_slot("type: float\nmin_value: 5\nmax_value: 5\nmappings:\n  - type: from_text")),
    ("slot float min only", with_slot("type: float\nmin_value: 5\nmappings:\n  - type: from_text")),
    ("slot float text bound", with_slot("type: float\nmin_value: low\nmappings:\n  - type: from_text")),
    ("slot float initial outside", with_slot("type: float\ninitial_value: 7\nmappings:\n  - type: from_text")),
    ("slot text with values", with_slot("type: text\nvalues: [a]\nmappings:\n  - type: from_text")),
    ("slot text with bounds", with_slot("type: text\nmin_value: 1\nmappings:\n  - type: from_text")),
    ("slot categorical no values", with_slot("type: categorical\nmappings:\n  - type: from_text")),
    ("slot categorical null value", with_slot("type: categorical\nvalues: [a, null, TRUE, 1.50]\nmappings:\n  - type: from_text")),
    ("slot categorical values text", with_slot("type: categorical\nvalues: a\nmappings:\n  - type: from_text")),
    ("slot requested", "slots:\n  requested_slot: {type: text, mappings: [{type: custom}]}\nforms:\n  f: {required_slots: []}\n"),
    ("slot session metadata", "slots:\n  session_started_metadata: {type: any, mappings: [{type: custom}]}\n"),
    ("responses null", "responses:\n"),
    ("responses list", "responses: [a]\n"),
    ("response null", "responses:\n  utter_x:\n"),
    ("response empty list", "responses:\n  utter_x: []\n"),
    ("response text not list", "responses:\n  utter_x: hello\n"),
    ("response mapping", "responses:\n  utter_x: {text: hello}\n"),
    ("response of texts", "responses:\n  utter_x: [hello]\n"),
    ("response no text", "responses:\n  utter_x: [{image: a}]\n"),
    ("response null text", "responses:\n  utter_x: [{text: }]\n"),
    ("response empty text", "responses:\n  utter_x: [{text: ''}]\n"),
    ("response number text", "responses:\n  utter_x: [{text: 12}]\n"),
    ("response bool text", "responses:\n  utter_x: [{text: true}]\n"),
    ("response empty custom", "responses:\n  utter_x: [{custom: {}}]\n"),
    ("response custom text", "responses:\n  utter_x: [{custom: hi}]\n"),
    ("response custom list", "responses:\n  utter_x: [{custom: [a]}]\n"),
    ("response text and custom", "responses:\n  utter_x: [{text: a, custom: {b: 1}}]\n"),
    ("response unknown key", "responses:\n  utter_x: [{text: a, foo: 1}]\n"),
    ("response buttons empty", "responses:\n  utter_x: [{text: a, buttons: []}]\n"),
    ("response buttons text", "responses:\n  utter_x: [{text: a, buttons: [b]}]\n"),
    ("response button extra", "responses:\n  utter_x: [{text: a, buttons: [{title: b, payload: /c, type: web_url, n: 1}]}]\n"),
    ("response button number", "responses:\n  utter_x: [{text: a, buttons: [{title: 1, payload: /c}]}]\n"),
    ("response button no payload", "responses:\n  utter_x: [{text: a, buttons: [{title: b}]}]\n"),
    ("response button type", "responses:\n  utter_x: [{text: a, button_type: vertical}]\n"),
    ("response attachment text", "responses:\n  utter_x: [{text: a, attachment: b}]\n"),
    ("response elements text", "responses:\n  utter_x: [{text: a, elements: [b]}]\n"),
    ("response image number", "responses:\n  utter_x: [{text: a, image: 5}]\n"),
    ("response channel number", "responses:\n  utter_x: [{text: a, channel: 5}]\n"),
    ("response condition text", "responses:\n  utter_x: [{text: a, condition: b}]\n"),
    ("response condition extra", "responses:\n  utter_x: [{text: a, condition: [{type: slot, name: s, value: 1, foo: 2}]}]\n"),
    ("response condition empty", "responses:\n  utter_x: [{text: a, condition: [{}]}]\n"),
    ("response odd name", "responses:\n  hello there: [{text: a}]\n"),
    ("response number name", "responses:\n  12: [{text: a}]\n"),
    ("actions null", "actions:\n"),
    ("actions text", "actions: a\n"),
    ("action number", "actions: [1]\n"),
    ("action twice", "actions: [action_a, action_a]\n"),
    ("action default", "actions: [action_listen, action_restart]\n"),
    ("action colon", "actions:\n  - action_a:\n"),
    ("action send domain false", "actions:\n  - action_a: {send_domain: false}\n  - validate_b\n"),
    ("action send domain text", "actions:\n  - action_a: {send_domain: 'true'}\n"),
    ("action unknown option", "actions:\n  - action_a: {foo: true}\n"),
    ("action as response", "actions: [utter_b]\nresponses:\n  utter_b: [{text: b}]\n  utter_a: [{text: a}]\n"),
    ("action is form", "actions: [f]\nforms:\n  f: {required_slots: []}\n"),
    ("action knowledge base", "actions: [action_query_knowledge_base]\n"),
    ("action and bot text", "actions: [hello]\ne2e_actions: [hello]\n"),
    ("bot text twice", "e2e_actions: [a, a]\n"),
    ("bot text number", "e2e_actions: [1]\n"),
    ("forms null", "forms:\n"),
    ("forms list", "forms: [a]\n"),
    ("form null", "forms:\n  f:\n"),
    ("form empty", "forms:\n  f: {}\n"),
    ("form list", "forms:\n  f: [a]\n"),
    ("form old style", "forms:\n  f:\n    a:\n      - type: from_text\n"),
    ("form extra key", "forms:\n  f:\n    required_slots: []\n    foo: 1\n"),
    ("form ignored only", "forms:\n  f:\n    ignored_intents: [a]\n"),
    ("form required mapping", "forms:\n  f:\n    required_slots:\n      a:\n        - type: from_text\n"),
    ("form required null", "forms:\n  f:\n    required_slots:\n"),
    ("form required number", "forms:\n  f:\n    required_slots: [1]\n"),
    ("form digit name", "forms:\n  1form: {required_slots: []}\n"),
    ("form requested slot", "forms:\n  f: {required_slots: [nowhere]}\n"),
    ("session null", "session_config:\n"),
    ("session text", "session_config: a\n"),
    ("session empty", "session_config: {}\n"),
    ("session negative", "session_config:\n  session_expiration_time: -1\n"),
    ("session zero", "session_config:\n  session_expiration_time: 0\n"),
    ("session fraction", "session_config:\n  session_expiration_time: 1.5\n"),
    ("session words", "session_config:\n  session_expiration_time: soon\n"),
    ("session null time", "session_config:\n  session_expiration_time:\n"),
    ("session carry text", "session_config:\n  carry_over_slots_to_new_session: 'yes'\n"),
    ("session extra", "session_config:\n  session_expiration_time: 5\n  foo: 1\n"),
    ("config off", "config:\n  store_entities_as_slots: false\nintents: [a]\n"),
    ("config on", "config:\n  store_entities_as_slots: true\nintents: [a]\n"),
    ("config null", "config:\nintents: [a]\n"),
    ("config text", "config:\n  store_entities_as_slots: 'no'\n"),
    ("config extra", "config:\n  foo: 1\n"),
    ("duplicate key", "intents: [a]\nintents: [b]\n"),
    ("duplicate slot", "slots:\n  a: {type: text, mappings: [{type: custom}]}\n  a: {type: text, mappings: [{type: custom}]}\n"),
    ("tab", "intents:\n\t- a\n"),
    ("merge key", "slots:\n  a: &base\n    type: text\n    mappings: [{type: custom}]\n  b:\n    <<: *base\n    influence_conversation: false\n"),
]

SECOND = """
version: "3.1"
intents: [greet, thank, {order_cake: {use_entities: []}}]
entities: [city, colour]
actions: [cake_form, action_pay, action_note]
responses:
  utter_greet:
    - text: other
  utter_new:
    - text: new
slots:
  flavour: {type: text, mappings: [{type: custom}]}
  paid: {type: bool, mappings: [{type: custom}]}
forms:
  pay_form: {required_slots: [paid]}
session_config:
  session_expiration_time: 5
  carry_over_slots_to_new_session: true
e2e_actions: [B, A]
config: {store_entities_as_slots: false}
"""

MERGES = [
    ("two", [BAKERY, SECOND]),
    ("two turned", [SECOND, BAKERY]),
    ("empty first", ["", SECOND]),
    ("empty second", [SECOND, 'version: "3.1"\n']),
    ("session of the second", ["intents: [a]\n", "session_config: {session_expiration_time: 7, carry_over_slots_to_new_session: true}\nintents: [b]\n"]),
    ("session default first", ["session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}\nintents: [a]\n", "session_config: {session_expiration_time: 7, carry_over_slots_to_new_session: true}\nintents: [b]\n"]),
    ("session half first", ["session_config: {session_expiration_time: 60}\nintents: [a]\n", "session_config: {session_expiration_time: 7, carry_over_slots_to_new_session: true}\nintents: [b]\n"]),
    ("config of the second", ["intents: [a]\n", "config: {store_entities_as_slots: false}\nintents: [b]\n"]),
    ("three", ["intents: [a, b]\nactions: [x]\n", "intents: [b, c]\nactions: [x, y]\n", "intents: [a, d]\nactions: [z, x]\n"]),
    ("same intent with and without options", ["intents: [a]\n", "intents: [{a: {use_entities: []}}]\nentities: [e]\n"]),
    ("version lower second", ["intents: [a]\n", "version: '2.0'\nintents: [b]\n"]),
]

STORY_DOMAIN = """
version: "3.1"
intents: [greet, goodbye, inform, {faq: {is_retrieval_intent: true}}]
entities: [city, flavour]
slots:
  flavour: {type: text, mappings: [{type: from_entity, entity: flavour}]}
  wishes: {type: list, mappings: [{type: custom}]}
  gift: {type: bool, mappings: [{type: custom}]}
  note: {type: any, mappings: [{type: custom}]}
responses:
  utter_greet: [{text: hi}]
actions: [action_bake]
forms:
  cake_form: {required_slots: [flavour]}
"""

STORY_BOOK = """
version: "3.1"
stories:
  - story: order a cake
    metadata: {author: me}
    steps:
      - checkpoint: start_here
        slot_was_set:
          - gift: true
      - intent: greet
      - action: utter_greet
      - intent: inform
        entities:
          - flavour: vanilla
          - city: Bonn
            role: from
            group: "2"
          - city
      - slot_was_set:
          - flavour: vanilla
          - wishes
          - gift: null
          - note: 3
      - action: cake_form
      - active_loop: cake_form
      - or:
          - intent: greet
          - intent: inform
            entities: [{city: Rome}]
          - slot_was_set:
              - flavour
              - gift: true
      - active_loop: null
      - user: 'I want [plain cake](flavour) in [Bonn]{"entity": "city", "role": "to", "value": "bonn"}'
      - bot: Sure, a plain one.
      - checkpoint: the_end
  - story: two ways
    steps:
      - checkpoint: the_end
      - metadata: {a: 1}
      - intent: goodbye
      - action: utter_greet
rules:
  - rule: say hi
    conversation_start: true
    wait_for_user_input: false
    condition:
      - active_loop: null
      - slot_was_set:
          - gift: true
    steps:
      - intent: greet
      - action: utter_greet
  - rule: bake
    steps:
      - intent: inform
      - action: cake_form
      - active_loop: cake_form
"""


def story(steps, name="s"):
    lines = "".join("      " + line + "\n" for line in steps.strip("\n").split("\n"))
    return f"version: '3.1'\nstories:\n  - story: {name}\n    steps:\n" + lines


def rule(steps, extra=""):
    lines = "".join("      " + line + "\n" for line in steps.strip("\n").split("\n"))
    return f"version: '3.1'\nrules:\n  - rule: r\n{extra}    steps:\n" + lines


STORIES = [
    ("book", False, STORY_BOOK),
    ("book as a test", True, STORY_BOOK),
    ("empty", False, ""),
    ("stories null", False, "stories:\n"),
    ("stories text", False, "stories: a\n"),
    ("stories mapping", False, "stories:\n  story: a\n"),
    ("story text", False, "stories: [a]\n"),
    ("story no name", False, "stories:\n  - steps:\n      - intent: greet\n"),
    ("story empty name", False, "stories:\n  - story: ''\n    steps:\n      - intent: greet\n"),
    ("story null name", False, "stories:\n  - story:\n    steps:\n      - intent: greet\n"),
    ("story number name", False, "stories:\n  - story: 12\n    steps:\n      - intent: greet\n"),
    ("story no steps", False, "stories:\n  - story: a\n"),
    ("story null steps", False, "stories:\n  - story: a\n    steps:\n"),
    ("story empty steps", False, "stories:\n  - story: a\n    steps: []\n"),
    ("story steps text", False, "stories:\n  - story: a\n    steps: greet\n"),
    ("story extra key", False, "stories:\n  - story: a\n    foo: 1\n    steps:\n      - intent: greet\n"),
    ("version greater", False, "version: '9'\nstories:\n  - story: a\n    steps:\n      - intent: greet\n"),
    ("version number", False, "version: 3.1\nstories:\n  - story: a\n    steps:\n      - intent: greet\n"),
    ("step text", False, story("- greet")),
    ("step dots", False, story("- ...")),
    ("step unknown", False, story("- foo: bar")),
    ("step extra key", False, story("- intent: greet\n  foo: bar")),
    ("step null", False, story("- intent: greet\n-")),
    ("step list", False, story("- [intent, greet]")),
    ("intent null", False, story("- intent:")),
    ("intent empty", False, story("- intent: ''")),
    ("intent number", False, story("- intent: 12")),
    ("intent slash", False, story("- intent: /greet")),
    ("intent spaces", False, story("- intent: '  greet  '")),
    ("intent unknown", False, story("- intent: nobody")),
    ("intent retrieval", False, story("- intent: faq/ask_hours\n- action: utter_faq")),
    ("intent two slashes", False, story("- intent: faq/ask/hours")),
    ("intent slash at the end", False, story("- intent: faq/")),
    ("step empty", False, story("- {}\n- intent: greet")),
    ("checkpoint slots null", False, story("- checkpoint: a\n  slot_was_set:\n- intent: greet")),
    ("action rewind", False, story("- action: rewind")),
    ("slots number last", False, story("- slot_was_set: [gift: true, 5]")),
    ("intent retrieval test", True, story("- intent: faq/ask_hours\n- action: utter_faq")),
    ("intent and action", False, story("- intent: greet\n  action: utter_greet")),
    ("intent and user", True, story("- intent: greet\n  user: hello")),
    ("user text", False, story("- user: '  hello there '\n- action: utter_greet")),
    ("user empty", False, story("- user: ''")),
    ("user null", False, story("- user:")),
    ("user number", False, story("- user: 12")),
    ("user block", True, story("- user: |\n    hello [Bonn](city)\n  intent: inform")),
    ("user synonym", True, story("- user: '[big apple](city:new york) please'\n  intent: inform")),
    ("user slash", True, story("- user: '/inform{\"city\": \"Bonn\"}'\n  intent: inform")),
    ("user slash confidence", True, story("- user: '/inform@0.8{\"city\": [\"Bonn\", \"Rome\"], \"zz\": 1}'\n  intent: inform")),
    ("user slash bad", True, story("- user: '/inform{city: Bonn'\n  intent: inform")),
    ("user entities ignored", True, story("- user: hello\n  intent: inform\n  entities: [{city: a}]")),
    ("entities null", False, story("- intent: inform\n  entities:")),
    ("entities text", False, story("- intent: inform\n  entities: city")),
    ("entities mapping", False, story("- intent: inform\n  entities: {city: a}")),
    ("entity null value", False, story("- intent: inform\n  entities: [{city: }]")),
    ("entity number value", False, story("- intent: inform\n  entities: [{city: 5}]")),
    ("entity list value", False, story("- intent: inform\n  entities: [{city: [a, b]}]")),
    ("entity two keys", False, story("- intent: inform\n  entities: [{city: a, flavour: b}]")),
    ("entity role number", False, story("- intent: inform\n  entities: [{city: a, role: 1}]")),
    ("entity number", False, story("- intent: inform\n  entities: [5]")),
    ("action null", False, story("- action:")),
    ("action empty", False, story("- action: ''")),
    ("action number", False, story("- action: 5")),
    ("action restart", False, story("- action: restart")),
    ("action slot", False, story("- action: slot")),
    ("action listen", False, story("- intent: greet\n- action: action_listen")),
    ("bot null", False, story("- bot:")),
    ("bot empty", False, story("- bot: ''")),
    ("bot number", False, story("- bot: 5")),
    ("bot in rule", False, rule("- intent: greet\n- bot: hello")),
    ("checkpoint null", False, story("- checkpoint:")),
    ("checkpoint empty", False, story("- checkpoint: ''\n- intent: greet")),
    ("checkpoint in rule", False, rule("- intent: greet\n- checkpoint: a")),
    ("checkpoint slot name", False, story("- checkpoint: a\n  slot_was_set: [gift]\n- intent: greet")),
    ("slots null", False, story("- slot_was_set:")),
    ("slots mapping", False, story("- slot_was_set: {gift: true}")),
    ("slots text", False, story("- slot_was_set: gift")),
    ("slots number", False, story("- slot_was_set: [5]")),
    ("slots list value", False, story("- slot_was_set: [{wishes: [a, 1, true, {b: c}]}]")),
    ("slots mapping value", False, story("- slot_was_set: [{note: {a: 1}}]")),
    ("slots float value", False, story("- slot_was_set: [{note: 1.5}]")),
    ("slots two keys", False, story("- slot_was_set: [{note: a, gift: false}]")),
    ("slots by name", False, story("- slot_was_set: [flavour, wishes, gift, note]")),
    ("slots unknown name", False, story("- slot_was_set: [nowhere]")),
    ("slots unknown pair", False, story("- slot_was_set: [{nowhere: 1}]")),
    ("slots requested", False, story("- slot_was_set: [{requested_slot: flavour}]")),
    ("loop null", False, story("- active_loop: null")),
    ("loop empty", False, story("- active_loop: ''")),
    ("loop number", False, story("- active_loop: 5")),
    ("loop unknown", False, story("- active_loop: no_form")),
    ("or null", False, story("- or:")),
    ("or empty", False, story("- or: []")),
    ("or mapping", False, story("- or: {intent: greet}")),
    ("or texts", False, story("- or: [greet, inform]")),
    ("or one", False, story("- or:\n    - intent: greet")),
    ("or actions", False, story("- or:\n    - action: a\n    - action: b")),
    ("or users", False, story("- or:\n    - user: hi [Bonn](city)\n    - user: hello")),
    ("or intent users", False, story("- or:\n    - intent: greet\n      user: hi\n    - intent: greet\n      user: hello")),
    ("or slots in rule", False, rule("- or:\n    - slot_was_set: [{gift: true}]\n    - slot_was_set: [{gift: false}]\n- action: utter_greet")),
    ("or nested", False, story("- or:\n    - or:\n        - intent: greet")),
    ("or slot number", False, story("- or:\n    - slot_was_set: [5]")),
    ("metadata only", False, story("- metadata: {a: 1}\n- intent: greet")),
    ("rule text", False, "rules: [a]\n"),
    ("rule no steps", False, "rules:\n  - rule: a\n"),
    ("rule condition only", False, "rules:\n  - rule: a\n    condition:\n      - active_loop: cake_form\n    steps:\n      - action: utter_greet\n"),
    ("rule condition null", False, rule("- intent: greet", "    condition:\n")),
    ("rule condition text", False, rule("- intent: greet", "    condition: a\n")),
    ("rule condition intent", False, rule("- intent: greet", "    condition: [{intent: greet}]\n")),
    ("rule condition by name", False, rule("- intent: greet", "    condition: [{slot_was_set: [flavour]}]\n")),
    ("rule start text", False, rule("- intent: greet", "    conversation_start: 'yes'\n")),
    ("rule start false", False, rule("- intent: greet", "    conversation_start: false\n")),
    ("rule wait text", False, rule("- intent: greet", "    wait_for_user_input: 'no'\n")),
    ("rule wait true", False, rule("- intent: greet", "    wait_for_user_input: true\n")),
    ("rule extra key", False, rule("- intent: greet", "    foo: 1\n")),
    ("story with condition", False, "stories:\n  - story: a\n    condition: []\n    steps:\n      - intent: greet\n"),
    ("unknown top key", False, "foo: 1\nstories:\n  - story: a\n    steps:\n      - intent: greet\n"),
    ("duplicate key", False, story("- intent: greet\n  intent: goodbye")),
    ("same name twice", False, story("- intent: greet") + "  - story: s\n    steps:\n      - intent: goodbye\n"),
]
