#!/usr/bin/env bash
# Builds dist/softphone, the one-folder program, and starts it once (--smoke-test) before it may be packed.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check "pyinstaller>=6.16,<7" 2> >(grep -v WARNING >&2 || true)
.venv/bin/python -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller packaging/softphone.spec
command -v strip >/dev/null && strip --strip-unneeded dist/softphone/_internal/libpython3.*.so* # 23 MB → 7 MB
dist/softphone/softphone --version
dist/softphone/softphone --smoke-test
