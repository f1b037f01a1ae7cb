#!/usr/bin/env bash
# Runs the black-box suite of Rasa's HTTP API against the built program, when the suite is present
# in ../shared (or in CONFORMANCE).
set -euo pipefail
martlet=${1:?the program}
suite=${CONFORMANCE:-$(cd "$(dirname "$0")/../../.." && pwd)/shared/rasa/conformance}
if [ ! -d "$suite" ]; then
  echo "no conformance suite at $suite; nothing was run"
  exit 0
fi
export TRAIN=${TRAIN-nlu} CONF_STATE=${CONF_STATE:-${TMPDIR:-/tmp}/martlet-conformance-$$}
cleanup() { "$suite/ref/stop.sh" >/dev/null 2>&1 || true; }
trap cleanup EXIT
"$suite/ref/start.sh" "$martlet"
. "$suite/ref/env.sh"
cases=("$@")
cases=("${cases[@]:1}")
if [ ${#cases[@]} -eq 0 ]; then
  # What needs dialogue is not served by a model that only understands.
  dialogue=(test_parse_retrieval_intent test_model_predict test_model_predict_uses_slots
    test_model_predict_scores_follow_the_action_order test_test_stories test_test_stories_perfect)
  export CONF_ARGS=${CONF_ARGS-"${dialogue[*]/#/--deselect=test_nlu.py::}"}
  cases=("$suite/suite/test_nlu.py")
fi
cd "$suite/suite"
"$suite/run.sh" "${cases[@]}"
