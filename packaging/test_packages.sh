#!/usr/bin/env bash
# Installs, starts, calls with and removes every package in dist/: `make test-packages`, as root.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
try() { "$@" || { failed=1; echo "FAILED: $*" >&2; }; }
for suite in bookworm trixie; do try env SUITE=$suite packaging/test_deb.sh; done
! ls dist/vorzimmer-*.rpm >/dev/null 2>&1 || try packaging/test_rpm.sh
! ls dist/vorzimmer-*-linux-*.tar.gz >/dev/null 2>&1 || try packaging/test_tar.sh
! ls dist/Vorzimmer-*-setup.exe >/dev/null 2>&1 || try packaging/windows/test_installers.sh
exit "$failed"
