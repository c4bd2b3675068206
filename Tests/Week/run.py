#!/usr/bin/env python3
"""Compares the picture on air with the guide at random instants of a simulated week.

The program runs with a wall clock that jumps through the week. At every instant a viewer tunes in,
over a transport stream or over HLS, and the first picture it can decode must be of the programme,
and as far into it, as XMLTV says for that picture's time; to two seconds. The program is killed and
started again on the way.
"""

import argparse
import http.client
import json
import mmap
import os
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from datetime import datetime

import clips

WEEK = 7 * 86_400
WRAP = (1 << 33) / 90_000
TOLERANCE = 2


class Station:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        shim = folder + "/clock.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim,
                        os.path.join(os.path.dirname(__file__), "clock.c")], check=True)
        with open(folder + "/ahead", "wb") as file:
            file.write(bytes(8))
        self.ahead = mmap.mmap(os.open(folder + "/ahead", os.O_RDWR), 8)
        self.environment = {
            "PATH": "/usr/bin:/bin", "LD_PRELOAD": shim, "WEEK_CLOCK": folder + "/ahead",
            "EXSTREAMTV_CONFIG": "/dev/null", "EXSTREAMTV_SERVER_HOST": "127.0.0.1",
            "EXSTREAMTV_SERVER_PORT": str(self.port), "EXSTREAMTV_SERVER_EXTRA_PORTS": "",
            "EXSTREAMTV_HDHOMERUN_ENABLED": "false", "EXSTREAMTV_LIBRARY_DEMO": "false",
            "EXSTREAMTV_DATABASE_PATH": folder + "/data/tv.db",
            "EXSTREAMTV_LIBRARY_FOLDERS": folder + "/media", "EXSTREAMTV_STREAMING_IDLE_TIMEOUT": "0",
            "EXSTREAMTV_FFMPEG_PROFILE": "480p",
        }

    def now(self):
        return time.time() + struct.unpack("q", self.ahead[:8])[0]

    def jump(self, instant):
        self.ahead[:8] = struct.pack("q", int(instant - time.time()))

    def start(self):
        self.log = open(self.folder + "/log", "ab")
        self.process = subprocess.Popen([self.program, "serve"], env=self.environment,
                                        stdout=self.log, stderr=self.log)
        until(lambda: self.ask("GET", "/api/status"), "it does not start", OSError)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status >= 400:
                raise OSError(f"{path}: {answer.status}")
            return answer.read()
        finally:
            connection.close()

    def watch(self, number):
        """What a viewer gets in the first two seconds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", f"/auto/v{number}")
            answer = connection.getresponse()
            if answer.status >= 400:
                raise OSError(f"channel {number}: {answer.status}")
            stream, end = b"", time.monotonic() + 2
            while time.monotonic() < end:
                stream += answer.read1(65_536)
            return stream
        finally:
            connection.close()

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"If-Match": "*"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status >= 400:
                raise OSError(f"{method} {path}: {answer.status} {text.decode()}")
            return json.loads(text) if text else None
        finally:
            connection.close()


def until(done, what, *errors, patience=60):
    deadline = time.monotonic() + patience
    while True:
        try:
            result = done()
            if result:
                return result
        except errors as error:
            what = f"{what} ({error})"[:500]
        if time.monotonic() > deadline:
            raise SystemExit(what)
        time.sleep(0.02)


def programmes(station, channel):
    """Start, stop and title of each programme that XMLTV has of a channel."""
    guide = station.get("/xmltv.xml").decode()
    id = re.search(rf'<channel id="([^"]+)">\s*<display-name>{channel} ', guide)
    found = re.findall(
        rf'<programme start="(\d+) \+0000" stop="(\d+) \+0000" channel="{re.escape(id[1])}">\s*'
        r'<title>([^<]*)</title>', guide) if id else []
    when = lambda text: datetime.strptime(text + "+0000", "%Y%m%d%H%M%S%z").timestamp()
    return [(when(start), when(stop), title) for start, stop, title in found]


def guide_at(station, channel, instant):
    """The guide, once it is of this hour."""
    def current():
        listed = programmes(station, channel["number"])
        return listed if listed and listed[0][0] <= instant < listed[0][0] + 12 * 3_600 else None
    # Anything the owner changes has timelines and guide looked after.
    station.ask("PATCH", f"/api/channels/{channel['id']}", {"favourite": random.random() < 0.5})
    return until(current, f"no guide of channel {channel['number']}", OSError)


def segment(station, number):
    """The first segment of a channel's playlist, and when it is on air."""
    playlist = station.get(f"/iptv/channel/{number}.m3u8").decode()
    path = re.search(r"^[^#\n]+$", playlist, re.M)[0]
    date = re.search(r"PROGRAM-DATE-TIME:(\S+)", playlist)[1].replace("Z", "+0000")
    begins = datetime.strptime(date, "%Y-%m-%dT%H:%M:%S.%f%z").timestamp()
    return station.get(f"/iptv/channel/{path}"), begins


def look(station, channel, over_hls):
    """What is wrong with the picture that a viewer gets now; None if nothing is."""
    listed = guide_at(station, channel, station.now())
    if over_hls:
        stream, begins = segment(station, channel["number"])
        for session in station.ask("GET", "/api/sessions")["items"]:
            station.ask("DELETE", f"/api/sessions/{session['id']}")
    else:
        stream, begins = station.watch(channel["number"]), None
    picture, stamp = clips.decode(stream)
    now = station.now()
    air = stamp + round((now - stamp) / WRAP) * WRAP
    if abs(air - now) > (30 if over_hls else 12):
        return f"the picture is {air - now:.1f} s from now"
    if begins is not None and abs(air - begins) > TOLERANCE:
        return f"the playlist says {begins - air:.1f} s later than the picture"
    shown = clips.read(picture)
    fitting = [p for p in listed if p[0] - TOLERANCE <= air < p[1] + TOLERANCE]
    if shown is None and any(not p[2].startswith("Clip") for p in fitting):
        return None  # Nothing plays, and both say so.
    if shown is None:
        return f"the picture shows no clip (kept in {keep(station, stream)})"
    clip, second = shown
    if not any(p[2] == f"Clip {clip}" and abs(air - p[0] - second) <= TOLERANCE for p in fitting):
        return f"it shows clip {clip} at {second} s, and the guide says {fitting} for {air:.1f}"
    return None


def keep(station, stream):
    path = station.folder + "/strange.ts"
    with open(path, "wb") as file:
        file.write(stream)
    return path


def set_up(station):
    """Waits for the library; gives channels with plans of several kinds."""
    until(lambda: sum(item["state"] == "ok" for item in
                      station.ask("GET", "/api/media?limit=100")["items"]) == len(clips.LENGTHS),
          "the scan does not end", OSError)
    whole = station.ask("GET", "/api/collections")["items"][0]["id"]
    plans = [
        {"items": [{"collection": whole, "order": "shuffle"}]},
        {"items": [{"collection": whole, "order": "chronological"},
                   {"mode": "one", "collection": whole, "start": "12:00", "order": "chronological"},
                   {"collection": whole, "order": "chronological"},
                   {"mode": "multiple", "count": "2", "collection": whole, "start": "20:30",
                    "overrun": "trim", "order": "chronological"}]},
        {"items": [{"mode": "duration", "duration": "50m", "collection": whole, "order": "shuffle"},
                   {"mode": "multiple", "count": "3", "collection": whole, "order": "shuffle"}]},
    ]
    return [station.ask("POST", "/api/channels", {
        "name": f"Plan {number}", "profile": "480p",
        "plan": {"timezone": "America/Chicago", "schedule": {"kind": "classic", **plan}}})
        for number, plan in enumerate(plans)]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--instants", type=int, default=200)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = options.parse_args()
    print(f"seed {options.seed}", flush=True)
    random.seed(options.seed)
    folder = tempfile.mkdtemp(prefix="exstreamtv-week-")
    for name in ("data", "media"):
        os.mkdir(f"{folder}/{name}")
    clips.make(folder + "/media")
    station = Station(os.path.abspath(options.program), folder)
    station.start()
    channels = set_up(station)
    first = station.now()
    faults, restarts, over_hls = [], 0, 0
    try:
        for count, instant in enumerate(sorted(random.sample(range(WEEK), options.instants))):
            station.jump(first + instant)
            if count % 14 == 13:
                station.kill()
                station.start()
                restarts += 1
            is_hls = count % 7 == 3
            over_hls += is_hls
            fault = look(station, channels[count % len(channels)], is_hls)
            if fault:
                faults.append(f"instant {count}, {'HLS' if is_hls else 'TS'}: {fault}")
    finally:
        station.kill()
    print(f"{options.instants} instants of a week, {over_hls} over HLS, {restarts} restarts, "
          f"{len(faults)} faults")
    if faults:
        print("\n".join(faults[:20]), f"\nLeft in {folder} for a look.")
        sys.exit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
