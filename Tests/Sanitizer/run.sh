#!/usr/bin/env bash
# Trains, saves, loads and parses under the address sanitizer, and ends with its verdict.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build --sanitize=address --scratch-path .build-asan --product martlet
martlet=$PWD/.build-asan/debug/martlet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Leaks are not looked for: the process ends at once and the runtime keeps its caches.
export ASAN_OPTIONS=detect_leaks=0:halt_on_error=1:abort_on_error=0
(cd training-data && "$martlet" train nlu --force --out "$work/models" --quiet)
(cd training-data && printf '%s\n' 'when are you open?' 'call me at +44 20 7946 0958' '/stop' |
  "$martlet" shell nlu -m "$work/models" >"$work/out" 2>"$work/err") || {
  cat "$work/err"
  exit 1
}
if grep -q AddressSanitizer "$work/out" "$work/err"; then
  cat "$work/out" "$work/err"
  exit 1
fi
grep -q '"intent"' "$work/out"
echo "the address sanitizer found nothing"
