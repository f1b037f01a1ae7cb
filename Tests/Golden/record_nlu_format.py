"""Records how Rasa reads NLU training data in YAML and in JSON.

Run with a Python that has Rasa 3.6.21: python Tests/Golden/record_nlu_format.py
"""

import json
import os
import pathlib
import warnings

for key in list(os.environ):
    if key.startswith("MARTLET_"):
        del os.environ[key]
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

from rasa.shared.nlu.training_data.formats.rasa import RasaReader  # noqa: E402
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader  # noqa: E402


def one(markup):
    """A file with one example."""
    return "nlu:\n- intent: order\n  examples: |\n    - " + markup + "\n    - second\n"


def block(text):
    """A file whose `nlu:` list holds one entry."""
    lines = text.split("\n")
    return "nlu:\n- " + "\n  ".join(lines) + "\n"


MARKUP = [
    "plain text", "[Berlin](city)", "to [Berlin](city) now", "[a](x)[b](y)", "[big](size:large)",
    "[a](x:y:z)", "[a](x: y)", "[a]( x )", "[a](x:)", "[a](:y)", "[a]()", "[](x)", "[a](x", "[a](x]",
    "[a] (x)", "[a]{}", "[a]{x}", '[a]{"entity": "x"}', '[a]{"entity": "x", "role": "from"}',
    '[a]{"entity": "x", "group": "1", "value": "b"}', '[a]{"entity": "x", "value": 3}',
    '[a]{"entity": "x", "value": 3.5}', '[a]{"entity": "x", "value": null}', '[a]{"entity": 3}',
    '[a]{"value": "b"}', '[a]{"entity": "x", "role": ""}', '[a]{"entity": "x", "role": null}',
    '[a]{"entity": "x", "role": 1}', '[a]{"entity": "x", "other": 1}', "[a]{'entity': 'x'}",
    '[a]{"entity": "x"', '[a]{"entity": "x", "entity": "y"}', '[a]{"entity": "x", "value": "}"}',
    '[a]{"entity": "x", "value": "b]"}', '[a]{"entity": "x",}', '[a] {"entity": "x"}',
    '[a][{"entity": "x"}, {"entity": "y", "role": "r"}]', "[a][]", "[a][b]", '[a][{"entity": "x"}',
    "[a [b](x)", "[a [b](x) c](y)", "[a](x) ] [b](y)", "[a]] (x)", "[[a]](x)", "a](x)", "[a(x)",
    "\\[a\\](x)", "[a\\](x)", "[\u00e4\u00f6 \U0001F600](x) \U0001F600 [b](y)", "[ a ](x)", "a  [b](x)  c",
    "- a", "-- a", "-", "/greet", '/inform{"city": "Berlin"}', "a # b", "a: b", "line\\nbreak", "a\\tb",
    "[a](x:a)", "[a](x:b) [a](x:c)", "[A](x:b) [a](x)", "[a](x)(y)", "[a](x){y}", "[a](x [b](y))",
    "\u00a0a\u00a0", "[a b](multi word)", '[a]{"entity": "multi word"}', "[a](x\u00e4:\u00fc)", "[1](n:2)",
    '[a]{"entity": "x", "value": ""}', '[a]{"entity": "x", "value": true}', '[a]{"entity": "x", "value": 1e3}',
    '[a]{"entity": "x", "role": "r", "group": "g", "value": "v"} [b](x)', "[x](y)" * 30,
]

FILES = [
    "", "nlu:\n", "nlu: []\n", "nlu: {}\n", "nlu: text\n", "version: '3.1'\n", "- a\n", "text\n",
    "nlu:\n- text\n", "nlu:\n- 1\n", "nlu:\n-\n", "nlu:\n- {}\n", "nlu:\n- other: x\n",
    block("intent: a"), block("intent: a\nexamples: |\n"), block("intent: a\nexamples: x"),
    block("intent: a\nexamples: |\n  x\n  - y"), block("intent: a\nexamples: |\n  * x\n  - y"),
    block("intent: a\nexamples: |\n  -x\n  -  y  \n  - z \r\n"), block("intent:\nexamples: |\n  - x"),
    block("intent: ''\nexamples: |\n  - x"), block("intent: 12\nexamples: |\n  - x"),
    block("intent: yes\nexamples: |\n  - x"), block("intent: true\nexamples: |\n  - x"),
    block("intent: 'a b'\nexamples: |\n  - x"), block("intent: ' a '\nexamples: |\n  - x"),
    block("intent: a/b\nexamples: |\n  - x"), block("intent: a/b/c\nexamples: |\n  - x"),
    block("intent: /b\nexamples: |\n  - x"), block("intent: a/\nexamples: |\n  - x"),
    block("intent: a\nexamples: 12"), block("intent: a\nexamples:\n"), block("intent: a\nexamples: []"),
    block("intent: a\nexamples: {}"), block("intent: a\nexamples:\n- x\n- y"),
    block("intent: a\nexamples:\n- text: x\n- text: '  y  '\n- text: |\n    z\n"),
    block("intent: a\nexamples:\n- text: |\n    - z\n"), block("intent: a\nexamples:\n- text: 12"),
    block("intent: a\nexamples:\n- text: x\n  metadata: m\n- text: y\n  metadata: {s: 1, t: [yes, 012]}"),
    block("intent: a\nexamples:\n- text: ''\n- text: y"), block("intent: a\nexamples:\n- metadata: x"),
    block("intent: a\nexamples:\n- text: x\n  other: 1"), block("intent: a\nexamples:\n- text: '[B](c)'"),
    block("intent: a\nexamples:\n-\n- text: y"), block("intent: a\nexamples:\n- text: |\n    two\n    lines"),
    block("intent: a\nmetadata: m\nexamples: |\n  - x"), block("intent: a\nmetadata:\n  k: on\nexamples: |\n  - x"),
    block("intent: a\nmetadata: {k: 1}\nexamples:\n- text: x\n  metadata: {e: 2.50}"),
    block("intent: a\nother: m\nexamples: |\n  - x"), block("intent: a\nsynonym: b\nexamples: |\n  - x"),
    block("intent: a\nexamples: |\n  - x\n\n  - y\n   \n  - z"), block("intent: a\nexamples: >\n  - x\n  - y"),
    block("intent: a\nexamples: '- x'"), block('intent: a\nexamples: "- x\\n- y"'),
    block("intent: a\nexamples: |\n  - x\n  - x\n  - y"), block("intent: a\nexamples: |-\n  - x\n  - y"),
    block("intent: a\nexamples: |\n  - yes\n  - 012\n  - on\n  - null\n  - 1:30\n  - 2020-01-01"),
    block("intent: a\nexamples: |2\n    - x\n   - y\n"), block("intent: a\nexamples: |\n  - x\u2028- y\n  - z"),
    block("synonym: s\nexamples: |\n  - a\n  - b\n  - a"), block("synonym: s\nexamples: |\n  - s"),
    block("synonym:\nexamples: |\n  - a"), block("synonym: s"), block("synonym: s\nexamples: |\n"),
    block("synonym: s\nexamples: |\n  a\n  - b"), block("synonym: s\nexamples:\n- a\n- b"),
    block("synonym: 12\nexamples: |\n  - a"), block("synonym: s\nexamples: |\n  - a\n  -\n  - b"),
    block("synonym: s\nexamples: |\n  - a") + "- synonym: t\n  examples: |\n    - a\n",
    block("synonym: s\nexamples: |\n  - a") + "- intent: i\n  examples: |\n    - '[a](x:t)'\n    - b\n",
    block("regex: r\nexamples: |\n  - \\d{5}\n  - [a-z]+\n  - ^x$"), block("regex: r\nexamples: |\n  \\d+"),
    block("regex: b\nexamples: |\n  - x") + "- regex: a\n  examples: |\n    - z\n    - y\n",
    block("regex: r"), block("regex:\nexamples: |\n  - x"), block("regex: r\nexamples:\n- x"),
    block("lookup: l\nexamples: |\n  - a\n  - b c\n  - a"), block("lookup: l"), block("lookup:\nexamples: |\n  - x"),
    block("lookup: l\nexamples: |\n  - a") + "- lookup: l\n  examples: |\n    - b\n- lookup: m\n  examples: |\n    - c\n",
    block("lookup: l\nexamples:\n- a"), block("lookup: l\nexamples: |\n  - [a](b)"),
    "version: '3.1'\n" + one("x"), "version: \"3.0\"\n" + one("x"), "version: '2.0'\n" + one("x"),
    "version: '3.2'\n" + one("x"), "version: '4'\n" + one("x"), "version: 3.1\n" + one("x"),
    "version: 3\n" + one("x"), "version: x\n" + one("x"), "version: ''\n" + one("x"), "version:\n" + one("x"),
    "version: '3.1.1'\n" + one("x"), "version: '3.10'\n" + one("x"), "version: \"'3.1'\"\n" + one("x"),
    "version: '3.1a1'\n" + one("x"), "version: 'v3.1'\n" + one("x"), "version: [1]\n" + one("x"),
    "other: 1\n" + one("x"), "stories: []\n" + one("x"), "intents: [a]\n" + one("x"),
    one("x") + "nlu:\n- intent: b\n", one("a") + "responses:\n  utter_x:\n  - text: hello\n",
    "responses:\n  utter_faq/ask_a:\n  - text: one\n  - text: two\n    image: i\n",
    "responses:\n  utter_x: text\n", "responses:\n  utter_x: []\n", "responses:\n  utter_x:\n", "responses: []\n",
    "responses:\n  utter_x:\n  - hello\n", "responses:\n  utter_x:\n  - image: i\n",
    "responses:\n  utter_x:\n  - text: 12\n", "responses:\n  utter_x:\n  - text: a\n    other: 1\n",
    "responses:\n  utter_x:\n  - custom: {a: 1}\n", "responses:\n", "responses:\n  utter_x:\n  - text: ''\n",
    "nlu:\n- intent: a\n  examples: |\n    - x\n- other: y\n- intent: b\n  examples: |\n    - z\n",
    "nlu: &x\n- &i\n  intent: a\n  examples: |\n    - x\n- <<: *i\n  intent: b\n",
    "nlu:\n- intent: a\n  examples: |\n    - x\n  examples: |\n    - y\n",
    "nlu:\n- intent: ${MARTLET_UNSET}\n  examples: |\n    - x\n", one("${MARTLET_UNSET}"),
    "nlu:\n- intent: a\n  examples: |\n    - [x](e:y)\n    - [x](e:z)\n    - [w](e:y)\n",
    "nlu:\n- intent: a\n  examples: |\n    - same\n- intent: a\n  examples: |\n    - same\n- intent: b\n  examples: |\n    - same\n",
    "nlu:\n- intent: a\n  examples: |\n    - caf\\u00e9\n    - other\n",
]

EXAMPLE = {"text": "to Berlin", "intent": "travel"}
CITY = {"start": 3, "end": 9, "entity": "city"}


def data(**parts):
    return json.dumps({"rasa_nlu_data": parts})


def example(*entities, **more):
    return data(common_examples=[{**EXAMPLE, "entities": list(entities), **more}])


JSON_TEXTS = [
    data(), "{}", "[]", "{", '{"rasa_nlu_data": []}', '{"rasa_nlu_data": {}, "x": 1}', data(other=1),
    example(), example(CITY), example({**CITY, "value": "Berlin"}), example({**CITY, "value": "B"}),
    example({**CITY, "value": 3}), example({**CITY, "value": None}), example({**CITY, "role": "r", "group": "g"}),
    example({"start": 3, "entity": "city"}), example({"start": "3", "end": 9, "entity": "city"}),
    example({"start": 3, "end": 99, "entity": "city"}), example({"start": 9, "end": 3, "entity": "city"}),
    example({"start": -1, "end": 3, "entity": "city"}), example(CITY, {"start": 0, "end": 9, "entity": "all"}),
    example({**CITY, "extractor": "x"}), data(common_examples=[{"text": "a"}]),
    data(common_examples=[{"intent": "a"}]), data(common_examples=[{"text": 1, "intent": "a"}]),
    data(common_examples=[{"text": "a", "intent": 1}]), data(common_examples=["a"]), data(common_examples={}),
    data(common_examples=[{"text": "a", "intent": "faq/x"}]), data(common_examples=[{"text": " a ", "intent": " b "}]),
    data(intent_examples=[EXAMPLE], entity_examples=[EXAMPLE]), data(common_examples=[EXAMPLE, EXAMPLE]),
    data(entity_synonyms=[{"value": "s", "synonyms": ["a", "b"]}]), data(entity_synonyms=[{"value": "s"}]),
    data(entity_synonyms=[{"value": "s", "synonyms": ["a"]}, {"value": "t", "synonyms": ["a"]}]),
    data(regex_features=[{"name": "r", "pattern": "\\d"}, {"name": "a", "pattern": "x"}]),
    data(regex_features=[{"name": "r"}]), data(regex_features=[{"name": "r", "pattern": 1}]),
    data(lookup_tables=[{"name": "l", "elements": ["a", "b"]}]), data(lookup_tables=[{"name": "l", "elements": [1]}]),
    data(lookup_tables=[{"name": "l", "elements": 1}]), data(common_examples=[{**EXAMPLE, "metadata": {"intent": 1, "example": "m"}}]),
    data(common_examples=[{**EXAMPLE, "intent_metadata": {"a": 1}, "example_metadata": "m"}]),
]


def reading(training):
    examples = []
    for message in training.training_examples:
        found = dict(message.data)
        examples.append({
            "text": found.get("text"), "intent": found.get("intent"),
            "full": found.get("intent_response_key"), "entities": found.get("entities", []),
            "metadata": found.get("metadata"),
        })
    return {
        "examples": examples,
        "synonyms": [[k, v] for k, v in training.entity_synonyms.items()],
        "regexes": training.regex_features,
        "lookups": training.lookup_tables,
        "responses": training.responses,
    }


def record(reader, text):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = {"text": text, "reading": reading(reader.reads(text))}
        except Exception as error:  # whatever Rasa throws is the answer
            result = {"text": text, "error": type(error).__name__}
    said = [w for w in caught if issubclass(w.category, UserWarning)]
    return {**result, "warnings": len(said)}


def main():
    yaml = [record(RasaYAMLReader(), text) for text in [one(m) for m in MARKUP] + FILES]
    rasa_json = [record(RasaReader(), text) for text in JSON_TEXTS]
    golden = {"rasa": "3.6.21", "yaml": yaml, "json": rasa_json}
    path = pathlib.Path(__file__).with_name("nlu_format.json")
    path.write_text(json.dumps(golden, indent=1, ensure_ascii=True) + "\n")
    print(len(yaml), "YAML,", len(rasa_json), "JSON cases")


if __name__ == "__main__":
    main()
