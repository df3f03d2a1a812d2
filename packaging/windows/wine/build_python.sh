#!/usr/bin/env bash
# Assembles a CPython 3.11 for Windows with our packages, for Wine; nothing of it is shipped.
# python311.dll and its .pyd files (python.org's 3.11.9) come from the panda3d wheel, the library's .py files from the
# CPython 3.11 at hand, python.exe and python3.dll from mingw.
# usage: build_python.sh DEST WORK      PYTHON names a CPython 3.11 with pip and pefile
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
dest=$1 work=$2 python=${PYTHON:-$top/.venv/bin/python}
numpy=1.26.4 # newer ones do not start under Wine 10
ask=(--quiet --disable-pip-version-check --only-binary=:all: --platform win_amd64 --python-version 3.11 --implementation cp)
mkdir -p "$work/wheels"
rm -rf "$dest" "$work/dll" && mkdir -p "$dest/DLLs" "$dest/Lib/site-packages" "$work/dll"

"$python" - "$top/pyproject.toml" >"$work/wanted.txt" <<'P'
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    project = tomllib.load(file)["project"]
wanted = [one for one in project["dependencies"] if "linux" not in one and not one.startswith("numpy")]
print("\n".join([*wanted, *project["optional-dependencies"]["packaging"], "pefile", "pywin32-ctypes", "setuptools"]))
P
ls "$work"/wheels/pjsua2*.whl >/dev/null 2>&1 ||
    "$python" -m pip download "${ask[@]}" -d "$work/wheels" -r "$work/wanted.txt" "numpy==$numpy"
ls "$work"/panda3d*.whl >/dev/null 2>&1 || "$python" -m pip download "${ask[@]}" --no-deps -d "$work" panda3d

unzip -q -o -j "$work"/panda3d-*-cp311-cp311-win_amd64.whl 'deploy_libs/*' -d "$work/dll"
unzip -q -o -j "$work"/wheels/shiboken6*.whl 'shiboken6/*140*.dll' -d "$work/dll"
cp "$work"/dll/python311.dll "$work"/dll/*140*.dll "$dest/"
for file in "$work"/dll/*.pyd "$work"/dll/{libffi-8,libcrypto-3,libssl-3,sqlite3,zlib1}.dll; do
    [ ! -f "$file" ] || cp "$file" "$dest/DLLs/"
done
rm -f "$dest/DLLs/_tkinter.pyd"
library=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
cp -r "$library"/. "$dest/Lib/"
rm -rf "$dest"/Lib/{site-packages,test,idlelib,tkinter,turtledemo,lib2to3,lib-dynload,ensurepip,config-*} "$dest"/Lib/_sysconfigdata*
find "$dest/Lib" -name __pycache__ -prune -exec rm -rf {} +
mkdir -p "$dest/Lib/site-packages"
for wheel in "$work"/wheels/*.whl; do unzip -q -o "$wheel" -d "$dest/Lib/site-packages"; done
for data in "$dest"/Lib/site-packages/*.data; do
    for part in "$data"/{purelib,platlib}; do [ ! -d "$part" ] || cp -r "$part"/. "$dest/Lib/site-packages/"; done
done

"$python" - "$work/dll/python311.dll" "$work" <<'P'
import sys
from pathlib import Path
import pefile
dll, work = sys.argv[1], Path(sys.argv[2])
pe = pefile.PE(dll, fast_load=True)
pe.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
names = sorted(symbol.name.decode() for symbol in pe.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name)
(work / "python311.def").write_text("LIBRARY python311.dll\nEXPORTS\n" + "\n".join(names) + "\n")
forwards = "\n".join(f"{name}=python311.{name}" for name in names)
(work / "python3.def").write_text(f"LIBRARY python3.dll\nEXPORTS\n{forwards}\n")
P
cc=x86_64-w64-mingw32-gcc
x86_64-w64-mingw32-dlltool -d "$work/python311.def" -l "$work/libpython311.a"
$cc -O2 -s -municode -o "$dest/python.exe" "$here/python.c" -L"$work" -lpython311
$cc -O2 -s -municode -mwindows -o "$dest/pythonw.exe" "$here/pythonw.c" -L"$work" -lpython311
$cc -O2 -s -shared -nostdlib -e DllMainCRTStartup -o "$dest/python3.dll" "$here/python3.c" "$work/python3.def"
$cc -O2 -s -shared -o "$dest/bcryptprimitives.dll" "$here/bcp.c" -ladvapi32
$cc -O2 -s -shared -o "$dest/icuuc.dll" "$here/icuuc.c"
du -sh "$dest"
