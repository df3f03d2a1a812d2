#!/usr/bin/env bash
# Makes a Debian 13 root with Wine 10 (Debian 12's Wine 8 is too old for Qt 6.11) and our Python for Windows in it.
# usage: root.sh ROOT      needs root, debootstrap, gcc-mingw-w64-x86-64, unzip and a CPython 3.11
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$1
. "$here/../../root_functions.sh"
[ -d "$root/usr/lib/wine" ] || {
    make_root trixie "$root" wine wine64 xvfb fonts-dejavu-core ca-certificates procps
}
[ -f "$root/win/python/python.exe" ] || "$here/build_python.sh" "$root/win/python" "$root/win/parts"
