"""The domain, events and conversations that record_trackers.py asks Rasa about."""
import random

DOMAIN = """
version: "3.1"
intents:
- greet
- inform:
    use_entities: [city, size]
- chat:
    ignore_entities: [city]
- quiet:
    use_entities: []
- faq
entities:
- city:
    roles: [from, to]
    groups: [first]
- size
- secret:
    influence_conversation: false
slots:
  city:
    type: text
    mappings:
    - type: from_entity
      entity: city
  mood:
    type: categorical
    values: [Good, bad, 3]
    initial_value: bad
    mappings:
    - type: custom
  count:
    type: float
    min_value: -2
    max_value: 8
    initial_value: 1
    mappings:
    - type: custom
  sure:
    type: bool
    mappings:
    - type: custom
  items:
    type: list
    mappings:
    - type: custom
  note:
    type: any
    mappings:
    - type: custom
  hidden:
    type: text
    influence_conversation: false
    mappings:
    - type: custom
responses:
  utter_hello:
  - text: Hello
  utter_bye:
  - text: Bye
  utter_ask_city:
  - text: Where?
actions:
- action_look
forms:
  trip_form:
    required_slots: [city, sure]
  contact_form:
    required_slots: [note]
"""


def event(kind, **fields):
    """An event; its time is its place in the conversation."""
    return dict({"event": kind}, **fields)


def user(intent="greet", text=None, entities=(), channel="rest", **parse):
    if text is None:
        text = f"/{intent}"
    understood = {"intent": {"name": intent, "confidence": 1.0}, "entities": list(entities), "text": text}
    return event(
        "user", text=text, parse_data=dict(understood, **parse), input_channel=channel,
        message_id="m")


def action(name, hide=False, **more):
    return event("action", name=name, policy="RulePolicy", confidence=1.0, action_text=None,
                 hide_rule_turn=hide, **more)


def say(text):
    return event("action", name=None, action_text=text, policy="TEDPolicy", confidence=0.9,
                 hide_rule_turn=False)


def slot(name, value):
    return event("slot", name=name, value=value)


def loop(name):
    return event("active_loop", name=name)


def chosen(text=False):
    return event("user_featurization", use_text_for_featurization=text)


def rejected(name):
    return event("action_execution_rejected", name=name, policy=None, confidence=None)


def entity(name, value, start=0, end=4, **more):
    return dict({"entity": name, "value": value, "start": start, "end": end}, **more)


def listen(hide=False):
    return action("action_listen", hide)


def session():
    return [action("action_session_start"), event("session_started"), listen()]


def turn(intent="greet", answer="utter_hello", entities=(), hide=False, text=None):
    return [user(intent, text, entities), chosen(), action(answer, hide),
            event("bot", text="Hello", data={}, metadata={"utter_action": answer}), listen(hide)]


def form_begins(form="trip_form", hide=False):
    return [user("inform"), chosen(), action(form, hide), loop(form),
            slot("requested_slot", "city"), event("bot", text="Where?"), listen(hide)]


def form_goes_on(form="trip_form", hide=False):
    return [user("inform", "Bonn", [entity("city", "Bonn")]), slot("city", "Bonn"), chosen(),
            action(form, hide), slot("requested_slot", "sure"), event("bot", text="Sure?"),
            listen(hide)]


def form_strays(form="trip_form", hide=False):
    return [user("chat"), rejected(form), chosen(), action("utter_hello", hide),
            event("bot", text="Hello"), action(form, hide), event("bot", text="Where?"),
            listen(hide)]


def form_interrupted(form="trip_form"):
    return [user("faq"), chosen(), action("utter_bye"), action(form), listen(), user("inform"),
            event("loop_interrupted", is_interrupted=True), action(form), listen()]


def form_ends(form="trip_form", hide=False):
    return [user("inform"), slot("sure", True), chosen(), action(form, hide),
            slot("requested_slot", None), loop(None), action("utter_bye", hide), listen(hide)]


def fallback():
    return [user("nlu_fallback", "bla"), chosen(), action("action_default_fallback"),
            event("bot", text="What?"), event("rewind"), listen()]


def back():
    return [user("back"), chosen(), action("action_back"), event("rewind"), event("rewind"),
            listen()]


BUILDERS = [
    session, turn, lambda: turn("chat", "utter_bye", hide=True),
    lambda: turn("inform", "action_look", [entity("city", "Rome", role="from", group="first"),
                                           entity("size", 3), entity("secret", "x")]),
    form_begins, lambda: form_begins(hide=True), form_goes_on, lambda: form_goes_on(hide=True),
    form_strays, lambda: form_strays(hide=True), form_interrupted, form_ends,
    lambda: form_begins("contact_form", True), lambda: form_ends("contact_form", True),
    lambda: form_strays("contact_form"), fallback, back,
    lambda: [action("action_look"), slot("mood", "good"), event("undo")],
    lambda: [event("restart")], lambda: [event("pause")], lambda: [event("resume")],
    lambda: [event("followup", name="utter_bye"), action("utter_bye"), listen()],
    lambda: [event("followup", name="utter_bye")], lambda: [event("reset_slots")],
    lambda: [slot("city", "Oslo")], lambda: [slot("mood", "should_not_be_set")],
    lambda: [slot("items", "one")], lambda: [slot("count", 4.5)], lambda: [slot("nowhere", 1)],
    lambda: [user(None, "free words"), chosen(True), say("Well"), listen()],
    lambda: [user("chat", "both ways"), chosen(True), action("utter_bye"), listen()],
    lambda: [user("greet", "last words")], lambda: [user("quiet", "[a](city)", [entity("city", "a")])],
    lambda: [loop("should_not_be_set")], lambda: [loop(None)], lambda: [rejected("action_look")],
]


def case(name, *parts):
    events = []
    for part in parts:
        events += part if isinstance(part, list) else [part]
    return name, events


CASES = [
    case("nothing"),
    case("a session", session()),
    case("a turn", session(), turn()),
    case("an open turn", session(), turn(), user("inform", "Rome", [entity("city", "Rome", role="to")])),
    case("a form on its happy path", session(), form_begins(), form_goes_on(), form_ends()),
    case("back in a form", session(), turn(), form_begins(), form_goes_on(), back()),
    case("back twice", session(), turn(), turn("chat"), turn("faq"), back(), back()),
    case("a fallback in a form", session(), form_begins(), form_goes_on(), fallback()),
    case("an unhappy path", session(), form_begins(), form_strays(), form_goes_on(), form_ends()),
    case("an unhappy path rewound", session(), form_begins(), form_strays(), event("rewind"), listen()),
    case("rewind between rejection and answer", session(), form_begins(), user("chat"),
         rejected("trip_form"), chosen(), action("action_default_fallback"), event("rewind"), listen()),
    case("interrupted", session(), form_begins(), form_interrupted(), form_ends()),
    case("a form twice", session(), form_begins(), form_ends(), form_begins(), form_goes_on(), form_ends()),
    case("two forms", session(), form_begins(), form_begins("contact_form"), form_goes_on()),
    case("the loop runs before it begins", session(), user(), action("trip_form"), listen(), user("inform"),
         action("trip_form"), loop("trip_form"), listen(), user("inform"), action("trip_form"), listen()),
    case("the loop runs before it begins, undone", session(), user(), action("trip_form"),
         action("trip_form"), event("undo"), loop("trip_form"), listen()),
    case("undo in a form", session(), form_begins(), form_goes_on(), event("undo"), event("undo")),
    case("undo of nothing", event("undo"), event("rewind"), event("undo")),
    case("restart", session(), form_begins(), event("pause"), event("restart"), session(), turn()),
    case("restart by the API", session(), turn(), event("restart")),
    case("sessions", session(), turn(), session(), slot("city", "Rome"), listen(), turn("chat"), session()),
    case("pause undone", session(), user(), chosen(), action("action_look"), event("pause"),
         event("rewind"), listen()),
    case("follow-ups", session(), user(), event("followup", name="utter_bye"), action("utter_bye"),
         event("followup", name="action_listen"), user(), event("followup", name=None)),
    case("a follow-up lost by a rewind", session(), turn(), event("followup", name="utter_bye"),
         user(), event("rewind")),
    case("reset slots", session(), slot("city", "Rome"), slot("count", 3), event("reset_slots"), turn()),
    case("text counts", session(), user(None, "free words"), chosen(True), say("Well"), listen(), turn()),
    case("text counts beside an intent", session(), user("greet", "good day", [entity("city", "x")]),
         chosen(True), action("utter_hello"), listen(), user("greet", "good day", [entity("city", "x")])),
    case("entities found by a policy", session(), user("greet", "Rome it is", [entity("city", "Rome")]),
         chosen(), event("entities", entities=[entity("city", "Rome"), entity("size", 3, 5, 7)]),
         action("utter_hello"), listen()),
    case("hidden turns", session(), turn(), turn("chat", "utter_bye", hide=True), turn("faq"), user("chat")),
    case("a hidden form", session(), turn(), form_begins(hide=True), form_goes_on(hide=True),
         form_ends(hide=True), turn("faq")),
    case("hidden at the beginning", session(), turn("chat", hide=True), turn("faq", hide=True), user()),
    case("hidden with a follow-up", session(), turn("chat", hide=True), event("followup", name="utter_bye")),
    case("a hidden form asks", session(), turn(), form_begins(hide=True), user("inform")),
    case("a form asks after a hidden turn", session(), form_begins(), form_strays(hide=True), user("chat"),
         rejected("trip_form"), chosen(), action("utter_hello", True), action("trip_form", True), listen(True)),
    case("two stages", session(), user("nlu_fallback", "bla"), chosen(), action("action_two_stage_fallback"),
         loop("action_two_stage_fallback"), event("bot", text="Did you mean?"), listen(), user("chat"),
         action("action_two_stage_fallback"), loop(None), event("rewind"), listen(), user("chat")),
    case("conditions of rules", slot("mood", "should_not_be_set"), slot("items", "should_not_be_set"),
         slot("count", "should_not_be_set"), slot("note", "should_not_be_set"), loop("should_not_be_set"),
         action("..."), listen(), user(), action("utter_hello")),
    case("lists", slot("items", "a"), slot("items", []), slot("items", 0), slot("items", ["b"]), listen()),
    case("unlikely", session(), user(), action("action_unlikely_intent"), action("utter_hello"), listen()),
    case("a story", session(), user("greet", "hi [there"), action("utter_hello"), listen(),
         user("inform", "from Rome to Bonn", [entity("city", "Rome", 5, 9, role="from"),
                                              entity("city", "Cologne", 13, 17, role="to", group="first")]),
         slot("city", "Cologne"), slot("items", ["a", 1, None]), slot("note", {"k": [1.5, True]}),
         action("trip_form"), loop("trip_form"), listen(), user("chat", ""), action("utter_bye"),
         loop(None), listen(), user("faq", "/faq{\"size\": 3}", [entity("size", 3, 4, 15)]),
         event("restart"), say("Bye now"), slot("city", None)),
    case("a story of a retrieval intent", session(), event(
        "user", text="when?", parse_data={"intent": {
            "name": "faq", "full_retrieval_intent_name": "faq/hours"}, "entities": []}), listen()),
    case("a story of many lines", session(), user("greet", "one\ntwo  \n\n three: 'x' \"y\""), user("chat", " #a "),
         user(None, "no intent"), user("greet", "[a](b) [c](size:3)", [entity("size", "c", 2, 3)]), listen()),
]


def random_cases():
    """Conversations of turns put together, and of events in any order."""
    source = random.Random(20240917)
    rows = []
    for number in range(110):
        parts = [session()] if number % 4 else []
        parts += [source.choice(BUILDERS)() for _ in range(source.randint(2, 7))]
        rows.append(case(f"turns {number}", *parts))
    for number in range(60):
        pool = [
            lambda: user(source.choice(["greet", "chat", "back"])), listen, lambda: listen(True),
            lambda: action("trip_form"), lambda: action("trip_form", True),
            lambda: action("contact_form"), lambda: action("utter_hello", source.random() < 0.5),
            lambda: loop("trip_form"), lambda: loop("contact_form"), lambda: loop(None),
            lambda: rejected("trip_form"), lambda: slot("city", "Rome"), lambda: slot("sure", False),
            lambda: event("loop_interrupted", is_interrupted=True), lambda: event("bot", text="x"),
            lambda: event("undo"), lambda: event("rewind"), lambda: event("followup", name="utter_bye"),
        ]
        rare = [lambda: event("restart"), lambda: event("session_started"), lambda: event("pause")]
        events = []
        for _ in range(source.randint(8, 24)):
            events.append(source.choice(rare if source.random() < 0.03 else pool)())
            if events[-1]["event"] == "user" and source.random() < 0.5:
                events.append(chosen(source.random() < 0.3))
        rows.append(case(f"events {number}", events))
    return rows


FEATURES = [
    ("city", value) for value in ["Rome", "", 0, False, [], {"a": 1}, "should_not_be_set"]
] + [
    ("mood", value) for value in ["good", "GOOD", "Bad", 3, "3", 3.0, True, "other", "", ["good"], "__other__"]
] + [
    ("count", value) for value in [
        -2, 8, 3, 1.5, -7, 99, "4", " 4.5 ", "1_0", "_1", "1__0", "nan", "-inf", "0x4", "4e0", "", True, [1],
        "four", "should_not_be_set"]
] + [
    ("sure", value) for value in [
        True, False, 1, 0, 2, 1.0, "true", " False ", "TRUE", "1", "01", "0", "2", "1.0", "yes", "", [True]]
] + [
    ("items", value) for value in ["a", "", 0, 5, [], ["a"], [None], {"a": 1}, {}, False, "should_not_be_set"]
] + [("note", value) for value in ["a", 1, [2]]] + [("hidden", "a")]

ENTITY = {"entity": "city", "value": "Rome", "start": 0, "end": 4}
ROUND_TRIPS = [
    {"event": name, "timestamp": 5.5} for name in [
        "bot", "session_started", "restart", "undo", "rewind", "reset_slots", "pause", "resume",
        "export", "followup", "cancel_reminder", "agent", "active_loop", "form", "loop_interrupted",
        "form_validation", "action_execution_rejected"]
] + [
    {"event": "form", "name": "trip_form", "timestamp": 1}, {"event": "active_loop", "name": None, "timestamp": 2},
    {"event": "form_validation", "validate": False, "timestamp": 2},
    {"event": "form_validation", "validate": True, "timestamp": 2},
    {"event": "loop_interrupted", "is_interrupted": True, "timestamp": 2},
    {"event": "user", "parse_data": {}, "timestamp": 3},
    {"event": "user", "text": "hi", "parse_data": {"intent": {"name": "greet"}}, "timestamp": 3, "message_id": "a",
     "input_channel": "rest", "metadata": {"k": 1}},
    {"event": "user", "text": "hi", "timestamp": 3, "parse_data": {
        "intent": {"name": "greet", "confidence": 0.5}, "entities": [ENTITY], "text": "ho",
        "metadata": {"x": None}, "message_id": None, "text_tokens": [[0, 2]], "intent_ranking": []}},
    {"event": "bot", "text": "x", "data": {"buttons": [{"title": "a"}]}, "metadata": {"utter_action": "u"}, "timestamp": 4},
    {"event": "bot", "text": None, "data": None, "metadata": None, "timestamp": 4},
    {"event": "action", "name": "a", "timestamp": 4}, {"event": "action", "action_text": "a b", "timestamp": 4},
    {"event": "action", "name": "a", "policy": "p", "confidence": 1, "hide_rule_turn": True, "timestamp": 4,
     "metadata": {"model_id": "m"}},
    {"event": "slot", "name": "a", "value": {"b": [1, 2.5, None]}, "timestamp": 4},
    {"event": "entities", "entities": [ENTITY], "timestamp": 4},
    {"event": "user_featurization", "use_text_for_featurization": True, "timestamp": 4},
    {"event": "action_execution_rejected", "name": "a", "policy": "p", "confidence": 0.5, "timestamp": 4},
    {"event": "followup", "name": "a", "timestamp": 4, "metadata": {}},
    {"event": "agent", "text": "a", "data": [1], "timestamp": 4},
    {"event": "cancel_reminder", "name": "a", "intent": "b", "entities": [], "timestamp": 4},
    {"event": "export", "path": None, "timestamp": 4},
] + [
    {"event": "reminder", "intent": "greet", "name": "r", "date_time": date, "timestamp": 4} for date in [
        "2030-01-31T08:05:09", "2030-01-31 08:05", "2030-01-31T08:05:09.5", "2030-01-31T08:05:09.123456789",
        "2030-01-31T08:05:09Z", "2030-01-31T08:05:09+02:00", "2030-01-31T08:05:09.000-0530", "2030-01-31"]
] + [
    {"event": "reminder", "intent": "greet", "name": "r", "date_time": "2030-01-31T08:05:09", "timestamp": 4,
     "entities": {"city": "Rome"}, "kill_on_user_msg": False, "metadata": {"a": 1}},
]
