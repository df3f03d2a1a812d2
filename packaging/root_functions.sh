# Functions for scripts that work in a clean Debian root; to be sourced, as root.
make_root() { # SUITE ROOT PACKAGE…
    local suite=$1 root=$2 mirror
    shift 2
    mirror=$(grep -rhoE "https?://[^ ]+/debian/?$" /etc/apt/sources.list.d /etc/apt/sources.list 2>/dev/null | head -n 1 || true)
    debootstrap --variant=minbase "$suite" "$root" "${MIRROR:-${mirror:-http://deb.debian.org/debian}}" >/dev/null
    cp /etc/apt/apt.conf.d/*prox* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
    chroot "$root" apt-get update -qq
    [ $# = 0 ] || install_there "$root" "$@"
}

install_there() { # ROOT PACKAGE…
    local root=$1
    shift
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

mount_root() {
    mountpoint -q "$1/proc" || mount -t proc proc "$1/proc"
    mountpoint -q "$1/dev" || { mount --bind /dev "$1/dev" && mount --make-private "$1/dev"; }
    mountpoint -q "$1/dev/shm" || mount -t tmpfs tmpfs "$1/dev/shm"
}

unmount_root() {
    local place
    for place in dev/shm dev proc; do
        while mountpoint -q "$1/$place"; do umount "$1/$place" || { umount -l "$1/$place"; break; }; done
    done
}

remove_root() { # never with anything mounted in it
    unmount_root "$1"
    rm -rf --one-file-system "$1"
}
