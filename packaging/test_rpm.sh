#!/usr/bin/env bash
# Installs the newest .rpm in a clean Debian root by rpm itself, tries it, and erases it. Needs root and rpm.
# Dependencies by soname are rpm's; in a Debian root apt provides them, so rpm is told --nodeps.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/root_functions.sh
package=$(ls -t dist/vorzimmer-*.rpm | head -n 1)
root=$(mktemp -d /tmp/vorzimmer-root.XXXXXX)
chmod 755 "$root"
trap 'remove_root "$root"' EXIT
depends=$(sed -n 's/^Depends: //p' packaging/debian/control | tr ',' '\n' | sed 's/|.*t64.*//; s/.*t64 | //; s/|.*//; s/(.*//' | xargs)
# shellcheck disable=SC2086
make_root "${SUITE:-bookworm}" "$root" xvfb $depends
mount_root "$root"
rpm --root "$root" --initdb
rpm --root "$root" -i --nodeps "$package"
chroot "$root" useradd -m tester
cp packaging/try_folder.sh "$root/tmp/"
chroot "$root" su tester -c 'cd && bash /tmp/try_folder.sh softphone'
rpm --root "$root" -e vorzimmer
[ ! -e "$root/usr/lib/vorzimmer" ] || { echo "left behind: /usr/lib/vorzimmer" >&2; exit 1; }
echo "$(basename "$package"): installed, called, window on xcb, erased"
