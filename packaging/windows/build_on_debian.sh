#!/usr/bin/env bash
# Builds the Windows program, its setup and its MSI on Debian, under Wine, and tries them: `make windows`, as root.
# A release is built on Windows by build.ps1 with python.org's Python; this proves that the same files build and run.
# Needs debootstrap, nsis, wixl, msitools, gcc-mingw-w64-x86-64, unzip. WINE_ROOT keeps the root elsewhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=${WINE_ROOT:-$PWD/build/wine}
python=${PYTHON:-.venv/bin/python}
. packaging/root_functions.sh
. packaging/windows/wine/functions.sh
packaging/windows/wine/root.sh "$root"
mount_root "$root"
trap 'unmount_root "$root"' EXIT

rm -rf "$root/win/src" && mkdir -p "$root/win/src"
git ls-files --cached --others --exclude-standard -z | tar -c --null -T - | tar -x -C "$root/win/src"
in_wine /win/src ../python/python.exe -X utf8 -m PyInstaller --noconfirm --log-level WARN \
    --distpath dist --workpath ../work packaging/softphone.spec
in_wine /win/src/dist/softphone Vorzimmer.exe --smoke-test
mkdir -p dist/windows && rm -rf dist/windows/Vorzimmer
cp -r "$root/win/src/dist/softphone" dist/windows/Vorzimmer
"$python" -m scripts.packages.windows_installers dist/windows/Vorzimmer dist
packaging/windows/test_installers.sh
