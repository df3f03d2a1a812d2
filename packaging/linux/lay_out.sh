#!/usr/bin/env bash
# Lays the program out as it is installed on Linux: usr/lib/vorzimmer, command, menu entry, icons, man page, completions.
# usage: lay_out.sh FOLDER ROOT
set -euo pipefail
folder=$1 root=$2
top=$(cd "$(dirname "$0")/../.." && pwd)
share=$root/usr/share
mkdir -p "$root/usr/lib" "$root/usr/bin" "$share"/{applications,metainfo} "$share/man/man1" \
    "$share/icons/hicolor/scalable/apps" "$share/icons/hicolor/128x128/apps"
cp -r "$folder" "$root/usr/lib/vorzimmer"
ln -s ../lib/vorzimmer/softphone "$root/usr/bin/softphone"
cp "$top/packaging/debian/vorzimmer.desktop" "$share/applications/"
cp "$top/packaging/linux/org.vorzimmer.softphone.metainfo.xml" "$share/metainfo/"
cp "$top/resources/vorzimmer.svg" "$share/icons/hicolor/scalable/apps/vorzimmer.svg"
cp "$top/resources/vorzimmer-128.png" "$share/icons/hicolor/128x128/apps/vorzimmer.png"
gzip -9nc "$top/packaging/linux/softphone.1" >"$share/man/man1/softphone.1.gz"
(cd "$top" && build/venv/bin/python -m scripts.packages.completion "$(cd "$share" && pwd)")
chmod -R u+rwX,go+rX,go-w "$root"
