// Who watches what, live, with a button that ends it.

import { get, live, remove } from "./api.js";
import { busy, el, section, show, time, toast } from "./dom.js";

const size = (bytes) => (bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);
const rate = (bits) => `${(bits / 1e6).toFixed(1)} Mbit/s`;

export async function start(main) {
  const viewers = el("div", { class: "rows" });
  const feeds = el("div", { class: "rows" });
  show(main, el("div", { class: "column" }, section("Viewers", viewers)), el("div", { class: "column" }, section("Channels that run", feeds)));
  const draw = (status) => {
    if (!viewers.contains(document.activeElement) || document.activeElement === document.body) {
      show(viewers, status.sessions.length ? status.sessions.map(viewer)
        : el("p", { class: "hint" }, "Nobody watches at the moment."));
    }
    show(feeds, status.feeds.length ? status.feeds.map(feed)
      : el("p", { class: "hint" }, "No channel runs. It starts when somebody tunes in, and costs nothing until then."));
  };
  draw(await get("status"));
  live("status", draw);
}

function viewer(session) {
  const item = el("article", { class: "row" });
  const end = el("button", { class: "button", click: () => busy(end, item, async () => {
    await remove(`sessions/${session.id}`);
    item.remove();
    toast("The viewer is disconnected.");
  }) }, "Disconnect");
  item.append(el("div", {}, el("h3", {}, `${session.channel} ${session.name}`),
    el("p", {}, `${session.peer}${session.agent ? ` with ${session.agent.slice(0, 80)}` : ""}`),
    el("p", {}, `since ${time(session.started)}, ${size(session.bytes)}${session.jumps ? `, too slow ${session.jumps} times` : ""}`)),
  el("div", { class: "actions" }, end));
  return item;
}

function feed(feed) {
  const mode = { copy: "copied", transcode: "encoded", card: "card" }[feed.mode] ?? feed.mode;
  return el("article", { class: "row" }, el("div", {}, el("h3", {}, `${feed.channel}: ${feed.title ?? "starting"}`),
    el("p", {}, [feed.profile, mode, rate(feed.rate), `${feed.viewers} watching`, feed.restarts ? `restarted ${feed.restarts} times` : ""]
      .filter(Boolean).join(", "))));
}
