#!/usr/bin/env bash
# Builds dist/vorzimmer-VERSION-linux-ARCH.tar.gz: unpack it anywhere and start vorzimmer/softphone. It brings the libraries
# that packages take from the system; glibc, fonts and the graphics driver stay the system's.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/reproducible.sh
PORTABLE=1 packaging/build_folder.sh
version=$(build/venv/bin/python -c 'import softphone; print(softphone.__version__)')
name=vorzimmer-$version-linux-$(uname -m)
tar -C dist/portable --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w \
    --transform "s,^softphone,vorzimmer," -cf - softphone | gzip -9n >"dist/$name.tar.gz"
echo "dist/$name.tar.gz"
