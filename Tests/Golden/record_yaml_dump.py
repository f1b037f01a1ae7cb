"""Records how Rasa 3.6.21 writes values as YAML, for the tests of YAMLWriter.

Run with a Python that has Rasa:  python record_yaml_dump.py
Writes yaml_dump.json beside itself: a list of values and the text Rasa writes for each.
"""

import json
import os
import random
import warnings
from pathlib import Path

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
warnings.filterwarnings("ignore")

from rasa.shared.utils.io import dump_obj_as_yaml_to_string  # noqa: E402

TEXTS = """yes|no|on|true|True|tRue|false|null|Null|~||12|012|1_000|0x1F|0o14|0b11|1.5|1.|.5|1e3|1e|-1|+1|-|+|--|---|--- a|...|... a
.inf|.nan|2024-05-31|2024-5-31|2024-05-31 10:00:00|2024-05-31T10:00:00Z|1:30|10:20:30|a: b|a:b|a:|:a|: a|?|? a|?a|- a|-a|#a|a#b|a #b|=|<<|<<a
[a]|{a}|a, b|,a|&a|*a|!a|>a|'a'|it's|"a"|say "hi"|%a|@a|`a`| a|a |a  b|$a|${HOME}|x ${HOME} y|\\|a\\b|/greet|/greet{"a": "b"}|ü|ä: ö|🍰|🍰: a|'🍰|+_|_1|1_|0_|0b|0x|09|a'b: c|it's: "x"|http://a.b/c?d=e&f#g|5 %|50%|a\tb|\ta""".replace("\n", "|").replace("\\t", "\t").split("|")

VALUES = [
    {"a": 1, "b": [1, 2.5, True, None, "x"], "c": {"d": {}, "e": []}, "f": [[1, [2]], []]},
    [{"a": [{"b": 1, "c": 2}, {"d": [1]}]}, "x"],
    {"text": "one\ntwo", "more": "one\n\ntwo\n", "lead": "\na", "space": " a\nb", "end": "a \nb"},
    {"a b": 1, "a: b": 2, "1": 3, "true": 4, "": 5, "it's": 6, "ü": 7, "[x]": 8, "k" * 130: 9},
    {"n": [1e16, 1e-7, 0.1, 100.0, -2.0, 1e300, 12345678.9, 3]},
    {"nested": [[{"a": 1}, {"b": 2}], [[3]]]},
    {"tab": "a\tb", "cr": "a\rb", "bell": "\a", "nul": "\0", "nbsp": "a\u00a0b", "bom": "a\ufeffb", "del": "\u007f"},
]


def main():
    values = VALUES + [{"k": text} for text in TEXTS] + [[text] for text in TEXTS]
    chance = random.Random(7)
    letters = "ab1 -:#'\"\n,[]{}?!&*%@|>~ü🍰\t=."
    values += [
        {"".join(chance.choice("ab:# '-") for _ in range(3)) + str(i): "".join(
            chance.choice(letters) for _ in range(chance.randint(1, 7))
        )}
        for i in range(300)
    ]
    result = [{"value": value, "yaml": dump_obj_as_yaml_to_string(value, True)} for value in values]
    target = Path(__file__).with_name("yaml_dump.json")
    target.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(len(result))


if __name__ == "__main__":
    main()
