"""A running `exstreamtv serve`, and what its processes use."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import stream

TICK = os.sysconf("SC_CLK_TCK")


class Station:
    def __init__(self, program, media, **settings):
        self.folder = tempfile.mkdtemp(prefix="exstreamtv-bench-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            "PATH": "/usr/bin:/bin", "EXSTREAMTV_CONFIG": "/dev/null",
            "EXSTREAMTV_SERVER_HOST": "127.0.0.1", "EXSTREAMTV_SERVER_PORT": str(self.port),
            "EXSTREAMTV_SERVER_EXTRA_PORTS": "", "EXSTREAMTV_HDHOMERUN_ENABLED": "false",
            "EXSTREAMTV_HDHOMERUN_TUNER_COUNT": "32", "EXSTREAMTV_HDHOMERUN_COUNT_CHANNELS": "true",
            "EXSTREAMTV_DATABASE_PATH": self.folder + "/tv.db",
            "EXSTREAMTV_LIBRARY_DEMO": "false", "EXSTREAMTV_STREAMING_IDLE_TIMEOUT": "0",
        }
        if media:
            self.environment["EXSTREAMTV_LIBRARY_FOLDERS"] = media
        self.environment.update(
            {"EXSTREAMTV_" + key.upper(): str(value) for key, value in settings.items()})
        self.program = program
        self.start()

    def start(self):
        """Starts it and waits for its first answer; gives how long that took, in seconds."""
        started = time.monotonic()
        log = open(self.folder + "/log", "ab")
        self.process = subprocess.Popen(
            [self.program, "serve"], env=self.environment, stdout=log, stderr=log)
        while True:
            try:
                stream.fetch(self.port, "/discover.json")
                return time.monotonic() - started
            except OSError:
                if self.process.poll() is not None or time.monotonic() - started > 10:
                    raise RuntimeError(open(self.folder + "/log").read())
                time.sleep(0.001)

    def halt(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)

    def stop(self):
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    def channels(self, count):
        """Numbers by name, once the scan is over and there are at least `count`."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            status = json.loads(stream.fetch(self.port, "/api/status"))
            library = status.get("library") or {}
            if len(status["channels"]) >= count and not library.get("scan"):
                return {entry["name"]: entry["number"] for entry in status["channels"]}
            time.sleep(0.05)
        raise RuntimeError(f"channels: {status['channels']}")

    def settle(self, limit=300):
        """Waits until the daemon has nothing more to build."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            before = processor_time(self.process.pid)
            time.sleep(2)
            if processor_time(self.process.pid) - before < 0.05:
                return
        raise RuntimeError("the daemon does not come to rest")

    def workers(self):
        """Processes of stream workers."""
        return [p for p in descendants(self.process.pid) if name(p).startswith("stream")]

    def nursery(self):
        return descendants(self.process.pid)[0]

    def wait_idle(self):
        """Waits until no stream worker is left."""
        deadline = time.monotonic() + 10
        while self.workers():
            if time.monotonic() > deadline:
                raise RuntimeError("a worker does not end")
            time.sleep(0.005)


def descendants(process):
    """All living descendants, whichever thread made them."""
    try:
        tasks = os.listdir(f"/proc/{process}/task")
        texts = [open(f"/proc/{process}/task/{task}/children").read() for task in tasks]
    except OSError:
        return []
    children = [int(word) for text in texts for word in text.split()]
    return children + [p for child in children for p in descendants(child)]


def name(process):
    try:
        return open(f"/proc/{process}/comm").read().strip()
    except OSError:
        return ""


def processor_time(process):
    """User and system time of a process, in seconds."""
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(process, key, file="status"):
    """A figure of /proc/PID/status or smaps_rollup, in bytes: VmRSS, RssAnon, VmHWM, Pss …"""
    for line in open(f"/proc/{process}/{file}"):
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"{key} of {process}")


class Activity:
    """What a process does from now on, thread by thread: threads that end take their counts along."""

    def __init__(self, process):
        self.process = process
        self.began = time.monotonic()
        self.first = self._counts()

    def _counts(self):
        counts = {}
        for thread in os.listdir(f"/proc/{self.process}/task"):
            folder = f"/proc/{self.process}/task/{thread}"
            try:
                switches = next(line for line in open(folder + "/status")
                                if line.startswith("voluntary_ctxt_switches"))
                spent = open(folder + "/schedstat").read().split()[0]
            except (FileNotFoundError, ProcessLookupError):
                continue  # It has ended since it was listed.
            counts[thread] = int(switches.split()[1]), int(spent) / 1e9
        return counts

    def rates(self):
        """Wake-ups a second and the share of one processor, since the beginning."""
        span = time.monotonic() - self.began
        now = self._counts()
        wakeups = sum(n[0] - self.first.get(t, (0, 0))[0] for t, n in now.items())
        spent = sum(n[1] - self.first.get(t, (0, 0))[1] for t, n in now.items())
        return wakeups / span, spent / span
