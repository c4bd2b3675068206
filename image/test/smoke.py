#!/usr/bin/env python3
"""Starts an image for tests in an emulated machine and looks at it as an owner's network would.

    smoke.py --image FILE --check-stream PROGRAM [--keep FOLDER]

Prints one line for each check and, last, figures. Everything is bounded in time; the consoles are kept
in --keep. The machine's network is a namespace of this process: nothing leaves it.
"""

import argparse
import http.client
import json
import pathlib
import re
import socket
import subprocess
import sys
import time

from machine import ADDRESS, GUEST, Machine, enter_network, sh

NAME = "exstreamtv-" + ADDRESS.replace(":", "")[-4:]
HERE = pathlib.Path(__file__).parent


def ask(method, path, body=None, port=80, timeout=30):
    connection = http.client.HTTPConnection(GUEST, port, timeout=timeout)
    connection.request(method, path, json.dumps(body) if body is not None else None,
                       {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status < 400, f"{method} {path}: {answer.status} {text[:300]!r}"
    return json.loads(text) if text[:1] in (b"{", b"[") else text


def until(seconds, what, test):
    """What `test` gives, once that is something; errors of a service that still starts count as not."""
    end, trouble = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            if found := test():
                return found
        except (OSError, http.client.HTTPException, AssertionError) as error:
            trouble = f": {error}"
        time.sleep(0.3)
    raise AssertionError(f"no {what} in {seconds} s{trouble}")


def discovered():
    found = subprocess.run(["hdhomerun_config", "discover"], capture_output=True, text=True,
                           timeout=20).stdout
    return GUEST in found and found.strip()


def mdns(name):
    """The bytes of the answer to a question for a host's address."""
    question = b"\0\0\0\0\0\1\0\0\0\0\0\0"
    question += b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.settimeout(0.5)
        sender.sendto(question + b"\0\0\1\x80\1", ("224.0.0.251", 5353))
        return sender.recv(9000)


class Smoke:
    """The checks, in order; each leaves what later ones and the figures need."""

    def __init__(self, given):
        self.given = given
        self.folder = pathlib.Path(given.keep).resolve()
        self.machine = Machine(given.image, self.folder)
        self.figures = {}
        self.facts = {}

    def stick(self):
        """A USB stick with one film; channels copy it, as this processor is too slow to encode."""
        stick, film = self.folder / "stick.img", self.folder / "Film (2001).mp4"
        sh("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25",
           "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "120",
           "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "25",
           "-b:v", "1000k", "-c:a", "aac", "-ac", "2", "-b:a", "128k", str(film))
        sh("truncate", "-s", "64M", str(stick))
        sh("mkfs.vfat", "-n", "FILMS", str(stick))
        sh("mmd", "-i", str(stick), "::Evening")
        sh("mcopy", "-i", str(stick), str(film), "::Evening/")
        return stick

    def comes_up(self):
        """Discovery answers, and the system is up without a failed unit."""
        self.machine.start(
            (HERE / "guest/facts.sh").read_text(), "smoke",
            ["-device", "i6300esb", "-action", "watchdog=none", "-device", "virtio-gpu-pci",
             "-device", "qemu-xhci", "-device", "usb-storage,drive=stick,removable=on",
             "-drive", f"if=none,id=stick,format=raw,readonly=on,file={self.stick()}"])
        self.device = until(900, "answer to discovery", discovered)
        answered = time.monotonic()
        uptime = float(self.machine.wait_for(r"^FACT uptime=([\d.]+)", 900)[1])
        self.figures["kernel start to discovery"] = \
            f"{uptime - (time.monotonic() - answered):.1f} s"
        self.machine.wait_for(r"^FACT end=", 900)
        for key, value in re.findall(r"^FACT ([\w-]+)=(.*?)\r?$", self.machine.text(), re.MULTILINE):
            self.facts.setdefault(key, []).append(value)
        assert self.facts["state"] == ["running"], self.facts.get("failed", self.facts["state"])

    def has_its_name(self):
        assert self.facts["hostname"] == [NAME], self.facts["hostname"]
        until(20, "mDNS answer", lambda: socket.inet_aton(GUEST) in mdns(NAME + ".local"))

    def runs_unprivileged(self):
        assert self.facts["user"] == ["exstreamtv"], self.facts["user"]
        exposure = float(self.facts["exposure"][0])
        self.figures["systemd-analyze security"] = exposure
        assert exposure <= 2.5, exposure

    def is_read_only(self):
        assert self.facts["root"] == ["erofs ro"], self.facts["root"]
        assert self.facts["data"] == ["ext4 rw"], self.facts["data"]
        assert self.facts["slots"] == ["2"], self.facts["slots"]

    def feeds_the_watchdog(self):
        assert "i6300ESB timer" in self.facts["watchdog"], self.facts.get("watchdog")

    def shows_its_state(self):
        """The keyboard's lights stand for those of a board: it waits for its owner, then it hangs."""
        setup, failing = "setup pattern none", "failing none pattern"
        assert self.facts["lights"] == [setup, failing, setup], self.facts["lights"]
        assert self.facts["restarts"] == ["1"], self.facts["restarts"]

    def serves_the_page(self):
        assert b"EXStreamTV" in ask("GET", "/")
        assert ask("GET", "/discover.json")["DeviceID"].lower() in self.device.lower()

    def plays_a_film_of_a_stick(self):
        """As an owner does it: the stick is there, its folder is added, a channel comes and plays."""
        until(60, "folder of the stick",
              lambda: "Evening" in str(ask("GET", "/api/folders?path=/media/FILMS")))
        ask("POST", "/api/sources", {"location": "/media/FILMS"})
        channel = until(120, "channel", lambda: next(
            (line for line in ask("GET", "/lineup.json") if "Evening" in line["GuideName"]), None))
        capture = self.folder / "capture.ts"
        until(180, "stream", lambda: self.record(channel["GuideNumber"], capture))
        verdict = subprocess.run([self.given.check_stream, str(capture)], capture_output=True,
                                 text=True)
        assert verdict.returncode == 0, verdict.stdout[-600:]
        self.figures["stream"] = verdict.stdout.strip().splitlines()[-1]

    @staticmethod
    def record(number, capture):
        """How many bytes of the channel came in 25 seconds."""
        connection = http.client.HTTPConnection(GUEST, 5004, timeout=60)
        connection.request("GET", "/auto/v" + number)
        answer = connection.getresponse()
        assert answer.status == 200, f"{answer.status} {answer.getheader('X-HDHomeRun-Error')}"
        end = time.monotonic() + 25
        with open(capture, "wb") as file:
            while time.monotonic() < end and (block := answer.read(188 * 64)):
                file.write(block)
            size = file.tell()
        connection.close()
        return size

    def goes_off(self):
        self.machine.command("system_powerdown")
        self.machine.ended(120)

    def memory(self):
        self.figures["memory without cache, whole system"] = self.facts["memory"][0] + " MB"
        self.figures["memory of the service"] = self.facts["service-memory"][0] + " MB"
        self.figures["boot"] = self.facts["boot"][0]

    def run(self):
        checks = (self.comes_up, self.has_its_name, self.runs_unprivileged, self.is_read_only,
                  self.feeds_the_watchdog, self.shows_its_state, self.serves_the_page, self.plays_a_film_of_a_stick,
                  self.memory, self.goes_off)
        failed = 0
        for check in checks:
            began = time.monotonic()
            result, why = "passed", ""
            try:
                check()
            except (AssertionError, OSError, subprocess.SubprocessError,
                    http.client.HTTPException, KeyError) as error:
                result, why, failed = "FAILED", f"{type(error).__name__}: {error}", failed + 1
            name = check.__name__.replace("_", " ")
            print(f"{result:8}{name:26}{time.monotonic() - began:6.1f} s  {why}".rstrip(), flush=True)
            if failed and check == self.comes_up:
                break
        for name, value in self.figures.items():
            print(f"{name}: {value}")
        return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--image", required=True)
    parser.add_argument("--check-stream", required=True)
    parser.add_argument("--keep", required=True)
    given = parser.parse_args()
    for old in pathlib.Path(given.keep).glob("*"):
        old.unlink()
    enter_network()
    smoke = Smoke(given)
    try:
        failed = smoke.run()
    finally:
        smoke.machine.close()
    print(f"{failed} failed; the console is in {smoke.machine.console}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
