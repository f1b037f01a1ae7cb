"""Records what Rasa's evaluation says about fixed predictions, into reports.json.

Run with a Python that has Rasa 3.6.21 installed. Every case is test data of ours and the parse
results of an imagined model; recorded are the answer of `run_evaluation` and the files it writes.
"""

import asyncio
import json
import random
import tempfile
from pathlib import Path

from rasa.nlu.test import run_evaluation
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.importers.importer import TrainingDataImporter

SHOP = """
version: "3.1"
nlu:
- intent: order
  examples: |
    - send two [espresso]{"entity": "drink", "group": "1"} to [Bonn]{"entity": "city", "role": "to"}
    - one [latte](drink) please
    - from [Köln]{"entity": "city", "role": "from"} to [Bad Ems]{"entity": "city", "role": "to"}
    - I want a [flat white](drink)
- intent: greet
  examples: |
    - hello there
    - good morning 🌞
    - yo
- intent: bye
  examples: |
    - see you
    - good night
- intent: faq/hours
  examples: |
    - when do you open
    - open on sunday?
- intent: faq/price
  examples: |
    - what does it cost
    - how much is a [latte](drink)
- intent: chitchat/weather
  examples: |
    - nice weather today
"""

NO_ENTITIES_FOUND = """
version: "3.1"
nlu:
- intent: order
  examples: |
    - one [latte](drink) please
- intent: order
  examples: |
    - two [mochas](drink)
"""


def tokens(text):
    """Words between blanks, as Rasa's tokens."""
    found, start = [], 0
    for word in text.split(" "):
        found.append(Token(word, start))
        start += len(word) + 1
    return found


def entity(text, words, name, extractor, **more):
    start = text.index(words)
    return {
        "entity": name, "start": start, "end": start + len(words), **more,
        "value": words, "extractor": extractor,
    }


def parsed(text, intent, confidence, ranking=(), entities=(), selector=None):
    answer = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "intent_ranking": [{"name": n, "confidence": c} for n, c in ranking],
        "entities": list(entities),
    }
    if selector is not None:
        answer["response_selector"] = selector
    return answer


def response(key, confidence):
    return {
        "response": {"responses": None, "confidence": confidence, "intent_response_key": key,
                     "utter_action": f"utter_{key}"},
        "ranking": [],
    }


def shop_answers():
    diet, regex, duckling = "DIETClassifier", "RegexEntityExtractor", "DucklingEntityExtractor"
    sure = {"confidence_entity": 0.91}
    texts = {
        "send two espresso to Bonn": parsed(
            "send two espresso to Bonn", "order", 0.95, entities=[
                entity("send two espresso to Bonn", "espresso", "drink", diet,
                       confidence_entity=0.99, group="1", confidence_group=0.7),
                entity("send two espresso to Bonn", "to Bonn", "city", diet,
                       confidence_entity=0.8, role="to", confidence_role=0.6),
                entity("send two espresso to Bonn", "espresso", "drink", regex),
                entity("send two espresso to Bonn", "two", "number", duckling),
            ]),
        "one latte please": parsed(
            "one latte please", "order", 0.8, entities=[
                entity("one latte please", "latte", "drink", diet, **sure)]),
        "from Köln to Bad Ems": parsed(
            "from Köln to Bad Ems", "bye", 0.41, entities=[
                entity("from Köln to Bad Ems", "Köln", "city", diet,
                       confidence_entity=0.8, role="to", confidence_role=0.5),
                entity("from Köln to Bad Ems", "Ems", "city", diet,
                       confidence_entity=0.8, role="to", confidence_role=0.5)]),
        "I want a flat white": parsed(
            "I want a flat white", "nlu_fallback", 0.3,
            ranking=[("nlu_fallback", 0.3), ("order", 0.29), ("bye", 0.1)],
            entities=[entity("I want a flat white", "a flat", "drink", regex)]),
        "hello there": parsed("hello there", "greet", 1.0),
        "good morning 🌞": parsed("good morning 🌞", None, 0.0),
        "yo": parsed("yo", "bye", 0.55, entities=[
            entity("yo", "yo", "city", diet, confidence_entity=0.33)]),
        "see you": parsed("see you", "bye", 0.9),
        "good night": parsed("good night", "greet", 0.5000000000000001),
    }
    keys = {
        "when do you open": ("faq", "faq/hours", 0.97),
        "open on sunday?": ("faq", "faq/price", 0.5),
        "what does it cost": ("faq", "faq/price", 0.66),
        "how much is a latte": ("order", None, 0.0),
        "nice weather today": ("chitchat", "chitchat/weather", 0.77),
    }
    for text, (intent, key, confidence) in keys.items():
        own = "faq" if text != "nice weather today" else "default"
        selector = {"all_retrieval_intents": ["faq"], own: response(key, confidence)}
        if own == "faq":
            selector["default"] = response("chitchat/weather", 0.01)
        texts[text] = parsed(text, intent, 0.7, selector=selector)
    return texts


def random_case(seed, labels, count):
    """Test data without entities and guesses, among them labels the data does not have."""
    rng = random.Random(seed)
    lines, answers = ['version: "3.1"', "nlu:"], {}
    for label in labels:
        lines += [f"- intent: {label}", "  examples: |"]
        for index in range(count):
            text = f"{label} number {index}"
            lines.append(f"    - {text}")
            guess = label if rng.random() < 0.6 else rng.choice(labels + ["stray"])
            answers[text] = parsed(text, guess, round(rng.random(), 4))
    return "\n".join(lines) + "\n", answers


class FixedProcessor:
    """Stands for a model: answers from a table."""

    model_metadata = None

    def __init__(self, answers):
        self.answers = answers

    async def parse_message(self, message, tracker=None, only_output_properties=True):
        answer = json.loads(json.dumps(self.answers[message.text]))
        answer["text_tokens"] = tokens(message.text)
        return answer


def examples(path):
    data = TrainingDataImporter.load_from_dict(training_data_paths=[str(path)]).get_nlu_data()
    for message in data.nlu_examples:
        yield {
            "text": message.get("text"), "intent": message.get("intent"),
            "key": message.get("intent_response_key"), "entities": message.get("entities", []),
        }


def record(name, yaml, answers):
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.yml"
        data.write_text(yaml, encoding="utf-8")
        out = Path(folder) / "out"
        result = asyncio.run(
            run_evaluation(
                str(data), FixedProcessor(answers), output_directory=str(out), successes=True,
                errors=True, disable_plotting=True, report_as_dict=True))
        return {
            "name": name,
            "examples": list(examples(data)),
            "answers": [
                {**answer, "text_tokens": [[t.start, t.end] for t in tokens(text)]}
                for text, answer in answers.items()
            ],
            "result": result,
            "files": {p.name: p.read_text(encoding="utf-8") for p in sorted(out.iterdir())},
        }


def main():
    found_nothing = {
        text: parsed(text, "order", 0.9) for text in ("one latte please", "two mochas")
    }
    letters = ["alpha", "beta", "gamma", "delta", "eps", "Zeta", "äta", "theta"]
    cases = [
        record("shop", SHOP, shop_answers()),
        record("one intent, entities never found", NO_ENTITIES_FOUND, found_nothing),
        record("eight intents", *random_case(5, letters, 9)),
        record("two intents", *random_case(6, ["yes", "no"], 4)),
    ]
    target = Path(__file__).with_name("reports.json")
    text = json.dumps(cases, ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
