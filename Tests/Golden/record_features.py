# Records the features Rasa's sparse featurizers give: record_features.py > features.json (needs Rasa 3.6.21).
import json
import os
import pathlib
import tempfile

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer import LexicalSyntacticFeaturizer
from rasa.nlu.featurizers.sparse_featurizer.regex_featurizer import RegexFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

EXAMPLES = [
    ("hello there", "greet"), ("Hello, is anyone there?", "greet"), ("good morning", "greet"), ("GOOD EVENING everyone", "greet"),
    ("I want 2 large pizzas", "order"), ("order 12 pizzas for 7pm", "order"), ("a Pizza, please", "order"), ("one crème brûlée", "order"),
    ("ΟΔΥΣΣΕΥΣ ΣΑΣ orders", "order"), ("İstanbul style kebab", "order"), ("my phone is 555-1234", "inform"), ("call 030 1234 x5", "inform"),
    ("it costs 10.50 euros or 3_4", "inform"), ("hello hello hello", "greet"), ("e\u0301toile cafe\u0301", "inform"), ("x", "inform"), ("the the a of", "inform"),
    ("when do you open?", "faq/hours"), ("opening hours", "faq/hours"), ("where are you?", "faq/place"), ("hello there", "greet"), ("日本 sushi 寿司", "order"),
]
RESPONSES = {"utter_faq/hours": [{"text": "We open at nine."}], "utter_faq/place": [{"text": "Main Street 5, next to the park"}, {"text": "At the park"}]}
TESTS = [
    "hello", "Hello there, 3 pizzas please", "HELLO", "unknown words only", "creme brulee", "crème brûlée", "οδυσσευς", "555-1234", "7pm", "10.50",
    "3_4 is 34", "étoile", "e\u0301toile", ":)", "  \t ", "x", "ab", "the hours of the park", "good good good", "istanbul", "日本の寿司", "a,b", "¹²³ ½", "ﬁne", "Title Case HERE low",
    "A1 b2 C3", "x y z x y z", "hello  there", "street", "faq hours", "order",
]
REGEXES = [
    {"name": "zip", "pattern": r"\b[0-9]{5}\b"}, {"name": "phone", "pattern": r"\d{3}-\d{4}"}, {"name": "greeting", "pattern": r"hello|good (morning|evening)"},
    {"name": "caps", "pattern": r"[A-Z]{2,}"}, {"name": "greeting", "pattern": r"hi"},
]
LOOKUPS = [{"name": "dish", "elements": ["pizza", "sushi", "crème brûlée", "kebab style"]}, {"name": "sign", "elements": ["?", ":)", "a", "large pizzas"]}]
CONFIGS = [
    ("CountVectorsFeaturizer", {}),
    ("CountVectorsFeaturizer", {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}),
    ("CountVectorsFeaturizer", {"analyzer": "char_wb", "min_ngram": 3, "max_ngram": 5}),
    ("CountVectorsFeaturizer", {"analyzer": "char", "min_ngram": 2, "max_ngram": 3}),
    ("CountVectorsFeaturizer", {"analyzer": "char", "min_ngram": 1, "max_ngram": 2, "lowercase": False}),
    ("CountVectorsFeaturizer", {"min_ngram": 1, "max_ngram": 3}),
    ("CountVectorsFeaturizer", {"min_ngram": 2, "max_ngram": 2}),
    ("CountVectorsFeaturizer", {"lowercase": False}),
    ("CountVectorsFeaturizer", {"strip_accents": "unicode"}),
    ("CountVectorsFeaturizer", {"strip_accents": "ascii"}),
    ("CountVectorsFeaturizer", {"strip_accents": "unicode", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 3}),
    ("CountVectorsFeaturizer", {"stop_words": ["the", "a", "hello"]}),
    ("CountVectorsFeaturizer", {"stop_words": ["the", "there"], "min_ngram": 1, "max_ngram": 2}),
    ("CountVectorsFeaturizer", {"min_df": 2}),
    ("CountVectorsFeaturizer", {"max_df": 2}),
    ("CountVectorsFeaturizer", {"max_df": 0.1}),
    ("CountVectorsFeaturizer", {"min_df": 0.09, "max_df": 0.5, "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 2}),
    ("CountVectorsFeaturizer", {"max_features": 2}),
    ("CountVectorsFeaturizer", {"OOV_token": "pizza"}),
    ("CountVectorsFeaturizer", {"OOV_token": "__oov__", "OOV_words": ["Pizza", "hello"]}),
    ("CountVectorsFeaturizer", {"OOV_token": "<oov>", "OOV_words": ["hello"]}),
    ("CountVectorsFeaturizer", {"OOV_token": "nowhere"}),
    ("CountVectorsFeaturizer", {"use_shared_vocab": True}),
    ("CountVectorsFeaturizer", {"use_shared_vocab": True, "min_df": 2, "max_df": 0.05}),
    ("CountVectorsFeaturizer", {"use_shared_vocab": True, "analyzer": "char_wb", "min_ngram": 3, "max_ngram": 3}),
    ("LexicalSyntacticFeaturizer", {}),
    ("LexicalSyntacticFeaturizer", {"features": [["low", "prefix2"], ["BOS", "EOS", "suffix1", "suffix2", "suffix3", "suffix5", "prefix5", "upper", "title", "digit"]]}),
    ("LexicalSyntacticFeaturizer", {"features": [["suffix3"], ["low"], ["prefix5"], ["digit"]]}),
    ("LexicalSyntacticFeaturizer", {"features": [["upper", "low", "low"]]}),
    ("RegexFeaturizer", {}),
    ("RegexFeaturizer", {"case_sensitive": False}),
    ("RegexFeaturizer", {"use_lookup_tables": False}),
    ("RegexFeaturizer", {"use_regexes": False}),
    ("RegexFeaturizer", {"use_word_boundaries": False, "case_sensitive": False}),
]
CLASSES = {c.__name__: c for c in (CountVectorsFeaturizer, LexicalSyntacticFeaturizer, RegexFeaturizer)}

def names(component):
    if isinstance(component, CountVectorsFeaturizer):
        vectorizer = component.vectorizers.get("text")
        return sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get) if hasattr(vectorizer, "vocabulary_") else []
    if isinstance(component, RegexFeaturizer):
        return [p["name"] for p in component.known_patterns]
    pairs = [(f"{k[0]}:{k[1]}:{v}", i) for k, d in component._feature_to_idx_dict.items() for v, i in d.items()]
    return [n for n, _ in sorted(pairs, key=lambda p: p[1])]

def rows(matrix):
    matrix = matrix.tocsr()
    out = []
    for r in range(matrix.shape[0]):
        row = matrix.getrow(r)
        row.sort_indices()
        out.append([[int(i), float(v)] for i, v in zip(row.indices, row.data)])
    return out

def run(name, options, folder):
    data = TrainingData([Message.build(text=t, intent=i) for t, i in EXAMPLES], regex_features=REGEXES, lookup_tables=LOOKUPS, responses=RESPONSES)
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    tokenizer.process_training_data(data)
    cls = CLASSES[name]
    component = cls.create({**cls.get_default_config(), **options}, LocalModelStorage(pathlib.Path(folder)), Resource("r"), ExecutionContext(GraphSchema({}), node_name="f"))
    component.train(data)
    cases = []
    vocabulary = names(component)
    if vocabulary:
        for text in TESTS:
            message = Message(data={"text": text})
            tokenizer.process([message])
            component.process([message])
            parts = {f.type: rows(f.features) for f in message.features if f.attribute == "text"}
            cases.append({"text": text, "tokens": parts.get("sequence"), "sentence": parts.get("sentence", [None])[0]})
    return {"component": name, "options": options, "names": vocabulary, "messages": cases}

runs = []
for name, options in CONFIGS:
    with tempfile.TemporaryDirectory() as folder:
        runs.append(run(name, options, folder))
document = {"examples": EXAMPLES, "responses": {k[len("utter_"):]: v for k, v in RESPONSES.items()}, "regexes": REGEXES, "lookups": LOOKUPS, "runs": runs}
print(json.dumps(document, ensure_ascii=True, separators=(",", ":")).replace('{"component"', '\n{"component"').replace('{"text":', '\n{"text":'))
