// The plan of a channel: what plays in which order, when, and what that makes of the next days.

import { post } from "./api.js";
import { el, field, many, merged, section, select, show, span, time, trouble } from "./dom.js";

const modes = [["flood", "one after the other, until the next fixed start"], ["one", "one item"], ["multiple", "several items"], ["duration", "for a certain time"]];
const orders = [
  ["shuffle", "shuffled, each once a round"], ["chronological", "by date"], ["season_episode", "by season and episode"],
  ["shuffle_in_order", "shows mixed, each in its order"], ["multi_episode_shuffle", "shuffled, stories together"],
  ["random", "at random"], ["random_rotation", "one random order, again and again"], ["custom", "as the folder has them"],
];
const overruns = [["overrun", "start late"], ["fit", "choose something that fits before"], ["trim", "cut what is before"]];

/** An editor of a plan: `view` to show, `value()` to save, `preview()` to draw the days again. */
export async function editor(plan, collections) {
  const isCard = plan.schedule.kind === "card";
  const items = isCard ? [] : structuredClone(plan.schedule.items ?? []);
  const list = el("ol", { class: "items" });
  const days = el("div", { class: "days" });
  const zone = el("input", { value: plan.timezone ?? "UTC", list: "zones" });
  const zones = el("datalist", { id: "zones" }, (Intl.supportedValuesOf?.("timeZone") ?? []).map((name) => el("option", { value: name })));
  const card = el("input", { value: plan.schedule.title ?? "", maxlength: "200" });
  const isTurns = select([["false", "in this order, again and again"], ["true", "in random order"]], String(plan.schedule.shuffle_items ?? false), changed);
  const names = collections.map((entry) => [entry.id, `${entry.name} (${many(entry.items, "item")}, ${span(entry.length)})`]);
  let due = 0;

  function value() {
    if (isCard) return { timezone: zone.value, schedule: { kind: "card", title: card.value } };
    return { ...plan, timezone: zone.value, schedule: { ...plan.schedule, shuffle_items: isTurns.value === "true", items } };
  }

  function changed() {
    clearTimeout(due);
    due = setTimeout(() => preview(), 400);
  }

  function move(index, by) {
    const [item] = items.splice(index, 1);
    items.splice(index + by, 0, item);
    draw();
    list.children[index + by].querySelector(by < 0 ? ".up" : ".down").focus();
    changed();
  }

  function draw() {
    show(list, items.map((item, index) => {
      const set = (key, read = (control) => control.value) => (event) => {
        const next = read(event.target);
        if (next === "") delete item[key]; else item[key] = next;
        if (key === "mode") shape(item);
        if (key === "mode" || key === "start") { draw(); list.children[index].querySelector(`[data-key=${key}]`).focus(); }
        changed();
      };
      const input = (key, props) => el("input", { value: item[key] ?? "", "data-key": key, change: set(key), ...props });
      const mode = select(modes, item.mode ?? "flood", set("mode"));
      mode.dataset.key = "mode";
      return el("li", { class: "item", "aria-label": `Part ${index + 1}` },
        el("div", { class: "fields" },
          field("Play from", select(names, item.collection, set("collection", (control) => Number(control.value)))),
          field("Order", select(orders, item.order ?? "chronological", set("order"))),
          field("How much", mode),
          item.mode === "multiple" && field("Number of items", input("count", { required: true })),
          item.mode === "duration" && field("For how long", input("duration", { required: true, placeholder: "1h30m" }), "Such as 1h30m or 45m."),
          field("Starts at", input("start", { type: "time" }), "Empty: right after the part before."),
          item.start && field("If something is still on", select(overruns, item.overrun ?? "overrun", set("overrun"))),
          field("Title in the guide", input("title", { maxlength: "200" }), "Empty: each item's own.")),
        el("div", { class: "actions" },
          el("button", { type: "button", class: "button up", disabled: index === 0, "aria-label": `Move part ${index + 1} up`, click: () => move(index, -1) }, "↑"),
          el("button", { type: "button", class: "button down", disabled: index === items.length - 1, "aria-label": `Move part ${index + 1} down`, click: () => move(index, 1) }, "↓"),
          el("button", { type: "button", class: "button", disabled: items.length === 1, "aria-label": `Remove part ${index + 1}`, click: () => { items.splice(index, 1); draw(); changed(); } }, "Remove")));
    }));
  }

  const preview = () => timeline(days, value());

  const add = el("button", { type: "button", class: "button", click: () => {
    items.push({ mode: "flood", collection: collections[0]?.id, order: "shuffle" });
    draw();
    list.lastElementChild.querySelector("select").focus();
    changed();
  } }, "Add a part");
  zone.addEventListener("change", changed);
  draw();
  const view = section("Plan", isCard
    ? el("div", { class: "fields" }, field("Title on the card", card))
    : el("div", {}, list, el("div", { class: "fields" }, field("Parts play", isTurns), field("Time zone", zone, "In which the start times are meant."), zones),
      el("div", { class: "actions" }, add)),
  days);
  preview();
  return { view, value, preview };
}

/** What does not belong to a mode goes; what it needs gets a value. */
function shape(item) {
  if (item.mode === "multiple") item.count ??= "3"; else delete item.count;
  if (item.mode === "duration") {
    item.duration ??= "1h";
    item.tail_mode ??= "none";
  } else {
    for (const key of ["duration", "tail_mode", "discard_attempts"]) delete item[key];
  }
}

let turn = 0;

/** The next seven days as the engine would build them, one at a time. */
async function timeline(place, plan) {
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
      timeline(place, plan).then(() => place.querySelectorAll(".tabs button")[day].focus());
    } }, day === 0 ? "Today" : new Date(instant * 1000).toLocaleDateString(undefined, { weekday: "short", day: "numeric" }))));
  let built;
  try {
    built = await post(`plans/preview?from=${from}&seconds=${Math.max(until - from, 1)}`, plan);
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
