#!/usr/bin/env bash
# Installs the setup and the MSI silently under Wine, runs the installed program, removes it, and looks for leftovers.
# WINE_ROOT as for build_on_debian.sh. Prints one line for each installer.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=${WINE_ROOT:-$PWD/build/wine}
. packaging/root_functions.sh
. packaging/windows/wine/functions.sh
mount_root "$root"
c="$root/win/prefix/drive_c"
fail() { echo "FAILED: $*" >&2; exit 1; }
gone() { [ ! -e "$1" ] || fail "left behind: $1"; }
keyless() { ! in_registry "$1" "$2" || fail "left behind: $1 $2"; }
LINK='Software\Classes\Vorzimmer.Link'
RUN='Software\Microsoft\Windows\CurrentVersion\Run'
UNINSTALL='Software\Microsoft\Windows\CurrentVersion\Uninstall\Vorzimmer'
POLICY='Software\Policies\Vorzimmer'
setup=$(ls -t dist/Vorzimmer-*-setup.exe | head -n 1)
package=$(ls -t dist/Vorzimmer-*.msi | head -n 1)
cp "$setup" "$root/win/setup.exe"
cp "$package" "$root/win/vorzimmer.msi"

try_setup() { # SWITCH FOLDER-IN-PREFIX HIVE
    in_wine /win setup.exe /S "$1" /AUTOSTART
    local folder=$2
    [ -f "$c/$folder/Vorzimmer.exe" ] || fail "not installed: $folder"
    in_registry "$3\\$UNINSTALL" QuietUninstallString || fail "no uninstall key"
    in_registry "$3\\$RUN" Vorzimmer || fail "no autostart"
    in_registry "$3\\$LINK" "URL Protocol" || fail "no link handler"
    in_wine "/win/prefix/drive_c/$folder" softphone.exe --version | grep -a -q '^Vorzimmer' || fail "does not start"
    in_wine "/win/prefix/drive_c/$folder" Vorzimmer.exe --smoke-test || fail "smoke test"
    in_wine /win setup.exe /S "$1" # over the installed one
    [ -f "$c/$folder/_internal/python311.dll" ] || fail "upgrade"
    in_wine "/win/prefix/drive_c/$folder" uninstall.exe /S "$1" # it goes on in a copy of itself
    for _ in $(seq 60); do [ -e "$c/$folder" ] || break; sleep 0.5; done
    gone "$c/$folder"
    keyless "$3\\$UNINSTALL" QuietUninstallString
    keyless "$3\\$RUN" Vorzimmer
    keyless "$3\\$LINK" "URL Protocol"
    echo "$(basename "$setup") $1: installed, called, upgraded, removed"
}

try_setup /CurrentUser "users/root/AppData/Local/Programs/Vorzimmer" HKCU
try_setup /AllUsers "Program Files/Vorzimmer" HKLM

in_wine /win msiexec /i vorzimmer.msi /qn AUTOSTART=1 'POLICYFILE=C:\policy.toml'
[ -f "$c/Program Files/Vorzimmer/Vorzimmer.exe" ] || fail "the MSI installed nothing"
in_registry "HKLM\\$RUN" Vorzimmer || fail "MSI: no autostart"
in_registry "HKLM\\$POLICY" PolicyFile || fail "MSI: no policy"
in_wine "/win/prefix/drive_c/Program Files/Vorzimmer" Vorzimmer.exe --smoke-test || fail "MSI: smoke test"
in_wine /win msiexec /x vorzimmer.msi /qn
gone "$c/Program Files/Vorzimmer/Vorzimmer.exe"
keyless "HKLM\\$RUN" Vorzimmer
keyless "HKLM\\$POLICY" PolicyFile
in_wine /win msiexec /i vorzimmer.msi /qn
keyless "HKLM\\$RUN" Vorzimmer
keyless "HKLM\\$POLICY" PolicyFile
in_wine /win msiexec /x vorzimmer.msi /qn
echo "$(basename "$package"): installed with and without properties, called, removed"
