"""Records what Rasa's message processor does in conversations whose next actions are scripted.

Run with the Python of an environment that holds rasa 3.6.21; writes turns.json beside it. The
policies and the action server are stand-ins: turn_scenarios.py says what they choose and answer.
"""
import asyncio
import copy
import json
import os
import time
from types import SimpleNamespace

CLOCK = [1_700_000_000.0]
time.time = lambda: CLOCK.__setitem__(0, CLOCK[0] + 0.125) or CLOCK[0]

import rasa.utils.endpoints  # noqa: E402
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage  # noqa: E402
from rasa.core.nlg import TemplatedNaturalLanguageGenerator  # noqa: E402
from rasa.core.nlg.interpolator import interpolate_text  # noqa: E402
from rasa.core.policies.policy import PolicyPrediction  # noqa: E402
from rasa.core.processor import MessageProcessor  # noqa: E402
from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import DefinePrevUserUtteredFeaturization, Event  # noqa: E402
from rasa.shared.data import TrainingType  # noqa: E402

from turn_scenarios import SCENARIOS, TEXTS, VALUES  # noqa: E402


class Policies:
    """Chooses the actions of a script, then listens."""

    script = []
    domain = None

    def run(self, inputs, targets):
        tracker = inputs["__tracker__"]
        name = self.script.pop(0) if self.script else "action_listen"
        prediction = PolicyPrediction.for_action_name(self.domain, name, "Scripted", 0.75)
        if tracker.latest_action_name == "action_listen":
            prediction.events.append(DefinePrevUserUtteredFeaturization(False))
        return {targets[0]: prediction}


class Server:
    """Answers as the scenario says and keeps what it was asked."""

    url = "http://actions.example"
    kwargs = {}

    def __init__(self):
        self.answers = {}
        self.calls = []

    async def request(self, json=None, **_):
        name = json["next_action"]
        tracker = json["tracker"]
        self.calls.append({
            "action": name, "events": [event["event"] for event in tracker["events"]], "slots": tracker["slots"],
            "latest_action_name": tracker["latest_action_name"], "active_loop": tracker["active_loop"].get("name"),
            "latest_text": tracker["latest_message"]["text"], "followup_action": tracker["followup_action"],
        })
        waiting = self.answers.get(name) or [{"status": 404, "body": {}}]
        answer = copy.deepcopy(waiting.pop(0) if len(waiting) > 1 else waiting[0])
        if answer["status"] >= 400:
            import json as codec
            raise rasa.utils.endpoints.ClientResponseError(answer["status"], "", codec.dumps(answer["body"]))
        return answer["body"]


def plain(event):
    event = {key: value for key, value in event.items() if key not in ("timestamp", "message_id")}
    if "parse_data" in event:
        event["parse_data"] = {key: value for key, value in event["parse_data"].items() if key != "message_id"}
    return event


async def play(yaml, steps):
    domain = Domain.from_yaml(yaml)
    processor = object.__new__(MessageProcessor)
    policies, server = Policies(), Server()
    policies.domain = domain
    processor.nlg = TemplatedNaturalLanguageGenerator(domain.responses)
    processor.tracker_store = InMemoryTrackerStore(domain)
    processor.domain = domain
    processor.max_number_of_predictions = 10
    processor.on_circuit_break = None
    processor.action_endpoint = server
    processor.graph_runner = policies
    processor.http_interpreter = None
    processor.model_metadata = SimpleNamespace(
        training_type=TrainingType.BOTH, assistant_id="helper", model_id="m1", core_target="ensemble", domain=domain)
    messages = []
    for step in steps:
        CLOCK[0] += step.get("wait", 0)
        policies.script = list(step.get("script", []))
        server.answers = copy.deepcopy(step.get("server", {}))
        channel = CollectingOutputChannel()
        if "text" in step:
            await processor.handle_message(UserMessage(
                step["text"], channel, "someone", input_channel="rest", message_id="id",
                parse_data=copy.deepcopy(step["parse"]), metadata=step.get("metadata")))
        else:
            tracker = await processor.fetch_tracker_and_update_session("someone", channel)
            if "events" in step:
                for event in step["events"]:
                    tracker.update(Event.from_parameters(dict(event)), domain)
                await processor.save_tracker(tracker)
            elif "trigger" in step:
                await processor.trigger_external_user_uttered(step["trigger"], step["entities"], tracker, channel)
            else:
                prediction = PolicyPrediction.for_action_name(
                    domain, step["execute"], step["policy"], step["confidence"] or 1.0)
                await processor._run_action(
                    processor._get_action(step["execute"]), tracker, channel, processor.nlg, prediction)
                await processor.save_tracker(tracker)
        messages.append(channel.messages)
    stored = await processor.tracker_store.retrieve_full_tracker("someone")
    return {
        "messages": messages, "calls": server.calls, "events": [plain(event.as_dict()) for event in stored.events],
        "slots": stored.current_slot_values(), "active_loop": stored.active_loop_name, "paused": stored.is_paused(),
    }


def filled(text):
    try:
        return {"text": text, "filled": interpolate_text(text, copy.deepcopy(VALUES))}
    except Exception as error:
        return {"text": text, "error": type(error).__name__}


scenarios, domains = [], []
for name, (yaml, steps) in SCENARIOS.items():
    if yaml not in domains:
        domains.append(yaml)
    result = asyncio.run(play(yaml, steps))
    scenarios.append(dict({"name": name, "domain": domains.index(yaml), "steps": steps}, **result))
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "turns.json")


def lines(items):
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]"


with open(path, "w", encoding="utf-8") as file:
    file.write(
        '{"values": %s,\n"domains": %s,\n"texts": %s,\n"scenarios": %s}\n'
        % (json.dumps(VALUES, ensure_ascii=False), lines(domains), lines(map(filled, TEXTS)), lines(scenarios)))
