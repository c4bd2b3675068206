// From the first visit to a playing channel, in three steps; each can be done again or left out.

import { get, post, put } from "./api.js";
import { busy, el, field, many, section, select, show, span, toast } from "./dom.js";
import { choose, collections, follow } from "./library.js";
import { player } from "./watch.js";

const styles = [["shuffle", "Shuffled: each once, then all again"], ["chronological", "In order: by date, season and episode"], ["shuffle_in_order", "Shows mixed, each in its order"]];

export async function start(main) {
  const steps = el("div", { class: "column wide" });
  show(main, steps);
  const folder = el("div", {});
  const channel = el("div", {});
  const watch = el("div", {});
  const lock = el("div", {});
  show(steps, el("p", { class: "lead" }, "Three steps to your own channel. Nothing here is final: you find it all again under Channels, Library and Settings."),
    section("1. Where are your films and shows?", folder), section("2. Your first channel", channel),
    section("3. Watch it", watch), section("Only you should change things", lock));
  show(watch, el("p", { class: "hint" }, "When your channel is on the air, its addresses are here."));
  await password(lock);
  const progress = el("div", { class: "progress" });
  await folders(folder, progress, () => make(channel, watch));
  await make(channel, watch);
  let known = -1;
  follow(progress, async (scan) => {
    const seen = scan.phase === "idle" ? scan.finished ?? 0 : Math.floor(scan.probed / 20);
    if (seen !== known) { known = seen; await make(channel, watch); await folders(folder, progress, () => make(channel, watch)); }
  });
}

async function folders(place, progress, next) {
  const { items } = await get("sources");
  const own = items.filter((source) => source.kind === "folder");
  const add = el("button", { class: "button strong", click: () => choose(place, async (source) => {
    toast(`“${source.name}” is in the library.`);
    await folders(place, progress, next);
    await next();
  }) }, own.length ? "Add another folder" : "Choose a folder");
  const isFocused = place.contains(document.activeElement);
  show(place, own.length ? el("ul", { class: "plain" }, own.map((source) => el("li", {}, el("strong", {}, source.name),
    el("small", {}, `${source.location}: ${many(source.playable, "playable file")}`))))
    : el("p", { class: "hint" }, "Choose the folder on this station that holds them: a disk, or a share that is mounted."),
  progress, el("div", { class: "actions" }, add));
  if (isFocused) add.focus();
}

async function make(place, watch) {
  const known = (await collections()).filter((entry) => entry.items > 0);
  if (!known.length) {
    show(place, el("p", { class: "hint" }, "As soon as there is something to play, you choose here what your channel shows."));
    return;
  }
  if (place.querySelector("form")) {
    const list = place.querySelector("select[data-key=collection]");
    const value = list.value;
    show(list, known.map((entry) => el("option", { value: String(entry.id), selected: String(entry.id) === value }, `${entry.name} (${many(entry.items, "item")}, ${span(entry.length)})`)));
    return;
  }
  const name = el("input", { value: "My channel", required: true, maxlength: "100" });
  const from = select(known.map((entry) => [entry.id, `${entry.name} (${many(entry.items, "item")}, ${span(entry.length)})`]), known[0].id);
  from.dataset.key = "collection";
  const order = select(styles, "shuffle");
  const go = el("button", { class: "button strong", type: "submit" }, "Put it on the air");
  const form = el("form", { submit: (event) => {
    event.preventDefault();
    busy(go, form, async () => {
      const made = await post("channels", { name: name.value, plan: {
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        schedule: { kind: "classic", items: [{ mode: "flood", collection: Number(from.value), order: order.value }] },
      } });
      await playing(watch, made);
      toast(`Channel ${made.number} is on the air.`);
    });
  } }, el("div", { class: "fields" }, field("Name", name), field("Plays from", from), field("In which order", order)), el("div", { class: "actions" }, go));
  show(place, form);
}

async function playing(place, channel) {
  const status = await get("status");
  const base = status.addresses[0] ?? location.origin;
  const listing = status.channels.find((entry) => entry.id === channel.id);
  const address = (title, text) => el("div", {}, el("dt", {}, title), el("dd", {}, el("code", {}, text)));
  show(place, el("p", { class: "lead" }, el("strong", {}, `Channel ${channel.number} is on the air.`), " ",
    listing?.now ? `Now: ${listing.now.title}` : ""),
  player(channel.number),
  el("div", { class: "actions" }, el("a", { class: "button", href: `/channels/${channel.id}` }, "Change its plan"), el("a", { class: "button", href: "/" }, "See what is on")),
  el("dl", { class: "connect" }, address("The channel itself, for VLC or mpv", `${base}/auto/v${channel.number}`),
    address("Plex, Jellyfin, Emby, Channels: an HDHomeRun tuner at", base.replace(/^http:\/\//, "")),
    address("Kodi and IPTV apps: this playlist", `${base}/channels.m3u`), address("The guide, for all of them", `${base}/xmltv.xml`)));
  place.closest("section").querySelector("h2").focus();
}

async function password(place) {
  const session = await get("session");
  if (session.claimed) {
    show(place, el("p", { class: "hint" }, "A password is set. You can change it under Settings."));
    return;
  }
  const first = el("input", { type: "password", autocomplete: "new-password", minlength: "8", required: true });
  const set = el("button", { class: "button", type: "submit" }, "Set the password");
  const form = el("form", { submit: (event) => {
    event.preventDefault();
    busy(set, form, async () => {
      await put("password", { password: first.value });
      toast("The password is set; this browser stays signed in.");
      await password(place);
    });
  } }, el("p", { class: "hint" }, "Until there is a password, everybody in your network can change the station. Watching never needs one."),
  el("div", { class: "fields" }, field("Password", first, "At least 8 characters.")), el("div", { class: "actions" }, set));
  show(place, form);
}
