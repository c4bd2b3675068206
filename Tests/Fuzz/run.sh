#!/bin/sh
# Fuzzes every parser of foreign text and bytes: run.sh [seconds for each, default 60].
#
# Findings stay in .build/fuzz/NAME-findings as crash-*, timeout-* or oom-* files; run the fuzzer with such
# a file as its argument to see it again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${1:-60}
out=$root/.build/fuzz
mkdir -p "$out"

# Optimising takes three minutes, which a short run does not win back.
effort="-Onone -gline-tables-only"
[ "$seconds" -lt 60 ] || effort="-O -g"

compile() {
    # shellcheck disable=SC2086
    swiftc $effort -swift-version 6 -use-ld=lld -sanitize=fuzzer,address -I "$out" "$@"
}

library() {
    compile -parse-as-library -wmo -module-name "$1" -emit-module \
        -emit-module-path "$out/$1.swiftmodule" -emit-object -o "$out/$1.o" \
        -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
        -enable-upcoming-feature InternalImportsByDefault \
        $(find "$root/Sources/$1" -name '*.swift')
}

library Broadcast
library Wire
for name in Native SSDP SOAP Query NFO; do
    lower=$(echo "$name" | tr '[:upper:]' '[:lower:]')
    compile -parse-as-library -module-name "${name}Fuzz" "$here/${name}Fuzz.swift" \
        "$out/Broadcast.o" "$out/Wire.o" -o "$out/$lower"
    mkdir -p "$out/$lower-corpus" "$out/$lower-findings"
    echo "fuzzing $lower for $seconds s"
    "$out/$lower" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=1024 \
        -artifact_prefix="$out/$lower-findings/" -print_final_stats=1 -verbosity=0 \
        "$out/$lower-corpus" "$here/seeds/$lower"
done
