"""Clips whose pictures say which clip they are and how far into it they are, in black and white."""

import subprocess

WIDTH, HEIGHT = 320, 180
COLUMNS, ROWS = 5, 4
LENGTHS = (247, 361, 305, 190, 412, 228, 333, 276)


def bits(clip, second):
    """White, black, five bits of the clip, twelve of the second, one that makes them even."""
    code = [1, 0] + [clip >> shift & 1 for shift in range(4, -1, -1)]
    code += [second >> shift & 1 for shift in range(11, -1, -1)]
    return code + [sum(code) % 2]


def picture(clip, second):
    cells = bits(clip, second)
    rows = b""
    for row in range(ROWS):
        line = b"".join((b"\xeb" if cells[row * COLUMNS + column] else b"\x10") * (WIDTH // COLUMNS)
                        for column in range(COLUMNS))
        rows += line * (HEIGHT // ROWS)
    return rows


def read(picture):
    """The clip and second that a picture of this size shows; None if it shows neither."""
    cells = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = (2 * column + 1) * WIDTH // COLUMNS // 2, (2 * row + 1) * HEIGHT // ROWS // 2
            cells.append(int(picture[y * WIDTH + x] > 125))
    if cells[:2] != [1, 0] or sum(cells[:-1]) % 2 != cells[-1]:
        return None
    number = lambda part: int("".join(map(str, part)), 2)
    return number(cells[2:7]), number(cells[7:19])


def make(folder):
    for clip, length in enumerate(LENGTHS, 1):
        ffmpeg = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}",
             "-framerate", "1", "-i", "-", "-r", "5", "-c:v", "libx264", "-preset", "ultrafast",
             "-pix_fmt", "yuv420p", "-g", "50", "-y", f"{folder}/Clip {clip}.mp4"],
            stdin=subprocess.PIPE)
        for second in range(length):
            ffmpeg.stdin.write(picture(clip, second))
        ffmpeg.stdin.close()
        if ffmpeg.wait():
            raise SystemExit("The clips cannot be made.")


def decode(stream):
    """The first picture of a transport stream and its time stamp in seconds."""
    run = subprocess.run(
        ["ffmpeg", "-v", "info", "-nostats", "-copyts", "-f", "mpegts", "-i", "-", "-map", "0:v",
         "-vf", f"showinfo,scale={WIDTH}:{HEIGHT}", "-frames:v", "1", "-f", "rawvideo",
         "-pix_fmt", "gray", "-"], input=stream, capture_output=True)
    for line in run.stderr.decode(errors="replace").splitlines():
        if "pts_time:" in line:
            return run.stdout[:WIDTH * HEIGHT], float(line.split("pts_time:")[1].split()[0])
    raise AssertionError("no picture: " + run.stderr.decode(errors="replace")[-300:])
