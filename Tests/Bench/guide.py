#!/usr/bin/env python3
"""Times the guide: rendered whole, sent again, and after one channel's change."""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from station import Station, processor_time

MINUTES = (22, 24, 28, 30, 42, 45, 47, 52, 58, 88, 95, 110)
PLOT = "A plot that says who meets whom, and why that goes wrong in the end. " * 4
NFO = """<episodedetails><title>Episode {0}</title><showtitle>Show {1}</showtitle><season>1</season>
<episode>{0}</episode><plot>{2}</plot><aired>2001-02-03</aired><genre>Drama</genre>
<genre>Comedy</genre><director>A. Director</director><actor><name>An Actor</name><role>Herself
</role></actor></episodedetails>"""


def make_library(folder):
    for show in range(10):
        os.makedirs(f"{folder}/Show {show}/Season 01")
        for episode, minutes in enumerate(MINUTES, 1):
            path = f"{folder}/Show {show}/Season 01/Show {show} - S01E{episode:02}"
            if show:
                shutil.copy(path.replace(f"Show {show}", "Show 0") + ".mp4", path + ".mp4")
            else:
                subprocess.run(
                    ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=s=64x64:r=1", "-t",
                     str(minutes * 60), "-c:v", "libx264", "-preset", "ultrafast", "-g", "600",
                     path + ".mp4"], check=True)
            with open(path + ".nfo", "w") as file:
                file.write(NFO.format(episode, show, PLOT))


class Client:
    def __init__(self, station):
        self.connection = http.client.HTTPConnection("127.0.0.1", station.port, timeout=600)

    def ask(self, method, path, body=None, **headers):
        headers = {key.replace("_", "-"): value for key, value in headers.items()}
        if body is not None:
            headers |= {"Content-Type": "application/json", "If-Match": "*"}
        self.connection.request(method, path, body and json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return answer, text

    def guide(self, **headers):
        while True:
            try:
                return self.ask("GET", "/xmltv.xml", **headers)
            except RuntimeError:
                time.sleep(0.001)


def add_channels(client, first, last):
    collection = json.loads(client.ask("GET", "/api/collections")[1])["items"][0]["id"]
    plan = {"timezone": "UTC", "schedule": {
        "kind": "classic", "items": [{"collection": collection, "order": "shuffle"}]}}
    for number in range(first, last):
        client.ask("POST", "/api/channels", {"name": f"Channel {number}", "plan": plan})


def work(station, repeat, job):
    """Milliseconds of the daemon's processor time that each of a few requests takes."""
    before = processor_time(station.process.pid)
    for _ in range(repeat):
        job()
    return (processor_time(station.process.pid) - before) * 1_000 / repeat


def measure(station, count):
    """Prints a row of the table; gives MB a second until the first answer after a start."""
    station.halt()
    station.start()
    client = Client(station)
    began, before = time.monotonic(), processor_time(station.process.pid)
    size = len(client.guide()[1])
    took = time.monotonic() - began
    spent = processor_time(station.process.pid) - before
    station.settle()
    answer, packed = client.guide(Accept_Encoding="gzip")
    tag = answer.getheader("ETag")
    requests = {
        "plain": work(station, 10, client.guide),
        "gzip": work(station, 100, lambda: client.guide(Accept_Encoding="gzip")),
        "known": work(station, 200, lambda: client.guide(
            Accept_Encoding="gzip", If_None_Match=tag)),
    }
    one = json.loads(client.ask("GET", "/api/channels")[1])["items"][0]["id"]
    change = work(station, 5, lambda: rename(station, client, one))
    print(f"{count:>8} {size / 1e6:>8.1f} {len(packed) / 1e6:>8.2f} {took:>8.2f} {spent:>8.2f} "
          f"{size / 1e6 / took:>8.1f} {requests['plain']:>8.1f} {requests['gzip']:>8.2f} "
          f"{requests['known']:>8.2f} {change:>8.1f}", flush=True)
    return size / 1e6 / took


def rename(station, client, one):
    client.ask("PATCH", f"/api/channels/{one}", {"name": f"Name {time.monotonic()}"})
    station.settle()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--days", type=int, default=14)
    options = options.parse_args()
    media = tempfile.mkdtemp(prefix="exstreamtv-bench-")
    make_library(media)
    station = Station(os.path.abspath(options.program), media, guide_days=options.days)
    try:
        station.channels(2)
        station.settle()
        print(f"Guide of {options.days} days. MB: plain and packed; seconds until the first answer "
              "after a start, and of\nprocessor time; MB/s; then ms of processor time a request: "
              "plain, packed, not modified; and of\none channel's change.")
        print(("{:>8} " * 10).format("channels", "MB", "MB gzip", "s", "s CPU", "MB/s", "plain",
                                     "gzip", "304", "change"))
        made = 0
        for count in (50, 100, 250, 500):
            add_channels(Client(station), made, count)
            made = count
            station.settle(1_200)
            rate = measure(station, count)
        print(f"{rate:.0f} MB/s with {count} channels   50 / 50 {'' if rate >= 50 else 'MISSED'}")
        return rate < 50
    finally:
        station.stop()
        shutil.rmtree(media)


if __name__ == "__main__":
    sys.exit(main())
