#!/usr/bin/env bash
# The whole test command: format, lint, types, unit tests on all cores, then the rest, one after the other, on a virtual screen.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() { printf '\n== %s\n' "$1"; shift; "$@" || { failed=1; printf '== FAILED: %s\n' "$*"; }; }

step "format" .venv/bin/ruff format --check .
step "lint" .venv/bin/ruff check .
step "types" .venv/bin/mypy
step "unit tests" env QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest tests/unit -n auto "$@"
step "tests with the real programs" scripts/with_screen.sh .venv/bin/python -m pytest tests --ignore=tests/unit "$@"
exit "$failed"
