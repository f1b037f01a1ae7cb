"""Records what the policies of real Rasa 3.6.21 predict, for the tests of Dialogue.

Run with a Python that has Rasa:  python record_policies.py
Writes policies.json beside itself: bots with the steps of conversations (an event, or what was
predicted before the next one), and training sets with whether Rasa refuses them.
"""

import asyncio
import json
import logging
import os
import tempfile
import warnings
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import structlog  # noqa: E402

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))

from rasa.core.actions.action import action_for_name_or_text  # noqa: E402
from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble  # noqa: E402
from rasa.core.policies.memoization import (  # noqa: E402
    AugmentedMemoizationPolicy,
    MemoizationPolicy,
)
from rasa.core.policies.policy import PolicyPrediction  # noqa: E402
from rasa.core.policies.rule_policy import InvalidRule, RulePolicy  # noqa: E402
from rasa.core.test import _collect_story_predictions  # noqa: E402
from rasa.core.training.story_conflict import find_story_conflicts  # noqa: E402
from rasa.engine.graph import ExecutionContext, GraphSchema  # noqa: E402
from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import (  # noqa: E402
    ActionExecuted,
    ActionExecutionRejected,
    Event,
    UserUttered,
)
from rasa.shared.core.generator import TrainingDataGenerator  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.shared.core.training_data.story_reader.yaml_story_reader import (  # noqa: E402
    YAMLStoryReader,
)
from rasa.shared.core.training_data.structures import StoryGraph  # noqa: E402

from policies_inputs import BOTS, REFUSED  # noqa: E402

KINDS = {
    kind.__name__: kind
    for kind in (RulePolicy, MemoizationPolicy, AugmentedMemoizationPolicy)
}
PREDICTIONS_MAX = 6


def trained(bot, folder):
    """The domain and the policies of a bot, the one of rules trained first."""
    domain = Domain.from_yaml(bot["domain"])
    steps = []
    for text in bot["data"]:
        steps += YAMLStoryReader(domain).read_from_string(text)
    texts = {
        event.action_text
        for step in steps
        for event in step.events
        if isinstance(event, ActionExecuted) and event.action_text
    }
    if texts:
        domain = domain.merge(Domain.from_dict({"e2e_actions": sorted(texts)}))
    trackers = TrainingDataGenerator(StoryGraph(steps), domain, augmentation_factor=0).generate()
    context = ExecutionContext(GraphSchema({}), "model")
    policies, rule_only = {}, None
    order = sorted(range(len(bot["policies"])), key=lambda n: bot["policies"][n]["name"] != "RulePolicy")
    for number in order:
        entry = dict(bot["policies"][number])
        kind = KINDS[entry.pop("name")]
        policy = kind.create(
            {**kind.get_default_config(), **entry},
            LocalModelStorage(Path(folder)),
            Resource(f"policy_{number}"),
            context,
        )
        policy.train(trackers, domain)
        if kind is RulePolicy:
            rule_only = policy._get_rule_only_data()
        policies[number] = policy
    return domain, [policies[n] for n in sorted(policies)], rule_only


def event_json(event):
    data = event.as_dict()
    data["timestamp"] = 0.0
    data.pop("message_id", None)
    return data


def predictions(domain, policies, rule_only, tracker):
    """The winner as the ensemble chooses it, with what each policy says alone."""
    found = [
        policy.predict_action_probabilities(tracker, domain, rule_only_data=rule_only)
        for policy in policies
    ]
    alone = [
        [domain.action_names_or_texts[p.probabilities.index(max(p.probabilities))],
         max(p.probabilities), p.hide_rule_turn]
        for p in found
    ]
    winner = DefaultPolicyPredictionEnsemble().combine_predictions(found, tracker, domain)
    return winner, {
        "action": domain.action_names_or_texts[
            winner.probabilities.index(max(winner.probabilities))
        ],
        "policy": winner.policy_name,
        "confidence": winner.max_confidence,
        "hidden": winner.hide_rule_turn,
        "events": [event_json(e) for e in winner.events],
        "alone": alone,
    }


def conversation(domain, policies, rule_only, turns):
    steps = []
    events = [ActionExecuted("action_listen")]
    steps.append({"event": event_json(events[0])})
    for turn in turns:
        said = turn["said"]
        tracker = DialogueStateTracker.from_dict(
            "c", [e.as_dict() for e in events], domain.slots
        )
        message = UserUttered(
            said["user"],
            {"name": said["intent"], "confidence": said["confidence"]},
            said["entities"],
        )
        steps.append({"turn": True})

        def add(event):
            tracker.update(event)
            events.append(event)
            steps.append({"event": event_json(event)})

        add(message)
        for data in turn["before"]:
            add(Event.from_parameters(data))
        rejected = list(turn["rejected"])
        for _ in range(PREDICTIONS_MAX):
            winner, answer = predictions(domain, policies, rule_only, tracker)
            steps.append({"predicted": answer})
            name = answer["action"]
            if name in rejected:
                rejected.remove(name)
                add(ActionExecutionRejected(name, winner.policy_name, winner.max_confidence))
                continue
            for event in winner.events:
                add(event)
            is_text = name in domain.action_texts
            add(
                ActionExecuted(
                    None if is_text else name,
                    winner.policy_name,
                    winner.max_confidence,
                    action_text=name if is_text else None,
                    hide_rule_turn=winner.hide_rule_turn,
                )
            )
            for data in turn["after"].get(name, []):
                add(Event.from_parameters(data))
            if name == "action_listen":
                break
        if tracker.latest_action_name != "action_listen":
            add(ActionExecuted("action_listen"))
    return steps


class Processor:
    """As much of Rasa's processor as its test of stories asks for."""

    def __init__(self, domain, policies, rule_only):
        self.domain, self.policies, self.rule_only = domain, policies, rule_only

    def predict_next_with_tracker_if_should(self, tracker):
        followup = tracker.followup_action
        if followup:
            tracker.clear_followup_action()
            winner = PolicyPrediction.for_action_name(self.domain, followup, "followup_action")
            return action_for_name_or_text(followup, self.domain, None), winner
        winner, answer = predictions(self.domain, self.policies, self.rule_only, tracker)
        return action_for_name_or_text(answer["action"], self.domain, None), winner


class Agent:
    def __init__(self, processor):
        self.processor, self.domain = processor, processor.domain


def test_of_stories(bot, domain, policies, rule_only):
    """What Rasa's test of the bot's own stories finds, sorted, and whether stories conflict."""
    steps = []
    for text in bot["data"]:
        steps += YAMLStoryReader(domain).read_from_string(text)
    trackers = TrainingDataGenerator(
        StoryGraph(steps), domain, use_story_concatenation=False, augmentation_factor=0
    ).generate_story_trackers()
    agent = Agent(Processor(domain, policies, rule_only))
    evaluation, count, _ = asyncio.run(_collect_story_predictions(trackers, agent))
    return {
        "actions": sorted(
            [a["action"], a["predicted"], a["policy"], a["confidence"]]
            for a in evaluation.action_list
        ),
        "failed": len(evaluation.failed_stories),
        "stories": count,
        "conflicts": [
            bool(find_story_conflicts(trackers, domain, history)) for history in (None, 1, 2, 4)
        ],
    }


def main():
    result = {"bots": [], "verdicts": []}
    for bot in BOTS:
        with tempfile.TemporaryDirectory() as folder:
            domain, policies, rule_only = trained(bot, folder)
            result["bots"].append(
                {
                    "name": bot["name"],
                    "domain": bot["domain"],
                    "data": bot["data"],
                    "policies": bot["policies"],
                    "rule_only": {key: sorted(value) for key, value in (rule_only or {}).items()},
                    "test": test_of_stories(bot, domain, policies, rule_only),
                    "conversations": [
                        conversation(domain, policies, rule_only, turns)
                        for turns in bot["conversations"]
                    ],
                }
            )
    for case in REFUSED:
        with tempfile.TemporaryDirectory() as folder:
            try:
                trained(case, folder)
                refusal = None
            except InvalidRule as error:
                refusal = str(error)
            result["verdicts"].append({**case, "refusal": refusal})
    path = Path(__file__).with_name("policies.json")
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
