#!/usr/bin/env bash
# Builds dist/vorzimmer_VERSION_ARCH.deb from the one-folder program.
set -euo pipefail
cd "$(dirname "$0")/.."
packaging/build_folder.sh
version=$(.venv/bin/python -c 'import softphone; print(softphone.__version__)')
arch=$(dpkg --print-architecture)
root=build/deb/vorzimmer
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/doc/vorzimmer" \
    "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/icons/hicolor/128x128/apps"
cp -r dist/softphone "$root/usr/lib/vorzimmer"
ln -s ../lib/vorzimmer/softphone "$root/usr/bin/softphone"
cp packaging/debian/vorzimmer.desktop "$root/usr/share/applications/"
cp resources/vorzimmer.svg "$root/usr/share/icons/hicolor/scalable/apps/vorzimmer.svg"
cp resources/vorzimmer-128.png "$root/usr/share/icons/hicolor/128x128/apps/vorzimmer.png"
cp packaging/debian/copyright "$root/usr/share/doc/vorzimmer/copyright"
size=$(du -ks "$root/usr" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" packaging/debian/control >"$root/DEBIAN/control"
find "$root" -type d -exec chmod 755 {} +
chmod -R u+rwX,go+rX,go-w "$root"
mkdir -p dist
dpkg-deb --root-owner-group -Zxz --build "$root" "dist/vorzimmer_${version}_${arch}.deb" >/dev/null
echo "dist/vorzimmer_${version}_${arch}.deb: $((size / 1024)) MB installed"
[ "$size" -lt $((250 * 1024)) ] || { echo "over 250 MB installed" >&2; exit 1; }
