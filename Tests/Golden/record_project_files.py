"""Records which files Rasa's importers read from small projects, and what it joins them to.

Run with a Python that has Rasa 3.6.21: python Tests/Golden/record_project_files.py
"""

import json
import os
import pathlib
import tempfile
import warnings

os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

from rasa.shared.importers.importer import TrainingDataImporter  # noqa: E402

PATH = pathlib.Path(__file__).resolve().with_name("project_files.json")

CONFIG = "recipe: default.v1\nlanguage: en\npipeline:\n- name: WhitespaceTokenizer\n"
MULTI = CONFIG + "importers:\n- name: MultiProjectImporter\n"


def nlu(intent, *texts):
    return "nlu:\n- intent: %s\n  examples: |\n%s" % (intent, "".join("    - %s\n" % t for t in texts))


def story(name):
    return "stories:\n- story: %s\n  steps:\n  - intent: greet\n  - action: utter_greet\n" % name


RULE = "rules:\n- rule: r\n  steps:\n  - intent: greet\n  - action: utter_greet\n"
DOMAIN = "intents:\n- greet\n- bye\nresponses:\n  utter_greet:\n  - text: hello\n"
SECOND = "intents:\n- order\n- greet\nresponses:\n  utter_order:\n  - text: yes\n"
JSON = '{"rasa_nlu_data": {"common_examples": [{"text": "from json", "intent": "greet"}]}}'
TEST = "stories:\n- story: t\n  steps:\n  - user: |\n      hi\n    intent: greet\n  - action: utter_greet\n"

PROJECTS = {
    "plain": {"config.yml": CONFIG, "domain.yml": DOMAIN, "data/nlu.yml": nlu("greet", "hi", "hello"),
              "data/stories.yml": story("a"), "data/rules.yml": RULE},
    "nested": {"config.yml": CONFIG, "domain.yml": DOMAIN, "data/b/nlu.yml": nlu("greet", "b"),
               "data/a/z.yaml": nlu("greet", "a z"), "data/a.yml": nlu("greet", "a"),
               "data/a/deep/er/x.yml": nlu("greet", "deep"), "data/.hidden.yml": nlu("greet", "hidden"),
               "data/.folder/x.yml": nlu("greet", "in hidden folder"), "data/A.yml": nlu("greet", "capital"),
               "data/\u00e9.yml": nlu("greet", "accent"), "data/a-b.yml": nlu("greet", "dash")},
    "mixed": {"config.yml": CONFIG, "domain.yml": DOMAIN,
              "data/all.yml": nlu("greet", "hi") + story("a") + RULE,
              "data/nlu.json": JSON, "data/other.json": '{"a": 1}', "data/broken.json": "{",
              "data/notes.txt": nlu("greet", "text file"), "data/README.md": "# About\n",
              "data/empty.yml": "", "data/other.yml": "a: [1\n", "data/comment.yml": "# nlu:\n",
              "data/deep.yml": "wrapped:\n  nlu:\n  - intent: x\n", "data/yamlish.yml": JSON},
    "tests": {"config.yml": CONFIG, "domain.yml": DOMAIN, "data/nlu.yml": nlu("greet", "hi"),
              "data/stories.yml": story("a"), "data/test_more.yml": TEST, "tests/test_stories.yml": TEST},
    "domain in data": {"config.yml": CONFIG, "domain.yml": DOMAIN,
                       "data/responses.yml": "responses:\n  utter_bye:\n  - text: bye\n  utter_greet:\n  - text: other\n",
                       "data/nlu.yml": nlu("faq/hours", "when", "hours")
                       + "responses:\n  utter_faq/hours:\n  - text: always\n"},
    "faq in domain": {"config.yml": CONFIG,
                      "domain.yml": DOMAIN + "  utter_faq/hours:\n  - text: of the domain\n",
                      "data/nlu.yml": nlu("faq/hours", "when", "hours")
                      + "responses:\n  utter_faq/hours:\n  - text: of the data\n"},
    "newer": {"config.yml": CONFIG, "domain.yml": DOMAIN,
              "data/new.yml": "version: '4.0'\n" + nlu("greet", "new"), "data/nlu.yml": nlu("greet", "hi")},
    "same twice": {"config.yml": CONFIG, "domain.yml": DOMAIN, "data/a.yml": nlu("greet", "hi", "[x](e:y)"),
                   "data/b.yml": nlu("greet", "hi", "[x](e:z)"),
                   "data/c.yml": "nlu:\n- lookup: l\n  examples: |\n    - a\n- regex: z\n  examples: |\n    - q\n",
                   "data/d.yml": "nlu:\n- lookup: l\n  examples: |\n    - b\n- regex: m\n  examples: |\n    - p\n"},
    "multi": {"config.yml": MULTI + "imports:\n- other\n- third/config.yml\n", "domain.yml": DOMAIN,
              "data/nlu.yml": nlu("greet", "own"), "other/domain.yml": SECOND,
              "other/data/nlu.yml": nlu("order", "other"), "other/data/stories.yml": story("other"),
              "other/tests/test_x.yml": TEST, "third/config.yml": CONFIG + "imports:\n- ../fourth\n",
              "third/data/nlu.yml": nlu("greet", "third"), "fourth/nlu.yml": nlu("greet", "fourth"),
              "fifth/nlu.yml": nlu("greet", "fifth")},
    "multi in circles": {"config.yml": MULTI + "imports:\n- other\n", "domain.yml": DOMAIN,
                         "data/nlu.yml": nlu("greet", "own"),
                         "other/config.yml": CONFIG + "imports:\n- ..//other\n- nowhere\n",
                         "other/nlu.yml": nlu("order", "other")},
    "importer by default": {"config.yml": CONFIG + "importers:\n- name: RasaFileImporter\nimports:\n- other\n",
                            "domain.yml": DOMAIN, "data/nlu.yml": nlu("greet", "own"),
                            "other/nlu.yml": nlu("order", "other")},
    "importer unknown": {"config.yml": CONFIG + "importers:\n- name: mine.Importer\n", "domain.yml": DOMAIN,
                         "data/nlu.yml": nlu("greet", "own")},
}


def record(files):
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        os.chdir(root)
        importer = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
        training = importer.get_nlu_data()
        domain = importer.get_domain()
        found = {
            "examples": [[m.get("intent"), m.get("text")] for m in training.nlu_examples],
            "synonyms": [[k, v] for k, v in training.entity_synonyms.items()],
            "regexes": [r["name"] for r in training.regex_features],
            "lookups": [[t["name"], t["elements"]] for t in training.lookup_tables],
            "responses": sorted(training.responses.items()),
            "stories": [s.block_name for s in importer.get_stories().story_steps],
            "intents": sorted(i for i in domain.intent_properties),
            "utterances": sorted((k, v[0]["text"]) for k, v in domain.responses.items()),
        }
        os.chdir("/")
        return found


def main():
    cases = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, files in PROJECTS.items():
            cases.append({"name": name, "files": files, "found": record(files)})
    golden = {"rasa": "3.6.21", "cases": cases}
    PATH.write_text(json.dumps(golden, indent=1, ensure_ascii=True) + "\n")
    print(len(cases), "projects")

if __name__ == "__main__":
    main()
