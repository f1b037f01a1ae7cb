#!/usr/bin/env bash
# Measures the built program. RASA=path/to/rasa compares with real Rasa 3.6.21 in the same run;
# BENCH_DATA (or ../shared/nlu) holds further data sets, scored by the program beside them;
# BENCH_BOTS (or ../shared/rasa) holds dialogue_bench.py and bots.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
martlet=$(realpath "${1:?the program}")
python=${PYTHON:-python3}
if [ -z "${RASA:-}" ]; then RASA=$(command -v rasa || true); export RASA; fi
echo "== a synthetic data set: 30 intents, 600 examples =="
"$python" "$here/nlu_benchmark.py" "$martlet" --runs "${RUNS:-5}" ${RASA:+--rasa "$RASA"}
echo "== dialogue: a small bot of rules, a story and responses =="
"$python" "$here/dialogue_benchmark.py" "$martlet" --stored "${STORED:-100000}" ${RASA:+--rasa "$RASA"}
bots=${BENCH_BOTS:-$here/../../../shared/rasa}
if [ -f "$bots/dialogue_bench.py" ] && [ -d "$bots/goldens/bots" ]; then
  echo "== dialogue: rules_basic, long conversation of 1,000 turns =="
  "$python" "$bots/dialogue_bench.py" --bin "$martlet" --bot "$bots/goldens/bots/rules_basic" --long 1000 --messages "/greet|/goodbye"
  echo "== training of all bots beside the project, CPU seconds =="
  "$python" "$here/training_seconds.py" "$martlet" "$bots/goldens/bots"
fi
sets=${BENCH_DATA:-$here/../../../shared/nlu}
[ -f "$sets/nlu_bench.py" ] || exit 0
for data in clinc150 snips; do
  echo "== $data, run by run, then the medians =="
  for _ in $(seq "${RUNS:-5}"); do
    echo "load $(cut -d' ' -f1 /proc/loadavg)" >&2
    "$python" "$sets/nlu_bench.py" "$sets/$data" --bin "$martlet" | tee /dev/stderr
  done | "$python" "$here/medians.py"
done
