#!/usr/bin/env python3
"""Runs the tuner's checklist and real clients against the program, on a network of its own.

    run.py --program PATH [--only H01,C10,hdhomerun_config] [--skip real] [--keep]

Prints one line for each check and, last, `N passed, N failed, N skipped`. Needs root; where the
network cannot be made, everything is skipped and said so.
"""

import argparse
import inspect
import sys
import time
import traceback

import lines_guide
import lines_http
import lines_native
import lines_upnp
import real_clients
from rig import Device, Network, Unable
from talk import Skip


def checks():
    """Name and function of every check, in order; lines first, then clients."""
    for module, pattern in ((lines_http, "H"), (lines_native, "NC"), (lines_upnp, "SD"),
                            (lines_guide, "I")):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if len(name) == 3 and name[0] in pattern and name[1:].isdigit():
                yield name, function
    for function in real_clients.CLIENTS:
        yield function.__name__, function


def run_one(name, function, device):
    began = time.monotonic()
    try:
        function(device)
        result, why = "passed", ""
    except Skip as reason:
        result, why = "skipped", str(reason)
    except Exception as error:  # noqa: BLE001 - any trouble is a failed check
        result, why = "failed", f"{type(error).__name__}: {error}"
        if not isinstance(error, AssertionError) or not str(error):
            frame = traceback.extract_tb(error.__traceback__)[-1]
            own = [f for f in traceback.extract_tb(error.__traceback__) if f.name == name]
            line = (own or [frame])[-1]
            why += f" (line {line.lineno}: {line.line})"
    print(f"{result:8} {name:24} {time.monotonic() - began:6.1f} s  {why}".rstrip(), flush=True)
    return result


def select(arguments):
    wanted = list(checks())
    if arguments.skip == "real":
        wanted = [check for check in wanted if check[0][0].isupper()]
    if arguments.only:
        names = arguments.only.split(",")
        wanted = [check for check in wanted if check[0] in names or check[0][0] in names]
    return wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--only", help="names of checks, or letters of groups, with commas")
    parser.add_argument("--skip", choices=["real"], help="leaves the real clients out")
    parser.add_argument("--keep", action="store_true", help="keeps the program's log and data")
    arguments = parser.parse_args()
    wanted = select(arguments)
    network, device, daemon = Network(), None, None
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        network.make()
        device = Device(arguments.program, network, arguments.keep)
        daemon = lines_upnp.Daemon(device)
        device.has_avahi = daemon.start()
        network.enter_client()
        device.start()
        for name, function in wanted:
            if not device.is_alive():
                print(f"the program has ended:\n{device.tail()}")
                device.start()
            result = run_one(name, function, device)
            counts[result] += 1
            if result == "failed":
                time.sleep(1.5)
    except Unable as reason:
        print(f"skipped: {reason}")
        counts["skipped"] = len(wanted) - counts["passed"] - counts["failed"]
    finally:
        if daemon:
            daemon.stop()
        if device:
            device.remove()
            if arguments.keep:
                print(f"kept: {device.folder}")
        network.remove()
    print(", ".join(f"{count} {result}" for result, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
