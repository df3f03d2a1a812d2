#!/usr/bin/env bash
# Unpacks the newest tar.gz in a clean Debian root that has none of the libraries that packages depend on, and tries it.
# Needs root. SUITE=bookworm (the default) or trixie.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/root_functions.sh
package=$(ls -t dist/vorzimmer-*-linux-*.tar.gz | head -n 1)
root=$(mktemp -d /tmp/vorzimmer-root.XXXXXX)
chmod 755 "$root"
trap 'remove_root "$root"' EXIT
make_root "${SUITE:-bookworm}" "$root" xvfb libegl1 fonts-dejavu-core ca-certificates
mount_root "$root"
chroot "$root" useradd -m tester
tar -C "$root/home/tester" -xzf "$package"
cp packaging/try_folder.sh "$root/tmp/"
chroot "$root" su tester -c 'cd && bash /tmp/try_folder.sh ./vorzimmer/softphone'
echo "$(basename "$package"): unpacked, called, window on xcb in a clean Debian ${SUITE:-bookworm}"
