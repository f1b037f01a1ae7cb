"""Records what Rasa's LogisticRegressionClassifier predicts, into logistic.json.

Run with a Python that has Rasa 3.6.21 installed. Recorded are the sentence features Rasa's own
featurizers gave (so that this golden tests the classifier alone) and the rankings.
"""

import json
import tempfile
from pathlib import Path

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import (
    CountVectorsFeaturizer,
)
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

EXAMPLES = {
    "greet": ["hello", "hi there", "good morning", "hey you", "good evening to you"],
    "bye": ["bye", "see you later", "good night", "goodbye then"],
    "order": ["two coffees please", "I want a tea", "one cake and a tea please",
              "can I order a sandwich", "bring me a coffee", "a tea please", "order two cakes"],
    "hours": ["when do you open", "are you open on sunday", "opening hours please"],
    "price": ["how much is a tea", "what does the cake cost", "price of a coffee", "is it dear"],
}
UNSEEN = ["hello how much is the cake", "open tonight?", "zebra", "tea", "good coffee", "you"]
CASES = [
    {"name": "standards", "intents": 5, "options": {}},
    {"name": "two intents", "intents": 2, "options": {}},
    {"name": "newton-cg, short ranking", "intents": 5,
     "options": {"solver": "newton-cg", "ranking_length": 2}},
    {"name": "liblinear", "intents": 5, "options": {"solver": "liblinear"}},
    {"name": "liblinear, two intents", "intents": 2, "options": {"solver": "liblinear"}},
    {"name": "loose tolerance, whole ranking", "intents": 4,
     "options": {"tol": 1.0, "ranking_length": 0}},
]


def component(kind, options, storage, name):
    config = {**kind.get_default_config(), **options}
    context = ExecutionContext(GraphSchema({}), node_name=name)
    return kind.create(config, storage, Resource(name), context)


def sparse(message):
    features = message.get_sparse_features("text")[1]
    if features is None:
        return {"columns": [], "values": []}
    matrix = features.features.tocsr()
    matrix.sort_indices()
    return {"columns": matrix.indices.tolist(), "values": matrix.data.tolist()}


def record(case, folder):
    storage = LocalModelStorage(Path(folder))
    names = list(EXAMPLES)[: case["intents"]]
    data = TrainingData(
        [Message.build(text=t, intent=n) for n in names for t in EXAMPLES[n]]
    )
    WhitespaceTokenizer(WhitespaceTokenizer.get_default_config()).process_training_data(data)
    words = component(CountVectorsFeaturizer, {"alias": "words"}, storage, "words")
    parts = component(
        CountVectorsFeaturizer,
        {"alias": "parts", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 3},
        storage, "parts")
    for featurizer in (words, parts):
        featurizer.train(data)
        featurizer.process_training_data(data)
    classifier = component(LogisticRegressionClassifier, case["options"], storage, "classifier")
    classifier.train(data)
    unseen = [Message(data={"text": t}) for t in UNSEEN]
    WhitespaceTokenizer(WhitespaceTokenizer.get_default_config()).process(unseen)
    for featurizer in (words, parts):
        featurizer.process(unseen)
    asked = [Message.build(text=t, intent=None) for t in UNSEEN]
    for message, plain in zip(asked, unseen):
        message.features = plain.features
    classifier.process(asked)
    width = data.training_examples[0].get_sparse_features("text")[1].features.shape[1]
    return {
        "name": case["name"], "options": case["options"], "width": width,
        "examples": [
            {"text": m.get("text"), "intent": m.get("intent"), **sparse(m)}
            for m in data.training_examples
        ],
        "asked": [
            {"text": m.get("text"), **sparse(m), "intent": m.get("intent"),
             "ranking": m.get("intent_ranking")}
            for m in asked
        ],
    }


def main():
    cases = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            cases.append(record(case, folder))
    text = json.dumps(cases, ensure_ascii=False)
    Path(__file__).with_name("logistic.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
