#!/bin/sh
# bundle.sh WORK KEY NAME: writes NAME.update out of WORK's root.img and uki.efi (BOARD and VERSION are
# set): a tar archive whose first file says what the others are, and whose second signs the first.
set -eu
work=$1 key=$2 name=$3
bundle=$(mktemp -d)
trap 'rm -rf "$bundle"' EXIT

sum() { sha256sum "$1" | cut -d ' ' -f 1; }
ln -s "$work/uki.efi" "$bundle/uki.efi"
zstd -q -12 -T0 "$work/root.img" -o "$bundle/root.img.zst"
cat > "$bundle/manifest" <<MANIFEST
product=exstreamtv
board=$BOARD
version=$VERSION
root-bytes=$(stat -c %s "$work/root.img")
root-sha256=$(sum "$work/root.img")
uki-bytes=$(stat -c %s "$work/uki.efi")
uki-sha256=$(sum "$work/uki.efi")
MANIFEST
openssl pkeyutl -sign -rawin -inkey "$key" -in "$bundle/manifest" -out "$bundle/manifest.sig"
tar -C "$bundle" --dereference --format=ustar --owner=0 --group=0 --numeric-owner --mode=644 \
    --mtime="@$SOURCE_DATE_EPOCH" -cf "$name.update" manifest manifest.sig uki.efi root.img.zst
cp "$bundle/manifest" "$name.manifest"
cp "$bundle/manifest.sig" "$name.manifest.sig"
