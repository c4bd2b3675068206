#!/bin/sh
# build.sh BOARD: makes the board's flashable image, its update bundle and what describes them, in
# .build/image/BOARD. Needs root, but neither mounts anything nor takes a loop device.
#
# VERSION=1.2.3 is the release; without it, 0.1 and the number of commits.
# EXSTREAMTV_BINARY=FILE is the program for the board's processor; SIGNING_KEY=FILE the private key (Ed25519, PEM)
# that signs the release. Without one, a key of this checkout is made, and the image trusts that.
# LOCK=write notes the packages' versions in image/locks.
set -eu
cd "$(dirname "$0")/.."
BOARD=${1:?a board}
. image/board.sh
export BOARD
export PROGRAM="${EXSTREAMTV_BINARY:-.build/exstreamtv}"
export VERSION="${VERSION:-0.1.$(git rev-list --count HEAD)}"
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8

out=${OUT:-.build/image/$BOARD}
name=exstreamtv-$BOARD-$VERSION
fail() { echo "$*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "An image holds files of many owners: run this as root."
[ -e "$PROGRAM" ] || fail "There is no $PROGRAM. Run make first, or name a program by EXSTREAMTV_BINARY=."
echo "$VERSION" | grep -qxE '[0-9]+(\.[0-9]+){1,3}' || fail "The version $VERSION is not numbers with dots."
began=$(date +%s)
step() { echo "== $* (after $(($(date +%s) - began)) s)"; }

step "packages"
archive=$(image/rootfs.sh "$BOARD")
rm -rf "$out"
mkdir -p "$out"
work=$(mktemp -d "$PWD/.build/image/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/root"
tar -C "$work/root" -xf "$archive"
mv "$work/root/.kernel" "$work/kernel"
cp -r "$work/root/usr/lib/systemd/boot/efi" "$work/efi"
mkdir -p "$work/root/usr/lib/firmware"
mv "$work/root/usr/lib/firmware" "$work/firmware"

step "root"
signing_key=${SIGNING_KEY:-.build/image/development-key.pem}
[ -e "$signing_key" ] || (umask 077 && openssl genpkey -algorithm ed25519 -out "$signing_key")
export UPDATE_KEY="$work/update.pub"
openssl pkey -in "$signing_key" -pubout -out "$UPDATE_KEY"
image/sbom.py --root "$work/root" --kernel "$work/kernel/control" --program "$PROGRAM" \
    --name "$name" --packages "$out/$name.packages" --output "$out/$name.spdx.json"
lock=image/locks/$BOARD
[ "${LOCK:-}" != write ] || { mkdir -p image/locks; cp "$out/$name.packages" "$lock"; }
{ [ -e "$lock" ] && diff -u "$lock" "$out/$name.packages"; } ||
    echo "Packages have moved since $lock was written; LOCK=write notes what is there now."
image/finish.sh "$work/root" "$work/kernel" "$work/firmware"
identity=$(printf '%s' "$name" | sha256sum)
salt=$(echo "$identity" | cut -c -64)
id=$(echo "$identity" | sed 's/^\(.\{8\}\)\(....\).\(...\).\(...\)\(.\{12\}\).*/\1-\2-4\3-8\4-\5/')
nice -n 10 mkfs.erofs --quiet -zlz4hc -C65536 -Eztailpacking -T "$SOURCE_DATE_EPOCH" -U "$id" -x-1 \
    "$work/root.img" "$work/root"
blocks=$(($(stat -c %s "$work/root.img") / 4096))
hash=$(veritysetup format --salt="$salt" --uuid="$id" --data-blocks="$blocks" \
    --hash-offset=$((blocks * 4096)) "$work/root.img" "$work/root.img" | sed -n 's/^Root hash:[ \t]*//p')

step "kernel image"
image/initrd.sh "$work/root" "$work/kernel" "$work/firmware" "$work/initrd"
image/uki.py --stub "$work"/efi/linux*.efi.stub --osrel "$work/root/usr/lib/os-release" \
    --cmdline "exstreamtv.version=$VERSION exstreamtv.verity=$blocks:$hash:$salt console=$CONSOLE \
panic=10 systemd.gpt_auto=0 quiet loglevel=4" \
    --initrd "$work/initrd" --linux "$work"/kernel/boot/vmlinuz-* --output "$work/uki.efi"

step "disk"
image/disk.sh "$work/efi" "$work/root.img" "$work/uki.efi" "$work/disk.img"
image/bundle.sh "$work" "$signing_key" "$out/$name"
mv "$work/disk.img" "$out/$name.img"
du -h --apparent-size "$work/root.img" "$work/uki.efi" "$out/$name".* | sed "s|$PWD/||; s|$work/||"
step "done"
