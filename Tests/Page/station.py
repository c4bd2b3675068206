"""A program under test: on a free port of 127.0.0.1, with a library of clips made for it."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

# Names that a page which takes text for markup would stumble over.
HOSTILE = [
    "<script>alert(1)<_script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)",
    "' onclick='alert(1)", "&lt;b&gt; &amp; &quot;", "<_textarea><_title><_style>", "<!-- comment",
    "]]> cdata", "{{7*7}} ${7*7} #{7*7}", "javascript:alert(1)", "\u202eright to left",
    "\u2066isolate\u2069", "zero\u200bwidth", "\ufeffmark", "e\u0301 combining", "日本語 עברית العربية",
    "\U0001f3ac film", "a" * 200, "new\u2028line", "bell\x07", "tab\there", "%3Cscript%3E", "..%2F..",
    "back\\slash", "null", "undefined", "NaN", "__proto__", "constructor", "0", "-1", "1e999",
    "[object Object]", "<svg onload=alert(1)>", "<a href=javascript:alert(1)>", "`tick`",
    "' OR 1=1 --", "Robert'); DROP TABLE media;--", "<base href=__x>", "<meta http-equiv=refresh>",
]


class Station:
    """Runs while the `with` block does."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="exstreamtv-page-"))
        self.media = self.folder / "media"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = None

    def __enter__(self):
        self.make_clips()
        (self.folder / "leds/tuner:green:status").mkdir(parents=True)
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        environment = {
            "PATH": "/usr/bin:/bin", "EXSTREAMTV_CONFIG": "/dev/null",
            "EXSTREAMTV_SERVER_HOST": "127.0.0.1", "EXSTREAMTV_SERVER_PORT": str(self.port),
            "EXSTREAMTV_SERVER_EXTRA_PORTS": "", "EXSTREAMTV_HDHOMERUN_ENABLED": "false",
            "EXSTREAMTV_LIBRARY_DEMO": "false", "EXSTREAMTV_DATABASE_PATH": str(self.folder / "tv.db"),
            "RUNTIME_DIRECTORY": str(self.folder), "LED_FOLDER": str(self.folder / "leds"),
            "LED_READY": "*:status",
        }
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([self.program, "serve"], env=environment, stderr=log)
        for _ in range(200):
            try:
                self.ask("GET", "/api/session")
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise RuntimeError("the program does not answer: " + (self.folder / "log").read_text())

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(20)

    def make_clips(self):
        """One clip of 20 minutes under many names."""
        clip = self.folder / "clip.mp4"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=160x90:r=12", "-f", "lavfi",
             "-i", "sine=r=48000", "-t", "1200", "-c:v", "libx264", "-preset", "ultrafast", "-c:a",
             "aac", "-b:a", "32k", "-shortest", str(clip)], check=True)
        names = [f"Films/Film {number} (20{number:02}).mp4" for number in range(1, 7)]
        names += [f"Shows/Show S01E{number:02} Part {number}.mp4" for number in range(1, 7)]
        names += [f"Odd/{name}.mp4" for name in HOSTILE]
        for name in names:
            target = self.media / name
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(clip, target)

    def ask(self, method, path, body=None, headers=None):
        """Status, JSON and headers of an answer."""
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(
            self.base + path, method=method, headers=headers,
            data=None if body is None else json.dumps(body).encode())
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None, answer.headers
