"""The protocols as bytes: HTTP on a bare socket, HDHomeRun packets, SSDP datagrams."""

import json
import re
import socket
import struct
import time
import zlib

from rig import CLIENT, DEVICE

PACKET = 188


class Skip(Exception):
    """The line does not apply here; the text says why."""


# HTTP

class Answer:
    """An HTTP answer whose body is read as it comes."""

    def __init__(self, connection, method="GET"):
        self.socket = connection
        self.rest = b""
        self.method = method
        while b"\r\n\r\n" not in self.rest:
            more = connection.recv(65536)
            if not more:
                break
            self.rest += more
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ", 2)
        self.status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.headers[name.strip().lower()] = value.strip()

    def read(self, count, timeout=10):
        """Up to `count` bytes; fewer only at the end."""
        end = time.monotonic() + timeout
        while len(self.rest) < count:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            more = self.socket.recv(262144)
            if not more:
                break
            self.rest += more
        body, self.rest = self.rest[:count], self.rest[count:]
        return body

    def body(self, timeout=10):
        if self.method == "HEAD" or self.status in (204, 304):
            return b""
        length = self.headers.get("content-length")
        return self.read(int(length) if length else 1 << 30, timeout)

    def close(self, reset=False):
        if reset:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def connect(port=80, source=None, timeout=10, host=DEVICE):
    return socket.create_connection((host, port), timeout, (source, 0) if source else None)


def http(path, method="GET", headers=(), port=80, version="1.1", host=None, source=None,
         timeout=10, body=b""):
    """Sends a request and gives its answer, the body not read yet."""
    connection = connect(port, source, timeout)
    lines = [f"{method} {path} HTTP/{version}"]
    if version != "1.0" or host:
        lines.append(f"Host: {host or DEVICE if port == 80 else f'{DEVICE}:{port}'}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name}: {value}" for name, value in headers]
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)
    return Answer(connection, method)


def fetch(path, **more):
    """Status, headers and whole body."""
    answer = http(path, **more)
    body = answer.body()
    answer.close()
    return answer.status, answer.headers, body


def get_json(path, **more):
    status, _, body = fetch(path, **more)
    assert status == 200, f"{path}: {status}"
    return json.loads(body.decode("utf-8"))


def lineup():
    return get_json("/lineup.json")


def first_channel():
    return lineup()[0]["GuideNumber"]


def check_packets(data, least=5):
    assert len(data) >= least * PACKET, f"only {len(data)} bytes came"
    for offset in range(0, len(data) - PACKET + 1, PACKET):
        assert data[offset] == 0x47, f"no sync byte at {offset}"


def clocks(data):
    """The stream's clock references in seconds, by PID."""
    found = {}
    for offset in range(0, len(data) - PACKET + 1, PACKET):
        packet = data[offset:offset + PACKET]
        if packet[3] & 0x20 and packet[4] >= 7 and packet[5] & 0x10:
            base = int.from_bytes(packet[6:10], "big") << 1 | packet[10] >> 7
            found.setdefault((packet[1] & 0x1F) << 8 | packet[2], []).append(base / 90000)
    return found


# HDHomeRun

DISCOVER, DISCOVER_REPLY, GETSET, GETSET_REPLY, UPGRADE, UPGRADE_REPLY = range(2, 8)


def frame(kind, payload):
    body = struct.pack(">HH", kind, len(payload)) + payload
    return body + struct.pack("<I", zlib.crc32(body))


def tag(number, value):
    length = bytes([len(value)]) if len(value) < 128 else bytes(
        [len(value) & 0x7F | 0x80, len(value) >> 7])
    return bytes([number]) + length + value


def unframe(data):
    """Kind and tags of one whole frame."""
    kind, length = struct.unpack(">HH", data[:4])
    assert len(data) == length + 8, "the frame's length is wrong"
    assert struct.unpack("<I", data[-4:])[0] == zlib.crc32(data[:-4]), "the checksum is wrong"
    payload, tags = data[4:-4], []
    while payload:
        number, size = payload[0], payload[1]
        payload = payload[2:]
        if size & 0x80:
            size = size & 0x7F | payload[0] << 7
            payload = payload[1:]
        assert size <= len(payload), "a tag is cut off"
        tags.append((number, payload[:size]))
        payload = payload[size:]
    return kind, tags


ANY = b"\xff\xff\xff\xff"
TUNER = struct.pack(">I", 1)
STORAGE = struct.pack(">I", 5)


def ask_discover(data, to=DEVICE, wait=1.0, source=CLIENT):
    """Sends one datagram, gives the replies that come within `wait` seconds."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.bind((source, 0))
        sender.sendto(data, (to, 65001))
        return collect(sender, wait)


def collect(sender, wait):
    replies = []
    end = time.monotonic() + wait
    while (left := end - time.monotonic()) > 0:
        sender.settimeout(left)
        try:
            replies.append(sender.recvfrom(4096))
        except TimeoutError:
            break
    return replies


def discover(payload, **more):
    return ask_discover(frame(DISCOVER, payload), **more)


class Control:
    """A connection to TCP 65001."""

    def __init__(self, source=CLIENT):
        self.socket = connect(65001, source, 5)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, name, value=None, key=None):
        payload = tag(3, name.encode() + b"\0")
        if value is not None:
            payload += tag(4, value.encode() + b"\0")
        if key is not None:
            payload += tag(0x15, struct.pack(">I", key))
        self.socket.sendall(frame(GETSET, payload))

    def receive(self, timeout=5):
        """Kind and tags of the next frame; `None` at the end of the connection."""
        self.socket.settimeout(timeout)
        while len(self.buffer) < 4 or len(self.buffer) < self.needed():
            more = self.socket.recv(4096)
            if not more:
                return None
            self.buffer += more
        needed = self.needed()
        data, self.buffer = self.buffer[:needed], self.buffer[needed:]
        return unframe(data)

    def needed(self):
        return struct.unpack(">H", self.buffer[2:4])[0] + 8

    def ask(self, name, value=None, key=None):
        """The value, or the error's text, which begins with ERROR:."""
        self.send(name, value, key)
        kind, tags = self.receive()
        assert kind == GETSET_REPLY, f"a reply of kind {kind}"
        assert tags[0] == (3, name.encode() + b"\0"), f"the name comes first: {tags}"
        assert len(tags) == 2 and tags[1][0] in (4, 5), f"then the value or error: {tags}"
        assert tags[1][1].endswith(b"\0"), "a text ends in NUL"
        text = tags[1][1][:-1].decode()
        assert (tags[1][0] == 5) == text.startswith("ERROR:"), text
        return text


STATUS = re.compile(
    r"ch=(none|[^ :]+:\d+) lock=(none|\(?[a-z0-9]+\)?) ss=\d+ snq=\d+ seq=\d+ bps=\d+ pps=\d+")


def receive_target(port, seconds, source=CLIENT):
    """Datagrams that come to a UDP port of ours."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        receiver.bind((source, port))
        return [data for data, _ in collect(receiver, seconds)]


# SSDP

GROUP = ("239.255.255.250", 1900)
KINDS = ["upnp:rootdevice", "urn:schemas-upnp-org:device:MediaServer:1",
         "urn:schemas-upnp-org:service:ConnectionManager:1",
         "urn:schemas-upnp-org:service:ContentDirectory:1"]


def search(target="ssdp:all", mx="1", man='"ssdp:discover"', to=GROUP, wait=1.5, lower=False):
    lines = ["M-SEARCH * HTTP/1.1", f"HOST: {GROUP[0]}:1900", f"ST: {target}"]
    lines += [f"MAN: {man}"] if man else []
    lines += [f"MX: {mx}"] if mx else []
    if lower:
        lines = lines[:1] + [f"{n.lower()}:{v}" for n, _, v in (l.partition(":") for l in lines[1:])]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind((CLIENT, 0))
        sender.sendto(("\r\n".join(lines) + "\r\n\r\n").encode(), to)
        return [ssdp(data) for data, _ in collect(sender, wait)]


def ssdp(data):
    """Start line and headers, names in lower case."""
    lines = data.decode().split("\r\n")
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.lower()] = value.strip()
    return lines[0], headers


def listen_ssdp(during, wait):
    """The NOTIFY messages that come while `during` runs and `wait` seconds after."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        receiver.bind(("", 1900))
        membership = socket.inet_aton(GROUP[0]) + socket.inet_aton(CLIENT)
        receiver.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
        during()
        messages = [ssdp(data) for data, _ in collect(receiver, wait)]
    return [headers for start, headers in messages if start.startswith("NOTIFY")]
