#!/usr/bin/env bash
# The whole test command: format, lint, types, then all tests on a virtual screen; says what was skipped and why.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() { printf '\n== %s\n' "$1"; shift; "$@" || { failed=1; printf '== FAILED: %s\n' "$*"; }; }

step "format" .venv/bin/ruff format --check .
step "lint" .venv/bin/ruff check .
step "types" .venv/bin/mypy
step "tests" scripts/with_screen.sh .venv/bin/python -m pytest "$@"
exit "$failed"
