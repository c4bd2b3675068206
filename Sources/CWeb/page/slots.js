// Plans of slots, of a mix, and of another channel.

import { el, field, select } from "./dom.js";
import { orders, rows } from "./turns.js";

const weekdays = [["mon", "Monday"], ["tue", "Tuesday"], ["wed", "Wednesday"], ["thu", "Thursday"], ["fri", "Friday"], ["sat", "Saturday"], ["sun", "Sunday"]];
const pads = [["0s", "right after the one before"], ["5m", "every five minutes"], ["15m", "at every quarter of an hour"], ["30m", "at every half hour"], ["1h", "at every hour"]];

/** A choice of start grids; one that is not among them stays. */
function padding(value, changed) {
  const all = pads.some(([name]) => name === value) ? pads : [...pads, [value, `every ${value}`]];
  return select(all, value, () => changed());
}

export function slots(plan, known, changed) {
  const own = plan.schedule.kind === "slots" ? structuredClone(plan.schedule) : {};
  const first = known.collections[0]?.id;
  const list = own.slots ?? [{ start: "06:00", sources: [{ collection: first, order: "shuffle" }] }];
  const place = el("div", {});
  const period = select([["day", "every day"], ["week", "every week"]], own.period ?? "day", () => { retime(); draw(); changed(); });
  const pad = padding(own.pad ?? "0s", changed);
  const late = el("input", { value: own.lateness ?? "0s", change: () => changed() });
  const isWeek = () => period.value === "week";
  const clock = (slot) => slot.start.split(" ").at(-1);
  const weekday = (slot) => (slot.start.includes(" ") ? slot.start.split(" ")[0] : "mon");

  function retime() {
    for (const slot of list) slot.start = isWeek() ? `${weekday(slot)} ${clock(slot)}` : clock(slot);
  }

  function fresh() {
    const last = list.at(-1);
    const next = (Number(clock(last).slice(0, 2)) + 2) % 24;
    const start = `${String(next).padStart(2, "0")}:00`;
    return { start: isWeek() ? `${weekday(last)} ${start}` : start, sources: [{ collection: first, order: "shuffle" }] };
  }

  function fill(slot, { input, set }) {
    const source = slot.sources?.[0];
    const what = [...known.names, ...known.channels.map((one) => [`to ${one.id}`, `Channel ${one.number} ${one.name}, as it is on`])];
    const day = select(weekdays, weekday(slot), () => { slot.start = `${day.value} ${clock(slot)}`; changed(); });
    const start = el("input", { type: "time", value: clock(slot), required: true, change: () => {
      slot.start = isWeek() ? `${day.value} ${start.value}` : start.value;
      changed();
    } });
    const order = select(orders, source?.order ?? "shuffle", () => { slot.sources[0].order = order.value; changed(); });
    const play = select(what, slot.redirect ? `to ${slot.redirect}` : source?.collection, () => {
      if (play.value.startsWith("to ")) {
        slot.redirect = Number(play.value.slice(3));
        slot.sources = [];
      } else {
        delete slot.redirect;
        slot.sources = [{ ...source, collection: Number(play.value), order: order.value }, ...(slot.sources ?? []).slice(1)];
      }
      order.disabled = Boolean(slot.redirect);
      changed();
    });
    order.disabled = Boolean(slot.redirect);
    const more = (slot.sources?.length ?? 0) - 1;
    return [
      isWeek() && field("Day", day), field("Starts at", start),
      field("Play from", play, more > 0 ? `And from ${more} more, which “As text” shows.` : ""),
      field("Order", order), field("Title in the guide", input("title", { maxlength: "200" }), "Empty: each item's own."),
    ];
  }

  const draw = () => place.replaceChildren(rows("Slot", list, known, { fill, fresh }, changed));
  draw();
  return {
    view: el("div", {}, el("div", { class: "fields" }, field("Slots come", period),
      field("Programmes begin", pad, "Gaps are filled."),
      field("A slot may begin late by", late, "Such as 10m. What would begin later waits for the next time.")), place),
    value: () => ({ fillers: plan.fillers, schedule: { ...own, kind: "slots", period: period.value, pad: pad.value, lateness: late.value, slots: list } }),
  };
}

export function mix(plan, known, changed) {
  const own = plan.schedule.kind === "balance" ? structuredClone(plan.schedule) : {};
  const fresh = () => ({ collection: known.collections[0]?.id, order: "shuffle", weight: 1 });
  const list = own.sources ?? [fresh()];
  const pad = padding(own.pad ?? "0s", changed);
  const number = (control) => (control.value === "" ? "" : Number(control.value));
  const fill = (source, { input, set }) => [
    field("Play from", select(known.names, source.collection, set("collection", (control) => Number(control.value)))),
    field("Order", select(orders, source.order ?? "shuffle", set("order"))),
    field("How often", input("weight", { type: "number", min: "0", max: "1000", required: true, change: set("weight", number) }), "2 is twice as often as 1."),
    field("Rests for", input("cooldown", { placeholder: "0s" }), "Such as 2h: not again before."),
    field("At most in a row", input("max_consecutive", { type: "number", min: "1", change: set("max_consecutive", number) }), "Empty: as it comes."),
  ];
  return {
    view: el("div", {}, el("div", { class: "fields" }, field("Programmes begin", pad, "Gaps are filled.")),
      rows("Source", list, known, { fill, fresh }, changed)),
    value: () => ({ fillers: plan.fillers, schedule: { ...own, kind: "balance", pad: pad.value, sources: list } }),
  };
}

export function mirror(plan, known, changed) {
  const own = plan.schedule.kind === "mirror" ? plan.schedule : {};
  const channel = select(known.channels.map((one) => [one.id, `${one.number} ${one.name}`]), own.channel ?? known.channels[0]?.id, () => changed());
  const offset = el("input", { value: own.offset ?? "1h", change: () => changed() });
  return {
    view: el("div", { class: "fields" }, field("Channel", channel),
      field("Later by", offset, "Such as 1h or 30m; -1h is an hour earlier.")),
    value: () => ({ schedule: { kind: "mirror", channel: Number(channel.value), offset: offset.value } }),
  };
}
