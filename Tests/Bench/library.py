"""A library of many files: how fast it is scanned, scanned again, and searched."""

import http.client
import os
import random
import shutil
import statistics
import subprocess
import time
import urllib.parse

import station as stations

# A file may have only so many names.
LINKS = 50_000
GENRES = ["Action", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History",
          "Horror", "Music", "Mystery", "Romance", "Science Fiction", "Thriller", "War", "Western"]
QUERIES = [
    "", "{word}", "{word} {word}", "{word}*", "{start}*", "\"{word} {word}\"", "title:{word}",
    "genre:comedy", "genre:comedy {word}", "genre:(comedy OR drama)", "-genre:drama",
    "NOT genre:drama year:>=1990", "actor:{word}", "actor:{word}*", "year:1990",
    "year:[1980 TO 1990]", "year:>=1990 genre:horror", "kind:movie", "kind:episode {word}",
    "season:1 episode:<3", "minutes:[1 TO 5]", "height:>=720", "video_codec:h264", "state:ok",
    "released_inthelast:\"20 years\"", "added_inthelast:\"1 day\"", "released_onthisday:true",
    "library:library", "({word} OR {word}) -{word}", "{word} OR genre:western year:<1960",
]


def words(dice):
    return ["".join(dice.choice("bdfgklmnprstv") + dice.choice("aeiou")
                    for _ in range(dice.randint(1, 4))) for _ in range(20_000)]


def make(root, clip, count):
    """A third films, the rest episodes, all of them names of a few small files."""
    done = f"{root}/made-{count}"
    if os.path.exists(done):
        return f"{root}/library"
    shutil.rmtree(f"{root}/library", ignore_errors=True)
    dice = random.Random(1)
    vocabulary = words(dice)
    person = lambda: f"{dice.choice(vocabulary)} {dice.choice(vocabulary)}".title()
    nfo = lambda kind, title: (
        f"<{kind}><title>{title}</title>"
        + "".join(f"<genre>{genre}</genre>" for genre in dice.sample(GENRES, 2))
        + "".join(f"<actor><name>{person()}</name></actor>" for _ in range(8))
        + f"<director>{person()}</director></{kind}>")
    source = None
    for index in range(count):
        if index % LINKS == 0:
            source = f"{root}/library/.source{index}"
            os.makedirs(os.path.dirname(source), exist_ok=True)
            shutil.copyfile(clip, source)
        title = " ".join(dice.choice(vocabulary) for _ in range(dice.randint(1, 4))).title()
        if index % 3 == 0:
            name = f"{title} ({dice.randint(1930, 2025)})"
            folder, kind = f"{root}/library/Films/{name} {index}", "movie"
            file = f"{folder}/{name}.mp4"
            text = (f"{folder}/movie.nfo", nfo("movie", title)) if index % 2 == 0 else None
        else:
            show = f"Show {vocabulary[index // 60 % 20_000].title()} {index // 60}"
            folder = f"{root}/library/Shows/{show}/Season {index % 60 // 20 + 1}"
            file = f"{folder}/{show} - S{index % 60 // 20 + 1:02}E{index % 20 + 1:02}.mp4"
            text = (f"{root}/library/Shows/{show}/tvshow.nfo", nfo("tvshow", show))
        os.makedirs(folder, exist_ok=True)
        os.link(source, file)
        if text and not os.path.exists(text[0]):
            with open(text[0], "w") as out:
                out.write(text[1])
    open(done, "w").close()
    return f"{root}/library"


def ask(tv, path, method="GET"):
    """One whole answer's body, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", tv.port, timeout=60)
    connection.request(method, path, headers={"Content-Length": "0"} if method == "POST" else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status >= 400:
        raise RuntimeError(f"{method} {path}: {answer.status} {body.decode()}")
    return body


def scans(tv):
    with open(tv.folder + "/log") as log:
        return log.read().count("The library is scanned.")


def wait_for_scan(tv, number, patience):
    deadline = time.monotonic() + patience
    while scans(tv) < number:
        if time.monotonic() > deadline:
            raise RuntimeError("the scan does not end: " + ask(tv, "/api/status").decode())
        time.sleep(0.02)


def probes(root, count):
    """Files a second of one ffprobe process a file."""
    files = [os.path.join(folder, name) for folder, _, names in os.walk(f"{root}/library/Films")
             for name in names if name.endswith(".mp4")][:count]
    began = time.monotonic()
    for file in files:
        subprocess.run(["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams",
                        file], stdout=subprocess.DEVNULL, check=True)
    return len(files) / (time.monotonic() - began)


def searches(tv, rounds):
    """Milliseconds of each search."""
    dice = random.Random(2)
    vocabulary = words(random.Random(1))
    spans = []
    for _ in range(rounds):
        for query in QUERIES:
            while "{word}" in query:
                query = query.replace("{word}", dice.choice(vocabulary), 1)
            query = query.replace("{start}", dice.choice("bdfgkl") + dice.choice("aeiou"))
            path = "/api/search?q=" + urllib.parse.quote(query)
            began = time.monotonic()
            ask(tv, path)
            spans.append(((time.monotonic() - began) * 1_000, query))
    return sorted(spans)


def bench(program, root, clip, count, report):
    media = make(root, clip, count)
    tv = stations.Station(program, media, logging_level="debug")
    process = tv.process.pid
    began = time.monotonic()
    wait_for_scan(tv, 1, 3_600)
    span = time.monotonic() - began
    name = f"library of {count} files"
    report(f"{name}: scanned the first time, files a second", count / span, "1/s")
    report("  one ffprobe process a file, files a second", probes(root, 100), "1/s")
    report(f"{name}: daemon's peak memory (RSS)", stations.memory(process, "VmHWM") / 1_048_576, "MB",
           60, 80)
    began = time.monotonic()
    ask(tv, "/lineup.post?scan=start", "POST")
    wait_for_scan(tv, 2, 600)
    report(f"{name}: scanned again without changes", time.monotonic() - began, "s",
           max(1, count / 20_000), max(2, count / 10_000))
    spans = searches(tv, 7)
    report(f"{name}: a search, median", statistics.median(span for span, _ in spans), "ms")
    slow, query = spans[int(len(spans) * 0.99)]
    report(f"{name}: a search, 99th percentile ({query})", slow, "ms", 50 if count > 100_000 else 25,
           500 if count > 100_000 else 50)
    tv.halt()
    report(f"{name}: start to first HTTP answer", tv.start(), "s", 0.5, 1)
    tv.stop()
