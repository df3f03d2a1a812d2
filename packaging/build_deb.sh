#!/usr/bin/env bash
# Builds dist/vorzimmer_VERSION_ARCH.deb from dist/softphone (build_folder.sh makes it).
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/reproducible.sh
[ -n "${AGAIN:-}" ] || packaging/build_folder.sh
version=$(build/venv/bin/python -c 'import softphone; print(softphone.__version__)')
arch=$(dpkg --print-architecture)
root=build/deb/vorzimmer
rm -rf build/deb
packaging/linux/lay_out.sh dist/softphone "$root"
docs=$root/usr/share/doc/vorzimmer
mkdir -p "$root/DEBIAN" "$docs" "$root/usr/share/lintian/overrides"
cp packaging/debian/copyright "$docs/copyright"
gzip -9nc packaging/debian/changelog >"$docs/changelog.gz"
cp packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/vorzimmer"
size=$(du -ks --apparent-size "$root/usr" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" packaging/debian/control >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
chmod -R u+rwX,go+rX,go-w "$root"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "dist/vorzimmer_${version}_${arch}.deb" >/dev/null
echo "dist/vorzimmer_${version}_${arch}.deb: $((size / 1024)) MB installed"
[ "$size" -le $((120 * 1024)) ] || { echo "over 120 MB installed" >&2; exit 1; }
