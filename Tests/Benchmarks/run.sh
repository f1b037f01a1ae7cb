#!/usr/bin/env bash
# Measures the built program. RASA=path/to/rasa compares with real Rasa 3.6.21 in the same run;
# BENCH_DATA (or ../shared/nlu) holds further data sets, scored by the program beside them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
martlet=$(realpath "${1:?the program}")
python=${PYTHON:-python3}
if [ -z "${RASA:-}" ]; then RASA=$(command -v rasa || true); export RASA; fi
echo "== a synthetic data set: 30 intents, 600 examples =="
"$python" "$here/nlu_benchmark.py" "$martlet" --runs "${RUNS:-5}" ${RASA:+--rasa "$RASA"}
sets=${BENCH_DATA:-$here/../../../shared/nlu}
[ -f "$sets/nlu_bench.py" ] || exit 0
for data in clinc150 snips; do
  echo "== $data, run by run, then the medians =="
  for _ in $(seq "${RUNS:-5}"); do
    echo "load $(cut -d' ' -f1 /proc/loadavg)" >&2
    "$python" "$sets/nlu_bench.py" "$sets/$data" --bin "$martlet" | tee /dev/stderr
  done | "$python" "$here/medians.py"
done
