"""Records how `rasa data migrate` of real Rasa 3.6.21 turns domains of Rasa 2 into those of Rasa 3.

Run with a Python that has Rasa:  python record_migrate.py
Writes migrate.json beside itself: the files given and the files written, or that it was refused.
"""

import json
import logging
import os
import tempfile
import warnings
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from rasa.core.migrate import migrate_domain_format  # noqa: E402

FULL = """version: "2.0"
intents:
  - greet   # the first
  - order: {use_entities: []}
entities:
  - flavour
  - city
  - size: {roles: [small]}
slots:
  flavour:
    type: text
  tiers:
    type: float
    auto_fill: false
    min_value: 1
    max_value: 9
  city:
    type: text
    influence_conversation: false
  size:
    type: text
  note:
    type: any
  gift:
    type: bool
    mappings:
      - type: from_intent
        intent: greet
        value: true
  asked:
    type: text
    auto_fill: true
responses:
  utter_greet:
    - text: |
        Hello
        there
    - text: "Hi: you"
forms:
  cake_form:
    ignored_intents: [greet]
    required_slots:
      flavour:
        - type: from_entity
          entity: flavour
        - type: from_text
          intent: order
      tiers:
        - type: from_text
      gift:
        - type: from_intent
          intent: greet
          value: true
        - type: from_trigger_intent
          intent: order
          value: false
  second_form:
    required_slots:
      flavour:
        - type: from_entity
          entity: flavour
        - type: from_text
  old_form:
    city:
      - type: from_text
session_config:
  session_expiration_time: 60
  carry_over_slots_to_new_session: true
"""

PARTS = {
    "slots.yml": "version: '2.0'\nslots:\n  flavour: {type: text}\n  city: {type: text, auto_fill: false}\n",
    "forms.yml": "version: '2.0'\nforms:\n  f:\n    required_slots:\n      flavour:\n        - type: from_text\n",
    "intents.yml": "intents: [a, b]\nentities: [city]\n",
    "responses.yml": "version: '2.0'\nresponses:\n  utter_a:\n    - text: a\n",
    "notes.txt": "nothing\n",
    "other.yml": "nlu: []\n",
}

CASES = [
    ("full", FULL, None),
    ("no version", "slots:\n  a: {type: text}\nforms:\n  f:\n    required_slots:\n      a: [{type: from_text}]\n", None),
    ("version number", "version: 2.0\nslots:\n  a: {type: text}\n", None),
    ("already", "version: '3.1'\nslots:\n  a: {type: text}\n", None),
    ("version three", "version: '3.0'\nslots:\n  a: {type: text, mappings: [{type: custom}]}\n", None),
    ("no slots", "version: '2.0'\nintents: [a]\n", None),
    ("no domain", "version: '2.0'\nnlu: []\n", None),
    ("list", "- a\n", None),
    ("empty form", "version: '2.0'\nslots:\n  a: {type: text}\nforms:\n  f: {}\n", None),
    ("listed slots", "version: '2.0'\nslots:\n  a: {type: text}\nforms:\n  f: {required_slots: [a]}\n", None),
    ("unknown slot", "version: '2.0'\nslots:\n  a: {type: text}\nforms:\n  f: {required_slots: {b: [{type: from_text}]}}\n", None),
    ("condition kept", "version: '2.0'\nslots:\n  a:\n    type: text\n    mappings:\n      - type: from_text\n        conditions: [{active_loop: g}]\nforms:\n  f: {required_slots: {a: [{type: from_text}]}}\n", None),
    ("auto fill twice", "version: '2.0'\nentities: [a]\nslots:\n  a:\n    type: text\n    mappings: [{type: from_entity, entity: a}]\n", None),
    ("folder", None, PARTS),
    ("folder without forms", None, {k: v for k, v in PARTS.items() if k != "forms.yml"}),
    ("folder slots twice", None, dict(PARTS, **{"zslots.yml": "slots:\n  b: {type: text}\n"})),
    ("folder one migrated", None, dict(PARTS, **{"intents.yml": "version: '3.1'\nintents: [a]\n"})),
    ("folder empty", None, {}),
    ("folder joined", None, {"all.yml": FULL}),
]


def migrate(text, files):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if files is None:
            source = folder / "domain.yml"
            source.write_text(text, encoding="utf-8")
        else:
            source = folder / "domain"
            source.mkdir()
            for path, content in files.items():
                (source / path).write_text(content, encoding="utf-8")
        try:
            migrate_domain_format(source, None)
        except Exception as error:
            return {"refused": type(error).__name__}
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {"files": {
            str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths
        }}


def main():
    result = []
    for name, text, files in CASES:
        answer = migrate(text, files)
        result.append({"name": name, "text": text, "files": files, "rasa": answer})
        print(name, answer.get("refused", sorted(answer.get("files", []))))
    target = Path(__file__).with_name("migrate.json")
    target.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
