#!/usr/bin/env bash
# Makes build/venv, the environment that packages are built from: the hashed lock, PyInstaller, our program, no tests.
# On Linux its numpy comes from numpy_wheel.sh, without OpenBLAS (27 MB less), unless NUMPY=wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=build/venv/.ready
wanted="$(cat requirements-packaging.lock packaging/environment.sh | cksum) ${NUMPY:-own}"
[ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || exit 0
rm -rf build/venv && mkdir -p build
"${PYTHON:-.venv/bin/python}" -m venv build/venv
pip="build/venv/bin/python -m pip --disable-pip-version-check"
$pip install --quiet --require-hashes -r requirements-packaging.lock 2> >(grep -v WARNING >&2 || true)
if [ "$(uname -s)" = Linux ] && [ "${NUMPY:-own}" = own ]; then
    $pip install --quiet --no-deps --force-reinstall "$(packaging/linux/numpy_wheel.sh)" 2> >(grep -v WARNING >&2 || true)
fi
printf '%s' "$wanted" >"$stamp"
