"""Records how Rasa 3.6.21 writes NLU data back: as YAML, as JSON, and split in two.

Run with a Python that has Rasa:  python record_nlu_write.py
Writes nlu_write.json beside itself.
"""

import json
import logging
import os
import tempfile
import warnings
from collections import Counter
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from rasa.nlu.convert import convert_training_data  # noqa: E402
from rasa.shared.nlu.training_data.loading import load_data  # noqa: E402

RICH = """
version: "3.1"
nlu:
  - intent: order
    metadata: {tone: polite, n: 1}
    examples: |
      - I want a [vanilla](flavour) cake
      - a cake from [Bonn]{"entity": "city", "role": "from"} to [Köln]{"entity": "city", "role": "to", "group": "1", "value": "Cologne"}
      - [big apple](city:new york) please 🍰
      - "quoted: yes"
      - it's # not a comment
  - intent: greet
    examples: |
      - hello
      - hi there
  - intent: notes
    examples:
      - text: |
          first line
          second line
      - text: |
          with metadata
        metadata:
          source: form
      - text: " plain "
  - intent: faq/hours
    examples: |
      - when do you open
      - opening hours
  - intent: faq/price
    examples: |
      - how much
      - price list
  - intent: order
    examples: |
      - another cake
  - synonym: berlin
    examples: |
      - b town
      - Spree-Athen
  - regex: zip
    examples: |
      - \\d{5}
      - [0-9]{4}
  - regex: account
    examples: |
      - \\bACC\\w+
  - lookup: flavour
    examples: |
      - vanilla
      - dark chocolate
responses:
  utter_faq/hours:
    - text: From 9 to 5.
    - text: |
        Mornings:
        from 9.
  utter_faq/price:
    - text: See the list.
      image: http://example.org/a.png
"""

OLD = json.dumps({"rasa_nlu_data": {
    "common_examples": [
        {"text": "hey", "intent": "greet", "entities": []},
        {"text": "hi Bonn", "intent": "greet", "entities": [{"start": 3, "end": 7, "value": "bonn", "entity": "city"}]},
        {"text": "no intent"},
    ],
    "regex_features": [{"name": "zip", "pattern": "[0-9]{5}"}],
    "entity_synonyms": [{"value": "berlin", "synonyms": ["b town", "spree"]}],
    "lookup_tables": [{"name": "city", "elements": ["Bonn", "Rome"]}],
}})

INPUTS = [
    ("rich", "nlu.yml", RICH),
    ("small", "nlu.yml", "nlu:\n- intent: a\n  examples: |\n    - x\n    - y\n"),
    ("only synonyms", "nlu.yml", "nlu:\n- synonym: a\n  examples: |\n    - x\n"),
    ("only responses", "nlu.yml", "responses:\n  utter_a:\n  - text: b\n"),
    ("old json", "nlu.json", OLD),
]


def many(counts):
    """NLU data with so many examples for each intent."""
    blocks = []
    for intent, count in counts.items():
        lines = "".join(f"      - {intent.replace('/', ' ')} number {i}\n" for i in range(count))
        blocks.append(f"  - intent: {intent}\n    examples: |\n{lines}")
    responses = "".join(
        f"  utter_{intent}:\n  - text: {intent}\n" for intent in counts if "/" in intent
    )
    return "version: '3.1'\nnlu:\n" + "".join(blocks) + ("responses:\n" + responses if responses else "")


SPLITS = [
    ({"a": 10, "b": 10}, 0.8),
    ({"a": 2, "b": 2, "c": 2}, 0.8),
    ({"a": 3, "b": 30, "c": 7, "d": 2}, 0.8),
    ({"a": 3, "b": 30, "c": 7, "d": 2}, 0.5),
    ({"a": 3, "b": 30, "c": 7, "d": 2}, 0.1),
    ({"a": 9, "faq/x": 4, "faq/y": 6, "b": 20}, 0.7),
    ({"a": 1, "b": 5}, 0.8),
    ({"a": 5, "b": 5, "c": 5, "d": 5, "e": 5, "f": 5}, 0.75),
    ({"faq/x": 5, "chat/x": 5, "a": 12}, 0.8),
    ({"a": 100}, 0.99),
]


def convert(name, text, kind):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / name
        source.write_text(text, encoding="utf-8")
        target = Path(folder) / "out"
        convert_training_data(str(source), str(target), kind, "en")
        return target.read_text(encoding="utf-8")


def split(counts, fraction):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "nlu.yml"
        source.write_text(many(counts), encoding="utf-8")
        data = load_data(str(source))
        train, test = data.train_test_split(fraction, 3)
        out = Path(folder) / "out"
        train.persist(str(out), filename="training_data.yml")
        test.persist(str(out), filename="test_data.yml")
        files = {path.name: path.read_text(encoding="utf-8") for path in sorted(out.iterdir())}
    def count(part):
        return dict(sorted(Counter(e.get_full_intent() for e in part.training_examples).items()))
    return {"train": count(train), "test": count(test), "files": files}


def main():
    result = {
        "convert": [
            {"name": name, "file": file, "text": text,
             "yaml": convert(file, text, "yaml"), "json": convert(file, text, "json")}
            for name, file, text in INPUTS
        ],
        "split": [
            {"fraction": fraction, "text": many(counts), "rasa": split(counts, fraction)}
            for counts, fraction in SPLITS
        ],
    }
    target = Path(__file__).with_name("nlu_write.json")
    target.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
