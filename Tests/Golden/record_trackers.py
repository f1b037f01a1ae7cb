"""Records what Rasa's trackers make of lists of events.

Run with the Python of an environment that holds rasa 3.6.21; writes trackers.json beside it.
"""
import json
import os

from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import deserialise_events
from rasa.shared.core.trackers import (
    DialogueStateTracker, EventVerbosity, get_trackers_for_conversation_sessions,
)
from rasa.shared.core.training_data.story_writer.yaml_story_writer import YAMLStoryWriter

from trackers_inputs import CASES, DOMAIN, FEATURES, ROUND_TRIPS, random_cases

domain = Domain.from_yaml(DOMAIN)
RULE_ONLY = {"rule_only_slots": ["mood", "count"], "rule_only_loops": ["contact_form"]}

POOL = {}


def pooled(value):
    """The number of a value in the list of all values, which holds each once."""
    return POOL.setdefault(json.dumps(value, sort_keys=True), len(POOL))


def fresh(events):
    return deserialise_events(json.loads(json.dumps(events)))


def live(events):
    return DialogueStateTracker.from_events("talk", fresh(events), domain.slots)


def reloaded(events):
    tracker = DialogueStateTracker("talk", domain.slots)
    tracker.recreate_from_dialogue(Dialogue("talk", fresh(events)))
    return tracker


def summary(tracker):
    """The short form of a state, for every prefix of a list of events."""
    loop = tracker.active_loop
    return [
        {k: v for k, v in tracker.current_slot_values().items() if v is not None},
        tracker.latest_message.text, tracker.latest_message.use_text_for_featurization,
        tracker.latest_action_name, tracker.followup_action, tracker.is_paused(),
        [loop.name, loop.is_interrupted, loop.rejected, loop.trigger_message["text"]] if loop else None,
    ]


def states(tracker, **options):
    return json.loads(json.dumps(tracker.past_states(domain, **options)))


def story(trackers):
    """The text of GET /story for these sessions."""
    steps = []
    for number, tracker in enumerate(trackers, 1):
        tracker.sender_id = "talk" if len(trackers) == 1 else f"talk, story {number}"
        steps += tracker.as_story().story_steps
    return YAMLStoryWriter().dumps(steps, is_test_story=True)


def record(name, events, is_whole):
    row = {"name": name, "events": [pooled(event) for event in events], "prefixes": []}
    events = [dict(event, timestamp=1000.5 + place) for place, event in enumerate(events)]
    for length in range(len(events) + 1):
        row["prefixes"].append(pooled(summary(live(events[:length]))))
        row["prefixes"].append(pooled(summary(reloaded(events[:length]))))
    tracker = live(events)
    places = {id(event): place for place, event in enumerate(tracker.events)}
    row["applied"] = [places[id(event)] for event in tracker.applied_events()]
    row["afterRestart"] = len(tracker.current_state(EventVerbosity.AFTER_RESTART)["events"])
    row["states"] = [pooled(state) for state in states(tracker)]
    row["shown"] = [pooled(state) for state in states(
        tracker, ignore_rule_only_turns=True, rule_only_data=RULE_ONLY)]
    row["unset"] = [pooled(state) for state in states(tracker, omit_unset_slots=True)]
    if is_whole:
        row["state"] = tracker.current_state()
        middle = 1000.5 + len(events) // 2
        past = summary(tracker.travel_back_in_time(middle))
        # Messages that a later event marked are marked in the past as well; nothing shows it.
        row["until"] = pooled(past[:2] + [None] + past[3:])
        row["story"] = story([tracker])
        row["sessions"] = story(get_trackers_for_conversation_sessions(live(events)))
    return row


def features(slot, value):
    tracker = DialogueStateTracker("talk", domain.slots)
    tracker.update(fresh([{"event": "slot", "name": slot, "value": value, "timestamp": 1}])[0])
    state = domain.get_active_state(tracker, omit_unset_slots=True).get("slots", {})
    return {
        "slot": slot, "value": value, "stored": tracker.get_slot(slot), "state": state.get(slot),
    }


def round_trip(event):
    return {"in": event, "out": fresh([event])[0].as_dict()}


rows = [record(name, events, True) for name, events in CASES]
rows += [record(name, events, False) for name, events in random_cases()]
golden = {
    "pool": [json.loads(text) for text in POOL], "domain": DOMAIN, "ruleOnly": RULE_ONLY, "cases": rows,
    "features": [features(slot, value) for slot, value in FEATURES],
    "events": [round_trip(event) for event in ROUND_TRIPS],
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "trackers.json")
with open(path, "w") as out:
    json.dump(golden, out, separators=(",", ":"), sort_keys=True)
    out.write("\n")
print(len(rows), "conversations,", os.path.getsize(path), "bytes")
