#!/usr/bin/env bash
# Builds dist/vorzimmer-VERSION-1.ARCH.rpm from dist/softphone, with Debian's rpmbuild too (package rpm).
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/reproducible.sh
version=$(build/venv/bin/python -c 'import softphone; print(softphone.__version__)')
rm -rf build/rpm && mkdir -p build/rpm
packaging/linux/lay_out.sh dist/softphone build/rpm/laid-out
nice -n 10 rpmbuild -bb --quiet --define "ver $version" --define "laid_out $PWD/build/rpm/laid-out" --define "top $PWD" \
    --define "_topdir $PWD/build/rpm" --define "_rpmdir $PWD/dist" --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
    packaging/linux/vorzimmer.spec
