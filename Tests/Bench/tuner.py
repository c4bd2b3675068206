"""What clients ask of the tuner, by the hundred and the thousand."""

import socket
import sqlite3
import statistics
import struct
import threading
import time
import zlib

import clips
import station as stations
import stream

DISCOVER = struct.pack(">HH", 2, 6) + b"\x01\x04" + struct.pack(">I", 1)
DISCOVER += struct.pack("<I", zlib.crc32(DISCOVER))


def measure(report, program, root, clip):
    """Discovery beside a viewer, then the lineup of 500 channels; one station for each."""
    tv = stations.Station(
        program, clips.folders(f"{root}/five", clip, 3), server_extra_ports="80",
        hdhomerun_enabled="true", hdhomerun_count_channels="false")
    number = next(iter(tv.channels(4).values()))
    try:
        discovery(report)
        flood(report, tv, number)
    finally:
        tv.stop()
    tv = stations.Station(program, clips.folders(f"{root}/five", clip, 3))
    tv.channels(4)
    try:
        multiply(tv, 500)
        many(report, tv)
    finally:
        tv.stop()


def discovery(report, count=1000):
    """Each from an address of its own, since one host gets ten answers a second."""
    times = []
    for index in range(count):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.settimeout(2)
            asker.bind((f"127.0.{1 + index // 250}.{1 + index % 250}", 0))
            asker.connect(("127.0.0.1", 65001))
            began = time.perf_counter()
            asker.send(DISCOVER)
            asker.recv(1500)
            times.append((time.perf_counter() - began) * 1000)
        time.sleep(0.006)  # 200 answers a second for all together
    report("discover: reply, median", statistics.median(times), "ms", 1, 5)
    report("discover: reply, 99th percentile", statistics.quantiles(times, n=100)[98], "ms")


def flood(report, tv, number, seconds=10, rate=1000):
    """A viewer's losses while 1,000 datagrams a second ask for the tuner."""
    viewer, stop = stream.Viewer(), threading.Event()
    answer = stream.Answer(tv.port, f"/auto/v{number}")

    def watch():
        while not stop.is_set():
            data = answer.read()
            if data:
                viewer.take(data)

    thread = threading.Thread(target=watch)
    thread.start()
    time.sleep(2)
    viewer.longest_gap = 0.0
    asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    before, began = stations.processor_time(tv.process.pid), time.monotonic()
    for index in range(seconds * rate):
        asker.sendto(DISCOVER, ("127.0.0.1", 65001))
        time.sleep(max(0, began + index / rate - time.monotonic()))
    used = stations.processor_time(tv.process.pid) - before
    span = time.monotonic() - began
    stop.set()
    thread.join()
    answer.close()
    report(f"{index / span:.0f} discovers a second: packets a viewer misses",
           lost(viewer.body), "", 0, 0)
    report("  longest gap of the viewer", viewer.longest_gap, "s", 0.15, 0.5)
    report("  daemon's processor", used / span * 100, "%")


def lost(body):
    """Steps of continuity counters that are no step by one."""
    counters, count = {}, 0
    for start in range(0, len(body) - 187, 188):
        head = body[start + 1:start + 4]
        if head[2] & 0x10:
            pid = (head[0] & 0x1F) << 8 | head[1]
            if pid in counters and head[2] & 15 != (counters[pid] + 1) & 15:
                count += 1
            counters[pid] = head[2] & 15
    return count


def multiply(tv, count):
    """Gives the stopped station's first channel enough others that play the same."""
    tv.halt()
    with sqlite3.connect(tv.folder + "/tv.db") as database:
        have, first = database.execute("SELECT count(*), min(id) FROM channels").fetchone()
        for number in range(1000, 1000 + count - have):
            copy = database.execute(
                "INSERT INTO channels (major, minor, name, shelf, favourite, hidden, profile, settled)"
                " SELECT ?, -1, ?, shelf, favourite, hidden, profile, settled"
                " FROM channels WHERE id = ?", (number, f"Channel {number}", first)).lastrowid
            database.execute(
                "INSERT INTO schedules (channel, schedule, zone, seed)"
                " SELECT ?, schedule, zone, seed FROM schedules WHERE channel = ?", (copy, first))
    database.close()
    tv.start()
    tv.settle()


def many(report, tv):
    report("start to first HTTP answer, 500 channels",
           statistics.median((tv.halt(), tv.start())[1] for _ in range(5)) * 1000, "ms", 50, 150)
    process = tv.process.pid
    tv.settle()
    ask(tv.port, "/lineup.json", 50)
    for path, count in (("/lineup.json", 2000), ("/xmltv.xml", 100)):
        before = stations.processor_time(process)
        size = ask(tv.port, path, count)
        report(f"{path} of 500 channels, {size / 1000:.0f} kB: daemon's processor time",
               (stations.processor_time(process) - before) / count * 1000, "ms",
               *((1, 1) if path == "/lineup.json" else (None, None)))
    ask(tv.port, "/discover.json", 5000)
    before = stations.memory(process, "VmRSS")
    ask(tv.port, "/discover.json", 90_000)
    ask(tv.port, "/lineup.json", 10_000)
    report("RSS growth over 100,000 requests",
           (stations.memory(process, "VmRSS") - before) / 1_048_576, "MB", 0.5, 2)


def ask(port, path, count):
    """`count` requests on one connection, one after another; gives the size of an answer."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(count):
            connection.sendall(request)
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(1 << 18)
            head, body = head.split(b"\r\n\r\n", 1)
            length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n")
                          if line.lower().startswith(b"content-length"))
            left = length - len(body)
            while left > 0:
                left -= len(connection.recv(1 << 18))
    return length
