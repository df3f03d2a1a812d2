#!/usr/bin/env bash
# Writes the hashed locks from pyproject.toml, for all systems: requirements.lock, requirements-test.lock and
# requirements-packaging.lock. Arguments go to uv: `scripts/lock.sh --upgrade`.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    [ -x build/uv/bin/uv ] || { .venv/bin/python -m venv build/uv && build/uv/bin/python -m pip install --quiet uv; }
    uv=build/uv/bin/uv
fi
lock() { # FILE EXTRA…
    local file=$1
    shift
    # setuptools builds our own package, without a download of its own
    echo "setuptools>=77" | "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command "make lock" --output-file "$file" pyproject.toml - "$@"
}
lock requirements.lock "$@"
lock requirements-test.lock --extra dev --constraint requirements.lock "$@"
lock requirements-packaging.lock --extra packaging --constraint requirements.lock "$@"
