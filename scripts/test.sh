#!/usr/bin/env bash
# The whole test command. Unit tests on all cores; then the tests with real programs on three workers (they mostly wait),
# each with its own screen, sound server and ports, while the types are checked; last, alone, those that measure sound.
set -uo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
failed=0
step() { printf '\n== %s\n' "$1"; shift; "$@" || { failed=1; printf '== FAILED: %s\n' "$*"; }; }
beside_unit() { env -u DISPLAY -u WAYLAND_DISPLAY $py -m pytest tests --ignore=tests/unit "$@"; }

types_said=$(mktemp)
trap 'rm -f "$types_said"' EXIT

step "format" .venv/bin/ruff format --check .
step "lint" .venv/bin/ruff check .
step "unit tests" env QT_QPA_PLATFORM=offscreen $py -m pytest tests/unit -n auto "$@"
.venv/bin/mypy >"$types_said" 2>&1 &
types=$!
step "tests with the real programs" beside_unit -m "not alone" -n "${WORKERS:-3}" --dist loadfile --no-loadscope-reorder "$@"
step "types" wait "$types"
cat "$types_said"
step "tests that measure sound, alone" beside_unit -m alone "$@"
exit "$failed"
