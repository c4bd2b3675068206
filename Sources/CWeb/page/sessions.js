// Who watches what, live, with a button that ends it.

import { get, live, remove } from "./api.js";
import { busy, el, section, show, time, toast } from "./dom.js";

const size = (bytes) => (bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);
const rate = (bits) => `${(bits / 1e6).toFixed(1)} Mbit/s`;

export async function start(main) {
  const viewers = el("div", { class: "rows" });
  const feeds = el("div", { class: "rows" });
  show(main, el("div", { class: "column" }, section("Viewers", viewers)), el("div", { class: "column" }, section("Channels that run", feeds)));
  const rows = new Map();
  const nobody = el("p", { class: "hint" }, "Nobody watches at the moment.");
  // A row stays the same element as long as its viewer stays: it may be under somebody's finger.
  const draw = (status) => {
    const present = new Set(status.sessions.map((session) => session.id));
    for (const [id, row] of rows) if (!present.has(id)) { row.item.remove(); rows.delete(id); }
    for (const session of status.sessions) {
      if (!rows.has(session.id)) { rows.set(session.id, viewer(session)); viewers.append(rows.get(session.id).item); }
      rows.get(session.id).update(session);
    }
    if (present.size) nobody.remove(); else viewers.append(nobody);
    show(feeds, status.feeds.length ? status.feeds.map(feed)
      : el("p", { class: "hint" }, "No channel runs. It starts when somebody tunes in, and costs nothing until then."));
  };
  draw(await get("status"));
  live("status", draw);
}

function viewer(session) {
  const item = el("article", { class: "row" });
  const taken = el("p", {});
  const end = el("button", { class: "button", click: () => busy(end, item, async () => {
    await remove(`sessions/${session.id}`);
    toast("The viewer is disconnected.");
  }) }, "Disconnect");
  item.append(el("div", {}, el("h3", {}, `${session.channel} ${session.name}`),
    el("p", {}, `${session.peer}${session.agent ? ` with ${session.agent.slice(0, 80)}` : ""}`),
    taken), el("div", { class: "actions" }, end));
  return { item, update(session) {
    taken.textContent = `since ${time(session.started)}, ${size(session.bytes)}${session.jumps ? `, too slow ${session.jumps} times` : ""}`;
  } };
}

function feed(feed) {
  const mode = { copy: "copied", transcode: "encoded", card: "card" }[feed.mode] ?? feed.mode;
  return el("article", { class: "row" }, el("div", {}, el("h3", {}, `${feed.channel}: ${feed.title ?? "starting"}`),
    el("p", {}, [feed.profile, mode, rate(feed.rate), `${feed.viewers} watching`, feed.restarts ? `restarted ${feed.restarts} times` : ""]
      .filter(Boolean).join(", "))));
}
