#!/usr/bin/env bash
# Tries a built program: version, the smoke test with a time limit, and its window on an X screen (Xvfb).
# usage: try_folder.sh PROGRAM
set -euo pipefail
program=$1
work=$(mktemp -d)
screen=""
window=""
cleanup() {
    [ -z "$window" ] || kill "$window" 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
timeout 30 "$program" --version
timeout 120 "$program" --smoke-test
command -v Xvfb >/dev/null || { echo "no Xvfb: no window was opened" >&2; exit 1; }
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/number" 2>/dev/null &
screen=$!
for _ in $(seq 100); do [ -s "$work/number" ] && break; sleep 0.1; done
DISPLAY=":$(cat "$work/number")" QT_QPA_PLATFORM=xcb WAYLAND_DISPLAY="" PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring \
    timeout 60 "$program" --profile "$work/profile" --audio null &
window=$!
for _ in $(seq 200); do
    timeout 10 "$program" ctl --profile "$work/profile" status >"$work/status" 2>/dev/null && break
    kill -0 "$window" 2>/dev/null || { echo "no window on xcb" >&2; exit 1; }
    sleep 0.1
done
timeout 10 "$program" ctl --profile "$work/profile" screenshot "$work/window.png" >/dev/null
[ -s "$work/window.png" ] || { echo "no picture of the window" >&2; exit 1; }
timeout 15 "$program" ctl --profile "$work/profile" quit >/dev/null
wait "$window"
window=""
echo "window on xcb: seen"
