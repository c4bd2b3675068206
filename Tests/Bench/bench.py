#!/usr/bin/env python3
"""Measures the built program beside its budgets and beside the ffmpeg command line.

Times of ours and of ffmpeg alternate, and medians are compared; what the machine does otherwise then
falls on both alike. Exits with 1 if a budget that must be kept is not.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import threading
import socket
import time

import clips
import library
import station as stations
import stream
import tuner

MB = 1_048_576
rows = []


def report(name, value, unit, target=None, must=None):
    """One line; a budget is an upper limit in the same unit."""
    mark = ""
    if must is not None and value > must:
        mark = "MISSED"
    elif target is not None and value > target:
        mark = "over target"
    rows.append(mark)
    budget = "" if must is None else f"{target:g} / {must:g}"
    print(f"{name:<66} {value:>9.3g} {unit:<5} {budget:<14} {mark}", flush=True)


def picture(viewer):
    return viewer.first_picture is not None


def encoder(bitrate):
    """What makes the command line do what a channel does: our encoder's settings, at one size."""
    return ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-maxrate", bitrate,
            "-bufsize", bitrate, "-g", "50", "-bf", "0", "-x264-params",
            "rc-lookahead=0:sync-lookahead=0:mbtree=0:scenecut=0:open-gop=0:sliced-threads=0",
            "-threads:v", "1", "-c:a", "aac", "-b:a", "160k", "-ac", "2"]


def command_line(clip, codec, *before):
    return ["ffmpeg", "-v", "error", "-nostdin", *before, "-ss", "20", "-i", clip, *codec,
            "-f", "mpegts", "-"]


def watch_command(command, until):
    """Runs it until `until`; gives the viewer, processor seconds and peak memory in bytes."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    viewer = stream.watch_pipe(process.stdout.fileno(), started, until)
    process.kill()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    process.stdout.close()
    return viewer, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def starts(tv, numbers, copy_clip, foreign_clip, rounds):
    """First byte and first picture: running, cold copy, cold transcode, and the command line's."""
    ours, theirs = {}, {}
    running = stream.Answer(tv.port, f"/auto/v{numbers['copy']}")
    running.socket.settimeout(10)
    stop = threading.Event()

    def keep_watching():
        while not stop.is_set():
            running.read()

    thread = threading.Thread(target=keep_watching)
    thread.start()
    time.sleep(2)
    for _ in range(20):
        ours.setdefault("running", []).append(
            stream.watch(tv.port, f"/auto/v{numbers['copy']}", picture))
    stop.set()
    thread.join()
    running.close()
    for _ in range(rounds):
        for kind, clip, codec in (("copy", copy_clip, ["-c", "copy"]),
                                  ("transcode", foreign_clip, encoder("4M"))):
            tv.wait_idle()
            ours.setdefault(kind, []).append(
                stream.watch(tv.port, f"/auto/v{numbers[kind]}", picture))
            theirs.setdefault(kind, []).append(
                watch_command(command_line(clip, codec), picture)[0])
    budgets = {"running": ((10, 50), (50, 50)), "copy": ((15, 100), (None, None)),
               "transcode": ((250, 700), (None, None))}
    for kind in ("running", "copy", "transcode"):
        byte = statistics.median(v.first_byte for v in ours[kind]) * 1000
        shown = statistics.median(v.first_picture for v in ours[kind]) * 1000
        report(f"{kind} channel: first byte", byte, "ms", *budgets[kind][0])
        report(f"{kind} channel: first decodable frame", shown, "ms", *budgets[kind][1])
        if kind in theirs:
            report("  ffmpeg command line: first byte",
                   statistics.median(v.first_byte for v in theirs[kind]) * 1000, "ms")
            report("  ffmpeg command line: first decodable frame",
                   statistics.median(v.first_picture for v in theirs[kind]) * 1000, "ms")


def cold(tv, number, rounds):
    """First byte of the first channel after a start: the nursery is started for it."""
    times = []
    for _ in range(rounds):
        tv.halt()
        tv.start()
        times.append(stream.watch(tv.port, f"/auto/v{number}", picture).first_byte * 1000)
    report("copy channel, first after the start: first byte", statistics.median(times), "ms", 150, 400)


def first_frame(url):
    """How long a default ffprobe takes to its first frame, in seconds."""
    started = time.monotonic()
    subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_frames",
                    "-read_intervals", "%+#1", url], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def paced(body):
    """Serves a captured stream once at real time; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        client, _ = listener.accept()
        client.recv(65_536)
        client.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n")
        viewer = stream.Viewer()
        began = time.monotonic()
        try:
            for at in range(0, len(body), 188 * 7):
                viewer.take(body[at:at + 188 * 7])
                time.sleep(max(0, began + viewer.seconds - time.monotonic()))
                client.sendall(body[at:at + 188 * 7])
        except OSError:
            pass
        client.close()
        listener.close()

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/"


def bursts(tv, numbers, rounds):
    body = bytes(stream.watch(tv.port, f"/auto/v{numbers['copy']}", lambda v: v.seconds > 9).body)
    times = {"copy": [], "running": [], "transcode": [], "paced": []}
    for _ in range(rounds):
        for kind in ("copy", "transcode"):
            tv.wait_idle()
            times[kind].append(first_frame(f"http://127.0.0.1:{tv.port}/auto/v{numbers[kind]}"))
        holder = stream.Answer(tv.port, f"/auto/v{numbers['copy']}")
        holder.read()
        times["running"].append(first_frame(f"http://127.0.0.1:{tv.port}/auto/v{numbers['copy']}"))
        holder.close()
        times["paced"].append(first_frame(paced(body)))
    for kind, target, must in (("copy", 0.3, 0.6), ("running", 0.3, 0.5), ("transcode", 1.5, 2.5)):
        report(f"default ffprobe's first frame, {kind} channel", statistics.median(times[kind]), "s",
               target, must)
    report("  the same stream paced at 1x", statistics.median(times["paced"]), "s")


def work(program, root, rounds, seconds=12):
    """Processor time per second of stream and peak memory of a worker and of the command line."""
    copied = clips.make(f"{root}/workers/copy/clip.mp4", "1920x1080", 60, clips.COPY_1080)
    foreign = clips.make(f"{root}/workers/transcode/clip.mp4", "1920x1080", 60, clips.FOREIGN)
    tv = stations.Station(program, f"{root}/workers", ffmpeg_profile="1080p")
    numbers = {name.lower(): number for name, number in tv.channels(3).items()}
    for kind, clip, codec, limits in (
            ("copy", copied, ["-c", "copy"], ((24, 40), (0.011, 0.016))),
            ("transcode", foreign, encoder("8M"), ((105, 130), (None, None)))):
        ours, theirs = [], []
        for _ in range(rounds):
            tv.wait_idle()
            answer = stream.Answer(tv.port, f"/auto/v{numbers[kind]}")
            viewer = stream.Viewer()
            while viewer.seconds < seconds:
                data = answer.read()
                if data:
                    viewer.take(data)
            worker = tv.workers()[0]
            ours.append((stations.processor_time(worker) / viewer.seconds,
                         stations.memory(worker, "VmHWM"),
                         stations.memory(worker, "Private_Dirty", "smaps_rollup")))
            answer.close()
            other, used, peak = watch_command(
                command_line(clip, codec), lambda v: v.seconds >= seconds)
            theirs.append((used / other.seconds, peak))
        processor = statistics.median(o[0] for o in ours)
        peak = statistics.median(o[1] for o in ours)
        report(f"{kind} worker, 1080p: processor time per second of stream", processor, "s", *limits[1])
        report(f"{kind} worker, 1080p: peak RSS", peak / MB, "MB", *limits[0])
        if kind == "copy":
            report("copy worker: private dirty memory",
                   statistics.median(o[2] for o in ours) / MB, "MB", 4, 8)
        report(f"{kind}: processor time, ours / ffmpeg command line",
               processor / statistics.median(t[0] for t in theirs), "", 1.00, 1.10)
        report(f"{kind}: peak RSS, ours / ffmpeg command line",
               peak / statistics.median(t[1] for t in theirs), "", 0.95, 1.05)
    tv.stop()


def idle(program, media):
    tv = stations.Station(program, media)
    tv.channels(5)
    report("start to first HTTP answer",
           statistics.median((tv.halt(), tv.start())[1] for _ in range(5)) * 1000, "ms", 50, 150)
    time.sleep(5)
    process = tv.process.pid
    activity = stations.Activity(process)
    time.sleep(20)
    wakeups, share = activity.rates()
    report("daemon idle, 5 channels: RSS", stations.memory(process, "VmRSS") / MB, "MB", 28, 40)
    report("daemon idle, 5 channels: anonymous memory",
           stations.memory(process, "RssAnon") / MB, "MB", 5, 10)
    report("daemon idle: processor", share * 100, "%", 0.02, 0.1)
    report("daemon idle: wake-ups a second", wakeups, "", 2, 10)
    tv.stop()


def load(program, media, seconds=20):
    """20 channels of 8 Mbit/s to 40 clients, each channel to two."""
    tv = stations.Station(program, media, ffmpeg_profile="1080p")
    numbers = [n for name, n in tv.channels(21).items() if name.lower().startswith("c")][:20]
    process = tv.process.pid
    quiet = stations.memory(process, "RssAnon")
    crowd = stream.Crowd(tv.port, [f"/auto/v{number}" for number in numbers for _ in range(2)])
    crowd.read(8)
    report("nursery: RSS", stations.memory(tv.nursery(), "VmRSS") / MB, "MB", 43, 50)
    workers = tv.workers()
    before = stations.processor_time(process), sum(map(stations.processor_time, workers))
    sizes = [viewer.size for viewer in crowd.viewers]
    for viewer in crowd.viewers:
        viewer.longest_gap = 0.0
    began = time.monotonic()
    crowd.read(seconds)
    span = time.monotonic() - began
    after = stations.processor_time(process), sum(map(stations.processor_time, workers))
    sent = [viewer.size - size for viewer, size in zip(crowd.viewers, sizes)]
    bits = sum(sent) * 8
    grown = stations.memory(process, "RssAnon") - quiet
    report("20 channels to 40 clients: sent", bits / span / 1e6, "Mb/s")
    report("20 channels to 40 clients: slowest client", min(sent) * 8 / span / 1e6, "Mb/s")
    report("20 channels to 40 clients: longest gap",
           max(viewer.longest_gap for viewer in crowd.viewers), "s", 0.15, 0.5)
    report("20 channels to 40 clients: daemon's memory above idle", grown / MB, "MB")
    # The last 8 s of each (lead, one group of pictures, one second), as far as 12 MB go.
    rings = 20 * min(12 * MB, bits / 8 / 40 / span * 8)
    report("  without rings", max(0, grown - rings) / MB, "MB", 4, 12)
    report("20 channels to 40 clients: daemon's RSS", stations.memory(process, "VmRSS") / MB, "MB")
    report("20 channels to 40 clients: daemon's processor time per Gbit",
           (after[0] - before[0]) / bits * 1e9, "s")
    report("per copy stream of 20: PSS",
           sum(stations.memory(w, "Pss", "smaps_rollup") for w in workers) / len(workers) / MB, "MB",
           8, 12)
    report("per copy stream of 20: processor time per second of stream",
           (after[1] - before[1]) / len(workers) / span, "s", 0.011, 0.016)
    crowd.close()
    tv.stop()


def crowds(program, media, seconds=8):
    """100 viewers of two channels, beside a bare loop of sends to as many sockets."""
    tv = stations.Station(program, media, ffmpeg_profile="1080p")
    numbers = [n for name, n in tv.channels(21).items() if name.lower().startswith("c")][:2]
    crowd = stream.Crowd(tv.port, [f"/auto/v{n}" for n in numbers for _ in range(50)], pause=0.02)
    crowd.read(6)
    process = tv.process.pid
    before, sizes = stations.processor_time(process), [v.size for v in crowd.viewers]
    for viewer in crowd.viewers:
        viewer.longest_gap = 0.0
    began = time.monotonic()
    crowd.read(seconds)
    span = time.monotonic() - began
    used = stations.processor_time(process) - before
    sent = [viewer.size - size for viewer, size in zip(crowd.viewers, sizes)]
    ours = used / (sum(sent) * 8) * 1e9
    bare = stream.bare_loop(100, seconds)
    report("2 channels to 100 clients: slowest client", min(sent) * 8 / span / 1e6, "Mb/s")
    report("2 channels to 100 clients: longest gap",
           max(viewer.longest_gap for viewer in crowd.viewers), "s", 0.15, 0.5)
    # What a send costs is the kernel's and the machine's: the ratio has the budget.
    report("2 channels to 100 clients: daemon's processor time per Gbit", ours, "s")
    report("  a bare loop of sends, per Gbit", bare, "s")
    report("  ours / the bare loop", ours / bare, "", 1.5, 2.5)
    crowd.close()
    tv.stop()


def started(program, root, copy_clip, foreign_clip, rounds):
    tv = stations.Station(program, f"{root}/mixed")
    numbers = {name.lower(): number for name, number in tv.channels(3).items()}
    starts(tv, numbers, copy_clip, foreign_clip, rounds)
    cold(tv, numbers["copy"], rounds)
    bursts(tv, numbers, rounds)
    tv.stop()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--clips", default=os.path.join(os.getcwd(), ".build/bench"))
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--only", default="idle,starts,work,load,crowds,tuner")
    options.add_argument("--library", type=int, help="only a library of so many files")
    options = options.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))

    program = os.path.abspath(options.program)
    root = options.clips
    if options.library:
        tiny = clips.make(f"{root}/tiny.mp4", "320x180", 2, clips.COPY_720)
        library.bench(program, f"{root}/files", tiny, options.library, report)
        sys.exit("MISSED" in rows)
    copy_clip = clips.make(f"{root}/mixed/copy/clip.mp4", "1280x720", 120, clips.COPY_720)
    foreign_clip = clips.make(f"{root}/mixed/transcode/clip.mp4", "1280x720", 120, clips.FOREIGN)
    load_clip = clips.make(f"{root}/load.mp4", "1920x1080", 120, clips.COPY_1080)

    print(f"{'':<66} {'median':>9} {'':<5} target / must")
    report("program, stripped", os.stat(program).st_size / MB, "MB", 28, 36)
    parts = {
        "idle": lambda: idle(program, clips.folders(f"{root}/five", copy_clip, 3)),
        "starts": lambda: started(program, root, copy_clip, foreign_clip, options.rounds),
        "work": lambda: work(program, root, max(3, options.rounds // 2)),
        "load": lambda: load(program, clips.folders(f"{root}/twenty", load_clip, 20)),
        "crowds": lambda: crowds(program, clips.folders(f"{root}/twenty", load_clip, 20)),
        "tuner": lambda: tuner.measure(report, program, root, copy_clip),
    }
    for part in options.only.split(","):
        parts[part]()
    sys.exit("MISSED" in rows)


main()
