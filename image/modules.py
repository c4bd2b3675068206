#!/usr/bin/env python3
"""Copies kernel modules by allow-lists, with all that they depend on, and indexes them.

    modules.py --from /lib/modules/V --to ROOT --lists a.list,b.list [--and name,name]

A line of a list is a module's name, or a pattern of paths under kernel/. A line that matches nothing
is a fault, unless it begins with `?`: drivers come and go between kernels.
"""

import argparse
import fnmatch
import pathlib
import shutil
import subprocess


def name_of(path):
    return pathlib.PurePath(path).name.removesuffix(".ko").replace("-", "_")


def dependencies(source, tree):
    """For each module's path the paths that it needs, from modules.dep made by depmod."""
    version = source.name
    subprocess.run(["depmod", "-b", tree, version], check=True)
    needs = {}
    for line in (source / "modules.dep").read_text().splitlines():
        path, _, rest = line.partition(":")
        needs[path] = rest.split()
    return needs


def chosen(lines, needs, builtin):
    by_name = {name_of(path): path for path in needs}
    found = set()
    for line in lines:
        may_miss, pattern = line.startswith("?"), line.lstrip("?")
        if "/" in pattern:
            hits = fnmatch.filter(needs, "kernel/" + pattern)
        else:
            hits = [by_name[name] for name in [pattern.replace("-", "_")] if name in by_name]
        if not hits and not may_miss and pattern.replace("-", "_") not in builtin:
            raise SystemExit(f"No module of this kernel is {pattern}.")
        found.update(hits)
    return found | {need for path in found for need in needs[path]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="source", required=True, type=pathlib.Path)
    parser.add_argument("--to", required=True, type=pathlib.Path)
    parser.add_argument("--lists", required=True)
    parser.add_argument("--and", dest="more", default="")
    given = parser.parse_args()
    source = given.source
    lines = [name for name in given.more.split(",") if name]
    for path in given.lists.split(","):
        lines += [line.strip() for line in pathlib.Path(path).read_text().splitlines()
                  if line.strip() and not line.startswith("#")]
    needs = dependencies(source, source.parents[2])
    builtin = {name_of(path) for path in (source / "modules.builtin").read_text().split()}
    target = given.to / "lib/modules" / source.name
    for path in sorted(chosen(lines, needs, builtin)):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, target / path)
    for index in ("modules.order", "modules.builtin", "modules.builtin.modinfo"):
        shutil.copyfile(source / index, target / index)
    subprocess.run(["depmod", "-b", given.to, source.name], check=True)


if __name__ == "__main__":
    main()
