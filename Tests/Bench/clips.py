"""Media for the benchmarks, made once with the ffmpeg command line."""

import os
import subprocess

COPY_720 = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-bf", "0", "-g", "50",
            "-b:v", "3500k", "-maxrate", "3800k", "-bufsize", "3800k", "-pix_fmt", "yuv420p"]
COPY_1080 = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "50", "-b:v", "7700k",
             "-minrate", "7700k", "-maxrate", "7700k", "-bufsize", "7700k", "-pix_fmt", "yuv420p",
             "-x264-params", "nal-hrd=cbr"]
# No channel copies it, whatever its size.
FOREIGN = ["-c:v", "mpeg4", "-q:v", "4", "-g", "50"]
AAC = ["-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-ac", "2"]


def make(path, size, seconds, picture):
    """A clip with noise in it, so that its bit rate is real; kept when it is there already."""
    if os.path.exists(path):
        return path
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = path + ".part.mp4"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y",
         "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25,noise=alls=12:allf=t",
         "-f", "lavfi", "-i", "sine=r=48000", "-t", str(seconds), *picture, *AAC,
         "-movflags", "+faststart", part], check=True)
    os.rename(part, path)
    return path


def folders(root, clip, count):
    """`count` folders that all hold the clip: as many channels, and one of everything."""
    for number in range(1, count + 1):
        folder = os.path.join(root, f"c{number:02}")
        os.makedirs(folder, exist_ok=True)
        link = os.path.join(folder, "clip.mp4")
        if not os.path.exists(link):
            os.link(clip, link)
    return root
