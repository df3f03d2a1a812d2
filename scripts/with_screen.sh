#!/usr/bin/env bash
# Runs a command on a virtual screen of its own and ends that screen afterwards.
set -euo pipefail
command -v Xvfb >/dev/null || { echo "Xvfb is missing: apt-get install xvfb" >&2; exit 1; }
numbers=$(mktemp)
Xvfb -displayfd 3 -screen 0 1600x1200x24 -nolisten tcp 3>"$numbers" 2>/dev/null &
screen=$!
trap 'kill "$screen" 2>/dev/null || true; rm -f "$numbers"' EXIT
for _ in $(seq 100); do [ -s "$numbers" ] && break; sleep 0.05; done
[ -s "$numbers" ] || { echo "Xvfb did not start" >&2; exit 1; }
DISPLAY=":$(tr -d '\n' <"$numbers")" "$@"
