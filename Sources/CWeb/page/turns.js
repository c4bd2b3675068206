// A plan of parts that take turns.

import { el, field, select, show } from "./dom.js";

export const orders = [
  ["shuffle", "shuffled, each once a round"], ["chronological", "by date"], ["season_episode", "by season and episode"],
  ["shuffle_in_order", "shows mixed, each in its order"], ["multi_episode_shuffle", "shuffled, stories together"],
  ["random", "at random"], ["random_rotation", "one random order, again and again"], ["custom", "as the folder has them"],
];
const modes = [["flood", "one after the other, until the next fixed start"], ["one", "one item"], ["multiple", "several items"], ["duration", "for a certain time"]];
const overruns = [["overrun", "start late"], ["fit", "choose something that fits before"], ["trim", "cut what is before"]];

/** A list of rows that can be added to, moved and removed. `fill(row, draw)` gives a row's controls. */
export function rows(name, list, known, { fill, fresh, isOrdered }, changed) {
  const place = el("ol", { class: "items" });

  function move(index, by) {
    const [row] = list.splice(index, 1);
    list.splice(index + by, 0, row);
    draw();
    place.children[index + by].querySelector(by < 0 ? ".up" : ".down").focus();
    changed();
  }

  function draw() {
    show(place, list.map((row, index) => {
      const set = (key, read = (control) => control.value) => (event) => {
        const next = read(event.target);
        if (next === "") delete row[key]; else row[key] = next;
        changed(key);
      };
      const again = (key) => { draw(); place.children[index].querySelector(`[data-key=${key}]`).focus(); };
      const input = (key, props) => el("input", { value: row[key] ?? "", "data-key": key, change: set(key), ...props });
      return el("li", { class: "item", "aria-label": `${name} ${index + 1}` },
        el("div", { class: "fields" }, fill(row, { set, input, again })),
        el("div", { class: "actions" },
          isOrdered && el("button", { type: "button", class: "button up", disabled: index === 0, "aria-label": `Move ${name.toLowerCase()} ${index + 1} up`, click: () => move(index, -1) }, "↑"),
          isOrdered && el("button", { type: "button", class: "button down", disabled: index === list.length - 1, "aria-label": `Move ${name.toLowerCase()} ${index + 1} down`, click: () => move(index, 1) }, "↓"),
          el("button", { type: "button", class: "button", disabled: list.length === 1, "aria-label": `Remove ${name.toLowerCase()} ${index + 1}`, click: () => { list.splice(index, 1); draw(); changed(); } }, "Remove")));
    }));
  }

  const add = el("button", { type: "button", class: "button", click: () => {
    list.push(fresh());
    draw();
    place.lastElementChild.querySelector("select, input").focus();
    changed();
  } }, `Add a ${name.toLowerCase()}`);
  draw();
  return el("div", {}, place, el("div", { class: "actions" }, add));
}

export function turns(plan, known, changed) {
  const own = plan.schedule.kind === "classic" || !plan.schedule.kind ? plan.schedule : {};
  const fresh = () => ({ mode: "flood", collection: known.collections[0]?.id, order: "shuffle" });
  const items = structuredClone(own.items ?? [fresh()]);
  const isShuffled = select([["false", "in this order, again and again"], ["true", "in random order"]], String(own.shuffle_items ?? false), () => changed());

  function fill(item, { set, input, again }) {
    const reshape = (key, done) => (event) => { set(key)(event); done?.(item); again(key); };
    const mode = select(modes, item.mode ?? "flood", reshape("mode", shape));
    mode.dataset.key = "mode";
    return [
      field("Play from", select(known.names, item.collection, set("collection", (control) => Number(control.value)))),
      field("Order", select(orders, item.order ?? "chronological", set("order"))),
      field("How much", mode),
      item.mode === "multiple" && field("Number of items", input("count", { required: true })),
      item.mode === "duration" && field("For how long", input("duration", { required: true, placeholder: "1h30m" }), "Such as 1h30m or 45m."),
      field("Starts at", input("start", { type: "time", change: reshape("start") }), "Empty: right after the part before."),
      item.start && field("If something is still on", select(overruns, item.overrun ?? "overrun", set("overrun"))),
      field("Title in the guide", input("title", { maxlength: "200" }), "Empty: each item's own."),
    ];
  }

  return {
    view: el("div", {}, rows("Part", items, known, { fill, fresh, isOrdered: true }, changed),
      el("div", { class: "fields" }, field("Parts play", isShuffled))),
    value: () => ({ fillers: plan.fillers, schedule: { ...own, kind: "classic", shuffle_items: isShuffled.value === "true", items } }),
  };
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
