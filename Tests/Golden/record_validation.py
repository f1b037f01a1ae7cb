"""Records what `rasa data validate` of real Rasa 3.6.21 says of small projects of ours.

Run with a Python that has Rasa:  python record_validation.py
Writes validation.json beside itself: for each project its files, the exit codes with and without
--fail-on-warnings, and which kinds of findings Rasa reported.
"""

import json
import logging
import os
import re
import tempfile
import warnings
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from rasa.cli.utils import validate_files  # noqa: E402
from rasa.shared.importers.importer import TrainingDataImporter  # noqa: E402

# What Rasa's messages are about, by our code.
KINDS = [
    (r"The intent '(.+)' is listed in the domain file, but is not found", "intent-without-examples"),
    (r"There is a message in the training data labeled with intent '(.+?)'", "intent-not-in-domain"),
    (r"The example '(.+)' was found labeled with multiple", "example-in-two-intents"),
    (r"The intent '(.+)' is used in your stories, but it is not listed", "story-intent-unknown"),
    (r"The intent '(.+)' is not used in any story", "intent-unused"),
    (r"The action '(.+)' is used in the stories, but is not a valid utterance", "story-response-unknown"),
    (r"The utterance '(.+)' is not used in any story", "response-unused"),
    (r"The form '(.+?)' is used in the", "story-form-unknown"),
    (r"The action '(.+?)' is used in the '.*' block, but it is not listed", "story-action-unknown"),
    (r"The form slot '(.+?)' in form", "form-slot-unknown"),
    (r"Slot '(.+?)' has a mapping condition for form '.*' which is not listed", "mapping-form-unknown"),
    (r"Slot '(.+?)' has a mapping condition for form '.*', but it's not present", "mapping-slot-unasked"),
    (r"Action '(.+?)' is listed as a response action", "action-without-response"),
    (r"The config file is missing", "assistant-id"),
]

CONFIG = "recipe: default.v1\nassistant_id: shop\nlanguage: en\npipeline:\n  - name: WhitespaceTokenizer\npolicies:\n  - name: RulePolicy\n"
NLU = "version: '3.1'\nnlu:\n  - intent: greet\n    examples: |\n      - hello\n      - hi\n  - intent: bye\n    examples: |\n      - goodbye\n      - see you\n"
DOMAIN = "version: '3.1'\nintents: [greet, bye]\nresponses:\n  utter_greet: [{text: hello}]\n  utter_bye: [{text: bye}]\n"
RULES = "version: '3.1'\nrules:\n  - rule: a\n    steps:\n      - intent: greet\n      - action: utter_greet\n  - rule: b\n    steps:\n      - intent: bye\n      - action: utter_bye\n"


def project(config=CONFIG, nlu=NLU, domain=DOMAIN, rules=RULES):
    return {"config.yml": config, "domain.yml": domain, "data/nlu.yml": nlu, "data/rules.yml": rules}


FORM = "slots:\n  place:\n    type: text\n    mappings:\n      - type: from_text\n        conditions:\n          - active_loop: {loop}\nforms:\n  place_form:\n    required_slots: [{slot}]\n"

PROJECTS = {
    "fine": project(),
    "intent without examples": project(domain=DOMAIN.replace("[greet,", "[greet, lost,")),
    "intent not in domain": project(domain=DOMAIN.replace("greet, bye]", "bye]")),
    "example twice": project(nlu=NLU.replace("- see you", "- hello")),
    "example twice in one intent": project(nlu=NLU.replace("- hi", "- hello")),
    "story intent unknown": project(rules=RULES + "  - rule: c\n    steps:\n      - intent: lost\n      - action: utter_bye\n"),
    "intent unused": project(rules=RULES.replace("intent: bye", "intent: greet")),
    "response unknown": project(rules=RULES.replace("action: utter_bye", "action: utter_lost")),
    "response listed without text": project(domain=DOMAIN + "actions: [utter_lost]\n"),
    "response unused": project(domain=DOMAIN + "  utter_more: [{text: a}]\n"),
    "action unknown": project(rules=RULES.replace("action: utter_bye", "action: action_lost")),
    "other action unknown": project(rules=RULES.replace("action: utter_bye", "action: do_lost")),
    "action known": project(rules=RULES.replace("action: utter_bye", "action: action_a"), domain=DOMAIN + "actions: [action_a]\n"),
    "default action": project(rules=RULES.replace("action: utter_bye", "action: action_restart")),
    "form unknown": project(rules=RULES + "  - rule: c\n    steps:\n      - intent: greet\n      - active_loop: lost_form\n"),
    "form fine": project(domain=DOMAIN + FORM.format(loop="place_form", slot="place")),
    "form slot unknown": project(domain=DOMAIN + FORM.format(loop="place_form", slot="place, lost")),
    "mapping form unknown": project(domain=DOMAIN + FORM.format(loop="lost_form", slot="place")),
    "mapping slot unasked": project(domain=DOMAIN + FORM.format(loop="place_form", slot="other").replace("forms:", "  other: {type: text, mappings: [{type: custom}]}\nforms:")),
    "mapping entity unknown": project(domain=DOMAIN + "slots:\n  place: {type: text, mappings: [{type: from_entity, entity: lost}]}\n"),
    "entity not in domain": project(nlu=NLU.replace("- hi", "- hi [Bonn](city)")),
    "retrieval": project(nlu=NLU + "  - intent: faq/hours\n    examples: |\n      - when do you open\n      - opening hours\n  - intent: faq/price\n    examples: |\n      - what does it cost\n      - prices\nresponses:\n  utter_faq/hours: [{text: at 9}]\n  utter_faq/price: [{text: 9 euros}]\n", rules=RULES + "  - rule: c\n    steps:\n      - intent: faq\n      - action: utter_faq\n"),
    "retrieval in domain": project(domain=DOMAIN.replace("[greet,", "[faq, greet,") + "  utter_faq/hours: [{text: at 9}]\n", nlu=NLU + "  - intent: faq/hours\n    examples: |\n      - when do you open\n      - opening hours\n", rules=RULES + "  - rule: c\n    steps:\n      - intent: faq\n      - action: utter_faq\n"),
    "retrieval unused": project(nlu=NLU + "  - intent: faq/hours\n    examples: |\n      - when do you open\n      - opening hours\nresponses:\n  utter_faq/hours: [{text: at 9}]\n"),
    "no assistant id": project(config=CONFIG.replace("assistant_id: shop\n", "")),
    "placeholder": project(config=CONFIG.replace("shop", "placeholder_default")),
    "triggers": project(domain="version: '3.1'\nintents: [bye, {greet: {triggers: utter_greet}}]\nresponses:\n  utter_greet: [{text: hello}]\n  utter_bye: [{text: bye}]\n"),
    "empty domain": project(domain="version: '3.1'\n"),
    "end to end": project(rules=RULES + "stories:\n  - story: c\n    steps:\n      - user: how are you\n      - bot: fine\n"),
}


def validate(folder, fail_on_warnings):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        importer = TrainingDataImporter.load_from_config(
            config_path=str(folder / "config.yml"),
            domain_path=str(folder / "domain.yml"),
            training_data_paths=[str(folder / "data")],
        )
        code = 0
        try:
            validate_files(fail_on_warnings, None, importer)
        except SystemExit as error:
            code = error.code
    kinds = set()
    for warning in caught:
        for pattern, kind in KINDS:
            found = re.search(pattern, str(warning.message))
            if found:
                kinds.add((kind, found.group(1) if found.groups() else ""))
    return code, sorted(kinds)


def main():
    result = []
    for name, files in PROJECTS.items():
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                target = Path(folder) / path
                target.parent.mkdir(exist_ok=True)
                target.write_text(text, encoding="utf-8")
            code, kinds = validate(Path(folder), False)
            strict, _ = validate(Path(folder), True)
        result.append(
            {"name": name, "files": files, "code": code, "strict": strict, "findings": kinds}
        )
        print(name, code, strict, kinds)
    target = Path(__file__).with_name("validation.json")
    target.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
