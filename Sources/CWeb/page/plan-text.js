// A plan as text, for all that has no form of its own.

import { el, field } from "./dom.js";

/** A day of blocks, to begin with. */
const blocks = (collection) => ({ schedule: {
  kind: "blocks",
  blocks: { morning: { length: "3h", items: [{ collection, order: "shuffle" }] }, evening: { length: "4h", items: [{ collection, order: "chronological" }] } },
  templates: { day: [{ start: "06:00", block: "morning" }, { start: "19:00", block: "evening" }] },
  calendar: [{ template: "day" }],
} });

/** Another schedule for weekends and holidays; the first that matches a day counts. */
const days = (collection) => ({ schedule: {
  kind: "classic", items: [{ mode: "flood", collection, order: "shuffle" }],
  alternates: [
    { from: "12-24", to: "12-26", schedule: { kind: "classic", items: [{ mode: "flood", collection, order: "random" }] } },
    { weekdays: ["sat", "sun"], schedule: { kind: "classic", items: [{ mode: "flood", collection, order: "chronological" }] } },
  ],
} });

/** A clip between programmes, and something short before each. */
const breaks = (collection) => ({
  fillers: { between: { collection, mode: "count", count: 1 } },
  schedule: { kind: "classic", items: [{ mode: "flood", collection, order: "shuffle", post_roll: "between" }] },
});

export function text(plan, known, changed) {
  const { fillers, schedule } = plan;
  const written = (value) => JSON.stringify(value, null, 2);
  const box = el("textarea", { rows: "24", spellcheck: "false", class: "code", value: written({ fillers, schedule }), change: () => changed() });
  const shelves = known.collections.map((one) => `${one.id}: ${one.name}`).join(" · ");
  const begin = (name, example) => el("button", { type: "button", class: "button", click: () => {
    box.value = written(example(known.collections[0]?.id));
    changed();
  } }, name);
  return {
    view: el("div", {}, field("Plan as text", box, `Collections go by their numbers: ${shelves}.`),
      el("div", { class: "actions", role: "group", "aria-label": "Begin with an example" },
        begin("Example: blocks", blocks), begin("Example: special days", days), begin("Example: clips between", breaks))),
    value() {
      try {
        return JSON.parse(box.value);
      } catch (error) {
        throw { message: "The plan is not JSON.", remedy: `Correct it: ${error.message}.` };
      }
    },
  };
}
