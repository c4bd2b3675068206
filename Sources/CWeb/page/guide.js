// The guide: a grid of channels and time that arrow keys walk through.

import { get } from "./api.js";
import { dialog, el, merged, section, show, time } from "./dom.js";
import { watch } from "./watch.js";

const perMinute = 4;
const hours = 24;

export async function start(main) {
  const box = el("div", { class: "guide", tabindex: "-1" });
  const day = el("input", { type: "date", "aria-label": "Day" });
  const now = el("button", { class: "button", click: () => go(Date.now() / 1000) }, "Now");
  show(main, el("div", { class: "wide" }, section("Guide", el("div", { class: "actions" }, now, day), box)));
  day.addEventListener("change", () => day.value && go(new Date(`${day.value}T00:00`).getTime() / 1000));
  async function go(instant) {
    const from = Math.floor(instant / 1800) * 1800;
    const local = new Date(from * 1000);
    day.value = `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, "0")}-${String(local.getDate()).padStart(2, "0")}`;
    grid(box, await get(`guide?from=${from}&seconds=${hours * 3600}`));
  }
  await go(Date.now() / 1000);
}

function grid(box, guide) {
  const left = (instant) => ((instant - guide.from) / 60) * perMinute;
  const width = left(guide.to);
  const ruler = el("div", { class: "ruler", "aria-hidden": "true" });
  ruler.style.width = `${width}px`;
  for (let mark = guide.from; mark < guide.to; mark += 1800) {
    const tick = el("span", {}, time(mark));
    tick.style.left = `${left(mark)}px`;
    ruler.append(tick);
  }
  const rows = guide.channels.map((channel) => {
    const track = el("div", { class: "track", role: "presentation" });
    track.style.width = `${width}px`;
    for (const programme of merged(channel.programmes, 240)) {
      const begin = Math.max(programme.start, guide.from);
      const end = Math.min(programme.finish, guide.to);
      if (end <= begin) continue;
      const cell = el("button", { role: "gridcell", tabindex: "-1", click: () => details(channel, programme) },
        el("strong", {}, programme.title), el("small", {}, `${time(programme.start)}–${time(programme.finish)}`));
      cell.style.left = `${left(begin)}px`;
      cell.style.width = `${Math.max(left(end) - left(begin) - 2, 2)}px`;
      if (programme.start <= Date.now() / 1000 && programme.finish > Date.now() / 1000) cell.classList.add("now");
      track.append(cell);
    }
    return el("div", { role: "row", class: "line" },
      el("div", { role: "rowheader", class: "who" }, el("b", {}, channel.number), " ", channel.name), track);
  });
  const line = el("div", { class: "nowline", "aria-hidden": "true" });
  line.style.left = `calc(var(--who) + ${left(Date.now() / 1000)}px)`;
  line.hidden = Date.now() / 1000 < guide.from || Date.now() / 1000 > guide.to;
  const table = el("div", { role: "grid", "aria-label": "Programmes", class: "table", keydown: walk }, rows);
  show(box, el("div", { class: "rulers" }, el("div", { class: "who" }), ruler), table, line);
  if (!guide.channels.length) show(box, el("p", { class: "hint" }, "There is no channel yet."));
  const first = table.querySelector(".now") ?? table.querySelector("[role=gridcell]");
  if (first) first.tabIndex = 0;
}

function walk(event) {
  const cell = event.target.closest("[role=gridcell]");
  if (!cell) return;
  const cells = [...cell.parentElement.children];
  const lines = [...cell.closest("[role=grid]").children];
  const line = lines.indexOf(cell.closest("[role=row]"));
  const centre = cell.offsetLeft + Math.min(cell.offsetWidth, 40) / 2;
  const beside = (index) => lines[index] && [...lines[index].querySelectorAll("[role=gridcell]")]
    .find((other) => other.offsetLeft + other.offsetWidth + 2 > centre);
  const target = {
    ArrowRight: () => cells[cells.indexOf(cell) + 1], ArrowLeft: () => cells[cells.indexOf(cell) - 1],
    ArrowDown: () => beside(line + 1), ArrowUp: () => beside(line - 1),
    Home: () => cells[0], End: () => cells[cells.length - 1],
  }[event.key]?.();
  if (!target) return;
  event.preventDefault();
  cell.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

async function details(channel, programme) {
  const choice = await dialog(programme.title, el("p", {}, `${channel.number} ${channel.name}, ${time(programme.start)}–${time(programme.finish)}`),
    el("button", { class: "button", value: "" }, "Close"),
    el("button", { class: "button", value: `/channels/${channel.id}` }, "Edit the channel"),
    el("button", { class: "button strong", value: "watch" }, "Watch"));
  if (choice === "watch") await watch(channel.number);
  else if (choice) location.href = choice;
}
