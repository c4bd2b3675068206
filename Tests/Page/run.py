#!/usr/bin/env python3
"""The page in Debian's Chromium, and the API against its contract.

    run.py --program PATH [--only NAME] [--pictures FOLDER]

Prints one line for each check and, last, `N passed, N failed, N skipped`. What a tool is missing
for is skipped, and the line says which.
"""

import argparse
import inspect
import pathlib
import shutil
import subprocess
import sys
import time
import traceback

import page_checks
from station import Station

BROWSER = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class Tab:
    """A page whose faults are remembered until they are judged."""

    def __init__(self, browser, base):
        self.base = base
        self.page = browser.new_context(viewport={"width": 1100, "height": 900}).new_page()
        self.faults = []
        self.page.on("request", lambda request: self.foreign(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        self.page.on("console", lambda line: line.type in ("error", "warning")
                     and self.faults.append(f"console: {line.text}"))

    def foreign(self, url):
        if not url.startswith((self.base, "data:")):
            self.faults.append(f"asked {url}")

    def goto(self, place):
        self.page.goto(self.base + place)

    def judge(self, where):
        from axe_playwright_python.sync_playwright import Axe

        assert not self.faults, f"{where}: {self.faults}"
        serious = [f"{found['id']}: {[node['target'] for node in found['nodes']]}"
                   for found in Axe().run(self.page).response["violations"]
                   if found["impact"] in ("serious", "critical")]
        assert not serious, f"{where}: {serious}"

    def expected(self, *words):
        """Takes the console's lines about answers that the check asked for."""
        self.faults = [fault for fault in self.faults if not any(word in fault for word in words)]

    def forget(self):
        self.faults = []


def check(name, work):
    began = time.monotonic()
    try:
        note, result = work() or "", "passed"
    except Exception as error:  # Whatever it is, the other checks go on.
        note, result = (str(error) or type(error).__name__).splitlines()[0], "failed"
        traceback.print_exc()
    print(f"{result:7} {name.replace('_', ' ')} ({time.monotonic() - began:.1f} s) {note}", flush=True)
    return result


def browse(station, only, pictures):
    try:
        from playwright.sync_api import sync_playwright
        import axe_playwright_python  # noqa: F401
    except ImportError as error:
        return skip("page", f"{error.name} is not installed", len(page_checks.CHECKS))
    if not pathlib.Path(BROWSER).exists():
        return skip("page", f"{BROWSER} is not there", len(page_checks.CHECKS))
    results = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        tab = Tab(browser, station.base)
        for function in page_checks.CHECKS:
            if only and only not in function.__name__:
                continue
            arguments = [tab, station]
            if "context" in inspect.signature(function).parameters:
                arguments.append(lambda: Tab(browser, station.base))
            results.append(check(function.__name__, lambda: whole(tab, function, arguments)))
            if pictures:
                tab.page.screenshot(path=f"{pictures}/{function.__name__}.png")
            tab.forget()
        browser.close()
    return results


def whole(tab, function, arguments):
    note = function(*arguments)
    assert not tab.faults, tab.faults
    return note


def contract(station):
    """Every answer of the API is one that its description has."""
    tool = shutil.which("schemathesis", path=str(pathlib.Path(sys.executable).parent))
    if not tool:
        return skip("contract", "schemathesis is not installed", 1)
    token = station.ask("POST", "/api/tokens", {"name": "test"})[1]["token"]
    command = [
        tool, "run", f"{station.base}/api/openapi.yaml", "--url", station.base, "--no-color",
        "--max-examples", "10", "--phases", "examples,coverage,fuzzing", "--request-timeout", "20",
        "-H", f"Authorization: Bearer {token}", "--checks",
        "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_headers_conformance,response_schema_conformance,unsupported_method",
    ]
    # The first would end the run, the second lock it out, the third never ends.
    for path in ("/api/restart", "/api/password", "/api/events"):
        command += ["--exclude-path", path]

    def work():
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stdout[-6000:]
        return next((line.strip() for line in done.stdout.splitlines() if "generated" in line), "")

    return [check("the_API_keeps_its_contract", work)]


def a_killed_daemon_loses_no_confirmed_edit(station):
    mark = station.ask("GET", "/api/channels/1")[2]["ETag"]
    for turn in range(5):
        status, _, headers = station.ask(
            "PATCH", "/api/channels/1", {"group": f"turn {turn}"}, {"If-Match": mark})
        assert status == 200
        station.process.kill()
        station.process.wait()
        station.start()
        mark = headers["ETag"]
        assert station.ask("GET", "/api/channels/1")[1]["group"] == f"turn {turn}"


def skip(name, why, count):
    print(f"skipped {name}: {why}")
    return ["skipped"] * count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--pictures")
    arguments = parser.parse_args()
    results = []
    with Station(arguments.program) as station:
        if not arguments.only or "killed" in arguments.only:
            results.append(check("a_killed_daemon_loses_no_confirmed_edit",
                                 lambda: a_killed_daemon_loses_no_confirmed_edit(station)))
        results += browse(station, arguments.only, arguments.pictures)
    if not arguments.only or "contract" in arguments.only:
        with Station(arguments.program) as station:
            results += contract(station)
    counts = [results.count(result) for result in ("passed", "failed", "skipped")]
    print("{} passed, {} failed, {} skipped".format(*counts))
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
