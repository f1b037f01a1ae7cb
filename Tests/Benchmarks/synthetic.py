"""Makes a data set of any size from a grammar, always the same for the same numbers.

usage: synthetic.py FOLDER [--intents N] [--examples N]

Writes config.yml, domain.yml, data/nlu.yml and test.jsonl. Nobody's accuracy is judged by it: it is
a workload for times and sizes.
"""
import argparse
import json
import os
import random

VERBS = "show find book cancel change move send order pay check open close rent repair return sell share print call list".split()
THINGS = "invoice bicycle table room ticket parcel account contract meeting delivery menu garden printer window recipe lamp bottle key map train".split()
FRAMES = ["please {v} the {t}", "can you {v} a {t} for me", "I want to {v} my {t}", "{v} {t} {when}", "how do I {v} the {t}",
          "could somebody {v} this {t} {when}", "I need to {v} a {t} in {city}", "is it possible to {v} the {t} {when}",
          "{v} the {t} in {city} {when}", "help me {v} that {t}"]
WHEN = "today;tomorrow;on Monday;next week;this evening;at noon;as soon as possible;in two days".split(";")
CITIES = "Oslo Lisbon Vienna Dublin Prague Turin Ghent Malmo Porto Graz".split()

CONFIG = """recipe: default.v1
assistant_id: benchmark
language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 100
  constrain_similarities: true
  random_seed: 42
- name: EntitySynonymMapper
- name: FallbackClassifier
  threshold: 0.3
  ambiguity_threshold: 0.1
"""


def sentence(rng, verb, thing, marked):
    city = rng.choice(CITIES)
    shown = f"[{city}](city)" if marked else city
    return rng.choice(FRAMES).format(v=verb, t=thing, when=rng.choice(WHEN), city=shown)


def write(folder, intents, examples, seed=7):
    rng = random.Random(seed)
    pairs = rng.sample([(v, t) for v in VERBS for t in THINGS], intents)
    os.makedirs(os.path.join(folder, "data"), exist_ok=True)
    names = [f"{v}_{t}" for v, t in pairs]
    lines, tests = ['version: "3.1"', "nlu:"], []
    for name, (verb, thing) in zip(names, pairs):
        lines += [f"- intent: {name}", "  examples: |"]
        lines += [f"    - {sentence(rng, verb, thing, True)}" for _ in range(examples)]
        tests += [{"text": sentence(rng, verb, thing, False), "intent": name, "entities": []} for _ in range(5)]
    with open(os.path.join(folder, "data", "nlu.yml"), "w") as out:
        out.write("\n".join(lines) + "\n")
    with open(os.path.join(folder, "test.jsonl"), "w") as out:
        out.writelines(json.dumps(test) + "\n" for test in tests)
    with open(os.path.join(folder, "config.yml"), "w") as out:
        out.write(CONFIG)
    with open(os.path.join(folder, "domain.yml"), "w") as out:
        out.write('version: "3.1"\nintents:\n' + "".join(f"- {n}\n" for n in names) + "entities:\n- city\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--intents", type=int, default=30)
    parser.add_argument("--examples", type=int, default=20)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.intents, arguments.examples)
