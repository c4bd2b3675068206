"""The clients themselves, as their users run them. One that is not installed is skipped."""

import http.client
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from rig import CLIENT, DEVICE, fetch
from talk import Skip, first_channel, get_json, lineup

CLIENTS = []


def client(function):
    CLIENTS.append(function)
    return function


def run(*words, timeout=30, check=True, **more):
    """Standard output and error of a client, together."""
    if not shutil.which(words[0]):
        raise Skip(f"{words[0]} is not installed")
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=timeout, errors="replace", **more)
    assert not check or done.returncode == 0, f"{' '.join(words)}: {done.returncode}: {done.stdout}"
    return done.stdout


def device_id():
    return get_json("/discover.json")["DeviceID"]


def stream_url():
    return f"http://{DEVICE}:5004/auto/v{first_channel()}"


@client
def hdhomerun_discover(device):
    text = run("hdhomerun_config", "discover")
    assert f"hdhomerun device {device_id()} found at {DEVICE}" in text, text


@client
def hdhomerun_discover_ipv6(device):
    text = run("hdhomerun_config", "discover", "-6", check=False)
    if "found at" not in text:
        raise Skip(f"this hdhomerun_config asks nobody over IPv6: {text.strip()}")
    assert device_id() in text, text


@client
def hdhomerun_get_and_set(device):
    identity = device_id()
    model = run("hdhomerun_config", identity, "get", "/sys/model").strip()
    assert model == get_json("/discover.json")["FirmwareName"], model
    number = first_channel()
    run("hdhomerun_config", identity, "set", "/tuner0/vchannel", number)
    status = run("hdhomerun_config", identity, "get", "/tuner0/status")
    assert "ss=100" in status, status
    run("hdhomerun_config", identity, "set", "/tuner0/vchannel", "none")


@client
def hdhomerun_scan(device):
    # Its exit code is that of the last frequency.
    text = run("hdhomerun_config", device_id(), "scan", "0", timeout=180, check=False)
    programs = re.findall(r"^PROGRAM \d+: (\S+) ", text, re.MULTILINE)
    assert sorted(programs) == sorted(entry["GuideNumber"] for entry in lineup()), text


@client
def hdhomerun_save(device):
    run("hdhomerun_config", device_id(), "set", "/tuner0/vchannel", first_channel())
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.ts")
        run("timeout", "-s", "INT", "6", "hdhomerun_config", device_id(), "save", "0", path,
            check=False)
        size = os.path.getsize(path)
        assert size > 200_000 and size % 188 == 0, f"{size} bytes"
        probe(path)
    run("hdhomerun_config", device_id(), "set", "/tuner0/vchannel", "none")


def probe(what):
    text = run("ffprobe", "-v", "quiet", "-show_entries", "stream=codec_name,width", "-of", "json",
               what)
    codecs = {stream["codec_name"] for stream in json.loads(text)["streams"]}
    assert codecs == {"h264", "aac"}, text


@client
def ffprobe(device):
    probe(stream_url())


@client
def ffmpeg_decodes(device):
    text = run("ffmpeg", "-v", "error", "-t", "4", "-i", stream_url(), "-enc_time_base", "1:90000", "-f", "null", "-")
    assert not text.strip(), text


@client
def mpv(device):
    text = run("mpv", "--no-config", "--vo=null", "--ao=null", "--length=3", "--no-terminal",
               "--msg-level=all=warn", "--log-file=/dev/stderr", stream_url())
    assert "Exiting... (End of file)" in text, text[-2000:]


def nobody():
    """VLC refuses to run as root."""
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "cwd": "/",
            "env": {"HOME": "/tmp/exstreamtv-vlc", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}}


def vlc(url, seconds):
    os.makedirs("/tmp/exstreamtv-vlc", exist_ok=True)
    os.chmod("/tmp/exstreamtv-vlc", 0o777)
    with tempfile.NamedTemporaryFile(suffix=".ts") as file:
        os.chmod(file.name, 0o666)
        text = run("cvlc", "-vv", f"--sout=#std{{access=file,mux=ts,dst={file.name}}}",
                   f"--run-time={seconds}", "--play-and-exit", url, "vlc://quit", timeout=60,
                   check=False, **nobody())
        return text, os.path.getsize(file.name)


@client
def vlc_stream(device):
    text, size = vlc(stream_url(), 4)
    assert size > 100_000, f"{size} bytes: {text[-2000:]}"


@client
def vlc_playlist(device):
    text, size = vlc(f"http://{DEVICE}/lineup.m3u", 8)
    assert size > 100_000, f"{size} bytes: {text[-2000:]}"


@client
def vlc_upnp(device):
    if not pathlib.Path("/usr/lib/x86_64-linux-gnu/vlc/plugins/services_discovery"
                        "/libupnp_plugin.so").exists():
        raise Skip("VLC has no UPnP plugin here")
    words = ["timeout", "12", "cvlc", "-vvv", "--services-discovery=upnp", "--no-play-and-exit"]
    text = run(*words, timeout=30, check=False, **nobody())
    name = get_json("/discover.json")["FriendlyName"]
    assert f"Adding server '{name}'" in text, text[-3000:]


@client
def gssdp_discover(device):
    text = run("gssdp-discover", "-i", "eth0", "--timeout=4")
    assert "urn:schemas-upnp-org:device:MediaServer:1" in text, text
    assert f"http://{DEVICE}" in text, text


@client
def tv_validate_file(device):
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(fetch("/xmltv.xml"))
        file.flush()
        # The DTD that comes with it, not the one on the web.
        text = run("tv_validate_file", file.name, check=False,
                   env=dict(os.environ, XMLTV_SUPPLEMENT="/usr/share/xmltv"))
        assert text.strip() in ("", "Validated ok."), text


def python(script, packages):
    """Runs a script with packages from PyPI: $EXSTREAMTV_CLIENTS_PYTHON names a Python with them."""
    interpreter = os.environ.get("EXSTREAMTV_CLIENTS_PYTHON", sys.executable)
    probe = subprocess.run([interpreter, "-c", f"import {packages}"], capture_output=True)
    if probe.returncode != 0:
        raise Skip(f"{packages} is not installed (set EXSTREAMTV_CLIENTS_PYTHON)")
    return run(interpreter, "-c", script, timeout=60)


@client
def python_zeroconf(device):
    if not getattr(device, "has_avahi", False):
        raise Skip("no avahi-daemon could be started on the device's machine")
    text = python(f"""
import time, zeroconf
from zeroconf import ServiceBrowser, Zeroconf
found = []
class Listener:
    def add_service(self, z, kind, name):
        found.append(z.get_service_info(kind, name))
    update_service = remove_service = lambda *_: None
z = Zeroconf(interfaces=["{CLIENT}"])
ServiceBrowser(z, ["_http._tcp.local.", "_hdhomerun._tcp.local."], Listener())
time.sleep(4)
for info in found:
    print(info.type, info.name, info.server, info.port, info.parsed_addresses(), info.properties)
z.close()
""", "zeroconf")
    host = device_id().lower() + ".local."
    assert "_http._tcp.local." in text and "_hdhomerun._tcp.local." in text, text
    assert host in text and DEVICE in text and device_id() in text, text


@client
def async_upnp_client(device):
    text = python(f"""
import asyncio
from async_upnp_client.aiohttp import AiohttpRequester
from async_upnp_client.client_factory import UpnpFactory
from async_upnp_client.search import async_search
found = []
async def main():
    async def seen(headers): found.append(headers["LOCATION"])
    await async_search(async_callback=seen, timeout=3, source=("{CLIENT}", 0),
                       search_target="urn:schemas-upnp-org:device:MediaServer:1")
    device = await UpnpFactory(AiohttpRequester()).async_create_device(found[0])
    print(device.device_type, device.serial_number)
    directory = device.service("urn:schemas-upnp-org:service:ContentDirectory:1")
    result = await directory.action("Browse").async_call(
        ObjectID="0", BrowseFlag="BrowseDirectChildren", Filter="*", StartingIndex=0,
        RequestedCount=0, SortCriteria="")
    print(result["TotalMatches"])
asyncio.run(main())
""", "async_upnp_client")
    assert f"MediaServer:1 {device_id()}" in text, text
    assert text.strip().endswith(str(len(lineup()))), text


@client
def avahi_browse(device):
    if not getattr(device, "has_avahi", False):
        raise Skip("no avahi-daemon could be started on the device's machine")
    text = run("ip", "netns", "exec", device.network.device, "env",
               f"DBUS_SYSTEM_BUS_ADDRESS=unix:path={device.folder}/bus", "avahi-browse", "-artpk")
    assert "_http._tcp" in text and "_hdhomerun._tcp" in text, text
    assert f"{device_id().lower()}.local" in text, text


class Kodi:
    """Kodi under a virtual display, told what to do over JSON-RPC."""

    def __init__(self, addon, files=()):
        for name in ("kodi", "Xvfb"):
            if not shutil.which(name):
                raise Skip(f"{name} is not installed")
        self.addon = addon
        self.home = tempfile.mkdtemp(prefix="exstreamtv-kodi-")
        self.data = pathlib.Path(self.home, ".kodi/userdata")
        self.data.mkdir(parents=True)
        self.write("guisettings.xml", """<settings version="2">
            <setting id="services.webserver">true</setting>
            <setting id="services.webserverport">8080</setting>
            <setting id="services.webserverauthentication">false</setting>
            <setting id="general.addonupdates">2</setting></settings>""")
        for path, text in files:
            self.write(path, text)
        environment = dict(os.environ, HOME=self.home, DISPLAY=":77", LIBGL_ALWAYS_SOFTWARE="1")
        self.log = open(f"{self.home}/out", "wb")
        self.processes = [self.start(environment, "Xvfb", ":77", "-screen", "0", "640x480x24")]
        time.sleep(2)
        self.processes.append(self.start(environment, "kodi", "--standalone"))

    def write(self, path, text):
        file = self.data / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def start(self, environment, *words):
        return subprocess.Popen(words, env=environment, stdout=self.log, stderr=subprocess.STDOUT,
                                start_new_session=True)

    def call(self, method, timeout=10, **parameters):
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters})
        connection = http.client.HTTPConnection("127.0.0.1", 8080, timeout=timeout)
        connection.request("POST", "/jsonrpc", body, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def until(self, seconds, question):
        """Asks again and again until there is an answer."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if found := question():
                    return found
            except (OSError, KeyError, ValueError, http.client.HTTPException):
                pass
            time.sleep(1)
        raise AssertionError(f"Kodi does not answer in {seconds} s: {self.tail()}")

    def tail(self):
        log = self.data.parent / "temp/kodi.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        # There is no sound device, which Kodi says twice a second.
        wanted = [line for line in lines if "ActiveAE" not in line]
        return "\n".join(wanted[-25:])

    def channels(self):
        self.until(90, lambda: self.call("JSONRPC.Ping")["result"])
        self.call("Addons.SetAddonEnabled", addonid=self.addon, enabled=True)
        return self.until(90, lambda: self.call(
            "PVR.GetChannels", channelgroupid="alltv",
            properties=["channelnumber"])["result"].get("channels"))

    def play(self, channel):
        self.call("Player.Open", 30, item={"channelid": channel})

        def decoding():
            """Its clock stands still where there is no sound device; its decoders tell."""
            players = self.call("Player.GetActivePlayers")["result"]
            if not players:
                return False
            facts = self.call(
                "Player.GetProperties", playerid=players[0]["playerid"],
                properties=["speed", "currentvideostream", "currentaudiostream"])["result"]
            return (facts["speed"] == 1 and facts["currentvideostream"]["codec"] == "h264"
                    and facts["currentaudiostream"]["codec"] == "aac")
        self.until(60, decoding)
        time.sleep(3)

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


def watch_with_kodi(addon, files=()):
    kodi = Kodi(addon, files)
    try:
        channels = kodi.channels()
        names = {channel["label"] for channel in channels}
        assert names == {entry["GuideName"] for entry in lineup()}, names
        kodi.play(channels[0]["channelid"])
        assert any("VctNumber" in entry for entry in get_json("/status.json"))
    finally:
        kodi.stop()


@client
def kodi_hdhomerun(device):
    watch_with_kodi("pvr.hdhomerun")


@client
def kodi_iptvsimple(device):
    settings = f"""<settings version="2">
        <setting id="m3uPathType">1</setting>
        <setting id="m3uUrl">http://{DEVICE}/lineup.m3u</setting>
        <setting id="epgPathType">1</setting>
        <setting id="epgUrl">http://{DEVICE}/xmltv.xml</setting></settings>"""
    watch_with_kodi("pvr.iptvsimple", [
        ("addon_data/pvr.iptvsimple/settings.xml", settings),
        ("addon_data/pvr.iptvsimple/instance-settings-1.xml", settings)])
