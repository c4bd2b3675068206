"""The checklist's lines on SSDP, UPnP and mDNS: S01 to S08, D01 and D02."""

import re
import shutil
import socket
import subprocess
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

from rig import DEVICE, sh
from talk import (GROUP, KINDS, Skip, fetch, get_json, http, lineup, listen_ssdp, search)

UPNP = "{urn:schemas-upnp-org:device-1-0}"


def description():
    return ElementTree.fromstring(fetch("/device.xml")[2]).find(f"{UPNP}device")


def udn():
    return description().findtext(f"{UPNP}UDN")


def S01(device):
    replies = search(wait=2)
    assert sorted(headers["st"] for _, headers in replies) == sorted(KINDS + [udn()])
    for start, headers in replies:
        assert start == "HTTP/1.1 200 OK"
        assert int(re.search(r"max-age=(\d+)", headers["cache-control"])[1]) >= 1800
        assert headers["location"].startswith(f"http://{DEVICE}") and "UPnP/1.0" in headers["server"]
        assert "ext" in headers and "date" in headers
        expected = headers["st"] if headers["st"] == udn() else f"{udn()}::{headers['st']}"
        assert headers["usn"] == expected


def S02(device):
    for target in KINDS + [udn()]:
        assert [headers["st"] for _, headers in search(target)] == [target], target
    for target in ("urn:ses-com:device:SatIPServer:1", "uuid:00000000-0000-4000-8000-000000000000",
                   "upnp:rootdevice2", ""):
        assert not search(target), target


def S03(device):
    began = time.monotonic()
    replies = search("upnp:rootdevice", mx="2", wait=2, lower=True)
    assert len(replies) == 1 and time.monotonic() - began <= 2.2


def S04(device):
    time.sleep(2)
    assert not search(man=None) and not search(man="ssdp:discover") and not search(mx=None)
    assert len(search("upnp:rootdevice", mx=None, to=(DEVICE, GROUP[1]))) == 1


def S05(device):
    location = search("upnp:rootdevice")[0][1]["location"]
    parts = urllib.parse.urlsplit(location)
    status, _, body = fetch(parts.path, port=parts.port or 80)
    unit = ElementTree.fromstring(body).find(f"{UPNP}device")
    assert status == 200 and unit.findtext(f"{UPNP}UDN") == udn()
    for service in unit.iter(f"{UPNP}service"):
        url = urllib.parse.urlsplit(service.findtext(f"{UPNP}SCPDURL"))
        status, _, body = fetch(url.path, port=url.port or 80)
        assert status == 200 and ElementTree.fromstring(body).tag.endswith("scpd")
        url = urllib.parse.urlsplit(service.findtext(f"{UPNP}controlURL"))
        status, _, body = fetch(url.path, port=url.port or 80, method="POST", body=b"<x/>")
        assert status == 500 and b"UPnPError" in body, status
        url = urllib.parse.urlsplit(service.findtext(f"{UPNP}eventSubURL"))
        assert http(url.path, port=url.port or 80, method="SUBSCRIBE").status == 200


def soap(action, arguments, service="ContentDirectory"):
    kind = f"urn:schemas-upnp-org:service:{service}:1"
    body = (f'<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
            f'<s:Body><u:{action} xmlns:u="{kind}">{arguments}</u:{action}></s:Body></s:Envelope>')
    status, _, answer = fetch(
        f"/upnp/{service}/control", method="POST", body=body.encode(),
        headers=[("SOAPACTION", f'"{kind}#{action}"'), ("Content-Type", "text/xml")])
    return status, answer


def S06(device):
    status, answer = soap(
        "Browse", "<ObjectID>0</ObjectID><BrowseFlag>BrowseDirectChildren</BrowseFlag>"
        "<Filter>*</Filter><StartingIndex>0</StartingIndex><RequestedCount>0</RequestedCount>"
        "<SortCriteria></SortCriteria>")
    assert status == 200, answer
    result = next(ElementTree.fromstring(answer).iter("Result")).text
    resources = [element for element in ElementTree.fromstring(result).iter()
                 if element.tag.endswith("}res")]
    assert all(element.get("protocolInfo").startswith("http-get:*:") for element in resources)
    assert [element.text.split("/auto/")[1] for element in resources] == [
        entry["URL"].split("/auto/")[1] for entry in lineup()]


def S07(device):
    name = udn()
    messages = listen_ssdp(device.stop, 1)
    gone = {headers["nt"] for headers in messages if headers["nts"] == "ssdp:byebye"}
    assert gone == set(KINDS + [name]), gone
    messages = listen_ssdp(device.start, 2)
    here = [headers for headers in messages if headers["nts"] == "ssdp:alive"]
    assert {headers["nt"] for headers in here} == set(KINDS + [name])
    for headers in here:
        assert headers["location"].startswith(f"http://{DEVICE}")
        assert int(headers["cache-control"].split("=")[1]) >= 1800
    assert udn() == name, "the UDN is kept"


def S08(device):
    assert description().findtext(f"{UPNP}serialNumber") == get_json("/discover.json")["DeviceID"]


# mDNS, on the wire: the rig has started the daemon on the device's machine.

def mdns(name, kind, wait=3):
    """Sends a multicast question and gives the answers as bytes."""
    question = b"\0\0\0\0\0\1\0\0\0\0\0\0"
    for label in name.split("."):
        question += bytes([len(label)]) + label.encode()
    question += b"\0" + kind.to_bytes(2, "big") + b"\x80\x01"  # Answer to me alone.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.settimeout(0.5)
        end = time.monotonic() + wait
        while time.monotonic() < end:
            sender.sendto(question, ("224.0.0.251", 5353))
            try:
                data = sender.recv(9000)
            except TimeoutError:
                continue
            if int.from_bytes(data[6:8], "big"):
                return data
    return b""


def need_daemon(device):
    if not getattr(device, "has_avahi", False):
        raise Skip("no avahi-daemon could be started on the device's machine")


def D01(device):
    need_daemon(device)
    host = get_json("/discover.json")["DeviceID"].lower() + ".local"
    assert socket.inet_aton(DEVICE) in mdns(host, 1, 8), f"{host} is not resolved"


def D02(device):
    need_daemon(device)
    name = get_json("/discover.json")["FriendlyName"].encode()
    assert name in mdns("_http._tcp.local", 12), "no instance of _http._tcp"
    instance = get_json("/discover.json")["FriendlyName"] + "._http._tcp.local"
    assert (80).to_bytes(2, "big") in mdns(instance, 33), "no SRV at the port"
    assert b"path=/" in mdns(instance, 16), "no TXT"


class Daemon:
    """A message bus and an avahi-daemon of their own on the device's machine."""

    def __init__(self, device):
        self.device = device
        self.processes = []

    def start(self):
        """Whether it runs; the program finds its bus by DBUS_SYSTEM_BUS_ADDRESS."""
        if not (shutil.which("dbus-daemon") and shutil.which("avahi-daemon")):
            return False
        folder = self.device.folder
        with open(f"{folder}/bus.conf", "w") as file:
            file.write(
                "<busconfig><type>system</type><listen>unix:path=%s/bus</listen>"
                "<auth>EXTERNAL</auth><policy context='default'><allow send_destination='*'/>"
                "<allow receive_sender='*'/><allow own='*'/><allow user='*'/></policy>"
                "</busconfig>" % folder)
        with open(f"{folder}/avahi.conf", "w") as file:
            file.write("[server]\nhost-name=box\nuse-ipv6=yes\nallow-interfaces=eth0\n"
                       "enable-dbus=yes\n[publish]\npublish-workstation=no\n[rlimits]\n")
        self.run("dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork")
        time.sleep(0.5)
        self.run("avahi-daemon", "-f", f"{folder}/avahi.conf", "--no-drop-root", "--no-chroot",
                 "--no-rlimits")
        time.sleep(1)
        return all(process.poll() is None for process in self.processes)

    def run(self, *words):
        log = open(f"{self.device.folder}/{words[0]}.log", "wb")
        # A mount namespace gives each daemon a /run of its own.
        script = "mount -t tmpfs none /run/avahi-daemon 2>/dev/null || { mkdir -p " \
            "/run/avahi-daemon && mount -t tmpfs none /run/avahi-daemon; }; exec \"$@\""
        self.processes.append(subprocess.Popen(
            ["ip", "netns", "exec", self.device.network.device, "unshare", "-m", "sh", "-c", script,
             "sh", *words],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                 "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.device.folder}/bus"},
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True))

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(10)
        self.processes = []
