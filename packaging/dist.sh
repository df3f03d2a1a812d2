#!/usr/bin/env bash
# Builds every package that can be built here and prints name, size and SHA-256: `make dist`.
# Skipped with a line: rpm without rpmbuild, Windows where not root or without nsis, wixl, debootstrap and mingw.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/reproducible.sh
mkdir -p dist
packaging/build_deb.sh
if command -v rpmbuild >/dev/null; then packaging/build_rpm.sh; else echo "skipped: rpm (apt-get install rpm)"; fi
packaging/build_tar.sh
version=$(build/venv/bin/python -c 'import softphone; print(softphone.__version__)')
build/venv/bin/python -m scripts.packages.sbom "dist/vorzimmer-$version.cdx.json"
missing=""
for tool in makensis wixl msibuild debootstrap x86_64-w64-mingw32-gcc unzip; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ "$(id -u)" = 0 ] && [ -z "$missing" ]; then packaging/windows/build_on_debian.sh; else echo "skipped: Windows (root;$missing)"; fi
build/venv/bin/python -m scripts.packages.dist_table dist
