"""What the page must do in a real browser. Each function is one check; they run in this order."""

import json
import re
import subprocess
import threading
import time
import urllib.parse
import urllib.request

from station import HOSTILE

PLACES = ["/", "/guide", "/channels", "/channels/new", "/library", "/sessions", "/settings", "/setup"]


def first_visit_to_a_playing_channel(tab, station):
    began = time.monotonic()
    tab.goto("/")
    tab.page.get_by_role("link", name="Set up this station").click()
    tab.page.get_by_role("button", name="Choose a folder").click()
    for part in station.media.parts[1:]:
        tab.page.get_by_role("button", name=part, exact=True).click()
    tab.page.get_by_role("button", name="Use this folder").click()
    tab.page.get_by_label("Name").fill("Evening <b>films</b>")
    tab.page.get_by_role("button", name="Put it on the air").click()
    tab.page.get_by_text("is on the air.").first.wait_for()
    address = tab.page.locator("dd code").first.inner_text()
    with urllib.request.urlopen(address, timeout=30) as stream:
        packets = stream.read(188 * 500)
    assert packets[::188] == b"G" * 500, "the channel does not play"
    plays(tab)
    took = time.monotonic() - began
    assert took < 60, f"it took {took:.0f} s"
    return f"{took:.1f} s"


def a_channel_is_watched_in_the_page(tab, station):
    tab.goto("/")
    tab.page.get_by_role("link", name="Watch channel").first.click()
    plays(tab)
    viewers = station.ask("GET", "/api/sessions")[1]["items"]
    assert [viewer["transport"] for viewer in viewers] == ["hls"], viewers
    tab.page.get_by_role("button", name="Close").click()
    tab.page.locator("video").wait_for(state="detached")


def every_place_is_sound(tab, station):
    """No error, nothing from elsewhere, nothing that axe calls serious, 390 pixels, both schemes."""
    wait_for_scan(station)
    channel = station.ask("GET", "/api/channels")[1]["items"][1]["id"]
    for place in PLACES + [f"/channels/{channel}"]:
        for scheme in ("light", "dark"):
            tab.page.emulate_media(color_scheme=scheme)
            tab.goto(place)
            tab.page.locator("main section").first.wait_for()
            tab.page.wait_for_timeout(700)
            tab.judge(f"{place} {scheme}")
        tab.page.set_viewport_size({"width": 390, "height": 844})
        tab.page.wait_for_timeout(300)
        width = tab.page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= 390, f"{place} is {width} pixels wide"
        tab.judge(f"{place} narrow")
        tab.page.set_viewport_size({"width": 1100, "height": 900})
    tab.page.emulate_media(color_scheme="light")


def hostile_titles_are_text(tab, station):
    titles = {item["title"] for item in media(station, "Odd")}
    assert len(titles) > 30, titles
    tab.goto("/library")
    for title in sorted(titles):
        words = re.sub(r"\W+", " ", title).strip()[:60]
        tab.page.get_by_label("Search").fill(f'"{words}"' if words else "")
        until(tab, "title => [...document.querySelectorAll('ul.plain li strong')]"
                   ".some(node => node.textContent === title)", title)
    collection = next(entry["id"] for entry in station.ask("GET", "/api/collections")[1]["items"]
                      if entry["name"] == "Odd")
    station.ask("POST", "/api/channels", {
        "name": "<img src=x onerror=alert(1)>", "number": "66",
        "plan": {"schedule": {"items": [{"collection": collection, "order": "custom"}]}}})
    for place in ("/guide", "/", "/channels"):
        tab.goto(place)
        tab.page.get_by_text("<img src=x onerror=alert(1)>").first.wait_for()
        assert tab.page.locator("main img, main script, main svg[onload]").count() == 0
    assert len(HOSTILE) >= 40


def a_collection_is_put_together(tab, station):
    """Two files one by one and in another order, then a playlist of that and a folder."""
    tab.goto("/library")
    into = tab.page.get_by_role("button", name=re.compile("into a collection"))
    into.first.click()
    tab.page.get_by_role("dialog").get_by_label("Its name").fill("Mine <b>")
    tab.page.get_by_role("button", name="Add it").click()
    tab.page.get_by_role("heading", name="Mine <b>").wait_for()
    into.nth(1).click()
    tab.page.get_by_role("button", name="Add it").click()
    tab.page.get_by_text("2 items").first.wait_for()
    own = next(entry for entry in everything(station, "collections") if entry["own"])
    before = station.ask("GET", f"/api/collections/{own['id']}")[1]["mix"]["media"]
    tab.page.get_by_role("button", name="Edit “Mine <b>”").click()
    tab.page.get_by_role("button", name="Move 1 down").focus()
    tab.page.keyboard.press("Enter")
    tab.judge("a collection's dialogue")
    tab.page.get_by_role("button", name="Save").click()
    tab.page.get_by_text("Saved.").wait_for()
    after = station.ask("GET", f"/api/collections/{own['id']}")[1]["mix"]["media"]
    assert after == before[::-1], (before, after)

    tab.page.get_by_role("button", name="New collection").click()
    tab.page.get_by_role("dialog").get_by_label("Name").fill("Evening")
    tab.page.get_by_label("It is").select_option("playlist")
    tab.page.get_by_role("button", name="Make it").click()
    tab.page.get_by_role("button", name="Add another").click()
    tab.page.get_by_role("button", name="Add another").click()
    tab.page.get_by_label("What plays").nth(1).select_option("Mine <b>")
    tab.page.get_by_label("How many in a turn; empty is all").nth(1).fill("")
    tab.judge("a playlist's dialogue")
    tab.page.get_by_role("button", name="Save").click()
    tab.page.get_by_text("Saved.").wait_for()
    made = next(entry for entry in everything(station, "collections") if entry["name"] == "Evening")
    mix = station.ask("GET", f"/api/collections/{made['id']}")[1]["mix"]["playlist"]
    assert mix[1] == {"collection": own["id"], "play_all": True, "in_guide": True}, mix
    assert made["items"] > 2, made


def a_plan_is_edited_by_keyboard(tab, station):
    made = station.ask("POST", "/api/channels", {
        "name": "Keys", "plan": {"timezone": "UTC", "schedule": {"items": [{"collection": 1}]}}})[1]
    tab.goto(f"/channels/{made['id']}")
    add = tab.page.get_by_role("button", name="Add a part")
    add.focus()
    tab.page.keyboard.press("Enter")
    until(tab, "() => document.activeElement.tagName === 'SELECT'")
    part = tab.page.get_by_label("Part 2", exact=True)
    part.get_by_label("Starts at").focus()
    tab.page.keyboard.type("0815PM")
    tab.page.keyboard.press("Tab")
    part.get_by_label("If something is still on").select_option("trim")
    up = tab.page.get_by_role("button", name="Move part 2 up")
    up.focus()
    tab.page.keyboard.press("Enter")
    save = tab.page.get_by_role("button", name="Save plan")
    save.focus()
    tab.page.keyboard.press("Enter")
    tab.page.get_by_text("The plan is saved").wait_for()
    plan = station.ask("GET", f"/api/channels/{made['id']}/plan")[1]
    starts = [item.get("start") for item in plan["schedule"]["items"]]
    assert starts == ["20:15", None], starts
    assert tab.page.locator(".hour .block").count() > 0
    items = station.ask("GET", f"/api/channels/{made['id']}/timeline?seconds=172800")[1]["items"]
    assert plan["schedule"]["items"][0]["overrun"] == "trim" and len(items) > 100, plan


def a_week_of_slots_is_made(tab, station):
    tab.goto("/channels/new")
    tab.page.get_by_label("Name", exact=True).fill("Weekly")
    tab.page.get_by_label("This channel plays").select_option("slots")
    tab.page.get_by_label("Slots come").select_option("week")
    tab.page.get_by_label("Programmes begin").select_option("15m")
    first = tab.page.get_by_label("Slot 1", exact=True)
    first.get_by_label("Day").select_option("fri")
    first.get_by_label("Starts at").fill("20:00")
    first.get_by_label("Title in the guide").fill("Friday night")
    tab.page.get_by_role("button", name="Add a slot").click()
    second = tab.page.get_by_label("Slot 2", exact=True)
    channel = station.ask("GET", "/api/channels")[1]["items"][0]["id"]
    second.get_by_label("Play from").select_option(f"to {channel}")
    tab.page.locator(".hour .block").first.wait_for()
    tab.judge("slots")
    tab.page.get_by_role("button", name="Put it on the air").click()
    tab.page.wait_for_url(re.compile(r"/channels/\d+$"))
    made = tab.page.url.rsplit("/", 1)[1]
    schedule = station.ask("GET", f"/api/channels/{made}/plan")[1]["schedule"]
    assert schedule["kind"] == "slots" and schedule["pad"] == "15m", schedule
    slots = [(slot["start"], slot.get("title"), slot.get("redirect")) for slot in schedule["slots"]]
    assert slots == [("fri 20:00", "Friday night", None), ("fri 22:00", None, channel)], slots
    tab.page.get_by_label("Slot 2", exact=True).get_by_label("Order").wait_for()


def plans_of_each_kind_have_a_form(tab, station):
    made = station.ask("POST", "/api/channels", {
        "name": "Kinds", "plan": {"timezone": "UTC", "schedule": {"items": [{"collection": 1}]}}})[1]
    tab.goto(f"/channels/{made['id']}")
    kind = tab.page.get_by_label("This channel plays")

    def saved():
        tab.page.get_by_role("button", name="Save plan").click()
        tab.page.get_by_text("The plan is saved").wait_for()
        tab.judge(kind.input_value())
        tab.page.reload()
        return station.ask("GET", f"/api/channels/{made['id']}/plan")[1]["schedule"]

    kind.select_option("balance")
    tab.page.get_by_role("button", name="Add a source").click()
    tab.page.get_by_label("Source 2", exact=True).get_by_label("How often").fill("3")
    tab.page.get_by_label("Source 2", exact=True).get_by_label("Rests for").fill("5m")
    sources = [(one["weight"], one["cooldown"]) for one in saved()["sources"]]
    assert sources == [(1, "0s"), (3, "5m")], sources
    kind.select_option("mirror")
    tab.page.get_by_label("Later by").fill("-30m")
    assert saved()["offset"] == "-30m"
    kind.select_option("card")
    tab.page.get_by_label("Title on the card").fill("Back at six")
    assert saved() == {"kind": "card", "title": "Back at six"}
    kind.select_option("text")
    tab.page.get_by_role("button", name="Example: blocks").click()
    assert saved()["blocks"].keys() == {"morning", "evening"}
    assert kind.input_value() == "text"
    tab.page.get_by_role("button", name="Example: special days").click()
    assert len(saved()["alternates"]) == 2
    tab.page.get_by_label("Plan as text").fill("{")
    tab.page.get_by_role("button", name="Save plan").click()
    tab.page.get_by_text("The plan is not JSON.").first.wait_for()


def a_change_is_undone(tab, station):
    made = station.ask("POST", "/api/channels", {
        "name": "Undone", "plan": {"timezone": "UTC", "schedule": {"items": [{"collection": 1}]}}})[1]
    parts = lambda: len(station.ask("GET", f"/api/channels/{made['id']}/plan")[1]["schedule"]["items"])
    tab.goto(f"/channels/{made['id']}")
    tab.page.get_by_role("button", name="Add a part").click()
    tab.page.get_by_role("button", name="Save plan").click()
    tab.page.get_by_text("The plan is saved").wait_for()
    assert parts() == 2
    with tab.page.expect_navigation():
        tab.page.get_by_role("button", name="Undo the last change").click()
    tab.page.get_by_label("Part 1", exact=True).wait_for()
    assert parts() == 1 and tab.page.get_by_label("Part 2", exact=True).count() == 0
    # What was undone is an earlier plan now, and comes back in the same way.
    with tab.page.expect_navigation():
        tab.page.get_by_role("button", name="Undo the last change").click()
    tab.page.get_by_label("Part 2", exact=True).wait_for()
    assert parts() == 2


def a_logo_is_chosen(tab, station):
    picture, text = station.folder / "logo.png", station.folder / "logo.jpg"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=red:s=640x360", "-frames:v", "1",
                    "-y", str(picture)], check=True)
    text.write_text("no picture")
    channel = station.ask("GET", "/api/channels")[1]["items"][0]["id"]

    def logo():
        with urllib.request.urlopen(f"{station.base}/api/channels/{channel}/logo") as answer:
            return answer.read()

    tab.goto(f"/channels/{channel}")
    drawn = logo()
    file = tab.page.get_by_label("Picture for the logo")
    use = tab.page.get_by_role("button", name="Use this picture")
    file.set_input_files(picture)
    use.click()
    tab.page.get_by_text("The logo is set.").wait_for()
    chosen = logo()
    assert chosen != drawn
    until(tab, "() => document.querySelector('img.logo').naturalWidth > 100")
    file.set_input_files(text)
    use.click()
    tab.page.get_by_role("alert").first.wait_for()
    tab.expected("422", "415", "400")
    assert logo() == chosen
    tab.page.get_by_role("button", name="Draw one").click()
    until(tab, "() => document.querySelector('img.logo').complete")
    for _ in range(50):
        if logo() == drawn:
            return
        time.sleep(0.1)
    raise AssertionError("the logo is not drawn again")


def a_plan_that_cannot_be_says_why(tab, station):
    made = station.ask("GET", "/api/channels")[1]["items"][0]["id"]
    tab.goto(f"/channels/{made}")
    tab.page.get_by_label("Time zone").fill("Mars/Olympus")
    tab.page.get_by_role("button", name="Save plan").click()
    tab.page.get_by_role("alert").first.wait_for()
    assert "Europe/Helsinki" in tab.page.get_by_role("alert").last.inner_text()
    tab.expected("422")


def the_guide_is_walked_by_keyboard(tab, station):
    tab.goto("/guide")
    tab.page.locator("[role=gridcell][tabindex='0']").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Home"):
        tab.page.keyboard.press(key)
        seen.add(tab.page.evaluate("document.activeElement.textContent"))
        assert tab.page.evaluate("document.activeElement.getAttribute('role')") == "gridcell"
    assert len(seen) > 2
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("dialog").wait_for()
    tab.page.keyboard.press("Escape")
    assert tab.page.get_by_role("dialog").count() == 0


def a_viewer_is_disconnected(tab, station):
    ended = threading.Event()

    def watch():
        try:
            with urllib.request.urlopen(f"{station.base}/auto/v1", timeout=60) as stream:
                while stream.read(65536):
                    pass
        finally:
            ended.set()

    for _ in range(300):  # Whoever watched in the page stays until it has not asked for a while.
        if not station.ask("GET", "/api/sessions")[1]["items"]:
            break
        time.sleep(0.1)
    threading.Thread(target=watch, daemon=True).start()
    tab.goto("/sessions")
    tab.page.get_by_role("button", name="Disconnect").click()
    assert ended.wait(10), "the stream goes on"
    tab.page.get_by_text("Nobody watches at the moment.").wait_for()


def a_guide_of_a_hundred_channels_is_quick(tab, station):
    plan = {"schedule": {"items": [{"collection": 1, "order": "shuffle"}]}}
    for number in range(100, 200):
        status = station.ask("POST", "/api/channels", {
            "name": f"Channel {number}", "number": str(number), "plan": plan})[0]
        assert status == 201
    tab.goto("/guide")
    until(tab, "() => document.querySelectorAll('.line').length >= 100")
    cells = tab.page.locator("[role=gridcell]").count()
    took = tab.page.evaluate("""async () => {
        const from = Math.floor(Date.now() / 1000);
        const began = performance.now();
        await (await fetch(`/api/guide?from=${from}&seconds=86400`)).json();
        return performance.now() - began;
    }""")
    for number in range(100, 200):
        channel = next(c for c in everything(station, "channels") if c["number"] == str(number))
        mark = station.ask("GET", f"/api/channels/{channel['id']}")[2]["ETag"]
        station.ask("DELETE", f"/api/channels/{channel['id']}", headers={"If-Match": mark})
    return f"{cells} programmes, asked for in {took:.0f} ms"


def missing_files_are_forgotten(tab, station):
    for number in (5, 6):
        (station.media / f"Films/Film {number} (20{number:02}).mp4").unlink()
    station.ask("POST", "/lineup.post?scan=start")
    for _ in range(200):
        if station.ask("GET", "/api/search?q=state:missing")[1]["total"] == 2:
            break
        time.sleep(0.1)
    tab.goto("/library")
    tab.page.get_by_label("Show", exact=True).select_option("missing")
    tab.page.get_by_role("button", name="Forget “Film 5”").click()
    tab.page.get_by_role("button", name="Forget “Film 5”").wait_for(state="detached")
    tab.page.get_by_role("button", name="Forget all missing").click()
    tab.judge("the question before files are forgotten")
    tab.page.get_by_role("button", name="Forget them").click()
    tab.page.get_by_text("1 file forgotten.").wait_for()
    tab.page.get_by_text("Nothing found.").wait_for()
    assert station.ask("GET", "/api/search?q=state:missing")[1]["total"] == 0


def the_light_is_that_of_the_box(tab, station):
    word = station.folder / "state"
    shows = lambda pattern: until(
        tab, "(pattern) => document.querySelector('.state .led').dataset.pattern === pattern", pattern)
    tab.goto("/settings")
    before = station.ask("GET", "/api/status")[1]
    shows(before["led"]["pattern"])
    assert before["led"]["fitted"] and word.read_text().strip() == before["state"], word.read_text()
    tab.page.get_by_role("button", name="Which box is it?").click()
    shows("fast")
    assert word.read_text() == "identify\n"
    tab.page.get_by_label("Light", exact=True).select_option("off")
    shows("off")
    assert word.read_text() == "off\n"
    tab.page.get_by_label("Light", exact=True).select_option("auto")
    shows(before["led"]["pattern"])


def a_restart_brings_changed_settings(tab, station):
    tab.goto("/settings")
    tab.page.get_by_label("hdhomerun.friendly_name").fill("Den & <i>more</i>")
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.page.get_by_role("button", name="Restart now").click()
    tab.page.get_by_role("heading", name="Den & <i>more</i>").wait_for(timeout=40_000)
    tab.forget()


def a_password_keeps_others_out(tab, station, context):
    tab.goto("/settings")
    tab.page.get_by_label("New password").fill("correct horse")
    tab.page.get_by_role("button", name="Set it").click()
    tab.page.get_by_label("Present password").wait_for()
    assert station.ask("GET", "/api/channels")[0] == 401
    assert station.ask("GET", "/lineup.json")[0] == 200
    other = context()
    other.goto("/channels")
    other.page.get_by_role("dialog").get_by_label("Password").fill("wrong")
    other.page.keyboard.press("Enter")
    other.page.get_by_text("The password is wrong.").wait_for()
    other.page.get_by_role("dialog").get_by_label("Password").fill("correct horse")
    other.page.keyboard.press("Enter")
    other.page.get_by_role("link", name="New channel").wait_for()
    other.expected("401", "403")


def the_page_is_light(tab, station):
    weight = 0
    answered = []
    tab.page.on("response", lambda answer: answered.append(answer))
    for place in PLACES:
        tab.goto(place)
        tab.page.wait_for_timeout(500)
    files = {answer.url: answer for answer in answered if "/page/" in answer.url}
    for url in files:
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            weight += len(answer.read())
            assert "immutable" in answer.headers["Cache-Control"]
    assert len(files) > 10 and weight < 150_000, weight
    return f"{weight // 1000} kB in {len(files)} files"


CHECKS = [
    first_visit_to_a_playing_channel, every_place_is_sound, a_channel_is_watched_in_the_page,
    hostile_titles_are_text, a_collection_is_put_together,
    a_plan_is_edited_by_keyboard, a_week_of_slots_is_made, plans_of_each_kind_have_a_form,
    a_change_is_undone, a_logo_is_chosen, a_plan_that_cannot_be_says_why, the_guide_is_walked_by_keyboard,
    a_viewer_is_disconnected, a_guide_of_a_hundred_channels_is_quick, the_page_is_light,
    missing_files_are_forgotten, the_light_is_that_of_the_box,
    a_restart_brings_changed_settings, a_password_keeps_others_out,
]


def plays(tab):
    """The picture moves, and is no rubbish of no size."""
    until(tab, "() => { const video = document.querySelector('video');"
               " return video && video.currentTime > 2 && video.videoWidth > 100; }")


def until(tab, question, argument=None):
    """Asks the page until it says yes; the page's policy forbids what playwright would use."""
    for _ in range(150):
        if tab.page.evaluate(question, argument):
            return
        tab.page.wait_for_timeout(100)
    raise AssertionError(f"{question} stays false for {argument!r}")


def everything(station, path):
    page = station.ask("GET", f"/api/{path}?limit=500")[1]
    return page["items"]


def media(station, words):
    return station.ask("GET", f"/api/media?limit=500&q={urllib.parse.quote(words)}")[1]["items"]


def wait_for_scan(station):
    for _ in range(300):
        if station.ask("GET", "/api/scan")[1]["phase"] == "idle":
            return
        time.sleep(0.2)
    raise AssertionError("the scan does not end: " + json.dumps(station.ask("GET", "/api/scan")[1]))
