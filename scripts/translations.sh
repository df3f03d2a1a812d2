#!/bin/sh
# Collects every text of the windows into translations/*.ts and compiles the .qm files that the program reads.
set -eu
cd "$(dirname "$0")/.."
bin="${VENV:-.venv}/bin"
sources=$(find softphone -name '*.py' -not -path 'softphone/demo_pbx/*' | sort)
mkdir -p translations
# shellcheck disable=SC2086
"$bin/pyside6-lupdate" $sources -ts translations/vorzimmer_de.ts \
    -locations none -no-obsolete -source-language en -target-language de
"$bin/pyside6-lrelease" translations/vorzimmer_de.ts -qm translations/vorzimmer_de.qm
