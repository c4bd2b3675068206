#!/usr/bin/env python3
"""Kills the daemon at random instants of scans and edits, starts it again, and looks at what is left.

After each cut, before the next start: the database is whole; every item that was ever there is
there; no item is half written; every edit that was answered holds. At the end one scan in peace
brings the library to exactly what an undisturbed one knows.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

FILES = 120


class Daemon:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            "PATH": "/usr/bin:/bin", "EXSTREAMTV_CONFIG": "/dev/null",
            "EXSTREAMTV_SERVER_HOST": "127.0.0.1", "EXSTREAMTV_SERVER_PORT": str(self.port),
            "EXSTREAMTV_SERVER_EXTRA_PORTS": "", "EXSTREAMTV_HDHOMERUN_ENABLED": "false",
            "EXSTREAMTV_DATABASE_PATH": folder + "/data/tv.db", "EXSTREAMTV_LIBRARY_DEMO": "false",
            "EXSTREAMTV_LIBRARY_FOLDERS": folder + "/media",
        }

    def start(self):
        self.log = open(self.folder + "/log", "ab")
        self.process = subprocess.Popen(
            [self.program, "serve"], env=self.environment, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 60
        while True:
            try:
                return self.ask("GET", "/api/status")
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.process.kill()
                    sys.exit("It does not start: " + tail(self.folder + "/log"))
                time.sleep(0.002)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def ask(self, method, path, body=None, mark=None):
        """The answer's document and its mark; OSError if there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if mark:
            headers["If-Match"] = mark
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error))
        finally:
            connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text) if text else None, answer.headers.get("ETag")


def tail(path):
    with open(path) as log:
        return "".join(log.readlines()[-20:])


def make_media(folder, clip, dice):
    for number in range(FILES):
        show = f"{folder}/Shows/Show {number % 6}/Season 1"
        film = f"{folder}/Films/Film {number} ({1950 + number % 70})"
        place = film if number % 2 else show
        os.makedirs(place, exist_ok=True)
        name = f"Film {number}" if number % 2 else f"Show {number % 6} - S01E{number:03}"
        os.link(clip, f"{place}/{name}.mp4")
        if number % 3 == 0:
            write_nfo(f"{place}/{name}.nfo", number, dice)


def write_nfo(path, number, dice):
    with open(path + ".part", "w") as out:
        out.write(f"<movie><title>Title {number} {dice.randrange(1_000)}</title>"
                  f"<genre>Genre {dice.randrange(9)}</genre></movie>")
    os.rename(path + ".part", path)


def disturb(folder, dice):
    """Something for the scan to do: another time of a file, another text of an NFO."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = f"{place}/{name}"
            if name.endswith(".nfo") and dice.random() < 0.3:
                write_nfo(path, dice.randrange(FILES), dice)
            elif name.endswith(".mp4") and dice.random() < 0.05:
                shutil.copyfile(path, path + ".part")
                os.rename(path + ".part", path)


class Editor(threading.Thread):
    """Edits titles until the daemon is gone; remembers what was answered."""

    def __init__(self, daemon, dice, answered, asked):
        super().__init__()
        self.daemon_, self.dice, self.answered, self.asked = daemon, dice, answered, asked

    def run(self):
        try:
            page, _ = self.daemon_.ask("GET", "/api/media?limit=500")
            while page["items"]:
                item = self.dice.choice(page["items"])["id"]
                _, mark = self.daemon_.ask("GET", f"/api/media/{item}")
                title = f"Mine {self.dice.randrange(1 << 30)}"
                self.asked[item] = title
                try:
                    self.daemon_.ask("PATCH", f"/api/media/{item}", {"title": title}, mark)
                    self.answered[item] = title
                except RuntimeError as error:
                    if " 412 " not in str(error):
                        raise
        except OSError:
            pass


def inspect(folder, known, answered, asked):
    """What is wrong with the database as the cut left it, in words."""
    database = sqlite3.connect(f"{folder}/data/tv.db")
    faults = []
    verdict = database.execute("PRAGMA integrity_check").fetchall()
    if verdict != [("ok",)]:
        faults.append(f"damaged: {verdict[:3]}")
    if database.execute("PRAGMA foreign_key_check").fetchall():
        faults.append("a reference leads nowhere")
    try:
        database.execute("INSERT INTO media_search (media_search, rank) VALUES ('integrity-check', 1)")
        database.rollback()
    except sqlite3.Error as error:
        faults.append(f"the index of words: {error}")
    media = database.execute(
        "SELECT id, folder, name, title, state, facts, duration, described, edits FROM media")
    now = {}
    for id, place, name, title, state, facts, duration, described, edits in media:
        now[f"{place}/{name}"] = id
        if (state == "ok") != (facts is not None and (duration or 0) > 0) and state != "missing":
            faults.append(f"{name} is {state} with facts {facts}")
        mine = json.loads(edits)["title"] if edits else None
        if mine != answered.get(id) and mine != asked.get(id):
            faults.append(f"{name}: the edit “{answered.get(id)}” is “{mine}”")
        if mine:
            answered[id] = mine
            if described and mine not in title:
                faults.append(f"{name}: is called “{title}” and should “{mine}”")
    words = {row[0] for row in database.execute("SELECT rowid FROM media_search")}
    if words != set(now.values()):
        faults.append(f"{len(words ^ set(now.values()))} items are not as the index of words has them")
    for path, id in known.items():
        if now.get(path) != id:
            faults.append(f"{path} was item {id} and is {now.get(path)}")
    known.update(now)
    database.close()
    return faults


def wait_until_done(daemon, patience=120):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        scan, _ = daemon.ask("GET", "/api/scan")
        page, _ = daemon.ask("GET", "/api/media?limit=500")
        states = {item["state"] for item in page["items"]}
        if scan["phase"] == "idle" and scan.get("finished") and states == {"ok"}:
            return page
        time.sleep(0.1)
    sys.exit(f"the scan does not end: {scan}, {states}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--cuts", type=int, default=200)
    options.add_argument("--seed", type=int, default=None)
    options = options.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 30)
    print(f"seed {seed}")
    dice = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="exstreamtv-cut-")
    os.makedirs(folder + "/data")
    clip = folder + "/clip.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=160x90:d=60", "-y", clip],
                   check=True)
    make_media(folder + "/media", clip, dice)
    daemon = Daemon(os.path.abspath(options.program), folder)
    known, answered, asked, faults = {}, {}, {}, []
    for cut in range(options.cuts):
        daemon.start()
        editor = Editor(daemon, dice, answered, asked)
        editor.start()
        time.sleep(dice.random() ** 2 * 1.2)
        daemon.kill()
        editor.join()
        faults += [f"cut {cut}: {fault}" for fault in inspect(folder, known, answered, asked)]
        asked.clear()
        disturb(folder + "/media", dice)
    daemon.start()
    page = wait_until_done(daemon)
    daemon.kill()
    faults += [f"at the end: {fault}" for fault in inspect(folder, known, answered, asked)]
    if page["total"] != FILES:
        faults.append(f"{page['total']} of {FILES} files are known")
    print(f"{options.cuts} cuts, {len(known)} items, {len(answered)} of them edited, "
          f"{len(faults)} faults")
    if faults:
        print("\n".join(faults[:20]), f"\nLeft in {folder} for a look.")
        sys.exit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
