# Functions for scripts that run Windows programs under Wine in the root $root; to be sourced, with pipefail.
without_noise() {
    grep -a -v -e '^ALSA lib' -e wine32 -e multiarch -e 'dpkg --add' -e XDG_RUNTIME_DIR -e syswow64 || true
}

in_wine() { # FOLDER PROGRAM ARGUMENT…: the folder as seen in the root
    local folder=$1
    shift
    chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DISPLAY="${DISPLAY:-}" \
        WINEARCH=win64 WINEPREFIX=/win/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" \
        bash -c 'cd "$0" && exec timeout -k 5 "$@"' "$folder" "${LIMIT_S:-600}" /usr/lib/wine/wine64 "$@" 2>&1 | without_noise
}

in_registry() { # KEY VALUE: true where it is there
    in_wine / reg query "$1" /v "$2" >/dev/null
}
