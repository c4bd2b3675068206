#!/usr/bin/env python3
"""Times what `exstreamtv plan` takes for a year of each kind of schedule, from a large library."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

LIBRARY = """\
timezone: America/Chicago
from: 2025-01-01T00:00:00
media:
  - {id: 1, duration: 21m30s, show: A, season: 1, episode: 1, released: 2000-01-01, repeat: 100000}
  - {id: 200001, duration: 47s, repeat: 500}
collections: {all: [1..100000], spots: [200001..200500]}
fillers: {spot: {collection: spots, mode: count, count: 1}, pad: {collection: spots, mode: duration}}
channels: {other: {kind: classic, items: [{collection: all, order: shuffle}]}}
"""

CLASSIC = "kind: classic, items: [{collection: all, order: shuffle, post_roll: spot}]"

KINDS = {
    "classic": CLASSIC,
    "alternates": CLASSIC + ", alternates: [{weekdays: [sat, sun], schedule: {kind: classic, "
    "items: [{collection: all, order: chronological, mode: duration, duration: 2h}]}}]",
    "blocks": "kind: blocks, blocks: {b: {length: 3h, items: ["
    + ", ".join(["{collection: all, order: shuffle}"] * 8) + "]}}, templates: {t: ["
    + ", ".join(f'{{start: "{hour:02}:00", block: b}}' for hour in range(0, 24, 3))
    + "]}, calendar: [{template: t}], decos: {d: {default_filler: pad}}, deco: d",
    "slots": "kind: slots, pad: 30m, slots: ["
    + ", ".join(f'{{start: "{hour:02}:00", collection: all, order: shuffle}}'
                for hour in range(0, 24, 6)) + "]",
    "balance": "kind: balance, sources: [{collection: all, order: shuffle, weight: 3}, "
    "{collection: all, order: chronological, cooldown: 1h}]",
    "mirror": "kind: mirror, channel: other, offset: 1h",
}


def seconds(program, schedule, rounds):
    """The least processor time of a few runs: what the machine does otherwise only adds to it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plan.yaml")
        with open(path, "w") as file:
            file.write(LIBRARY + "schedule: {" + schedule + "}\n")
        best = None
        for _ in range(rounds):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([program, "plan", path, "--to", "2026-01-01T00:00:00"], check=True,
                           stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best = took if best is None else min(best, took)
        return best


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options = options.parse_args()
    program = os.path.abspath(options.program)
    missed = False
    print(f"{'plan of a year from 100,000 items':<40} {'s':>6}   target / must")
    for kind, schedule in KINDS.items():
        took = seconds(program, schedule, 3)
        missed = missed or took > 4
        mark = "MISSED" if took > 4 else "over target" if took > 2 else ""
        print(f"{kind:<40} {took:>6.2f}   2 / 4 {mark}", flush=True)
    sys.exit(missed)


if __name__ == "__main__":
    main()
