"""Records which bodies of /model/predict Rasa takes as events.

Run with the Python of an environment that holds rasa 3.6.21; writes event_checks.json beside it.
"""
import json
import os

import jsonschema
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.schemas.events import EVENTS_SCHEMA

USER = {"event": "user", "text": "hi", "parse_data": {"intent": {"name": "greet", "confidence": 1}}}


def user(**data):
    return {"event": "user", "text": "hi", "parse_data": dict({"intent": {}, "entities": []}, **data)}


PLAIN = [
    "bot", "session_started", "restart", "undo", "rewind", "reset_slots", "pause", "resume",
    "export", "followup", "cancel_reminder", "agent", "active_loop", "form", "loop_interrupted",
    "form_validation", "action_execution_rejected", "user_featurization",
]
ENTITY = {"entity": "city", "value": "Rome", "start": 0, "end": 4}
BODIES = [[{"event": name}] for name in PLAIN] + [
    [], {}, 5, "x", None, [5], [[]], [{}], [{"event": 5}], [{"event": "zzz"}], [{"event": None}],
    [USER], USER, [USER, {"event": "zzz"}],
    [{"event": "user"}], [{"event": "user", "text": "hi"}], [{"event": "user", "text": 5}],
    [user(text=5)], [user(text=None)], [user(intent={"name": 5})], [user(intent={"confidence": "x"})],
    [user(intent={"confidence": True})], [user(intent=None)], [user(intent=[])],
    [user(intent_ranking=[{"name": "a"}])], [user(intent_ranking={})], [user(intent_ranking=["a"])],
    [user(entities=[ENTITY])], [user(entities=None)], [user(entities=[{"entity": "city"}])],
    [user(entities=[{"value": 1}])], [user(entities=[dict(ENTITY, start=0.0)])],
    [user(entities=[dict(ENTITY, start=0.5)])], [user(entities=[dict(ENTITY, role=None)])],
    [user(entities=[dict(ENTITY, role=5)])], [user(entities=[dict(ENTITY, value=None)])],
    [user(response_selector=[])], [user(response_selector={"all_retrieval_intents": []})],
    [{"event": "user", "parse_data": []}], [dict(USER, message_id=5)], [dict(USER, input_channel=None)],
    [{"event": "action"}], [{"event": "action", "name": "action_listen"}],
    [{"event": "action", "name": None, "action_text": "hello"}], [{"event": "action", "name": 5}],
    [{"event": "action", "name": "a", "confidence": "high"}],
    [{"event": "action", "name": "a", "confidence": None, "policy": None}],
    [{"event": "action", "name": "a", "hide_rule_turn": None}],
    [{"event": "slot"}], [{"event": "slot", "name": "a"}], [{"event": "slot", "value": 1}],
    [{"event": "slot", "name": 5, "value": 1}], [{"event": "slot", "name": "a", "value": None}],
    [{"event": "entities"}], [{"event": "entities", "entities": []}],
    [{"event": "entities", "entities": [{"entity": "a"}]}],
    [{"event": "reminder"}], [{"event": "reminder", "date_time": "2030-01-01T00:00:00"}],
    [{"event": "pause", "timestamp": 1.5}], [{"event": "pause", "timestamp": None}],
    [{"event": "pause", "timestamp": "now"}], [{"event": "pause", "metadata": {}}],
    [{"event": "pause", "metadata": None}], [{"event": "pause", "metadata": []}],
    [{"event": "pause", "timestamp": True}],
]


def verdict(body):
    """`form` when the schema refuses the body, `content` when building fails, else `fine`."""
    try:
        jsonschema.validate(body if isinstance(body, list) else [body], EVENTS_SCHEMA)
    except jsonschema.ValidationError:
        return "form"
    try:
        DialogueStateTracker.from_dict("default", body, [])
    except Exception:
        return "content"
    return "fine"


rows = [{"body": body, "verdict": verdict(body)} for body in BODIES]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "event_checks.json")
with open(path, "w") as out:
    json.dump(rows, out, indent=1)
    out.write("\n")
print(len(rows), "bodies")
