"""Records what real Rasa 3.6.21 makes of domains and stories, for the tests of TrainingData.

Run with a Python that has Rasa:  python record_domain_stories.py
Writes domain_stories.json beside itself.
"""

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

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import (  # noqa: E402
    ActionExecuted,
    ActiveLoop,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.training_data.story_reader import (  # noqa: E402
    story_step_builder,
)
from rasa.shared.core.training_data.story_reader.yaml_story_reader import (  # noqa: E402
    YAMLStoryReader,
)

from domain_stories_inputs import DOMAINS, MERGES, STORIES, STORY_DOMAIN  # noqa: E402


def plain(value):
    """The value with subclasses of str, list and dict made plain, dates as text."""
    return json.loads(json.dumps(value, default=str))


def warnings_of(caught):
    """How many warnings came from Rasa itself, without the one every domain with slots gets."""
    return sum(
        issubclass(w.category, (UserWarning, FutureWarning)) and "auto-fill" not in str(w.message)
        for w in caught
    )


def domain_answer(text):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            domain = Domain.from_yaml(text)
        except Exception as error:  # every kind of refusal counts as one
            return {"refused": type(error).__name__}
    return {
        "domain": plain(domain.as_dict()),
        "intents": domain.intents,
        "used": {
            name: properties.get("used_entities", [])
            for name, properties in sorted(domain.intent_properties.items())
        },
        "actions": domain.action_names_or_texts,
        "slots": [
            [slot.name, slot.type_name, plain(slot.initial_value), slot.influence_conversation]
            for slot in domain.slots
        ],
        "need_domain": domain._actions_which_explicitly_need_domain,
        "session": [
            domain.session_config.session_expiration_time,
            domain.session_config.carry_over_slots,
        ],
        "warned": warnings_of(caught),
    }


def merge_answer(texts):
    """Merges texts as files of one folder, in the order given."""
    try:
        from rasa.shared.utils.io import read_yaml

        combined = {}
        for text in texts:
            Domain.from_yaml(text)
            combined = Domain.merge_domain_dicts(read_yaml(text), combined)
        duplicates = plain(combined.get("duplicates", {}))
        domain = Domain.from_dict(combined)
    except Exception as error:
        return {"refused": type(error).__name__}
    return {
        "domain": plain(domain.as_dict()),
        "order": {
            key: [name if isinstance(name, str) else list(name)[0] for name in value]
            for key, value in domain.as_dict().items()
            if isinstance(value, (list, dict))
        },
        "duplicates": duplicates,
    }


def event_summary(event):
    if isinstance(event, UserUttered):
        return {
            "user": event.intent.get("name"),
            "full": event.intent.get("full_retrieval_intent_name"),
            "text": event.text,
            "entities": plain(event.entities),
        }
    if isinstance(event, ActionExecuted):
        return {"bot": event.action_text} if event.action_text else {"action": event.action_name}
    if isinstance(event, SlotSet):
        return {"slot": event.key, "value": plain(event.value)}
    if isinstance(event, ActiveLoop):
        return {"loop": event.name}
    return {"event": type(event).__name__}


class Recorder(story_step_builder.StoryStepBuilder):
    """Notes what the reader hands to the builder, before alternatives are unfolded."""

    blocks = []

    def __init__(self, name, source_name, is_rule=False):
        super().__init__(name, source_name, is_rule)
        self.calls = []
        Recorder.blocks.append({"name": name, "rule": is_rule, "items": self.calls})

    def add_checkpoint(self, name, conditions):
        self.calls.append({"checkpoint": name, "slots": plain(conditions)})

    def add_events(self, events):
        summaries = [event_summary(event) for event in events]
        self.calls.append(summaries[0] if len(summaries) == 1 else {"or": summaries})

    def add_event(self, event, is_condition=False):
        summary = event_summary(event)
        if is_condition:
            summary["condition"] = True
        self.calls.append(summary)


def story_answer(text, is_test, domain):
    import rasa.shared.core.training_data.story_reader.story_reader as module

    original = module.StoryStepBuilder
    module.StoryStepBuilder = Recorder
    Recorder.blocks = []
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        path = Path(folder) / ("test_stories.yml" if is_test else "stories.yml")
        path.write_text(text, encoding="utf-8")
        try:
            YAMLStoryReader(domain).read_from_file(path)
        except Exception as error:
            return {"refused": type(error).__name__}
        finally:
            module.StoryStepBuilder = original
    return {"blocks": Recorder.blocks, "warned": warnings_of(caught)}


def main():
    domain = Domain.from_yaml(STORY_DOMAIN)
    result = {
        "domains": [
            {"name": name, "yaml": text, "rasa": domain_answer(text)} for name, text in DOMAINS
        ],
        "merges": [
            {"name": name, "yaml": texts, "rasa": merge_answer(texts)} for name, texts in MERGES
        ],
        "story_domain": STORY_DOMAIN,
        "stories": [
            {
                "name": name,
                "yaml": text,
                "test": is_test,
                "rasa": story_answer(text, is_test, domain),
            }
            for name, is_test, text in STORIES
        ],
    }
    target = Path(__file__).with_name("domain_stories.json")
    target.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for key in ("domains", "merges", "stories"):
        for case in result[key]:
            answer = case["rasa"]
            print(key, case["name"], answer.get("refused", "ok"), answer.get("warned", ""))


if __name__ == "__main__":
    main()
