#!/usr/bin/env bash
# Installs the newest .deb with apt in a clean Debian root and runs --smoke-test there as an ordinary user. Needs root.
set -euo pipefail
cd "$(dirname "$0")/.."
package=$(ls -t dist/vorzimmer_*.deb | head -n 1)
suite=${SUITE:-bookworm}
root=$(mktemp -d /tmp/vorzimmer-root.XXXXXX)
chmod 755 "$root"
cleanup() { umount "$root/proc" 2>/dev/null || true; umount "$root/dev/shm" 2>/dev/null || true; rm -rf --one-file-system "$root"; }
trap cleanup EXIT
mirror=$(grep -rhoE "https?://[^ ]+/debian/?$" /etc/apt/sources.list.d /etc/apt/sources.list 2>/dev/null | head -n 1 || true)
debootstrap --variant=minbase "$suite" "$root" "${MIRROR:-${mirror:-http://deb.debian.org/debian}}" >/dev/null
cp /etc/apt/apt.conf.d/*prox* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"
cp "$package" "$root/tmp/vorzimmer.deb"
chroot "$root" apt-get update -qq
chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/vorzimmer.deb >/dev/null
chroot "$root" useradd -m tester
chroot "$root" su tester -c 'cd && softphone --version && softphone --smoke-test'
chroot "$root" test -f /usr/share/applications/vorzimmer.desktop
chroot "$root" test -f /usr/share/icons/hicolor/scalable/apps/vorzimmer.svg
echo "$package installs and runs in a clean Debian $suite"
