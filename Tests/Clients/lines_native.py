"""The checklist's lines on UDP 65001 (N01 to N13) and TCP 65001 (C01 to C17)."""

import socket
import struct
import time

from rig import CLIENT, DEVICE, OTHER
from talk import (ANY, DISCOVER, DISCOVER_REPLY, GETSET, GETSET_REPLY, STATUS, STORAGE, TUNER,
                  UPGRADE, UPGRADE_REPLY, Control, ask_discover, check_packets, collect, discover,
                  first_channel, frame, get_json, http, receive_target, tag, unframe)


def our_id():
    return bytes.fromhex(get_json("/discover.json")["DeviceID"])


def one(replies):
    assert len(replies) == 1, f"{len(replies)} replies"
    data, sender = replies[0]
    assert len(data) <= 1460 and sender == (DEVICE, 65001), sender
    kind, tags = unframe(data)
    assert kind == DISCOVER_REPLY
    return dict(tags)


def N01(device):
    tags = one(discover(tag(1, TUNER) + tag(2, ANY)))
    assert tags[1] == TUNER and tags[2] == our_id()


def N02(device):
    tags = one(discover(tag(1, TUNER)))
    facts = get_json("/discover.json")
    assert tags[0x2A].decode() == facts["BaseURL"] and tags[0x27].decode() == facts["LineupURL"]
    assert tags[0x10] == bytes([facts["TunerCount"]])
    assert tags[0x2B].decode() == facts["DeviceAuth"] and len(tags[0x2B]) <= 24
    assert all(b"\0" not in tags[number] for number in (0x27, 0x2A, 0x2B))


def N03(device):
    one(discover(tag(1, ANY) + tag(2, ANY)))


def N04(device):
    one(discover(tag(1, ANY)))


def N05(device):
    one(discover(tag(0x2D, TUNER + STORAGE)))


def N06(device):
    assert not discover(tag(1, STORAGE)) and not discover(tag(0x2D, STORAGE))
    assert not discover(tag(2, ANY)), "no type is named"


def N07(device):
    one(discover(tag(1, TUNER) + tag(2, our_id())))
    one(discover(tag(1, ANY) + tag(2, our_id())))
    assert not discover(tag(1, TUNER) + tag(2, bytes.fromhex("5EA1000B")))


def N08(device):
    good = frame(DISCOVER, tag(1, TUNER))
    for data in (good[:-1] + bytes([good[-1] ^ 1]), good[:-1], good + b"\0", b"", good[:3],
                 frame(DISCOVER_REPLY, tag(1, TUNER)), frame(GETSET, tag(3, b"help\0"))):
        assert not ask_discover(data, wait=0.3), data


def N09(device):
    one(discover(tag(0x99, b"x") + tag(0x7F, b"y" * 200) + tag(1, TUNER)))
    discover(tag(1, TUNER) + b"\x02\x7f", wait=0.3)
    one(discover(tag(1, TUNER)))


def N10(device):
    time.sleep(1)
    for address in ("255.255.255.255", "10.77.0.255"):
        one(discover(tag(1, TUNER), to=address))


def N11(device):
    index = socket.if_nametoindex("eth0")
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
        sender.sendto(frame(DISCOVER, tag(1, TUNER)), ("ff02::176", 65001, 0, index))
        replies = collect(sender, 1)
    assert replies, "nobody answers"
    tags = dict(unframe(replies[0][0])[1])
    assert tags[0x2A].decode().startswith("http://["), tags[0x2A]


def N12(device):
    time.sleep(2)
    request = frame(DISCOVER, tag(1, TUNER))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind((CLIENT, 0))
        for _ in range(300):
            sender.sendto(request, (DEVICE, 65001))
        replies = collect(sender, 1)
    assert 0 < len(replies) <= 100, f"{len(replies)} replies"
    assert all(len(data) <= 10 * len(request) for data, _ in replies)
    time.sleep(2)


def N13(device):
    replies = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind((CLIENT, 0))
        for _ in range(6):
            for _ in range(2):
                sender.sendto(frame(DISCOVER, tag(1, TUNER)), (DEVICE, 65001))
            replies += collect(sender, 0.2)
    assert len(replies) == 12, f"{len(replies)} of 12"


def C01(device):
    with Control() as control:
        assert control.ask("/sys/model") and control.ask("/sys/version")[:4].isdigit()


def C02(device):
    with Control() as control:
        assert control.ask("/sys/hwmodel") == get_json("/discover.json")["ModelNumber"]
        features = control.ask("/sys/features")
        assert "channelmap: " in features and "modulation: " in features
        assert len(control.ask("help").splitlines()) > 5


def C03(device):
    with Control() as control:
        for name in ("/nope", "/tuner99/status", "/tuner0/plpinfo", "/sys/boot", "/x" * 100):
            assert control.ask(name) == "ERROR: unknown getset variable", name
        assert control.ask("/sys/model")


def C04(device):
    with Control() as control:
        status = control.ask("/tuner0/status")
        assert STATUS.fullmatch(status) and status.startswith("ch=none lock=none ss=0"), status
        for name in ("lockkey", "target", "channel"):
            assert control.ask(f"/tuner0/{name}") == "none", name


def C05(device):
    with Control() as control:
        names = ["/sys/model", "/sys/version", "help", "/nope", "/tuner0/status"] * 4
        for name in names:
            control.send(name)
        for name in names:
            assert control.receive()[1][0] == (3, name.encode() + b"\0")
        for byte in frame(GETSET, tag(3, b"/sys/model\0")):
            control.socket.sendall(bytes([byte]))
            time.sleep(0.002)
        assert control.receive()[1][1][0] == 4


def C06(device):
    good = frame(GETSET, tag(3, b"/sys/model\0"))
    for data in (good[:-1] + bytes([good[-1] ^ 1]), struct.pack(">HH", 4, 65535) + b"x" * 4000,
                 frame(0x1234, b"x"), frame(DISCOVER, tag(1, TUNER))):
        with Control() as control:
            control.socket.sendall(data)
            try:
                reply = control.receive(2)
            except (TimeoutError, ConnectionError):
                reply = None
            assert reply is None or all(number != 4 for number, _ in reply[1]), reply
    with Control() as control:
        assert control.ask("/sys/model")


def C07(device):
    with Control() as control:
        control.socket.sendall(frame(UPGRADE, b"firmware" * 100))
        reply = control.receive()
        assert reply is None or (reply[0] == UPGRADE_REPLY and reply[1][0][0] == 5), reply
    with Control() as control:
        assert control.ask("/sys/model")


def C08(device):
    with Control() as mine, Control(OTHER) as other:
        assert mine.ask("/tuner0/lockkey", "1234") == CLIENT
        assert other.ask("/tuner0/lockkey") == CLIENT
        assert other.ask("/tuner0/channel", "none") == f"ERROR: resource locked by {CLIENT}"
        assert other.ask("/tuner0/lockkey", "99") == f"ERROR: resource locked by {CLIENT}"
        assert mine.ask("/tuner0/channel", "auto:57000000", 1234) == "auto:57000000"
        assert mine.ask("/tuner0/channel", "none", 1234) == "none"
        assert mine.ask("/tuner0/lockkey", "none", 1234) == "none"
        assert other.ask("/tuner0/lockkey", "99") == OTHER
        assert mine.ask("/tuner0/lockkey", "force") == "none"
        assert mine.ask("/tuner0/lockkey") == "none"


def C09(device):
    number = first_channel()
    with Control() as control:
        assert control.ask("/tuner0/vchannel", number) == number
        status = control.ask("/tuner0/status")
        assert STATUS.fullmatch(status) and "lock=none" not in status and "ss=100" in status
        assert f"vch={number} name=" in control.ask("/tuner0/vstatus")
        assert f": {number} " in control.ask("/tuner0/streaminfo")
        assert control.ask("/tuner0/vchannel", "9999").startswith("ERROR:")
        assert control.ask("/tuner0/vchannel", "none") == "none"
        assert control.ask("/tuner0/status").startswith("ch=none")


def play(control, form, port, seconds=4):
    assert control.ask("/tuner0/vchannel", first_channel()) == first_channel()
    target = f"{form}://{CLIENT}:{port}"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        receiver.bind((CLIENT, port))
        assert control.ask("/tuner0/target", target) == target
        datagrams = [data for data, _ in collect(receiver, seconds)]
        busy = control.ask("/tuner0/status")
        assert control.ask("/tuner0/target", "none") == "none"
        collect(receiver, 1)
        assert not collect(receiver, 1), "datagrams after the end"
    control.ask("/tuner0/vchannel", "none")
    assert int(busy.split("bps=")[1].split()[0]) > 0, busy
    return datagrams


def C10(device):
    with Control() as control:
        datagrams = play(control, "udp", 5100)
    assert len(datagrams) > 50 and {len(data) for data in datagrams} == {1316}
    check_packets(b"".join(datagrams))


def C11(device):
    with Control() as control:
        datagrams = play(control, "rtp", 5102)
    assert len(datagrams) > 50 and {len(data) for data in datagrams} == {1328}
    assert all(data[0] == 0x80 and data[1] & 0x7F == 33 for data in datagrams)
    numbers = [struct.unpack(">H", data[2:4])[0] for data in datagrams]
    assert all((b - a) & 0xFFFF == 1 for a, b in zip(numbers, numbers[1:]))
    check_packets(b"".join(data[12:] for data in datagrams))


def C12(device):
    with Control() as control:
        for target in (f"udp://{OTHER}:5000", "udp://127.0.0.1:5000", "udp://10.77.0.255:5000",
                       "udp://255.255.255.255:5000", "udp://224.0.0.1:5000", f"udp://{CLIENT}:80",
                       f"http://{CLIENT}:5000", "udp://8.8.8.8:5000", f"udp://{CLIENT}:0",
                       f"udp://{CLIENT}:65536", "udp://", "garbage", f"udp://{CLIENT}", "udp://0:5000"):
            assert control.ask("/tuner0/target", target).startswith("ERROR:"), target
        assert control.ask("/tuner0/target") == "none"


def C13(device):
    with Control() as control:
        control.ask("/tuner0/vchannel", first_channel())
        control.ask("/tuner0/target", f"udp://{CLIENT}:5199")
        end = time.monotonic() + 5
        while control.ask("/tuner0/target") != "none":
            assert time.monotonic() < end, "the target stays"
            time.sleep(0.1)
        control.ask("/tuner0/vchannel", "none")


def C14(device):
    number = first_channel()
    answer = http(f"/tuner0/v{number}", source=OTHER)
    assert answer.status == 200
    with Control() as control:
        assert control.ask("/tuner0/lockkey") == OTHER
        assert control.ask("/tuner0/channel", "none") == f"ERROR: resource locked by {OTHER}"
        assert control.ask("/tuner0/status").startswith("ch=auto:")
        answer.close()
        time.sleep(1)
        assert control.ask("/tuner1/lockkey", "7") == CLIENT
        refused = http(f"/tuner1/v{number}")
        assert (refused.status, refused.headers["x-hdhomerun-error"][:3]) == (503, "804")
        assert control.ask("/tuner1/lockkey", "none", 7) == "none"


def C15(device):
    number = first_channel()
    with Control() as control:
        def legacy(name, value=None, key=None):
            control.send(name, value, key)
            data = control.socket.recv(8192)
            kind, tags = unframe(data)
            assert kind == GETSET_REPLY and [number for number, _ in tags] == [3, 4], tags
            return tags[1][1]

        legacy("/tuner0/lockkey", "4711")
        legacy("/tuner0/vchannel", f"{number} transcode=none", 4711)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
            receiver.bind((CLIENT, 5104))
            legacy("/tuner0/target", f"rtp://{CLIENT}:5104", 4711)
            assert collect(receiver, 2)
            legacy("/tuner0/target", "none", 4711)
        legacy("/tuner0/vchannel", "none", 4711)
        legacy("/tuner0/lockkey", "none", 4711)


def C16(device):
    idle = [Control() for _ in range(80)]
    with Control() as control:
        assert control.ask("/sys/model")
    for control in idle:
        control.socket.close()


def C17(device):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind((CLIENT, 5106))
        with Control() as control:
            control.ask("/tuner0/lockkey", "5")
            control.ask("/tuner0/vchannel", first_channel(), 5)
            control.ask("/tuner0/target", f"udp://{CLIENT}:5106", 5)
            assert collect(receiver, 2), "nothing comes"
        end = time.monotonic() + 60
        while True:
            with Control() as control:
                if control.ask("/tuner0/lockkey") == control.ask("/tuner0/target") == "none":
                    break
            assert time.monotonic() < end, "the session stays"
            collect(receiver, 2)
        collect(receiver, 1)
        assert not collect(receiver, 1)
