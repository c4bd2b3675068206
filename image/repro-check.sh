#!/bin/sh
# repro-check.sh BOARD: builds the board's image twice out of the same packages and compares every file.
set -eu
cd "$(dirname "$0")/.."
board=${1:?a board}

for turn in a b; do
    rm -rf ".build/image/repro-$turn"
    OUT=.build/image/repro-$turn image/build.sh "$board" > /dev/null
done
cd .build/image
for file in repro-a/*; do
    cmp "$file" "repro-b/${file#*/}"
done
echo "$board: $(find repro-a -type f | wc -l) files are bit-identical in two builds."
sha256sum repro-a/*.img
rm -rf repro-a repro-b
