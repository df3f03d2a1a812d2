#!/usr/bin/env bash
# Builds dist/softphone, the one-folder program, and tries it before it may be packed.
# PORTABLE=1 keeps the system's libraries in the folder (dist/portable/softphone).
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/reproducible.sh
packaging/environment.sh
python=build/venv/bin/python
out=${PORTABLE:+dist/portable}
out=${out:-dist}
nice -n 10 $python -m PyInstaller --noconfirm --log-level ERROR --distpath "$out" --workpath build/pyinstaller packaging/softphone.spec
$python -m scripts.packages.strip_folder "$out/softphone"
for data in "$out"/softphone/_internal/PySide6/Qt/lib/libicudata.so.*; do $python -m scripts.packages.icu_data "$data"; done
find "$out/softphone" -name '*.so*' -type f -exec chmod 644 {} +
$python -m scripts.packages.licences "$out/softphone/licences"
packaging/try_folder.sh "$out/softphone/softphone"
