"""Records what Rasa's ResponseSelector answers, into selector.json.

Run with a Python that has Rasa 3.6.21 installed. The data are easy and the questions are training
examples, so that the best response is certain; its confidence is the model's own affair.
"""

import json
import tempfile
from pathlib import Path

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import (
    CountVectorsFeaturizer,
)
from rasa.nlu.selectors.response_selector import ResponseSelector
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

DATA = """
version: "3.1"
nlu:
- intent: faq/hours
  examples: |
    - when do you open
    - opening hours please
    - are you open today
- intent: faq/price
  examples: |
    - how much is a wheel
    - what does it cost
    - tell me the price
- intent: chitchat/weather
  examples: |
    - nice weather outside
    - will it rain
    - is the sun shining
- intent: greet
  examples: |
    - hello
    - good morning
responses:
  utter_faq/hours:
  - text: We open at nine.
  - text: Nine to six, every day.
    image: https://example.com/hours.png
  utter_faq/price:
  - text: A wheel is 90 euros.
  utter_chitchat/weather:
  - custom:
      kind: weather
"""
PLAIN = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
- intent: bye
  examples: |
    - see you
"""
ASKED = ["when do you open", "tell me the price", "will it rain"]
CASES = [
    {"name": "all retrieval intents", "data": DATA, "options": [{}]},
    {"name": "one retrieval intent", "data": DATA, "options": [{"retrieval_intent": "faq"}]},
    {"name": "two selectors, one without enough responses", "data": DATA,
     "options": [{"retrieval_intent": "faq"}, {"retrieval_intent": "chitchat"}]},
    {"name": "a ranking of one", "data": DATA, "options": [{"ranking_length": 1}]},
    {"name": "the whole ranking", "data": DATA, "options": [{"ranking_length": 0}]},
    {"name": "no retrieval intents", "data": PLAIN, "options": [{}]},
]


def make(kind, options, storage, name, how="create"):
    config = {**kind.get_default_config(), **options}
    context = ExecutionContext(GraphSchema({}), node_name=name)
    return getattr(kind, how)(config, storage, Resource(name), context)


def record(case, folder):
    storage = LocalModelStorage(Path(folder))
    data = RasaYAMLReader().reads(case["data"])
    data._fill_response_phrases()
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    tokenizer.process_training_data(data)
    words = make(CountVectorsFeaturizer, {"alias": "words"}, storage, "words")
    words.train(data)
    words.process_training_data(data)
    asked = [Message(data={"text": text}) for text in ASKED]
    tokenizer.process(asked)
    words.process(asked)
    for number, options in enumerate(case["options"]):
        settings = {**options, "epochs": 120, "random_seed": 1}
        name = f"selector{number}"
        make(ResponseSelector, settings, storage, name).train(data)
        make(ResponseSelector, settings, storage, name, "load").process(asked)
    return {
        "name": case["name"], "data": case["data"], "options": case["options"],
        "answers": [
            {"text": m.get("text"), "response_selector": m.get("response_selector")}
            for m in asked
        ],
        "examples": [
            {"text": m.get("text"), "intent": m.get("intent"),
             "key": m.get("intent_response_key")}
            for m in data.nlu_examples
        ],
        "responses": data.responses,
    }


def main():
    cases = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            cases.append(record(case, folder))
    for case in cases:
        case.pop("data")
    text = json.dumps(cases, ensure_ascii=False, indent=1, default=float)
    Path(__file__).with_name("selector.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
