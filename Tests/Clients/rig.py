"""A little network of its own for the program and its clients: two machines on one switch.

The machines are network namespaces, so that discovery traffic reaches nobody else. They need root
(or CAP_SYS_ADMIN); `Network.make()` raises `Unable` with the reason where they cannot be made.
"""

import ctypes
import http.client
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

DEVICE = "10.77.0.2"
CLIENT = "10.77.0.3"
OTHER = "10.77.0.4"  # A second address of the client's machine.
DEVICE6 = "fd77::2"
CLONE_NEWNET = 0x40000000


class Unable(Exception):
    """This machine cannot run the tests; the text says why."""


def sh(*words, check=True, **more):
    return subprocess.run(words, check=check, capture_output=True, text=True, **more)


def fetch(path, timeout=30):
    """A document of the device, asked for directly whatever proxy this machine has."""
    connection = http.client.HTTPConnection(DEVICE, timeout=timeout)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


class Network:
    """Three namespaces: the switch, the device and the client."""

    def __init__(self):
        self.prefix = f"exs{os.getpid()}"
        self.switch, self.device, self.client = (
            f"{self.prefix}-{part}" for part in ("lan", "dev", "cli"))

    def make(self):
        if os.geteuid() != 0:
            raise Unable("network namespaces need root")
        if not shutil.which("ip"):
            raise Unable("the ip command (package iproute2) is missing")
        try:
            self._make()
        except subprocess.CalledProcessError as error:
            self.remove()
            raise Unable(f"no network namespace can be made: {error.stderr.strip()}") from error

    def _make(self):
        for name in (self.switch, self.device, self.client):
            sh("ip", "netns", "add", name)
            self.run(name, "ip", "link", "set", "lo", "up")
        self.run(self.switch, "ip", "link", "add", "br0", "type", "bridge",
                 "mcast_snooping", "0", "forward_delay", "0")
        self.run(self.switch, "ip", "link", "set", "br0", "up")
        for name, addresses in (
                (self.device, [DEVICE, DEVICE6]), (self.client, [CLIENT, OTHER, "fd77::3"])):
            self._plug(name, addresses)

    def _plug(self, name, addresses):
        port = f"to-{name[-3:]}"
        self.run(self.switch, "ip", "link", "add", port, "type", "veth",
                 "peer", "name", "eth0", "netns", name)
        self.run(self.switch, "ip", "link", "set", port, "master", "br0", "up")
        for address in addresses:
            if ":" in address:
                self.run(name, "ip", "addr", "add", f"{address}/64", "dev", "eth0", "nodad")
            else:
                self.run(name, "ip", "addr", "add", f"{address}/24", "brd", "+", "dev", "eth0")
        self.run(name, "ip", "link", "set", "eth0", "up")
        self.run(name, "ip", "route", "add", "224.0.0.0/4", "dev", "eth0")
        # Leads nowhere; without it 255.255.255.255 is unreachable.
        self.run(name, "ip", "route", "add", "default", "via", "10.77.0.1")

    @staticmethod
    def run(name, *words):
        return sh("ip", "netns", "exec", name, *words)

    def enter_client(self):
        """Makes this very process one of the client's machine."""
        with open(f"/run/netns/{self.client}") as namespace:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
                raise Unable(f"setns: {os.strerror(ctypes.get_errno())}")

    def remove(self):
        for name in (self.switch, self.device, self.client):
            sh("ip", "netns", "del", name, check=False)


CLIP = ["-f", "lavfi", "-i", "testsrc2=size=854x480:rate=30", "-f", "lavfi", "-i",
        "sine=frequency=440:sample_rate=48000", "-t", "30", "-c:v", "libx264", "-preset", "veryfast",
        "-profile:v", "high", "-pix_fmt", "yuv420p", "-b:v", "1000k", "-maxrate", "1200k",
        "-bufsize", "1200k", "-g", "30", "-c:a", "aac", "-ac", "2", "-b:a", "128k"]


def make_media(folder, channels):
    """One folder with one clip of some minutes for each channel."""
    if not shutil.which("ffmpeg"):
        raise Unable("the ffmpeg command, which makes the test's media, is missing")
    first = None
    for name in channels:
        path = pathlib.Path(folder, name)
        path.mkdir(parents=True)
        clip = path / f"{name} one.mp4"
        if first is None:
            short = pathlib.Path(folder, "short.mp4")
            sh("ffmpeg", "-v", "error", "-y", *CLIP, str(short))
            sh("ffmpeg", "-v", "error", "-y", "-stream_loop", "8", "-i", str(short), "-c", "copy",
               str(clip))
            short.unlink()
            first = clip
        else:
            shutil.copy(first, clip)


class Device:
    """The program, running on the device's machine."""

    channels = ["Films", "News & Views", "Kids", "Sport", "Music", "Nature"]

    def __init__(self, program, network, keep=False):
        self.program = os.path.abspath(program)
        self.network = network
        self.folder = tempfile.mkdtemp(prefix="exstreamtv-clients-")
        os.chmod(self.folder, 0o755)
        self.keep = keep
        self.log = pathlib.Path(self.folder, "log")
        self.process = None
        make_media(os.path.join(self.folder, "media"), self.channels)

    def start(self, timeout=60):
        environment = dict(
            os.environ, EXSTREAMTV_DATABASE_PATH=os.path.join(self.folder, "data", "exstreamtv.db"),
            EXSTREAMTV_LIBRARY_FOLDERS=os.path.join(self.folder, "media"),
            EXSTREAMTV_FFMPEG_PROFILE="480p",
            DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={self.folder}/bus")
        os.makedirs(os.path.join(self.folder, "data"), exist_ok=True)
        self.process = subprocess.Popen(
            ["ip", "netns", "exec", self.network.device, self.program, "serve"],
            env=environment, stdout=open(self.log, "ab"), stderr=subprocess.STDOUT,
            start_new_session=True)
        self.wait(timeout)

    def wait(self, timeout):
        """Waits until every channel is listed."""
        end = time.monotonic() + timeout
        trouble = "no answer"
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if fetch("/lineup.json").count(b"GuideNumber") >= len(self.channels):
                    return
                trouble = "the lineup is not complete"
            except (OSError, http.client.HTTPException) as error:
                trouble = str(error)
            time.sleep(0.2)
        raise Unable(f"the program does not come up ({trouble}):\n{self.tail()}")

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def tail(self, lines=20):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def stop(self, how=signal.SIGTERM):
        if self.process is None:
            return None
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        code, self.process = self.process.returncode, None
        return code

    def remove(self):
        self.stop()
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
