"""Small bots and conversations with them, for record_policies.py."""

SHOP = """
version: "3.1"
intents: [hello, order, size, price, bye, thanks, stop, faq, deny, chat]
entities: [item, colour, {city: {roles: [from, to]}}]
slots:
  item:
    type: text
    mappings: [{type: from_entity, entity: item}]
  member:
    type: bool
    mappings: [{type: custom}]
  level:
    type: categorical
    values: [low, high]
    mappings: [{type: custom}]
  note:
    type: text
    influence_conversation: false
    mappings: [{type: custom}]
  count:
    type: float
    initial_value: 0.5
    mappings: [{type: custom}]
  tags:
    type: list
    mappings: [{type: custom}]
  address:
    type: text
    mappings: [{type: from_text, conditions: [{active_loop: address_form}]}]
  phone:
    type: text
    mappings: [{type: from_text, conditions: [{active_loop: address_form}]}]
forms:
  address_form:
    required_slots: [address, phone]
responses:
  utter_hello: [{text: Hello}]
  utter_member: [{text: Hello member}]
  utter_ordered: [{text: Ordered}]
  utter_price: [{text: Much}]
  utter_bye: [{text: Bye}]
  utter_thanks: [{text: Welcome}]
  utter_faq: [{text: "So it is"}]
  utter_continue: [{text: "Go on?"}]
  utter_done: [{text: Done}]
  utter_stopped: [{text: Stopped}]
  utter_start: [{text: Start}]
  utter_default: [{text: What}]
actions: [action_look, action_send]
"""

RULES = """
version: "3.1"
rules:
- rule: the first hello
  conversation_start: true
  steps:
  - intent: hello
  - action: utter_start
- rule: hello
  steps:
  - intent: hello
  - action: utter_hello
- rule: hello of a member
  condition:
  - slot_was_set: [{member: true}]
  steps:
  - intent: hello
  - action: utter_member
- rule: price of an item
  steps:
  - intent: price
    entities: [item]
  - action: action_look
  - slot_was_set: [{level: high}]
  - action: utter_price
- rule: price
  steps:
  - intent: price
  - action: utter_price
- rule: thanks without waiting
  steps:
  - intent: thanks
  - action: utter_thanks
  wait_for_user_input: false
- rule: bye when nothing is wanted
  condition:
  - slot_was_set: [{item: null}]
  - active_loop: null
  steps:
  - intent: bye
  - action: utter_bye
- rule: an order or a size
  steps:
  - or:
    - intent: order
    - intent: size
  - action: action_look
  - slot_was_set: [{level: low}]
  - action: utter_ordered
"""

FORM_RULES = """
version: "3.1"
rules:
- rule: begin
  steps:
  - intent: order
  - action: address_form
  - active_loop: address_form
- rule: submit
  condition:
  - active_loop: address_form
  steps:
  - action: address_form
  - active_loop: null
  - slot_was_set: [{requested_slot: null}]
  - action: utter_done
- rule: faq
  steps:
  - intent: faq
  - action: utter_faq
- rule: stop
  condition:
  - active_loop: address_form
  steps:
  - intent: stop
  - action: action_deactivate_loop
  - active_loop: null
  - action: utter_stopped
- rule: chat in the form
  condition:
  - active_loop: address_form
  steps:
  - intent: chat
  - action: utter_thanks
  - action: address_form
"""

FORM_STORIES = """
version: "3.1"
stories:
- story: ask whether to go on
  steps:
  - intent: order
  - action: address_form
  - active_loop: address_form
  - intent: deny
  - action: utter_continue
  - intent: thanks
  - action: address_form
  - active_loop: null
  - action: utter_done
- story: whole form
  steps:
  - intent: order
  - action: address_form
  - active_loop: address_form
  - active_loop: null
  - action: utter_done
  - intent: bye
  - action: utter_bye
"""

STORIES = """
version: "3.1"
stories:
- story: hello and order
  steps:
  - intent: hello
  - action: utter_hello
  - or:
    - intent: order
      entities: [{item: shoe}]
    - intent: size
  - action: action_look
  - slot_was_set: [{level: high}]
  - action: utter_ordered
  - checkpoint: ordered
- story: said thanks
  steps:
  - checkpoint: ordered
    slot_was_set: [{level: high}]
  - intent: thanks
  - action: utter_thanks
  - checkpoint: ordered
- story: said bye
  steps:
  - checkpoint: ordered
  - intent: bye
  - action: utter_bye
- story: two ways, one
  steps:
  - intent: deny
  - action: utter_stopped
- story: two ways, other
  steps:
  - intent: deny
  - action: utter_continue
- story: from and to
  steps:
  - intent: chat
    entities: [{city: Bonn, role: from}]
  - action: utter_faq
- story: nowhere
  steps:
  - checkpoint: nowhere
  - intent: stop
  - action: utter_bye
- story: begins with an action
  steps:
  - action: action_send
  - intent: stop
  - action: utter_stopped
- story: list
  steps:
  - slot_was_set: [tags, {count: 0.25}]
  - intent: faq
  - action: utter_faq
"""

STORY_RULES = """
version: "3.1"
rules:
- rule: price
  steps:
  - intent: price
  - action: utter_price
  - slot_was_set: [{member: true}]
"""

TEXT_RULES = """
version: "3.1"
rules:
- rule: exact words
  steps:
  - user: "are you a robot?"
  - action: utter_faq
- rule: faq
  steps:
  - intent: faq
  - action: utter_hello
- rule: restart said
  steps:
  - user: "/restart"
  - action: utter_start
"""


END_TO_END = """
version: "3.1"
stories:
- story: words
  steps:
  - intent: hello
  - bot: "Hello you"
  - user: "that is fine"
  - action: utter_thanks
  - bot: "And now?"
- story: intents
  steps:
  - intent: order
  - bot: "What then?"
  - intent: deny
  - bot: "Bye, you"
"""


def user(intent, *entities, text=None, confidence=0.9):
    return {
        "user": text or "/" + intent,
        "intent": intent,
        "confidence": confidence,
        "entities": [
            {"entity": e, "value": "v"} if isinstance(e, str) else {"value": "v", **e}
            for e in entities
        ],
    }


def slot(name, value):
    return {"event": "slot", "name": name, "value": value}


def loop(name):
    return {"event": "active_loop", "name": name}


ASK_ADDRESS = [loop("address_form"), slot("requested_slot", "address")]
ASK_PHONE = [slot("address", "x"), slot("requested_slot", "phone")]
DONE = [slot("phone", "x"), slot("requested_slot", None), loop(None)]


def turn(said, after=None, rejected=(), before=()):
    """What is said, slot events right after it, what actions answer, which of them reject."""
    return {"said": said, "before": list(before), "after": after or {}, "rejected": list(rejected)}


BOTS = [
    {
        "name": "rules",
        "domain": SHOP,
        "data": [RULES],
        "policies": [{"name": "RulePolicy"}, {"name": "MemoizationPolicy"}],
        "conversations": [
            [turn(user("hello")), turn(user("hello")), turn(user("bye")), turn(user("deny"))],
            [turn(user("price")), turn(user("price", "item"), {"action_look": [slot("level", "high")]})],
            [turn(user("price", "item"), {"action_look": [slot("level", "low")]})],
            [turn(user("price", "item", "colour")), turn(user("thanks")), turn(user("hello"))],
            [turn(user("thanks")), turn(user("hello"), before=[slot("member", True)])],
            [turn(user("order", "item"), {"action_look": [slot("level", "low")]},
                  before=[slot("item", "v")]), turn(user("bye")), turn(user("size"))],
            [turn(user("restart")), turn(user("back")), turn(user("session_start"))],
            [turn(user("hello"), before=[slot("member", False)]),
             turn(user("hello"), before=[slot("member", None)])],
            [turn(user("nlu_fallback")), turn(user("unknown_intent"))],
        ],
    },
    {
        "name": "rules without a fallback, by confidence",
        "domain": SHOP,
        "data": [RULES],
        "policies": [
            {"name": "RulePolicy", "enable_fallback_prediction": False,
             "use_nlu_confidence_as_score": True}
        ],
        "conversations": [
            [turn(user("price", confidence=0.25)), turn(user("deny")), turn(user("hello"))]
        ],
    },
    {
        "name": "less sure than the fallback",
        "domain": SHOP,
        "data": [RULES],
        "policies": [{"name": "RulePolicy", "use_nlu_confidence_as_score": True}],
        "conversations": [
            [turn(user("price", confidence=0.25)), turn(user("price", confidence=0.3)),
             turn(user("restart", confidence=0.2))]
        ],
    },
    {
        "name": "another fallback",
        "domain": SHOP,
        "data": [RULES],
        "policies": [
            {"name": "RulePolicy", "core_fallback_threshold": 0.7,
             "core_fallback_action_name": "utter_default", "check_for_contradictions": False}
        ],
        "conversations": [
            [turn(user("deny")), turn(user("price"))],
            [turn(user("price"), rejected=["utter_price"])],
        ],
    },
    {
        "name": "form by rules",
        "domain": SHOP,
        "data": [FORM_RULES],
        "policies": [{"name": "RulePolicy"}],
        "conversations": [
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("chat", text="x"), {"address_form": ASK_PHONE}),
             turn(user("chat", text="y"), {"address_form": DONE})],
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("faq"), rejected=["address_form"]),
             turn(user("chat", text="x"), {"address_form": ASK_PHONE}),
             turn(user("faq"), rejected=["address_form"]),
             turn(user("chat", text="y"), {"address_form": DONE})],
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("chat"), rejected=["address_form"]),
             turn(user("stop"), {"action_deactivate_loop": [loop(None)]},
                  rejected=["address_form"]),
             turn(user("order"), {"address_form": ASK_ADDRESS})],
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("deny"), rejected=["address_form"]),
             turn(user("deny"), {"address_form": ASK_PHONE})],
        ],
    },
    {
        "name": "form by rules and stories",
        "domain": SHOP,
        "data": [FORM_RULES, FORM_STORIES],
        "policies": [{"name": "RulePolicy"}, {"name": "MemoizationPolicy", "max_history": 6}],
        "conversations": [
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("deny"), rejected=["address_form"]),
             turn(user("thanks"), {"address_form": ASK_PHONE}),
             turn(user("chat", text="y"), {"address_form": DONE}),
             turn(user("bye"))],
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("chat", text="x"), {"address_form": ASK_PHONE}),
             turn(user("chat", text="y"), {"address_form": DONE}),
             turn(user("faq")),
             turn(user("bye"))],
            [turn(user("order"), {"address_form": ASK_ADDRESS}),
             turn(user("faq"), rejected=["address_form"]),
             turn(user("deny"), rejected=["address_form"]),
             turn(user("thanks"), {"address_form": DONE})],
        ],
    },
    {
        "name": "stories",
        "domain": SHOP,
        "data": [STORIES, STORY_RULES],
        "policies": [
            {"name": "MemoizationPolicy", "max_history": 5},
            {"name": "RulePolicy"},
        ],
        "conversations": [
            [turn(user("hello")), turn(user("size"), {"action_look": [slot("level", "high")]}),
             turn(user("thanks")), turn(user("thanks")), turn(user("bye"))],
            [turn(user("hello")),
             turn(user("order", "item"), {"action_look": [slot("level", "high")]},
                  before=[slot("item", "v")]),
             turn(user("price")), turn(user("bye"))],
            [turn(user("deny")), turn(user("hello"))],
            [turn(user("chat", {"entity": "city", "role": "from"})), turn(user("stop"))],
            [turn(user("hello")), turn(user("price"), {"utter_price": [slot("member", True)]}),
             turn(user("size"), {"action_look": [slot("level", "high")]})],
            [turn(user("stop")), turn(user("faq"))],
            [turn(user("faq"), before=[slot("tags", ["a"]), slot("count", 0.25)])],
        ],
    },
    {
        "name": "stories that forget",
        "domain": SHOP,
        "data": [STORIES],
        "policies": [
            {"name": "AugmentedMemoizationPolicy", "max_history": 4},
            {"name": "MemoizationPolicy", "priority": 9, "use_nlu_confidence_as_score": True},
            {"name": "RulePolicy", "enable_fallback_prediction": False, "priority": 1},
        ],
        "conversations": [
            [turn(user("chat")), turn(user("hello")),
             turn(user("size"), {"action_look": [slot("level", "high")]}),
             turn(user("bye"))],
            [turn(user("hello"), before=[slot("member", True)]),
             turn(user("size"), {"action_look": [slot("level", "high")]}), turn(user("thanks"))],
            [turn(user("hello")), turn(user("hello")), turn(user("size"))],
        ],
    },
    {
        "name": "end to end",
        "domain": SHOP,
        "data": [END_TO_END, STORY_RULES],
        "policies": [{"name": "MemoizationPolicy"}, {"name": "RulePolicy"}],
        "conversations": [
            [turn(user("hello")), turn(user("chat", text="that is fine"))],
            [turn(user("order")), turn(user("deny")), turn(user("price"))],
            [turn(user("order")), turn(user("price"), {"utter_price": [slot("member", True)]}),
             turn(user("deny"))],
        ],
    },
    {
        "name": "rules for texts",
        "domain": SHOP,
        "data": [TEXT_RULES],
        "policies": [{"name": "RulePolicy"}, {"name": "MemoizationPolicy"}],
        "conversations": [
            [turn(user("faq", text="are you a robot?")), turn(user("faq", text="Are you a robot?")),
             turn(user("restart"))]
        ],
    },
]

REFUSED = [
    {"name": "two rules", "domain": SHOP, "policies": [{"name": "RulePolicy"}], "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: utter_hello}]
- rule: two
  steps: [{intent: hello}, {action: utter_bye}]
"""]},
    {"name": "a story goes on", "domain": SHOP, "policies": [{"name": "RulePolicy"}], "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: utter_hello}]
stories:
- story: two
  steps:
  - intent: bye
  - action: utter_bye
  - intent: hello
  - action: utter_hello
  - action: utter_price
"""]},
    {"name": "a longer rule explains it", "domain": SHOP, "policies": [{"name": "RulePolicy"}],
     "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: utter_hello}]
- rule: two
  condition: [{slot_was_set: [{member: true}]}]
  steps: [{intent: hello}, {action: utter_hello}, {action: utter_price}]
stories:
- story: three
  steps:
  - slot_was_set: [{member: true}]
  - intent: hello
  - action: utter_hello
  - action: utter_price
"""]},
    {"name": "an action sets less", "domain": SHOP, "policies": [{"name": "RulePolicy"}],
     "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: action_look}, {slot_was_set: [{level: low}]}, {action: utter_hello}]
- rule: two
  steps: [{intent: bye}, {action: action_look}, {action: utter_bye}]
"""]},
    {"name": "a form without its loop", "domain": SHOP, "policies": [{"name": "RulePolicy"}],
     "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: order}, {action: address_form}, {active_loop: address_form}]
- rule: two
  steps: [{intent: bye}, {action: address_form}, {action: utter_bye}]
"""]},
    {"name": "two messages", "domain": SHOP, "policies": [{"name": "RulePolicy"}], "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: utter_hello}, {intent: bye}, {action: utter_bye}]
"""]},
    {"name": "two messages allowed", "domain": SHOP,
     "policies": [{"name": "RulePolicy", "restrict_rules": False}], "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: utter_hello}, {intent: bye}, {action: utter_bye}]
"""]},
    {"name": "against a default intent", "domain": SHOP, "policies": [{"name": "RulePolicy"}],
     "data": ["""
version: "3.1"
stories:
- story: one
  steps: [{intent: restart}, {action: utter_bye}]
"""]},
    {"name": "a story leaves a form", "domain": SHOP, "policies": [{"name": "RulePolicy"}],
     "data": ["""
version: "3.1"
rules:
- rule: begin
  steps: [{intent: order}, {action: address_form}, {active_loop: address_form}]
- rule: faq
  steps: [{intent: faq}, {action: utter_faq}]
stories:
- story: one
  steps:
  - intent: order
  - action: address_form
  - active_loop: address_form
  - intent: faq
  - action: utter_faq
  - action: utter_continue
  - intent: deny
  - action: action_deactivate_loop
  - active_loop: null
"""]},
    {"name": "not checked", "domain": SHOP,
     "policies": [{"name": "RulePolicy", "check_for_contradictions": False}], "data": ["""
version: "3.1"
rules:
- rule: one
  steps: [{intent: hello}, {action: utter_hello}]
- rule: two
  steps: [{intent: hello}, {action: utter_bye}]
"""]},
]
