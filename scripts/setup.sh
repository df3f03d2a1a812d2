#!/usr/bin/env bash
# Makes everything ready on Debian/Ubuntu: system libraries (where permitted, else the command is printed), Python, packages.
# Usage: scripts/setup.sh run|test   ("test" adds the peers that the tests use)
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}

QT="libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0
 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-sync1
 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 fonts-dejavu-core"
SOUND="libpulse0 libasound2"
SCREEN="xvfb"
PEERS="iproute2 libasound2-plugins kamailio kamailio-tls-modules kamailio-presence-modules sip-tester baresip-core pulseaudio pulseaudio-utils xdotool openbox wmctrl openssl chromium chromium-driver"

say() { printf 'setup: %s\n' "$*"; }

works() { "$1" -c 'import sys, venv, ensurepip; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; }

UV_PYTHONS=${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/uv/python}
FETCH="python install 3.12" # what uv is asked to do

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3.12 python3 "$UV_PYTHONS"/cpython-3.1[12].*/bin/python3.1[12]; do
        if command -v "$candidate" >/dev/null && works "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

real_name() { # packages renamed by the 64-bit time transition
    if apt-cache show "$1" >/dev/null 2>&1 && ! apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: (none)'; then
        echo "$1"
    elif apt-cache show "$1t64" >/dev/null 2>&1; then
        echo "$1t64"
    else
        echo "$1"
    fi
}

is_installed() { # one of the two names is always unknown to dpkg
    { dpkg-query -W -f='${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null || true; } | grep -qx installed
}

missing_packages() {
    local package
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

install_system() {
    command -v dpkg-query >/dev/null || { say "not Debian/Ubuntu: system libraries are left to you"; return 0; }
    local wanted missing names="" package as_root=""
    wanted="$QT $SOUND $SCREEN"
    [ "$kind" = test ] && wanted="$wanted $PEERS"
    find_python >/dev/null || wanted="$wanted python3 python3-venv"
    # shellcheck disable=SC2086
    missing=$(missing_packages $wanted)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if sudo -n true 2>/dev/null; then as_root="sudo -n"; else
            say "these system packages are missing and may not be installed from here. Please run:"
            say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
            return 0
        fi
    fi
    say "installing system packages: $missing"
    apt_said=$(mktemp)
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "apt-get update failed; trying with the lists at hand"
    for package in $missing; do names="$names $(real_name "$package")"; done
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names >"$apt_said" 2>&1 || {
        tail -n 5 "$apt_said"
        say "not all could be installed. By hand: apt-get install -y --no-install-recommends$names"
    }
    rm -f "$apt_said"
}

quiet_pip() { # what pip and its build tools chatter is shown only when they fail
    local said
    said=$(.venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" 2>&1) || {
        printf '%s\n' "$said" >&2
        say "the Python packages could not be installed"
        exit 1
    }
}

find_uv() {
    command -v uv && return 0
    [ -x build/uv/bin/uv ] || {
        python3 -m venv build/uv && build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
    } >/dev/null 2>&1 || return 1
    echo build/uv/bin/uv
}

fetch_python() { # where the system has only a newer one, as Debian 13 has
    local uv
    say "this system has no Python 3.11 or 3.12 with venv; fetching Python 3.12 for this user"
    # shellcheck disable=SC2086
    uv=$(find_uv) && "$uv" $FETCH >/dev/null 2>&1 && find_python >/dev/null && return 0
    say "it could not be fetched. Please run, where the internet can be reached, and start again:"
    say "  pipx run uv $FETCH"
    exit 1
}

install_python_packages() {
    local python stamp wanted lock
    find_python >/dev/null || fetch_python
    python=$(find_python)
    lock=$([ "$kind" = test ] && echo requirements-test.lock || echo requirements.lock)
    stamp=.venv/.ready-$kind
    wanted="$(cat pyproject.toml "$lock" | cksum) $PWD"
    if [ -x .venv/bin/python ] && works .venv/bin/python && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    say "preparing the Python environment (.venv) with $("$python" --version)"
    if ! { [ -x .venv/bin/python ] && works .venv/bin/python; }; then rm -rf .venv && "$python" -m venv .venv; fi
    quiet_pip --upgrade "pip>=24"
    quiet_pip --require-hashes -r "$lock"
    quiet_pip --no-deps --no-build-isolation -e .
    printf '%s' "$wanted" >"$stamp"
    [ "$kind" = test ] && printf '%s' "$(cat pyproject.toml requirements.lock | cksum) $PWD" >.venv/.ready-run
    return 0
}

install_system
install_python_packages
