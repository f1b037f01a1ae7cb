"""Conversations for record_turns.py: what is said, what policies choose, what actions answer."""

DOMAIN = """
version: "3.1"
intents:
- hello
- order
- tell: {use_entities: true}
- chat
- stop
- faq: {is_retrieval_intent: true}
- nlu_fallback
entities:
- size
- city:
    roles: [from, to]
- colour
- amount
slots:
  size:
    type: categorical
    values: [small, large]
    mappings:
    - {type: from_entity, entity: size}
  city_from:
    type: text
    mappings:
    - {type: from_entity, entity: city, role: from}
    - {type: from_entity, entity: city, conditions: [{active_loop: trip_form, requested_slot: city_from}]}
  city_to:
    type: text
    mappings:
    - {type: from_entity, entity: city, role: to}
    - {type: from_entity, entity: city, conditions: [{active_loop: trip_form, requested_slot: city_to}]}
  colours:
    type: list
    mappings:
    - {type: from_entity, entity: colour}
  note:
    type: text
    mappings:
    - {type: from_text, not_intent: [stop, chat], conditions: [{active_loop: note_form, requested_slot: note}]}
  urgent:
    type: bool
    mappings:
    - {type: from_intent, intent: tell, value: true}
    - {type: from_trigger_intent, intent: order, value: false}
  outside:
    type: any
    mappings:
    - {type: from_entity, entity: amount, conditions: [{active_loop: null}]}
  derived:
    type: text
    mappings:
    - {type: custom, action: action_derive}
  derived_too:
    type: text
    mappings:
    - {type: custom, action: action_derive}
  plain:
    type: text
    initial_value: start
    mappings:
    - {type: custom}
  ghost:
    type: text
    mappings:
    - {type: from_entity, entity: nowhere}
    - {type: from_intent, intent: unheard, value: x}
    - {type: from_entity, entity: amount, intent: order}
forms:
  trip_form:
    required_slots: [city_from, city_to]
    ignored_intents: [chat]
  note_form:
    required_slots: [note, size]
  checked_form:
    required_slots: [size, colours]
  empty_form:
    required_slots: []
responses:
  utter_hello:
  - text: "Hello {plain}, {size}"
  utter_ask_city_from: [{text: "From where?"}]
  utter_ask_trip_form_city_to: [{text: "From {city_from} to where?", buttons: [{title: "{city_from}", payload: '/tell{{"city": "{city_from}"}}'}]}]
  utter_ask_note: [{text: "Which note? {requested_slot}"}]
  utter_ask_size: [{text: "Which size?", quick_replies: [{title: S, payload: small}]}]
  utter_broken: [{text: "lone { brace"}]
  utter_image: [{text: "Look", image: "http://pictures.example/{size}.png", metadata: {kind: art}}]
  utter_rich:
  - text: "Sum {sum} of {text} for {size}"
    id: rich
    buttons: [{title: A, payload: /a}]
  utter_choice:
  - {text: "large only", condition: [{type: slot, name: size, value: LARGE}]}
  - {text: "collected", channel: collector}
  - {text: "any"}
  utter_conditional:
  - {text: "is urgent", condition: [{type: slot, name: urgent, value: 1}]}
  - {text: "is not urgent", condition: [{type: slot, name: urgent, value: false}]}
  utter_faq/price: [{text: "It costs {plain}"}]
  utter_default: [{text: "I do not know"}]
  utter_restart: [{text: "Anew"}]
  utter_ask_rephrase: [{text: "Please say it differently"}]
actions:
- utter_hello
- utter_faq
- action_derive
- action_work
- action_ask_colours
- validate_checked_form
session_config:
  session_expiration_time: 60
  carry_over_slots_to_new_session: true
"""

VALIDATING = DOMAIN.replace("- action_work\n", "- action_work\n- action_validate_slot_mappings\n")
UNCARRIED = DOMAIN.replace("carry_over_slots_to_new_session: true", "carry_over_slots_to_new_session: false")
BARE = "\n".join(
    line for line in DOMAIN.splitlines()
    if not any(name in line for name in ["utter_default", "utter_restart", "utter_ask_rephrase"]))


def entity(name, value, **more):
    return dict({"entity": name, "value": value}, **more)


def said(text, intent, *entities, script=(), **more):
    parse = {"intent": {"name": intent, "confidence": 0.9}, "entities": list(entities)}
    parse.update(more.pop("parse", {}))
    return dict({"text": text, "parse": parse, "script": list(script)}, **more)


def answer(*events, responses=(), status=200, **more):
    return {"status": status, "body": dict({"events": list(events), "responses": list(responses)}, **more)}


def slot(name, value):
    return {"event": "slot", "name": name, "value": value}


RANKED = {"intent_ranking": [{"name": "nlu_fallback", "confidence": 0.3}, {"name": "order", "confidence": 0.25}]}
REFUSED = {"status": 400, "body": {"action_name": "action_work", "error": "not now"}}

FALLBACK = "action_two_stage_fallback"

SCENARIOS = {
    "a response": (DOMAIN, [said("hi", "hello", script=["utter_hello"]), said("hi", "hello", entity("size", "small"), script=["utter_hello", "utter_image"])]),
    "no variation, a broken one, and one by condition": (DOMAIN, [
        said("a", "chat", script=["utter_broken", "utter_choice", "utter_conditional"]),
        said("b", "tell", entity("size", "large"), script=["utter_choice", "utter_conditional"]),
        {"events": [slot("urgent", 0)]}, said("c", "chat", script=["utter_conditional"])]),
    "metadata of the first message": (DOMAIN, [said("a", "chat", metadata={"k": 1}), said("b", "chat", metadata={"k": 2}, wait=4000)]),
    "a new session with its slots": (DOMAIN, [said("a", "tell", entity("size", "small")), said("b", "chat"), said("c", "chat", wait=3700, script=["utter_hello"])]),
    "a new session without slots": (UNCARRIED, [said("a", "tell", entity("size", "small")), said("c", "chat", wait=3700, script=["utter_hello"])]),
    "entities fill slots": (DOMAIN, [
        said("a", "chat", entity("city", "Rome", role="from"), entity("city", "Bonn"), entity("colour", "red"), entity("colour", "blue"), entity("amount", 0)),
        said("b", "chat", entity("size", "small"), entity("size", None)), said("c", "chat", entity("colour", None), entity("city", "X", role="to", group="1")),
        said("d", "order", entity("amount", 3))]),
    "custom mappings": (DOMAIN, [said("a", "chat", server={"action_derive": [answer(slot("derived", "x"), {"event": "followup", "name": "utter_hello"}, slot("plain", "new"), responses=[{"text": "lost"}])]}),
        said("b", "chat", server={"action_derive": [REFUSED]}), said("c", "chat", server={"action_derive": [{"status": 500, "body": {}}]})]),
    "validated slots": (VALIDATING, [said("a", "tell", entity("size", "small"), entity("colour", "red"), server={"action_validate_slot_mappings": [answer(slot("size", None), responses=[{"text": "no such size"}, {"response": "utter_hello"}])]}),
        said("b", "chat", server={"action_validate_slot_mappings": [answer({"event": "restart"})]})]),
    "a form step by step": (DOMAIN, [
        said("go", "order", script=["trip_form"]), said("Rome", "tell", entity("city", "Rome"), script=["trip_form"]),
        said("Bonn", "tell", entity("city", "Bonn"), script=["trip_form", "utter_hello"])]),
    "a form filled at once": (DOMAIN, [said("go", "order", entity("city", "Rome", role="from"), entity("city", "Bonn", role="to"), script=["trip_form"])]),
    "a form interrupted": (DOMAIN, [
        said("go", "order", script=["trip_form"]), said("chat", "chat", script=["trip_form", "utter_hello", "trip_form"]),
        said("Rome", "tell", entity("city", "Rome"), script=["trip_form"]), said("stop", "stop", script=["trip_form", "action_deactivate_loop"])]),
    "an ignored intent": (DOMAIN, [said("go", "order", script=["trip_form"]), said("chat", "chat", entity("city", "Rome"), script=["trip_form", "utter_hello"])]),
    "a rejected form and its conditions": (DOMAIN, [
        said("go", "order", script=["note_form"]), said("stop", "stop", script=["note_form", "utter_hello"]), said("my note", "tell", script=["note_form"]),
        said("again", "tell", script=["note_form"]), said("s", "tell", entity("size", "small"), script=["note_form"])]),
    "one form in another": (DOMAIN, [said("go", "order", script=["trip_form"]), said("n", "order", script=["note_form"]), said("Rome", "tell", entity("city", "Rome"), script=["note_form", "trip_form"])]),
    "a form without slots": (DOMAIN, [said("go", "order", script=["empty_form"])]),
    "a validated form": (DOMAIN, [
        said("go", "order", entity("size", "large"), script=["checked_form"], server={"validate_checked_form": [answer(slot("size", None), responses=[{"text": "none left"}])]}),
        said("s", "tell", entity("size", "small"), script=["checked_form"], server={"validate_checked_form": [answer(slot("size", "small"))], "action_ask_colours": [answer(slot("plain", "asked"), responses=[{"text": "Colours?"}])]}),
        said("c", "chat", script=["checked_form", "utter_hello"], server={"validate_checked_form": [answer()]}),
        said("d", "tell", entity("colour", "red"), script=["checked_form"], server={"validate_checked_form": [answer()]})]),
    "validation says what to ask": (DOMAIN, [
        said("go", "order", script=["checked_form"], server={"validate_checked_form": [answer(slot("requested_slot", "note"))]}),
        said("n", "tell", script=["checked_form"], server={"validate_checked_form": [answer(slot("note", "n"), slot("requested_slot", "note"))]}),
        said("x", "tell", script=["checked_form"], server={"validate_checked_form": [answer(slot("requested_slot", None))]})]),
    "validation refuses and ends": (DOMAIN, [
        said("go", "order", script=["checked_form"], server={"validate_checked_form": [answer()]}),
        said("a", "chat", script=["checked_form", "utter_hello"], server={"validate_checked_form": [answer({"event": "action_execution_rejected", "name": "checked_form", "policy": None, "confidence": None}, slot("plain", "p"))]}),
        said("b", "chat", script=["checked_form", "utter_hello"], server={"validate_checked_form": [REFUSED]}),
        said("c", "chat", script=["checked_form", "utter_hello"], server={"validate_checked_form": [{"status": 500, "body": {}}]}),
        said("d", "tell", entity("size", "small"), script=["checked_form", "utter_hello"], server={"validate_checked_form": [answer({"event": "active_loop", "name": None})]})]),
    "an action and its words": (DOMAIN, [said("a", "chat", script=["action_work", "utter_hello"], server={"action_work": [answer(
        slot("plain", "w"), {"event": "reset_slots"}, {"event": "bot", "text": "own", "data": {"image": "i"}, "metadata": {}},
        responses=[{"text": "one\n\ntwo", "buttons": [], "custom": {}, "image": None, "template": None, "response": None},
                   {"response": "utter_rich", "sum": 5, "buttons": [{"title": "B", "payload": "/b"}], "template": "utter_rich", "text": None, "elements": [], "image": "pic"},
                   {"response": "utter_nothing"}, {"custom": {"a": [1]}}, {"elements": [{"title": "T"}]}, {"attachment": {"type": "file"}, "image": "p"}])]})]),
    "a refusing action": (DOMAIN, [said("a", "chat", script=["action_work", "utter_hello"], server={"action_work": [REFUSED]})]),
    "failing actions": (DOMAIN, [
        said("a", "chat", script=["action_work", "utter_hello"], server={"action_work": [{"status": 500, "body": {"error": "e"}}]}),
        said("b", "chat", script=["action_work"], server={"action_work": [{"status": 200, "body": None}]}),
        said("c", "chat", script=["action_work"], server={"action_work": [{"status": 200, "body": {"events": [{"event": "nonsense"}], "responses": []}}]}),
        said("d", "chat", script=["action_work"], server={"action_work": [{"status": 200, "body": {}}]}),
        said("e", "chat", script=["action_work"], server={"action_work": [answer(slot("plain", "q"), responses=[{"response": "utter_broken"}])]})]),
    "an action that says a user message": (DOMAIN, [said("a", "chat", script=["action_work", "utter_hello"], server={"action_work": [answer(
        {"event": "user", "text": "u", "parse_data": {"intent": {"name": "tell"}, "entities": [entity("size", "large")], "text": "u"}})]})]),
    "followups": (DOMAIN, [
        said("a", "chat", script=["action_work"], server={"action_work": [answer({"event": "followup", "name": "utter_image"})]}),
        said("b", "chat", script=["action_work", "utter_hello"], server={"action_work": [answer({"event": "followup", "name": "unheard"})]}),
        said("c", "chat", script=["utter_hello", "utter_image"], server={}), {"events": [{"event": "followup", "name": "action_work"}]},
        {"trigger": "tell", "entities": {"size": "small"}, "script": ["utter_hello"]}]),
    "a followup that refuses": (DOMAIN, [said("a", "chat", script=["action_work", "utter_hello"], server={"action_work": [answer({"event": "followup", "name": "action_work"}), REFUSED]})]),
    "pause and resume": (DOMAIN, [said("a", "chat", script=["action_work", "utter_hello"], server={"action_work": [answer({"event": "pause"})]}), said("b", "hello", script=["utter_hello"]),
        said("/restart", "restart", script=["action_restart"]), said("c", "hello", script=["utter_hello"])]),
    "back": (DOMAIN, [said("a", "tell", entity("size", "small"), script=["utter_hello"]), said("b", "tell", entity("size", "large"), script=["utter_hello"]), said("/back", "back", script=["action_back"]), said("c", "hello", script=["utter_hello"])]),
    "restart": (DOMAIN, [said("a", "tell", entity("size", "small"), script=["utter_hello"]), said("/restart", "restart", script=["action_restart"]), said("c", "hello", script=["utter_hello"])]),
    "default actions without responses": (BARE, [said("a", "tell", entity("size", "small"), script=["action_default_fallback"]), said("/restart", "restart", script=["action_restart"]), said("b", "chat", script=["action_default_ask_rephrase", "action_unlikely_intent"])]),
    "fallback": (DOMAIN, [said("a", "tell", entity("size", "small"), script=["action_default_fallback"]), said("b", "chat", script=["action_default_ask_affirmation", "action_default_ask_rephrase"])]),
    "session start asked for": (DOMAIN, [said("a", "tell", entity("size", "small"), script=["utter_hello"]), said("/session_start", "session_start", script=["action_session_start"]), said("b", "chat", script=["utter_hello"])]),
    "two stages, clear at last": (DOMAIN, [
        said("x", "nlu_fallback", parse=RANKED, script=[FALLBACK]), said("/out_of_scope", "out_of_scope", script=[FALLBACK]),
        said("small", "tell", entity("size", "small"), script=[FALLBACK, "utter_hello"]), said("b", "chat", script=["utter_hello"])]),
    "two stages, affirmed": (DOMAIN, [said("x", "nlu_fallback", parse=RANKED, script=[FALLBACK]), said("/order", "order", script=[FALLBACK, "utter_hello"])]),
    "two stages, given up": (DOMAIN, [
        said("x", "nlu_fallback", parse=RANKED, script=[FALLBACK]), said("/out_of_scope", "out_of_scope", script=[FALLBACK]),
        said("y", "nlu_fallback", parse=RANKED, script=[FALLBACK]), said("/out_of_scope", "out_of_scope", script=[FALLBACK])]),
    "two stages, not understood twice": (DOMAIN, [said("x", "nlu_fallback", parse=RANKED, script=[FALLBACK]), said("y", "nlu_fallback", script=[FALLBACK])]),
    "answers of a selector": (DOMAIN, [
        said("p", "faq", script=["utter_faq"], parse={"response_selector": {"all_retrieval_intents": ["faq"], "faq": {"response": {"utter_action": "utter_faq/price"}, "ranking": []}}}),
        said("/faq", "faq", script=["utter_faq"]),
        said("q", "faq", script=["utter_faq"], parse={"response_selector": {"all_retrieval_intents": [], "default": {"response": {"utter_action": "utter_faq/price"}, "ranking": []}}}),
        said("r", "faq", script=["utter_faq"], parse={"response_selector": {"all_retrieval_intents": ["small"], "small": {"response": {"utter_action": "utter_x"}}}})]),
    "too many actions": (DOMAIN, [said("a", "chat", script=["utter_hello", "utter_image"] * 8), said("b", "chat", script=["utter_hello"]), {"events": [{"event": "action", "name": "action_listen"}]}, said("c", "chat", script=["utter_hello"])]),
    "triggered and executed": (DOMAIN, [said("a", "chat"), {"trigger": "tell", "entities": [entity("size", "large")], "script": ["utter_hello"]}, {"trigger": "hello", "entities": None, "script": ["utter_hello"]},
        {"execute": "utter_image", "policy": "P", "confidence": 0.5}, {"execute": "action_work", "policy": None, "confidence": None, "server": {"action_work": [answer({"event": "followup", "name": "utter_image"})]}}]),
    "reminders are logged": (DOMAIN, [said("a", "chat", script=["action_work"], server={"action_work": [answer(
        {"event": "reminder", "intent": "tell", "entities": None, "date_time": "2031-05-06T07:08:09", "name": "r", "kill_on_user_msg": True}, {"event": "cancel_reminder", "name": "r", "intent": None, "entities": None})]})]),
}

VALUES = {"name": "Ann", "two words": "2 w", "dash-ed": "d", "dotted.name": "p", "none": None, "flag": True, "number": 0.1, "big": 1e16, "tiny": 1e-7, "list": ["a", 'b"c', "d'e", None, 2.5],
          "map": {"k": {"n": [True]}, "é": "\u0001\n"}, "zero": "0[x]", "braces": "{name}", "empty": "", "a!r": "odd", "ü": "umlaut"}
TEXTS = [
    "plain", "{name}", "{ name }", "{two words} {dash-ed} {dotted.name}", "{none} {flag} {number} {big} {tiny}", "{list} {map}", "{zero}", "{braces} {empty}|", "{a!r}", "{name!r}", "{name:>5}", "{ü}",
    "{{name}}", "{{name}} {name}", "{{{name}}}", "{{}}", "{{", "}}", "{", "}", "a { b", "a } b", "{}", "{ }", "{0}", "{1}", "{00}", "{name", "name}", "{missing}", "{name} {missing}", "{missing} {", "{\n}", "{\nname}",
    "{0[x]}", "0[ {name}", "0[ plain", "0[ {{x}}", "0[ {missing}", "{a{b}c}", "{:}", "{!r}", "{!x}", "{!}", "{:>3}", "{:{name}}", "{0:{name}}", "{0:{empty}}", "{{}} {}", "{list][0}", "{list][1}", "{list][9}", "{list][x}", "{map][k}",
    "{map][k][n}", "{map][q}", "{name][0}", "{name][7}", "{none][0}", "{name]x}", "{name].x}", "{]}", "{]x}", "{[}", "{x[}", "{name]!r}", "{name]!r:x}", "{name]:>9}", "{٣}", "{99999999999999999999}", "{name]!}", "100% {name} %s ${name}",
    "{\"a\": \"b\"}", "{{\"a\": \"{name}\"}}", "/x{{\"a\": {number}}}", "{name}{name}}}", "}{", "{{ {name} }}", "{{name} }", "{name}}", "{{name}",
]
