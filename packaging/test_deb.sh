#!/usr/bin/env bash
# Installs the newest .deb with apt in a clean Debian root, tries it there as an ordinary user, and removes it. Needs root.
# SUITE=bookworm (the default) or trixie.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/root_functions.sh
package=$(ls -t dist/vorzimmer_*.deb | head -n 1)
suite=${SUITE:-bookworm}
root=$(mktemp -d /tmp/vorzimmer-root.XXXXXX)
chmod 755 "$root"
trap 'remove_root "$root"' EXIT
make_root "$suite" "$root"
mount_root "$root"
cp "$package" "$root/tmp/vorzimmer.deb"
install_there "$root" /tmp/vorzimmer.deb
install_there "$root" xvfb man-db
chroot "$root" useradd -m tester
cp packaging/try_folder.sh "$root/tmp/"
chroot "$root" su tester -c 'cd && bash /tmp/try_folder.sh softphone'
for file in usr/share/{applications/vorzimmer.desktop,icons/hicolor/scalable/apps/vorzimmer.svg,man/man1/softphone.1.gz} \
    usr/share/bash-completion/completions/softphone usr/lib/vorzimmer/licences/README.txt; do
    [ -f "$root/$file" ] || { echo "missing: $file" >&2; exit 1; }
done
chroot "$root" apt-get remove -y -qq vorzimmer >/dev/null
[ ! -e "$root/usr/lib/vorzimmer" ] || { echo "left behind: /usr/lib/vorzimmer" >&2; exit 1; }
echo "$(basename "$package"): installed, called, window on xcb, removed in a clean Debian $suite"
