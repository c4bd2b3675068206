#!/bin/sh
# rootfs.sh BOARD: makes the board's Debian tree and its kernel, and prints the archive's path. The
# same packages give the same archive, which is then taken from .build/image/cache.
#
# MIRROR=URL takes the packages from another mirror, or from a day's snapshot of Debian.
set -eu
cd "$(dirname "$0")/.."
BOARD=$1
. image/board.sh

suite=bookworm
mirror=${MIRROR:-http://deb.debian.org/debian}
packages=$(for list in $PACKAGES; do sed '/^#/d' "image/packages.d/$list"; done | sort -u)
key=$(printf '%s\n' "$suite $ARCH $KERNEL" "$mirror" "$packages" "$(cat image/rootfs.sh)" |
    sha256sum | cut -c -16)
archive=.build/image/cache/$ARCH-$key.tar
echo "$archive"
[ ! -e "$archive" ] || exit 0
mkdir -p .build/image/cache

# Debian keeps security updates on a host of their own; a snapshot or a copy may not have them.
security=${SECURITY_MIRROR:-http://deb.debian.org/debian-security}
sources="deb $mirror $suite main non-free-firmware
deb $mirror $suite-updates main non-free-firmware
deb $security $suite-security main non-free-firmware"

# The kernel is laid beside the tree, unpacked and not installed: it wants no initramfs-tools so.
# Its files go to /.kernel, those of the boards' modules for tests are made against to /.headers.
# shellcheck disable=SC2016
fetch_kernel='set -e
    export APT_CONFIG="$MMDEBSTRAP_APT_CONFIG"
    name=$(apt-cache depends --important '"$KERNEL"' | sed -n "s/^ *Depends: \(linux-image-.*\)/\1/p")
    mkdir "$1/.kernel" "$1/.debs"
    cd "$1/.debs"
    apt-get -qq -o APT::Sandbox::User=root download "$name"
    dpkg-deb --fsys-tarfile "$name"_*.deb | tar -C "$1/.kernel" -x
    dpkg-deb -f "$name"_*.deb Package Version Architecture Source > "$1/.kernel/control"
    rm -r "$1/.debs"'

attempt=1
until printf '%s\n' "$sources" | SOURCE_DATE_EPOCH=0 nice -n 10 mmdebstrap --quiet --mode=auto \
    --variant=essential --architectures="$ARCH" --include="$(echo "$packages" | paste -sd,)" \
    --aptopt='Acquire::Retries "3"' --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/doc/*/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='force-unsafe-io' \
    --customize-hook="$fetch_kernel" \
    --format=tar "$suite" "$archive.new" - >&2
do
    [ "$attempt" -lt 3 ] || { echo "The packages could not be installed; MIRROR= names another mirror." >&2; exit 1; }
    attempt=$((attempt + 1))
done
mv "$archive.new" "$archive"
