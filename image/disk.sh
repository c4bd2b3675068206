#!/bin/sh
# disk.sh LOADERS ROOT_IMAGE UKI OUTPUT: lays boot partition and slot A onto a disk image, as plain files.
# The first start makes slot B and the data partition, in what room the real disk has.
set -eu
cd "$(dirname "$0")/.."
. image/board.sh
loaders=$1 root_image=$2 uki=$3 output=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=UTC MTOOLS_SKIP_CHECK=1

case $ARCH in
    amd64) efi=x64 EFI=X64 slot_type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709 ;;
    arm64) efi=aa64 EFI=AA64 slot_type=B921B045-1DF0-41C3-AF44-4C6F280D3FAE ;;
esac

# The same release gives the same identities, another release others.
seed=$(printf '%s %s' "$BOARD" "$VERSION" | sha256sum)
uuid() {
    printf '%s%s' "$1" "$seed" | sha256sum |
        sed 's/^\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\).*/\1-\2-4\3-8\4-\5/'
}

printf 'timeout 0\nconsole-mode keep\neditor no\n' > "$work/loader.conf"
cp "$loaders/systemd-boot$efi.efi" "$work/loader.efi"
cp "$uki" "$work/uki.efi"
touch -d "@$SOURCE_DATE_EPOCH" "$work"/*
truncate -s "${ESP_MB}M" "$work/esp"
mkfs.vfat --invariant -F 32 -n EXSTREAMTV -i "$(echo "$seed" | cut -c -8)" "$work/esp" >/dev/null
mmd -i "$work/esp" ::EFI ::EFI/BOOT ::EFI/Linux ::loader
mcopy -m -i "$work/esp" "$work/loader.efi" "::EFI/BOOT/BOOT$EFI.EFI"
mcopy -m -i "$work/esp" "$work/loader.conf" ::loader/loader.conf
mcopy -m -i "$work/esp" "$work/uki.efi" "::EFI/Linux/exstreamtv_$VERSION.efi"

[ "$(stat -c %s "$root_image")" -le $((SLOT_MB * 1048576)) ] || {
    echo "The root has $(stat -c %s "$root_image") bytes and does not fit a slot of $SLOT_MB MB." >&2
    exit 1
}
rm -f "$output"
truncate -s $((ESP_MB + SLOT_MB + 2))M "$output"
sfdisk --quiet "$output" <<TABLE
label: gpt
label-id: $(uuid disk)
first-lba: 2048
start=1MiB, size=${ESP_MB}MiB, type=U, name="exstreamtv-boot", uuid=$(uuid boot)
size=${SLOT_MB}MiB, type=$slot_type, name="exstreamtv_$VERSION", uuid=$(uuid slot), attrs="GUID:60,63"
TABLE
dd if="$work/esp" of="$output" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$root_image" of="$output" bs=1M seek=$((1 + ESP_MB)) conv=notrunc,sparse status=none
