"""The checklist's HTTP lines, H01 to H44."""

import re
import socket
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

from rig import CLIENT, DEVICE, OTHER
from talk import (Skip, check_packets, clocks, connect, fetch, first_channel, get_json, http,
                  lineup, Answer)


def stream(path=None, **more):
    return http(path or f"/auto/v{first_channel()}", **more)


def tuners():
    return get_json("/discover.json")["TunerCount"]


def error_code(answer):
    return answer.headers.get("x-hdhomerun-error", "")[:3]


def H01(device):
    status, headers, body = fetch("/discover.json")
    assert status == 200 and headers["content-type"].startswith("application/json")
    assert body.startswith(b"{") and body.decode("utf-8")


def H02(device):
    facts = get_json("/discover.json")
    for key in ("FriendlyName", "ModelNumber", "FirmwareName", "FirmwareVersion", "DeviceID",
                "DeviceAuth", "BaseURL", "LineupURL"):
        assert isinstance(facts[key], str) and facts[key], key
    assert isinstance(facts["TunerCount"], int) and facts["TunerCount"] > 0
    assert list(facts)[4:] == ["DeviceID", "DeviceAuth", "BaseURL", "LineupURL", "TunerCount"]


def H03(device):
    text = get_json("/discover.json")["DeviceID"]
    assert re.fullmatch("[0-9A-F]{8}", text), text
    table = [int(digit, 16) for digit in "A5F67C1B928D43E0"]
    digits = [int(digit, 16) for digit in text]
    check = 0
    for place, digit in enumerate(digits):
        check ^= table[digit] if place % 2 == 0 else digit
    assert check == 0, f"{text} fails the self-check"


def H04(device):
    for port in (80, 8411, 5004):
        facts = get_json("/discover.json", port=port)
        assert urllib.parse.urlsplit(facts["BaseURL"]).hostname == DEVICE
        assert facts["LineupURL"].startswith(facts["BaseURL"])
        assert len(facts["BaseURL"]) <= 28 and len(facts["LineupURL"]) <= 127


def H05(device):
    for path in ("/discover.json", "/lineup.json", "/lineup.m3u", "/device.xml"):
        body = fetch(path, host="evil.example:99")[2]
        assert b"evil" not in body, path
        body = fetch(path, headers=[("X-Forwarded-Host", "evil.example")])[2]
        assert b"evil" not in body, path


def H06(device):
    for path in ("/discover.json", "/lineup.json", "/lineup_status.json", "/status.json"):
        headers = fetch(path)[1]
        assert re.search("no-cache|no-store", headers.get("cache-control", "")), path
        assert "content-length" in headers and "transfer-encoding" not in headers, path


def H07(device):
    for path in ("/discover.json", "/lineup.json"):
        assert fetch(path)[1].get("access-control-allow-origin") == "*"


def H08(device):
    status, _, body = fetch("/discover.json", version="1.0")
    assert status == 200 and b"DeviceID" in body
    connection = connect()
    connection.sendall(b"HEAD /discover.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = Answer(connection)
    assert answer.status == 200 and answer.read(1, 5) == b"", "HEAD has no body"


def H10(device):
    entries = lineup()
    assert len(entries) >= len(device.channels)
    for entry in entries:
        assert isinstance(entry["GuideNumber"], str) and isinstance(entry["GuideName"], str)
        assert entry["URL"].startswith(f"http://{DEVICE}")


def H11(device):
    entries = lineup()
    numbers = [entry["GuideNumber"] for entry in entries]
    assert len(set(numbers)) == len(numbers)
    for entry in entries:
        for key in ("HD", "Favorite", "DRM", "Enabled"):
            assert entry.get(key, 0) in (0, 1), entry
        assert entry["URL"].endswith(f"/auto/v{entry['GuideNumber']}")


def H12(device):
    plain = lineup()
    for query in ("show=found", "show=all", "show=favorites", "tuning", "x=y&&%00=1", "show=bogus"):
        entries = get_json(f"/lineup.json?{query}")
        assert isinstance(entries, list), query
    assert len(get_json("/lineup.json?show=found")) >= len(plain)
    assert all("Frequency" in entry for entry in get_json("/lineup.json?tuning")[:5])


def H13(device):
    status, headers, body = fetch("/lineup.xml")
    root = ElementTree.fromstring(body)
    assert status == 200 and "xml" in headers["content-type"] and root.tag == "Lineup"
    numbers = [program.findtext("GuideNumber") for program in root.findall("Program")]
    assert numbers == [entry["GuideNumber"] for entry in lineup()]


def H14(device):
    text = fetch("/lineup.m3u")[2].decode().splitlines()
    assert text[0].startswith("#EXTM3U")
    infos = [line for line in text if line.startswith("#EXTINF")]
    urls = [line for line in text if line.startswith("http")]
    assert len(infos) == len(urls) == len(lineup())


def H15(device):
    status = get_json("/lineup_status.json")
    assert status["ScanInProgress"] == 0 and status["ScanPossible"] in (0, 1)
    assert status["Source"] in status["SourceList"]


def H16(device):
    assert fetch("/lineup.post?scan=start&source=Antenna", method="POST")[0] == 200
    end = time.monotonic() + 60
    while get_json("/lineup_status.json")["ScanInProgress"]:
        assert time.monotonic() < end, "the scan does not end"
        time.sleep(0.3)
    assert fetch("/lineup.post?scan=start", method="POST")[0] == 200
    assert fetch("/lineup.post?scan=abort", method="POST")[0] == 200
    assert get_json("/lineup_status.json")["ScanInProgress"] == 0


def H17(device):
    for query in ("", "?", "?scan=", "?scan=bogus", "?favorite=", "?favorite=7"):
        assert fetch(f"/lineup.post{query}", method="POST")[0] == 400, query


def H18(device):
    number = first_channel()

    def favourite():
        return next(e for e in lineup() if e["GuideNumber"] == number).get("Favorite", 0)

    assert fetch(f"/lineup.post?favorite=+{number}", method="POST")[0] == 200
    assert favourite() == 1
    assert fetch(f"/lineup.post?favorite=-{number}", method="POST")[0] == 200
    assert favourite() == 0
    assert fetch(f"/lineup.post?favorite=%2B{number}", method="POST")[0] == 200
    assert favourite() == 1
    assert fetch(f"/lineup.post?favorite=x{number}", method="POST")[0] == 200
    assert number not in [entry["GuideNumber"] for entry in lineup()]
    found = {entry["GuideNumber"]: entry for entry in get_json("/lineup.json?show=found")}
    assert found[number]["Enabled"] == 0
    assert fetch(f"/lineup.post?favorite=-{number}", method="POST")[0] == 200
    assert number in [entry["GuideNumber"] for entry in lineup()]


def H19(device):
    entries = get_json("/status.json")
    assert [entry["Resource"] for entry in entries] == [f"tuner{i}" for i in range(tuners())]
    assert all("VctNumber" not in entry for entry in entries), entries


def H20(device):
    root = ElementTree.fromstring(fetch("/device.xml")[2])
    space = "{urn:schemas-upnp-org:device-1-0}"
    unit = root.find(f"{space}device")
    assert unit.findtext(f"{space}deviceType").startswith("urn:schemas-upnp-org:device:")
    assert unit.findtext(f"{space}friendlyName")
    assert re.fullmatch("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                        unit.findtext(f"{space}UDN"))
    assert unit.find(f"{space}serviceList") is not None


def H21(device):
    for path in ("/nope", "/guide.json", "/recorded_files.json", "/tuner0", "/auto", "/x/discover.json",
                 "/upgrade_status.json", "/discover.jsonx"):
        assert fetch(path)[0] == 404, path


def H22(device):
    answer = stream()
    assert answer.status == 200 and answer.headers["content-type"] in ("video/mpeg", "video/mp2t")
    assert "content-length" not in answer.headers
    check_packets(answer.read(188 * 500))
    answer.close()


def H23(device):
    answer = stream(headers=[("Range", "bytes=0-"), ("Icy-MetaData", "1")])
    assert answer.status == 200 and "content-range" not in answer.headers
    check_packets(answer.read(188 * 50))
    answer.close()


def H24(device):
    for _ in range(tuners() + 2):
        answer = stream(method="HEAD")
        assert answer.status == 200
        assert all("VctNumber" not in entry for entry in get_json("/status.json"))
        answer.close()


def H25(device):
    answer = stream()
    resource = answer.headers["x-hdhomerun-resource"]
    check_packets(answer.read(188 * 50))
    entry = next(e for e in get_json("/status.json") if e["Resource"] == resource)
    assert entry["VctNumber"] == first_channel() and entry["VctName"]
    assert entry["TargetIP"] == CLIENT
    answer.close()


def H26(device):
    for number in ("9999.9", "x", "", "1.2.3", "9" * 400, "4294967296", "%00", "..", "-1", "1e3"):
        answer = stream(f"/auto/v{number}")
        assert answer.status == 404, number
        if number not in ("", ".."):
            assert error_code(answer) == "801", number
        answer.close()


def H27(device):
    number = first_channel()
    one = stream(f"/tuner1/v{number}")
    assert one.status == 200 and one.headers["x-hdhomerun-resource"] == "tuner1"
    two = stream(f"/tuner1/v{number}")
    assert (two.status, error_code(two)) == (503, "804")
    for path in (f"/tuner{tuners()}/v{number}", f"/tuner99999999999/v{number}"):
        assert stream(path).status in (404, 503), path
    one.close()
    two.close()


def H28(device):
    count = tuners()
    numbers = [entry["GuideNumber"] for entry in lineup()]
    answers = [stream(f"/auto/v{numbers[i % 2]}") for i in range(count)]
    for answer in answers:
        assert answer.status == 200
        check_packets(answer.read(188 * 20))
    began = time.monotonic()
    refused = stream()
    assert (refused.status, error_code(refused)) == (503, "805") and time.monotonic() - began < 5
    answers.pop().close()
    time.sleep(1)
    again = stream()
    assert again.status == 200
    for answer in answers + [again]:
        answer.close()


def H29(device):
    held = [stream() for _ in range(tuners() - 1)]
    current = stream()
    for _ in range(4):
        following = connect()
        following.sendall(f"GET /auto/v{first_channel()} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.05)
        current.close()
        current = Answer(following)
        assert current.status == 200, current.status
    for answer in held + [current]:
        answer.close()


def H30(device):
    began = time.monotonic()
    answer = stream(f"/auto/v{first_channel()}?duration=2")
    answer.read(1 << 30, 15)
    assert 1 <= time.monotonic() - began <= 5
    for value in ("0", "-1", "x", "", "99999999999999999999", "1.5"):
        assert stream(f"/auto/v{first_channel()}?duration={value}").status < 500, value


def H31(device):
    number = first_channel()
    answer = stream(f"/auto/v{number}?transcode=none")
    assert answer.status == 200
    answer.close()
    for profile in ("heavy", "mobile"):
        answer = stream(f"/auto/v{number}?transcode={profile}&duration=2", timeout=20)
        assert answer.status == 200 or error_code(answer) == "802", answer.status
        if answer.status == 200:
            check_packets(answer.read(188 * 20, 15))
        answer.close()
    answer = stream(f"/auto/v{number}?transcode=bogus")
    assert answer.status != 500 and error_code(answer) == "802"


def H32(device):
    answer = stream()
    check_packets(answer.read(188 * 20))
    answer.close(reset=True)
    time.sleep(3)
    assert all("VctNumber" not in entry for entry in get_json("/status.json"))


def H33(device):
    answer = stream()
    data = answer.read(1 << 20)
    answer.close()
    assert (data[1] & 0x1F) << 8 | data[2] == 0, "the first packet is not a PAT's"
    table = data[5 + data[4]:]
    programs = [(table[8 + i * 4] << 8 | table[9 + i * 4],
                 (table[10 + i * 4] & 0x1F) << 8 | table[11 + i * 4]) for i in range(1)]
    assert programs[0][0] != 0
    pmt = next(data[o:o + 188] for o in range(0, len(data) - 187, 188)
               if (data[o + 1] & 0x1F) << 8 | data[o + 2] == programs[0][1] and data[o + 1] & 0x40)
    section = pmt[5 + pmt[4]:]
    clock = (section[8] & 0x1F) << 8 | section[9]
    assert clock in clocks(data), "no clock reference on the PCR's PID"
    assert section[12] in (0x1B, 0x24, 0x02), "the first stream is no picture"


def H34(device):
    began = time.monotonic()
    answer = stream()
    assert answer.read(1)
    answer.close()
    assert time.monotonic() - began < 2


def H35(device):
    answer = stream()
    answer.read(188)
    began = time.monotonic()
    data = b""
    while time.monotonic() - began < 5:
        data += answer.read(188 * 7)
    answer.close()
    times = max(clocks(data).values(), key=len)
    advance = (times[-1] - times[0]) / 5
    assert 0.7 <= advance <= 2.2, f"{advance:.2f} times real time"


def H36(device):
    hostile = [b"GET /" + b"a" * 65536 + b" HTTP/1.1\r\n\r\n",
               b"GET / HTTP/1.1\r\nX: " + b"a" * 65536 + b"\r\n\r\n",
               b"GET /../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
               b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
               b"BREW /discover.json HTTP/1.1\r\nHost: x\r\n\r\n", bytes(range(256)) * 20,
               b"\0\0\0\0", b"POST /lineup.post HTTP/1.1\r\nContent-Length: -1\r\n\r\n"]
    for data in hostile:
        connection = connect(timeout=5)
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(4096)
        except OSError:
            answer = b""
        connection.close()
        assert not answer or 400 <= int(answer.split(b" ")[1]) < 600, answer[:60]
        assert b"root:" not in answer
    assert get_json("/discover.json") and device.is_alive()


def H37(device):
    idle = [connect() for _ in range(60)]
    began = time.monotonic()
    assert fetch("/discover.json")[0] == 200 and time.monotonic() - began < 2
    for connection in idle:
        connection.close()


def H38(device):
    for headers, host in (([("Origin", "http://evil.example")], None), ([], "evil.example")):
        status = fetch("/lineup.post?scan=start", method="POST", headers=headers, host=host)[0]
        assert status in (400, 403), status
    assert get_json("/lineup_status.json")["ScanInProgress"] == 0


def H39(device):
    for path in ("/discover.json", "/lineup.json"):
        assert fetch(path, port=5004)[0] == 200


def H40(device):
    assert get_json("/discover.json", port=80)["BaseURL"]


def H41(device):
    if all(not entry.get("DRM") for entry in get_json("/lineup.json?show=found")):
        raise Skip("no channel has DRM")


def H42(device):
    fetch("/lineup.post?scan=start", method="POST")
    answer = stream()
    fetch("/lineup.post?scan=abort", method="POST")
    assert answer.status == 200 or (answer.status, error_code(answer)) == (503, "803")
    answer.close()


def H43(device):
    stalled = stream(source=OTHER)
    watched = stream()
    end = time.monotonic() + 17
    total, longest = 0, 0.0
    while time.monotonic() < end:
        began = time.monotonic()
        total += len(watched.read(188 * 7))
        longest = max(longest, time.monotonic() - began)
    stalled.close()
    watched.close()
    assert total > 500_000 and longest < 2, f"{total} bytes, {longest:.1f} s without any"


def H44(device):
    number = first_channel()
    held = stream(f"/tuner0/v{number}")
    for path in ("/auto/v9999", f"/tuner0/v{number}", f"/auto/v{number}?transcode=bogus"):
        status, headers, body = fetch(path)
        assert status >= 400 and body == b"" and headers.get("content-length") == "0", path
    held.close()
