"""A virtual machine for tests, and the little network that it shares with this process.

QEMU emulates the processor; nothing leaves the network namespace that `enter_network` makes. The
machine's serial console is kept in a file, and scripts for it are handed over by QEMU.
"""

import ctypes
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

HOST = "10.77.0.1"
GUEST = "10.77.0.5"
ADDRESS = "52:54:00:12:ab:cd"
CLONE_NEWNET = 0x40000000
FIRMWARE = pathlib.Path("/usr/share/OVMF")


def sh(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def enter_network():
    """Leaves the machine's network for one of this process, with a tap for the guest."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() != 0 or libc.unshare(CLONE_NEWNET) != 0:
        raise SystemExit("A network of its own needs root.")
    sh("ip", "link", "set", "lo", "up")
    sh("ip", "tuntap", "add", "dev", "tap0", "mode", "tap")
    sh("ip", "addr", "add", f"{HOST}/24", "brd", "+", "dev", "tap0")
    sh("ip", "link", "set", "tap0", "up")
    sh("ip", "route", "add", "224.0.0.0/4", "dev", "tap0")


class Machine:
    """One disk, started as often as wanted. `folder` holds all its files."""

    def __init__(self, image, folder=None, size="3G"):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="exstreamtv-machine-"))
        self.folder.mkdir(exist_ok=True, parents=True)
        self.disk = self.folder / "disk.qcow2"
        sh("qemu-img", "create", "-q", "-f", "qcow2", "-b", str(pathlib.Path(image).resolve()),
           "-F", "raw", str(self.disk), size)
        shutil.copy(FIRMWARE / "OVMF_VARS_4M.fd", self.folder / "vars.fd")
        self.process = self.dhcp = self.console = self.control = None

    def start(self, script, name, more=(), memory=1024):
        """Starts with this shell script for the guest; the console goes to NAME.log."""
        self.console = self.folder / f"{name}.log"
        self.console.unlink(missing_ok=True)
        (self.folder / "script").write_text(script)
        control = self.folder / "control"
        control.unlink(missing_ok=True)
        self.dhcp = self.dhcp or subprocess.Popen(
            ["dnsmasq", "--no-daemon", "--conf-file=/dev/null", "--port=0", "--interface=tap0",
             "--bind-interfaces", f"--dhcp-range={GUEST},{GUEST},1h",
             f"--dhcp-leasefile={self.folder}/leases"],
            stdout=open(self.folder / "dhcp.log", "wb"), stderr=subprocess.STDOUT)
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg,thread=multi", "-machine", "q35", "-smp", "2",
             "-m", str(memory), "-nodefaults", "-display", "none",
             "-drive", f"if=pflash,format=raw,readonly=on,file={FIRMWARE}/OVMF_CODE_4M.fd",
             "-drive", f"if=pflash,format=raw,file={self.folder}/vars.fd",
             "-drive", f"if=virtio,format=qcow2,file={self.disk}",
             "-netdev", "tap,id=lan,ifname=tap0,script=no,downscript=no",
             "-device", f"virtio-net-pci,netdev=lan,mac={ADDRESS}", "-device", "virtio-rng-pci",
             "-serial", f"file:{self.console}", "-qmp", f"unix:{control},server=on,wait=off",
             "-fw_cfg", f"name=opt/exstreamtv/script,file={self.folder}/script", *more],
            stdout=open(self.folder / "qemu.log", "wb"), stderr=subprocess.STDOUT)

    def text(self):
        return self.console.read_text(errors="replace") if self.console.exists() else ""

    def wait_for(self, pattern, seconds):
        """The first match of the console's text, when it comes within so many seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := re.search(pattern, self.text(), re.MULTILINE):
                return found
            if self.process.poll() is not None:
                raise AssertionError(f"the machine went off; {self.console} says why")
            time.sleep(0.2)
        raise AssertionError(f"“{pattern}” did not come in {seconds} s; see {self.console}")

    def ended(self, seconds):
        """Waits until the machine has switched itself off."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the machine is not off after {seconds} s") from None

    def command(self, execute, **arguments):
        """One command of QEMU's own (QMP)."""
        with socket.socket(socket.AF_UNIX) as control:
            control.connect(str(self.folder / "control"))
            lines = control.makefile("rw")
            lines.readline()
            for request in ({"execute": "qmp_capabilities"},
                            {"execute": execute, "arguments": arguments}):
                lines.write(json.dumps(request) + "\n")
                lines.flush()
                while True:
                    answer = json.loads(lines.readline())
                    if "return" in answer or "error" in answer:
                        break
            return answer

    def kill(self):
        """A power cut."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def close(self):
        self.kill()
        if self.dhcp:
            self.dhcp.terminate()
            self.dhcp.wait()
            self.dhcp = None
