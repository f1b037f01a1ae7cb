"""Records where Rasa finds markers in conversations, and the tables it writes about them.

Run with the Python of an environment that holds rasa 3.6.21; writes markers.json beside it.

Two faults of Rasa are not recorded. A tag that is a negation (`never`, `not_intent`, ...) counts in
a file as if it were not negated; here the marker is made by hand with its negation. And a sequence
that was half found in one session goes on in the next one; here each session begins anew.
"""
import asyncio
import json
import os
import pathlib
import random
import tempfile

import yaml
from rasa.core.evaluation.marker import OrMarker, SequenceMarker
from rasa.core.evaluation.marker_base import Marker, MarkerRegistry
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

MARKERS = """
greeted: {intent: greet}
not_greeted: {not_intent: greet}
asked: {intent: faq}
asked_hours: {intent: faq/hours}
said: {action: utter_greet}
unsaid: {not_action: utter_greet}
named: {slot_was_set: name}
nameless: {slot_was_not_set: name}
both:
  and:
  - slot_was_set: name
  - intent: buy
not_both:
  at_least_one_not:
  - slot_was_set: name
  - intent: buy
either:
  or:
  - intent: greet
  - intent: faq
neither:
  not:
  - or:
    - intent: greet
    - intent: faq
pair:
  description: A greeting that was answered.
  seq:
  - intent: greet
  - action: utter_greet
thrice:
  seq:
  - intent: buy
  - intent: buy
  - intent: buy
long:
  seq:
  - or:
    - intent: greet
    - intent: faq
  - slot_was_set: name
  - not:
    - intent: buy
  - and:
    - slot_was_set: name
    - slot_was_set: size
same_event:
  seq:
  - intent: greet
  - slot_was_set: name
once:
  at_least_once:
  - intent: buy
once_pair:
  at_least_once:
  - seq:
    - intent: greet
    - action: utter_greet
never_bought:
  never:
  - intent: buy
not_once:
  not:
  - at_least_once:
    - intent: buy
deep:
  or:
  - and:
    - never:
      - intent: greet
    - slot_was_set: size
  - seq:
    - at_least_once:
      - action: action_listen
    - not_intent: buy
"""
INTENTS = ["greet", "buy", "faq", None]
ACTIONS = ["action_listen", "utter_greet", "utter_faq", "shop_form"]
SLOTS = [("name", "Ida"), ("name", None), ("size", 3), ("size", 0), ("size", False), ("size", None)]


def user(intent, key=None):
    full = f"{intent}/{key}" if key else None
    data = {"intent": {"name": intent, "confidence": 1.0}, "entities": [], "text": f"/{intent}"}
    if full:
        data["intent"]["full_retrieval_intent_name"] = full
        data["full_retrieval_intent_name"] = full
    return {"event": "user", "text": f"/{intent}", "parse_data": data, "timestamp": 1.0}


def action(name):
    return {"event": "action", "name": name, "timestamp": 1.0}


def slot(name, value):
    return {"event": "slot", "name": name, "value": value, "timestamp": 1.0}


def session():
    return [action("action_session_start"), {"event": "session_started", "timestamp": 1.0},
            action("action_listen")]


def conversations():
    """Conversations by name: some by hand, others by chance."""
    yield "nothing", []
    yield "no-session", [user("greet"), action("utter_greet"), action("action_listen"), user("buy")]
    yield "before", [user("greet"), *session(), user("greet"), action("utter_greet")]
    yield "keys", [*session(), user("faq", "hours"), action("utter_faq"), user("faq", "price"),
                   user("faq")]
    yield "again", [*session(), *[user("buy")] * 7, {"event": "restart", "timestamp": 1.0},
                    user("buy"), {"event": "rewind", "timestamp": 1.0}, user("greet")]
    yield "slots", [*session(), slot("name", "Ida"), user("buy"), slot("name", None), user("buy"),
                    slot("size", 0), slot("name", ""), user("buy"), *session(), user("greet"),
                    user("buy"), slot("size", False)]
    yield "half", [*session(), user("greet"), *session(), action("utter_greet"), user("greet"),
                   action("utter_greet")]
    chance = random.Random(7)
    for number in range(12):
        events = [] if number % 4 == 0 else session()
        for _ in range(chance.randint(1, 30)):
            kind = chance.randint(0, 9)
            if kind < 4:
                intent = chance.choice(INTENTS)
                key = chance.choice(["hours", "price", None]) if intent == "faq" else None
                events.append(user(intent, key))
            elif kind < 7:
                events.append(action(chance.choice(ACTIONS)))
            elif kind < 9:
                events.append(slot(*chance.choice(SLOTS)))
            else:
                events += session()
        yield f"chance-{number}", events


def made(config, name=None):
    """A marker as its file says, negations included."""
    MarkerRegistry.register_builtin_markers()
    parts = {k: v for k, v in config.items() if k != "description"}
    (tag, value), = parts.items()
    tag, negated = MarkerRegistry.get_non_negated_tag(tag)
    if tag in MarkerRegistry.condition_tag_to_marker_class:
        kind = MarkerRegistry.condition_tag_to_marker_class[tag]
        return kind(value, negated=negated, name=name)
    kind = MarkerRegistry.operator_tag_to_marker_class[tag]
    return kind([made(part) for part in value], negated=negated, name=name)


def reset(marker):
    super(SequenceMarker, marker).reset()
    marker._progress = 0


SequenceMarker.reset = reset
together = OrMarker([made(config, name) for name, config in yaml.safe_load(MARKERS).items()])
together.name = Marker.ANY_MARKER
TALKS = dict(conversations())


def found(events):
    """For each session the marked events of each marker, in order: number and user turns before."""
    return [
        [[[e.idx, e.preceding_user_turns] for e in marked] for marked in found.values()]
        for found in together.evaluate_events(deserialise_events(json.loads(json.dumps(events))))
    ]


async def trackers():
    for name, events in sorted(TALKS.items()):
        if events and not name.startswith("chance"):
            yield DialogueStateTracker.from_events(
                name, deserialise_events(json.loads(json.dumps(events))), [])


def tables():
    """The three tables, of the conversations that were made by hand and hold something."""
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder, f"{name}.csv") for name in ("results", "session", "overall")]
        asyncio.run(together.evaluate_trackers(trackers(), *files))
        return {file.stem: file.read_bytes().decode() for file in files}


here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "markers.json"), "w", encoding="utf-8") as file:
    json.dump(
        {
            "markers": MARKERS,
            "conversations": [
                {"name": name, "events": events, "sessions": found(events)}
                for name, events in TALKS.items()
            ],
            "tables": tables(),
        }, file, sort_keys=True, separators=(",", ":"))
    file.write("\n")
