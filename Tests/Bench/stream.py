"""Reading transport streams as a client does: from sockets or pipes, with times of arrival."""

import os
import select
import socket
import time

PACKET = 188
CLOCK_RANGE = 1 << 33


class Viewer:
    """Takes whole packets out of what arrives, and knows when the first picture was there."""

    def __init__(self, keep=True):
        self.rest = b""
        self.keep = keep
        self.body = bytearray()
        self.size = 0
        self.started = time.monotonic()
        self.first_byte = None
        self.first_picture = None
        self.first_clock = None
        self.last_clock = None
        self.longest_gap = 0.0
        self.last_arrival = None
        self._video = None
        self._has_key = False

    def take(self, data):
        now = time.monotonic()
        if self.first_byte is None:
            self.first_byte = now - self.started
        if self.last_arrival is not None:
            self.longest_gap = max(self.longest_gap, now - self.last_arrival)
        self.last_arrival = now
        self.size += len(data)
        if not self.keep and self.first_picture is not None:
            return
        data = self.rest + data
        whole = len(data) - len(data) % PACKET
        for start in range(0, whole, PACKET):
            self._packet(data[start:start + PACKET], now)
        if self.keep:
            self.body += data[:whole]
        self.rest = data[whole:]

    def _packet(self, packet, now):
        pid = (packet[1] & 0x1F) << 8 | packet[2]
        adapted = packet[3] & 0x20 and packet[4] > 0
        if adapted and packet[5] & 0x10:
            self.last_clock = int.from_bytes(packet[6:10], "big") << 1
            if self.first_clock is None:
                self.first_clock = self.last_clock
        if not packet[1] & 0x40 or self.first_picture is not None:
            return
        payload = packet[5 + packet[4]:] if packet[3] & 0x20 else packet[4:]
        if payload[:3] != b"\0\0\1" or payload[3] & 0xF0 != 0xE0:
            return
        # A picture is there when the next one begins.
        if self._has_key and pid == self._video:
            self.first_picture = now - self.started
        elif adapted and packet[5] & 0x40:
            self._has_key, self._video = True, pid

    @property
    def seconds(self):
        if self.first_clock is None:
            return 0.0
        return (self.last_clock - self.first_clock) % CLOCK_RANGE / 90_000


class Answer:
    """An HTTP answer's head, then its body with the chunked coding taken off."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=15)
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        self.head = b""
        self.chunked = False
        self.pending = b""
        self.left = 0
        self.closed = False

    def read(self):
        """What came since, maybe nothing."""
        data = self.socket.recv(1 << 18)
        if not data:
            self.closed = True
            return b""
        if not self.head:
            self.pending += data
            if b"\r\n\r\n" not in self.pending:
                return b""
            self.head, data = self.pending.split(b"\r\n\r\n", 1)
            self.pending = b""
            self.chunked = b"transfer-encoding: chunked" in self.head.lower()
        return self._unchunk(data) if self.chunked else data

    def _unchunk(self, data):
        data = self.pending + data
        out = []
        at = 0
        while at < len(data):
            if self.left > 0:
                part = data[at:at + self.left]
                out.append(part)
                at += len(part)
                self.left -= len(part)
                continue
            if data[at:at + 2] == b"\r\n":
                at += 2
                continue
            end = data.find(b"\r\n", at)
            if end < 0:
                break
            self.left = int(data[at:end].split(b";")[0], 16)
            at = end + 2
            if self.left == 0:
                break
        self.pending = data[at:]
        return b"".join(out)

    def close(self):
        self.socket.close()


def fetch(port, path):
    """One whole answer's body."""
    answer = Answer(port, path)
    body = b""
    while not answer.closed:
        body += answer.read()
    answer.close()
    return body


def watch(port, path, until, limit=60):
    """Watches a channel until `until(viewer)`; gives the viewer."""
    viewer = Viewer()
    answer = Answer(port, path)
    deadline = time.monotonic() + limit
    while not until(viewer):
        data = answer.read()
        if data:
            viewer.take(data)
        if answer.closed or time.monotonic() > deadline:
            raise RuntimeError(f"{path}: {answer.head[:80]} after {viewer.size} bytes")
    answer.close()
    return viewer


class Crowd:
    """Many viewers at once, each reading as fast as it gets; nothing is kept."""

    def __init__(self, port, paths, pause=0.15):
        self.poll = select.epoll()
        self.clients = {}
        for path in paths:
            answer = Answer(port, path)
            answer.socket.setblocking(False)
            self.clients[answer.socket.fileno()] = (answer, Viewer(keep=False))
            self.poll.register(answer.socket.fileno(), select.EPOLLIN)
            # Workers may start eight at once, then four a second.
            self.read(pause)

    @property
    def viewers(self):
        return [viewer for _, viewer in self.clients.values()]

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for descriptor, _ in self.poll.poll(left):
                answer, viewer = self.clients[descriptor]
                data = answer.read()
                if data:
                    viewer.take(data)
                if answer.closed or answer.head and b" 200 " not in answer.head[:16]:
                    raise RuntimeError(f"no stream: {answer.head}")

    def close(self):
        for answer, _ in self.clients.values():
            answer.close()


def watch_pipe(descriptor, started, until, limit=60):
    """Reads a stream from a pipe until `until(viewer)`; times count from `started`."""
    viewer = Viewer()
    viewer.started = started
    deadline = time.monotonic() + limit
    while not until(viewer) and time.monotonic() < deadline:
        data = os.read(descriptor, 1 << 16)
        if not data:
            break
        viewer.take(data)
    return viewer


def bare_loop(clients, seconds, size=102_400):
    """Processor seconds per Gbit of a process that sends `size` bytes ten times a second to each of
    `clients` sockets of this machine, and does nothing else."""
    listener = socket.create_server(("127.0.0.1", 0))
    child = os.fork()
    if child == 0:
        accepted = [listener.accept()[0] for _ in range(clients)]
        block = memoryview(os.urandom(size) * 20)
        for turn in range(seconds * 10):
            at = turn % 20 * size
            try:
                for connection in accepted:
                    connection.sendall(block[at:at + size])
            except OSError:
                break
            time.sleep(0.1 - time.monotonic() % 0.1)
        os._exit(0)
    poll, readers, total = select.epoll(), {}, 0
    for _ in range(clients):
        reader = socket.create_connection(listener.getsockname())
        readers[reader.fileno()] = reader
        poll.register(reader.fileno(), select.EPOLLIN)
    while readers:
        for descriptor, _ in poll.poll():
            data = readers[descriptor].recv(1 << 18)
            total += len(data)
            if not data:
                readers.pop(descriptor).close()
    _, _, usage = os.wait4(child, 0)
    listener.close()
    return (usage.ru_utime + usage.ru_stime) / (total * 8) * 1e9
