"""The checklist's guide lines, I01 to I05."""

import datetime
import gzip
import re
import time
import xml.etree.ElementTree as ElementTree

from talk import fetch, lineup

ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def playlist():
    lines = fetch("/lineup.m3u")[2].decode("utf-8").splitlines()
    entries = []
    for info, url in zip(lines, lines[1:]):
        if info.startswith("#EXTINF"):
            head, _, name = info.rpartition('",')
            entries.append((dict(ATTRIBUTE.findall(info)), name, url))
    guide = ATTRIBUTE.search(lines[0])
    return dict(ATTRIBUTE.findall(lines[0])).get("x-tvg-url", guide and guide[2]), entries


def guide_path():
    return "/" + playlist()[0].split("/", 3)[3]


def guide():
    """The guide, once it has every channel: it is made after the lineup."""
    end = time.monotonic() + 60
    while True:
        status, _, body = fetch(guide_path(), timeout=30)
        assert status == 200, status
        document = ElementTree.fromstring(body)
        if len(document.findall("channel")) >= len(playlist()[1]) or time.monotonic() > end:
            return document
        time.sleep(1)


def instant(text):
    return datetime.datetime.strptime(text, "%Y%m%d%H%M%S %z").timestamp()


def programmes():
    found = {}
    for programme in guide().findall("programme"):
        found.setdefault(programme.get("channel"), []).append(programme)
    return found


def I01(device):
    entries = playlist()[1]
    assert len(entries) == len(lineup())
    for (facts, name, url), channel in zip(entries, lineup()):
        assert re.fullmatch(r"\d+(\.\d+)?", facts["tvg-chno"]), facts
        assert facts["tvg-id"] and facts["tvg-name"] and name == channel["GuideName"]
    assert len({facts["tvg-id"] for facts, _, _ in entries}) == len(entries)
    assert len({url for _, _, url in entries}) == len(entries)


def I02(device):
    names = {channel.get("id"): [name.text for name in channel.findall("display-name")]
             for channel in guide().findall("channel")}
    for facts, name, _ in playlist()[1]:
        assert name in names[facts["tvg-id"]] and facts["tvg-chno"] in names[facts["tvg-id"]]


def I03(device):
    known = {facts["tvg-id"] for facts, _, _ in playlist()[1]}
    now = time.time()
    for channel, shows in programmes().items():
        assert channel in known, channel
        spans = []
        for show in shows:
            for key in ("start", "stop"):
                assert re.fullmatch(r"\d{14} [+-]\d{4}", show.get(key)), show.get(key)
            assert show.findtext("title")
            spans.append((instant(show.get("start")), instant(show.get("stop"))))
        spans.sort()
        assert all(start < stop for start, stop in spans)
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:])), f"{channel} overlaps"
        assert any(start <= now < stop for start, stop in spans), f"{channel}: nothing is on now"


def I04(device):
    horizon = time.time() + 12 * 3600
    for channel, shows in programmes().items():
        spans = sorted((instant(s.get("start")), instant(s.get("stop"))) for s in shows)
        assert spans[-1][1] >= horizon, channel
        assert all(b[0] - a[1] < 1 for a, b in zip(spans, spans[1:])), f"{channel} has a gap"


def I05(device):
    status, headers, body = fetch(guide_path(), headers=[("Accept-Encoding", "gzip")], timeout=30)
    assert status == 200 and headers.get("content-encoding") == "gzip"
    assert gzip.decompress(body).startswith(b"<?xml")
    tag = headers.get("etag")
    condition = ("If-None-Match", tag) if tag else ("If-Modified-Since", headers["last-modified"])
    again = fetch(guide_path(), headers=[("Accept-Encoding", "gzip"), condition])
    assert again[0] == 304 and again[2] == b""
