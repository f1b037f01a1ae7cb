#!/usr/bin/env bash
# Runs the black-box suite of Rasa's HTTP API against the built program, when the suite is present
# in ../shared (or in CONFORMANCE). Further arguments are files of the suite to run alone.
set -euo pipefail
martlet=${1:?the program}
suite=${CONFORMANCE:-$(cd "$(dirname "$0")/../../.." && pwd)/shared/rasa/conformance}
if [ ! -d "$suite" ]; then
  echo "no conformance suite at $suite; nothing was run"
  exit 0
fi
export TRAIN=${TRAIN-} CONF_STATE=${CONF_STATE:-${TMPDIR:-/tmp}/martlet-conformance-$$}
cleanup() { "$suite/ref/stop.sh" >/dev/null 2>&1 || true; }
trap cleanup EXIT
# The suite's receivers of callbacks and its model server stand on this machine.
for server in main token jwt scratch endpoints noapi; do
  mkdir -p "$CONF_STATE/$server"
  printf 'network:\n  allow_private_addresses: true\n' > "$CONF_STATE/$server/martlet.yml"
done
"$suite/ref/start.sh" "$martlet"
. "$suite/ref/env.sh"
cases=("${@:2}")
"$suite/run.sh" "${cases[@]:-suite}"
