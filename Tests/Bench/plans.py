#!/usr/bin/env python3
"""Times what `exstreamtv plan` takes for a year of each kind of schedule, from a large library."""

import argparse
import datetime
import os
import subprocess
import sys
import tempfile

LIBRARY = """\
timezone: America/Chicago
from: 2025-01-01T00:00:00
media:
  - {id: 1, duration: 21m30s, show: A, season: 1, episode: 1, released: 2000-01-01, repeat: ITEMS}
  - {id: 200001, duration: 47s, repeat: 500}
collections: {all: [1..ITEMS], spots: [200001..200500]}
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


def cost(program, schedule, rounds, items=100_000, days=365):
    """The least processor time, in seconds, and most memory, in MB, of a few runs: what the
    machine does otherwise only adds to the time."""
    end = datetime.datetime(2025, 1, 1) + datetime.timedelta(days=days)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plan.yaml")
        with open(path, "w") as file:
            file.write(LIBRARY.replace("ITEMS", str(items)) + "schedule: {" + schedule + "}\n")
        runs = []
        for _ in range(rounds):
            run = subprocess.Popen([program, "plan", path, "--to", end.isoformat()],
                                   stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(run.pid, 0)
            if status:
                raise SystemExit(f"{schedule}: {status}")
            runs.append((used.ru_utime + used.ru_stime, used.ru_maxrss / 1_024))
        return min(time for time, _ in runs), max(memory for _, memory in runs)


def table(program):
    """What more items and more days cost, so that anything but a straight line is seen."""
    print(f"\n{'classic, of so many items':<28}" + "".join(f"{f'{days} days':>20}"
                                                          for days in (30, 90, 365)))
    for items in (1_000, 10_000, 100_000):
        cells = [cost(program, CLASSIC, 3, items, days) for days in (30, 90, 365)]
        print(f"{items:<28}" + "".join(f"{time:>11.2f} s {memory:>4.0f} MB"
                                       for time, memory in cells), flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options = options.parse_args()
    program = os.path.abspath(options.program)
    missed = False
    print(f"{'plan of a year from 100,000 items':<40} {'s':>6}   target / must")
    for kind, schedule in KINDS.items():
        took, memory = cost(program, schedule, 3)
        missed = missed or took > 4
        mark = "MISSED" if took > 4 else "over target" if took > 2 else ""
        print(f"{kind:<40} {took:>6.2f}   2 / 4 {memory:>6.0f} MB {mark}", flush=True)
    table(program)
    sys.exit(missed)


if __name__ == "__main__":
    main()
