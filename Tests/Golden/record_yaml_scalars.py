"""Records how Rasa's `read_yaml` reads scalars, keys, aliases and broken texts.

Run with a Python that has Rasa 3.6.21: python Tests/Golden/record_yaml_scalars.py
"""

import datetime
import json
import math
import os
import pathlib

ENVIRONMENT = {"MARTLET_A": "val: 3", "MARTLET_B": "7", "MARTLET_EMPTY": ""}
for key in list(os.environ):
    if key.startswith("MARTLET_"):
        del os.environ[key]
os.environ.update(ENVIRONMENT)
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

import rasa.shared.utils.io as reader  # noqa: E402

SCALARS = """012 0o14 0o8 00 0 -0 +12 08 1_000 1__0 0x1F 0xZZ 0b11 0b2 -0x10 1:30 1. .5 0. -.5 +.5
1.5e+3 1e3 1e-3 1e 1e3.5 .5e3 .5e-3 12e03 685.230_15e+03 1_000.5 123456789012345678901234
9223372036854775807 9223372036854775808 1e400 .inf -.inf +.Inf .nan true True TRUE tRUE false
False FALSE yes Yes no on off y n ~ null Null NULL nULL 2020-01-01 2001-12-14t21:59:43.10-05:00
1-2 1+1 +-1 --1 0x 0b 0o text a#b 1,000 12:30:45 1e+ e3 . .. ... 1.2.3 v1.0 +49 0049
${MARTLET_A} ${MARTLET_B} a${MARTLET_B}b ${MARTLET_EMPTY} $MARTLET_A ${UNSET} ${UNSET:-x}
ab${UNSET} ${HOME-} ${} ${UNSET $MARTLET_B${UNSET} x$MARTLET_B${MARTLET_B} !!str~12 !!int~'12'
!!float~3 !!bool~yes !!null~x !~12 !foo~1 !!python/object~x = << @x `x %x &x~1 *x '12' "12"
'${MARTLET_A}' "${MARTLET_A}" 'it''s' "a\\tb" "\\x41" "\\q" \\u00e9 \\\\u00e9 \\u00 \\U0001F600
"\\ud83d\\ude00" \\ud83d "\\u000a" [1,~a] {a:~1} {a,~b} [a """.split()

TEXTS = [
    "", "# only a comment", "---\n", "--- text", "...", "text", "- a\n- b", "- -", "a: -",
    "a: 1\n---\nb: 2", "a: 1\n...\n", "%YAML 1.1\n---\na: yes", "\ufeffa: 1",
    "a: 1\na: 2", "a: {b: 1, b: 2}", "1: a\n0x1: b", "1: a\n'1': b", "a: 1\n'a': 2",
    "1: a", "true: a", "~: a", "1.5: a", "yes: a", "012: a", "? [1, 2]\n: 3",
    "a: &x {c: 1}\nb: *x", "a: &x {c: 1}\nb:\n  <<: *x\n  d: 2", "a: &x {c: 1}\nb:\n  c: 2\n  <<: *x",
    "b:\n  <<: [{c: 1}, {c: 2, d: 3}]\n", "<<: {a: 1}\nb: 2", "<<: 1\nb: 2", "a: *x", "a: &x [*x]",
    "a:\t1", "\ta: 1", "a: b\n\tc: d", "a:\n\t- b", "a: b: c", "a: [1", "a: {b", "a: 'x", 'a: "x',
    "a: |\n  ${MARTLET_A}\n", "a: >\n  x\n  y\n\n  z\n", "a: |-\n  x\n\n", "a: |+\n  x\n\n",
    "a: |2\n    x\n   y\n", "a: 'x\n  y'", "a: x\n  y", "a: x\n\n  ${MARTLET_A}", "a: x ${MARTLET_A} y",
    "- ${MARTLET_B}", "${MARTLET_B}: x", "a: ${MARTLET_A} # c", "a: \u0007", "a: \u00e9 \\u00e9",
    "a: x\u2028y", "a: 1\n b: 2", "a: 1\r\nb: 2\r\n", "a: \U0001F600", "a: x\\", "a: \\d+\\w",
    "- a:1\n- b : 2\n- c :d\n", "a: b # c\nd: 'e' # f", "key with blanks: 1", "a: , b", "a: ]",
    "[a, b]: c", "{a: b}", "a:\n- 1\n-  2", "a:\n  b: 1\n c: 2", "a\nb: 1", "a: !!map {b: 1}",
    "a: !!seq [1]", "a: !!set {x}", "? a\n: b", "? a", "a: - b", "!!map {a: 1}", "\u00e9: 1",
]


def plain(value):
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": repr(value)}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"date": True}
    if isinstance(value, dict):
        return {"members": [[key_text(k), plain(v)] for k, v in value.items()]}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, set):
        raise TypeError("a value JSON cannot hold")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 1 << 63:
        return float(value)
    return value


def key_text(key):
    if isinstance(key, str):
        return key
    if isinstance(key, (list, tuple, dict)):
        raise TypeError("a key that is a collection")
    return json.dumps(key)


def main():
    cases = []
    for text in ["a: " + s.replace("~", " ") if len(s) > 1 else "a: " + s for s in SCALARS] + TEXTS:
        try:
            value = reader.read_yaml(text)
            cases.append({"text": text, "value": plain(value)})
        except Exception as error:  # whatever Rasa throws is the answer
            cases.append({"text": text, "error": type(error).__name__})
    path = pathlib.Path(__file__).with_name("yaml_scalars.json")
    golden = {"rasa": "3.6.21", "environment": ENVIRONMENT, "cases": cases}
    path.write_text(json.dumps(golden, indent=1, ensure_ascii=True) + "\n")
    print(len(cases), "cases,", sum("error" in case for case in cases), "errors")


if __name__ == "__main__":
    main()
