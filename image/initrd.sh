#!/bin/sh
# initrd.sh ROOT KERNEL FIRMWARE OUTPUT: packs the initrd of a board (BOARD is set) from its tree and kernel.
set -eu
cd "$(dirname "$0")/.."
. image/board.sh
root=$1 kernel=$2 firmware=$3 output=$4
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

# Copies programs, and the libraries that they are linked to, out of the tree.
copy() {
    for name in "$@"; do
        [ ! -e "$tree$name" ] || continue
        mkdir -p "$tree$(dirname "$name")"
        cp -L "$root$name" "$tree$name"
        for library in $(objdump -p "$root$name" 2>/dev/null | sed -n 's/^ *NEEDED *//p'); do
            copy "$(cd "$root" && find usr/lib -path "*/$library" | sed 's|^|/|' | head -n 1)"
        done
    done
}

mkdir -p "$tree/bin" "$tree/etc" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/run" "$tree/usr/lib"
ln -s usr/lib "$tree/lib"
ln -s bin "$tree/sbin"
[ ! -e "$root/usr/lib64" ] || { mkdir "$tree/usr/lib64"; ln -s usr/lib64 "$tree/lib64"; }
copy /usr/bin/busybox /usr/sbin/dmsetup /usr/sbin/blkid
for loader in usr/lib64/ld-linux-x86-64.so.2 usr/lib/ld-linux-aarch64.so.1; do
    [ ! -e "$root/$loader" ] || copy "/$loader"
done
mv "$tree/usr/bin/busybox" "$tree/usr/sbin/dmsetup" "$tree/usr/sbin/blkid" "$tree/bin"
for applet in basename cat chmod chroot cp date dirname find head ln mkdir modprobe mount readlink reboot rm sh \
    sleep sort stat switch_root tail touch tr umount xargs; do
    ln -s busybox "$tree/bin/$applet"
done
cp image/initrd/init "$tree/init"

lists=image/modules.d/initrd.list
for list in $INITRD_MODULES; do lists=$lists,image/modules.d/$list.list; done
release=$(basename "$kernel"/lib/modules/*)
image/modules.py --from "$kernel/lib/modules/$release" --to "$tree" --lists "$lists" \
    --and "$(echo "$WATCHDOG" | tr ' ' ,)"
# Loaded by name; drivers of disks follow by what the devices call themselves. The watchdog is there
# before systemd starts, which looks for it once.
{ sed '/^#/d' image/modules.d/initrd.list; echo "$WATCHDOG" | tr ' ' '\n'; } > "$tree/etc/modules"

# Archives that are alike for like trees: names sorted, inodes renumbered, one time.
pack() {
    find . -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0
}
: > "$output"
microcode=$(mktemp -d)
trap 'rm -rf "$tree" "$microcode"' EXIT
folder=$microcode/kernel/x86/microcode
for vendor in $MICROCODE; do
    mkdir -p "$folder"
    case $vendor in
        intel) cat "$firmware"/intel-ucode/* > "$folder/GenuineIntel.bin" ;;
        amd) cat "$firmware"/amd-ucode/*.bin > "$folder/AuthenticAMD.bin" ;;
    esac
done
[ "$MICROCODE" = none ] || (cd "$microcode" && pack) > "$output"
(cd "$tree" && pack) | zstd -q -19 -T0 >> "$output"
