# Records what Rasa's small extractors and classifiers answer: record_extractors.py > extractors.json (needs Rasa 3.6.21).
import json
import os
import pathlib
import tempfile
import warnings

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.simplefilter("ignore")
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.nlu.classifiers.keyword_intent_classifier import KeywordIntentClassifier
from rasa.nlu.extractors.duckling_entity_extractor import DucklingEntityExtractor, convert_duckling_format_to_rasa
from rasa.nlu.extractors.entity_synonyms import EntitySynonymMapper
from rasa.nlu.extractors.regex_entity_extractor import RegexEntityExtractor
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

def entity(text, part, name, value=None):
    start = text.index(part)
    return {"start": start, "end": start + len(part), "entity": name, "value": part if value is None else value}

def example(text, intent, *entities):
    return {"text": text, "intent": intent, "entities": [entity(text, *e) for e in entities]}

EXAMPLES = [
    example("send it to 10115 Berlin", "send", ("10115", "zip"), ("Berlin", "city")),
    example("to the big apple please", "send", ("big apple", "city", "New York")),
    example("from NYC", "send", ("NYC", "city", "New York")), example("from Austria", "send", ("Austria", "country")),
    example("ship to cologne", "send", ("cologne", "city", "Köln")), example("ship to cologne", "send", ("cologne", "city", "Köln")),
    example("the colour Red", "paint", ("Red", "colour")), example("STRASSE", "paint", ("STRASSE", "colour", "Straße")),
    example("two", "count", ("two", "number", "2")), example("İzmir", "send", ("İzmir", "city", "izmir")),
]
SYNONYMS = {"nyc": "NYC", "Big Apple": "Big City", "köln": "Köln", "rot": "Red", "ΟΔΟΣ": "street", "red": "rouge"}
REGEXES = [
    {"name": "zip", "pattern": r"\b\d{5}\b"}, {"name": "zip", "pattern": r"[A-Z]{1,2}\d{2}"}, {"name": "unused", "pattern": "x"},
    {"name": "city", "pattern": r"(new|old) \w+"}, {"name": "colour", "pattern": r"(?i)bl(ue|ack)|gr[ea]y"}, {"name": "colour", "pattern": r"o*"},
]
LOOKUPS = [
    {"name": "city", "elements": ["New York", "New", "Köln", "york city", "St. Gallen", "a.b"]}, {"name": "country", "elements": ["Germany", "U.S.", "USA"]},
    {"name": "other", "elements": ["apple"]},
]
TEXTS = [
    "10115 and 50667", "new york city", "NEW YORK", "I live in New York City, USA", "köln or KÖLN", "st. gallen st-gallen", "Germany's germany", "the U.S. army",
    "blue BLACK grey Gray", "ab12 AB12 b12", "", "axb a.b", "newyork", "Straße STRASSE strasse", "oo foo", "USA", "old town new town", "nothing", "123456", "İstanbul ſt. gallen",
]
VALUES = ["nyc", "NYC", "Big Apple", "big apple", "BERLIN", "berlin", "red", "RED", "rot", "köln", "KÖLN", "Köln", "cologne", "austria", "two", "2", "οδος", "straße", "STRASSE", "izmir", "İzmir", "unknown", 2, 2.0, True, None]
KEYWORDS = [
    ("hello", "greet"), ("hi", "greet"), ("good morning", "greet"), ("bye", "leave"), ("see you", "leave"), ("what's up?", "greet"), ("stop", "leave"), ("stop", "deny"),
    ("no way", "deny"), ("way", "ask"), ("which way", "ask"), ("HELP", "ask"), ("a.c", "deny"), ("é", "deny"), ("yes|yeah", "affirm"), ("ok", "affirm"), ("#1", "affirm"),
    ("ok", "affirm"),
]
KEYWORD_TEXTS = [
    "hello", "Hello there", "oh hi bye", "bye hello", "this", "hi-fi", "what's up", "what's u", "what's up?", "stop", "no way", "way out", "which way is it", "help", "HELP me", "I need HELP!",
    "abc", "a.c", "axc axc", "café", "é", "yes", "oh yeah", "yes-man", "ok", "okay", "x#1", "#1", "a #1", "", "GOOD MORNING", "C", "C++", "good  morning",
]
RANKINGS = [
    [["a", 0.9], ["b", 0.05]], [["a", 0.29], ["b", 0.1]], [["a", 0.3], ["b", 0.1]], [["a", 0.5], ["b", 0.41]], [["a", 0.5], ["b", 0.4]], [["a", 0.5], ["b", 0.39]], [["a", 1.0]], [["a", 0.2]], [], [[None, 0.0]],
]
DUCKLING = [
    {"body": "tomorrow", "start": 4, "end": 12, "dim": "time", "latent": False, "value": {"type": "value", "grain": "day", "value": "2024-05-02T00:00:00.000-07:00", "values": []}},
    {"body": "from 3 to 5", "start": 0, "end": 11, "dim": "time", "value": {"type": "interval", "from": {"value": "x", "grain": "hour"}, "to": {"value": "y"}}},
    {"body": "after 3", "start": 0, "end": 7, "dim": "time", "value": {"type": "interval", "from": {"value": "x"}}},
    {"body": "5 euros", "start": 2, "end": 9, "dim": "amount-of-money", "value": {"type": "value", "unit": "EUR", "value": 5}},
    {"text": "a@b.c", "start": 0, "end": 5, "dim": "email", "value": {"value": "a@b.c"}},
    {"body": "?", "start": 0, "end": 1, "dim": "odd", "value": {"type": "value"}},
]

CONTEXT = ExecutionContext(GraphSchema({}), node_name="f")

def data():
    examples = [Message(data={k: v for k, v in e.items() if v != []}) for e in EXAMPLES]
    return TrainingData(examples, entity_synonyms=dict(SYNONYMS), regex_features=REGEXES, lookup_tables=LOOKUPS)

def with_storage(body):
    with tempfile.TemporaryDirectory() as folder:
        return body(LocalModelStorage(pathlib.Path(folder)), Resource("r"))

def regex_run(options):
    def body(storage, resource):
        component = RegexEntityExtractor.create({**RegexEntityExtractor.get_default_config(), **options}, storage, resource, CONTEXT)
        component.train(data())
        answers = []
        for text in TEXTS:
            message = Message(data={"text": text})
            component.process([message])
            answers.append({"text": text, "entities": message.get("entities")})
        return {"options": options, "answers": answers}
    return with_storage(body)

def synonyms():
    def body(storage, resource):
        component = EntitySynonymMapper.create({}, storage, resource, CONTEXT)
        component.train(data())
        answers = []
        for value in VALUES:
            message = Message(data={"text": "x", "entities": [{"start": 0, "end": 1, "value": value, "entity": "e", "extractor": "X"}]})
            component.process([message])
            found = message.get("entities")[0]
            answers.append({"value": value, "answer": found["value"], "processors": found.get("processors", [])})
        return {"learned": list(component.synonyms.items()), "answers": answers}
    return with_storage(body)

def keywords(options):
    def body(storage, resource):
        component = KeywordIntentClassifier.create({**KeywordIntentClassifier.get_default_config(), **options}, storage, resource, CONTEXT)
        component.train(TrainingData([Message(data={"text": t, "intent": i}) for t, i in KEYWORDS]))
        answers = []
        for text in KEYWORD_TEXTS:
            fresh = Message(data={"text": text})
            component.process([fresh])
            known = Message(data={"text": text, "intent": {"name": "before", "confidence": 0.4}})
            component.process([known])
            answers.append({"text": text, "intent": fresh.get("intent"), "after": known.get("intent")})
        return {"options": options, "keywords": list(component.intent_keyword_map.items()), "answers": answers}
    return with_storage(body)

def fallback(options):
    component = FallbackClassifier({**FallbackClassifier.get_default_config(), **options})
    answers = []
    for ranking in RANKINGS:
        scored = [{"name": n, "confidence": c} for n, c in ranking]
        message = Message(data={"text": "x", "intent": dict(scored[0]) if scored else {"name": None, "confidence": 0.0}, "intent_ranking": scored})
        component.process([message])
        answers.append({"ranking": ranking, "intent": message.get("intent"), "answer": message.get("intent_ranking")})
    return {"options": options, "answers": answers}

def pattern_tokens():
    answers = []
    for pattern in [r"[a-z]+", r"(\w)\w*", r"\d+|[A-Za-z]+", r"(?:ab)+", r"x*", r"_"]:
        tokenizer = WhitespaceTokenizer({**WhitespaceTokenizer.get_default_config(), "token_pattern": pattern})
        for text in ["hello World", "ab12cd ababx", "foo_bar_baz", "a1b2", "Über 3x4", "", "xx-yy zz", "__"]:
            tokens = tokenizer.tokenize(Message(data={"text": text}), "text")
            answers.append({"pattern": pattern, "text": text, "tokens": [[t.text, t.start, t.end] for t in tokens]})
    return answers

def duckling(options):
    component = DucklingEntityExtractor({**DucklingEntityExtractor.get_default_config(), **options})
    found = component.filter_irrelevant_entities(convert_duckling_format_to_rasa(DUCKLING), component.component_config["dimensions"])
    payload = {k: v for k, v in component._payload("tomorrow & 5€", 1714550400000).items() if v is not None}
    import requests
    body = requests.Request("POST", "http://x/parse", data=payload).prepare().body
    return {"options": options, "body": body, "entities": component.add_extractor_name(found)}

document = {
    "examples": EXAMPLES, "synonyms": [[k, v] for k, v in SYNONYMS.items()], "regexes": REGEXES, "lookups": LOOKUPS,
    "regexRuns": [regex_run(o) for o in ({}, {"case_sensitive": True}, {"use_lookup_tables": False}, {"use_regexes": False}, {"use_word_boundaries": False})],
    "synonymRun": synonyms(), "keywordExamples": KEYWORDS, "keywordRuns": [keywords({}), keywords({"case_sensitive": False})],
    "fallbackRuns": [fallback({}), fallback({"threshold": 0.5, "ambiguity_threshold": 0.0}), fallback({"threshold": 0.0, "ambiguity_threshold": 1.0})],
    "patternTokens": pattern_tokens(), "ducklingMatches": DUCKLING,
    "ducklingRuns": [duckling({}), duckling({"dimensions": ["time", "email"], "locale": "en_GB", "timezone": "Europe/Berlin"})],
}
print(json.dumps(document, ensure_ascii=True, separators=(",", ":")).replace('{"text":', '\n{"text":').replace('{"options":', '\n{"options":'))
