// The plan of a channel: what plays in which order, when, and what that makes of the next days.

import { post } from "./api.js";
import { el, field, many, merged, section, select, show, span, time, trouble } from "./dom.js";
import { turns } from "./turns.js";
import { mix, mirror, slots } from "./slots.js";
import { text } from "./plan-text.js";

const kinds = [
  ["classic", "Parts that take turns"], ["slots", "Slots of the day or the week"],
  ["balance", "A mix, some more often than others"], ["mirror", "Another channel, later or earlier"],
  ["card", "A card with a title"], ["text", "As text: blocks, special days, fillers"],
];
const parts = { classic: turns, slots, balance: mix, mirror, card, text };

/** An editor of a plan: `view` to show, `value()` to save, `preview()` to draw the days again. */
export async function editor(plan, collections, channels = []) {
  const known = {
    collections, channels,
    names: collections.map((entry) => [entry.id, `${entry.name} (${many(entry.items, "item")}, ${span(entry.length)})`]),
  };
  const days = el("div", { class: "days" });
  const zone = el("input", { value: plan.timezone ?? "UTC", list: "zones" });
  const zones = el("datalist", { id: "zones" }, (Intl.supportedValuesOf?.("timeZone") ?? []).map((name) => el("option", { value: name })));
  const place = el("div", {});
  let kept = plan;
  let part;
  let due = 0;

  const value = () => ({ ...part.value(), timezone: zone.value });
  const preview = () => timeline(days, value);

  function changed() {
    clearTimeout(due);
    due = setTimeout(preview, 400);
  }

  function edit(kind) {
    part = parts[kind](kept, known, changed);
    show(place, part.view);
  }

  const kind = select(kinds.filter(([name]) => name !== "mirror" || channels.length), start(plan.schedule), () => {
    try { kept = part.value(); } catch { /* What cannot be read stays as it was. */ }
    edit(kind.value);
    changed();
  });
  zone.addEventListener("change", changed);
  edit(kind.value);
  const view = section("Plan", el("div", { class: "fields" }, field("This channel plays", kind),
    field("Time zone", zone, "In which times are meant."), zones), place, days);
  preview();
  return { view, value, preview };
}

/** The editor that shows all of a schedule. */
function start(schedule) {
  const kind = schedule.kind ?? "classic";
  return schedule.alternates || kind === "blocks" ? "text" : kind;
}

function card(plan, known, changed) {
  const title = el("input", { value: plan.schedule.title ?? "", maxlength: "200", required: true, change: changed });
  return {
    view: el("div", { class: "fields" }, field("Title on the card", title)),
    value: () => ({ schedule: { kind: "card", title: title.value } }),
  };
}

let turn = 0;

/** The next seven days as the engine would build them, one at a time. */
async function timeline(place, value) {
  const mine = ++turn;
  const start = new Date();
  const starts = [start.getTime() / 1000];
  for (let day = 1; day < 7; day += 1) {
    starts.push(new Date(start.getFullYear(), start.getMonth(), start.getDate() + day).getTime() / 1000);
  }
  const chosen = Math.min(Number(place.dataset.day ?? 0), 6);
  const from = Math.floor(starts[chosen]);
  const until = Math.floor(new Date(new Date(from * 1000).setHours(24, 0, 0, 0)).getTime() / 1000);
  const rows = el("div", { class: "hours" });
  const notes = el("div", { class: "notes" });
  const tabs = el("div", { class: "tabs", role: "group", "aria-label": "Day" }, starts.map((instant, day) =>
    el("button", { type: "button", "aria-pressed": String(day === chosen), click: () => {
      place.dataset.day = String(day);
      timeline(place, value).then(() => place.querySelectorAll(".tabs button")[day].focus());
    } }, day === 0 ? "Today" : new Date(instant * 1000).toLocaleDateString(undefined, { weekday: "short", day: "numeric" }))));
  let built;
  try {
    built = await post(`plans/preview?from=${from}&seconds=${Math.max(until - from, 1)}`, value());
  } catch (problem) {
    if (mine !== turn) return;
    show(place, el("h3", {}, "What will play"), tabs);
    trouble(place, problem);
    return;
  }
  if (mine !== turn) return;
  hours(rows, built, from, until);
  const texts = [...new Set(built.warnings.map((warning) => `${time(warning.at)}: ${warning.text}`))].slice(0, 5);
  show(notes, texts.map((text) => el("p", { class: "trouble" }, text)));
  show(place, el("h3", {}, "What will play"), tabs, notes, rows);
}

function hours(place, built, from, until) {
  const items = merged(built.items, 120, (one, other) => one.kind === other.kind);
  for (let hour = Math.floor(from / 3600) * 3600; hour < until; hour += 3600) {
    const bar = el("div", { class: "bar", role: "list", "aria-label": time(hour) });
    for (const item of items) {
      const begin = Math.max(item.start, hour, from);
      const end = Math.min(item.finish, hour + 3600, until);
      if (end <= begin) continue;
      const isGap = item.kind === "dead_air";
      const text = isGap ? "Nothing plays" : item.title;
      const block = el("div", { role: "listitem", class: `block ${isGap ? "gap" : item.kind === "content" ? "content" : "filler"}`,
        title: `${time(item.start)}–${time(item.finish)} ${text}` }, el("span", {}, text));
      block.style.left = `${(begin - hour) / 36}%`;
      block.style.width = `${(end - begin) / 36}%`;
      bar.append(block);
    }
    place.append(el("div", { class: "hour" }, el("b", {}, time(hour)), bar));
  }
}
