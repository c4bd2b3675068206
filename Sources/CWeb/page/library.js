// Libraries: the folders that media come from, how far their scan is, and what was found.

import { all, get, live, patch, post, read, remove } from "./api.js";
import { collect, ownCollections } from "./collections.js";
import { busy, confirm, dialog, el, field, many, section, select, show, span, toast, trouble } from "./dom.js";

export async function start(main) {
  const sources = el("div", { class: "rows" });
  const progress = el("div", { class: "progress" });
  const add = el("button", { class: "button strong", click: () => choose(add.parentElement, draw) }, "Add a folder");
  const own = ownCollections();
  const files = section("Files");
  show(main, el("div", { class: "column" },
    section("Folders", sources, progress, el("div", { class: "actions" }, add)), own.view), el("div", { class: "column" }, files));

  async function draw() {
    const { items } = await get("sources");
    show(sources, items.length ? items.map((source) => row(source, draw))
      : el("p", { class: "hint" }, "No folder yet. Add the folder that your films and shows are in."));
    await list(files, own.draw);
  }
  await draw();
  let wasBusy = false;
  follow(progress, (scan) => {
    const isBusy = scan.phase !== "idle";
    if (wasBusy !== isBusy || isBusy) draw();
    wasBusy = isBusy;
  });
}

function row(source, draw) {
  const item = el("article", { class: "row" });
  const facts = [many(source.playable, "playable file")];
  if (source.unplayable) facts.push(`${source.unplayable} cannot be played`);
  if (source.missing) facts.push(`${source.missing} missing`);
  if (source.waiting) facts.push(`${source.waiting} waiting`);
  const again = el("button", { class: "button", click: () => busy(again, item, async () => {
    await post(`sources/${source.id}/scan`);
    toast(`Looking through “${source.name}”.`);
  }) }, "Look again");
  const out = source.removable && el("button", { class: "button", click: () => busy(out, item, async () => {
    if (!(await confirm(`Remove “${source.name}”?`,
      "Its channels leave the air. No file is touched; if you add the folder again, everything comes back.", "Remove"))) return;
    await remove(`sources/${source.id}`);
    draw();
  }) }, "Remove");
  item.append(el("div", {}, el("h3", {}, source.name), el("p", {}, source.location), el("p", {}, facts.join(", "))),
    el("div", { class: "actions" }, again, out));
  if (source.problem) item.append(el("p", { class: "trouble" }, source.problem));
  return item;
}

/** Shows how far the scan is, and tells `changed`. */
export function follow(place, changed = () => {}) {
  live("scan", (scan) => {
    const done = scan.probed;
    const total = done + scan.waiting;
    const what = scan.phase === "idle"
      ? (scan.finished ? `Up to date: ${many(scan.found, "file")} seen.` : "")
      : scan.phase === "walking" ? `Looking for files: ${scan.found} so far.`
        : `Looking into files: ${done} of ${total}.`;
    show(place, what && el("p", {}, what), scan.phase !== "idle"
      && el("progress", { max: String(Math.max(total, 1)), value: String(done), "aria-label": "Scan" }));
    changed(scan);
  });
}

/** Lets the owner pick a folder of the station, and adds it. */
export async function choose(place, added) {
  const list = el("ul", { class: "folders" });
  const here = el("p", { class: "path" });
  const makes = el("input", { type: "checkbox", checked: true });
  let path = "/";
  async function go(to) {
    const folder = await get(`folders?path=${encodeURIComponent(to)}`);
    path = folder.path;
    show(here, el("strong", {}, path), folder.files ? ` ${many(folder.files, "media file")} here` : "");
    const entry = (name, target) => el("li", {}, el("button", { type: "button", click: () => go(target) }, name));
    show(list, folder.parent && entry("↑ up", folder.parent), folder.folders.map((name) =>
      entry(name, path === "/" ? `/${name}` : `${path}/${name}`)));
    list.querySelector("button")?.focus();
  }
  try { await go("/"); } catch (problem) { toast(problem.message); return; }
  const choice = await dialog("Choose a folder of this station", el("div", {}, here, list,
    el("label", { class: "check" }, makes, " Make a channel of each folder in it")),
  el("button", { class: "button", value: "" }, "Cancel"),
  el("button", { class: "button strong", value: "use" }, "Use this folder"));
  if (choice !== "use") return;
  const button = place.querySelector("button") ?? el("button");
  await busy(button, place, async () => {
    const source = await post("sources", { location: path, make_channels: makes.checked });
    await added(source);
  });
}

const states = [["", "All"], ["ok", "Playable"], ["unplayable", "Cannot be played"], ["missing", "Missing"], ["new", "Waiting"]];

async function list(place, collected) {
  if (place.dataset.ready) return;
  place.dataset.ready = "yes";
  const words = el("input", { type: "search", placeholder: "alien year:>=1979 -genre:comedy" });
  const state = select(states, "", () => find(0));
  const rows = el("ul", { class: "plain" });
  const more = el("button", { class: "button", hidden: true, click: () => find(rows.childElementCount) }, "Show more");
  const gone = el("button", { class: "button", hidden: true, click: () => busy(gone, place, async () => {
    if (!(await confirm("Forget all missing files?", "They leave every collection, with what you have said about them. "
      + "If a disk is only not plugged in, keep them: they come back with it.", "Forget them"))) return;
    const { data } = await remove("media?state=missing");
    toast(`${many(data.forgotten, "file")} forgotten.`);
    await find(0);
  }) }, "Forget all missing");
  let due = 0;
  let turn = 0;
  words.addEventListener("input", () => { clearTimeout(due); due = setTimeout(() => find(0), 250); });
  place.append(el("div", { class: "fields" }, field("Search", words), field("Show", state)), rows, el("div", { class: "actions" }, more, gone));
  async function find(offset) {
    const mine = ++turn;
    const query = [words.value.trim() && `(${words.value})`, state.value && `state:${state.value}`].filter(Boolean).join(" ");
    let page;
    try {
      page = await get(`search?limit=50&offset=${offset}&q=${encodeURIComponent(query)}`);
    } catch (problem) {
      if (mine === turn) trouble(place, problem);
      return;
    }
    if (mine !== turn) return;
    trouble(place, null);
    const items = page.items.map((item) => line(item, collected));
    if (offset) rows.append(...items); else show(rows, items.length ? items : el("li", {}, "Nothing found."));
    more.hidden = page.items.length < 50;
    gone.hidden = state.value !== "missing" || !page.total;
  }
  await find(0);
}

function line(item, collected) {
  const row = el("li", {}, el("strong", {}, item.title),
    el("small", {}, [item.path, item.duration && span(item.duration / 1000), item.reason].filter(Boolean).join(" · ")));
  const change = el("button", { class: "button", "aria-label": `Edit “${item.title}”`,
    click: () => busy(change, row, () => edit(item, row, collected)) }, "Edit");
  const into = el("button", { class: "button", "aria-label": `Put “${item.title}” into a collection`,
    click: () => busy(into, row, () => collect(item, collected)) }, "Collect");
  const out = item.state === "missing" && el("button", { class: "button", "aria-label": `Forget “${item.title}”`,
    click: () => busy(out, row, async () => {
      await remove(`media/${item.id}`);
      row.remove();
    }) }, "Forget");
  row.append(el("span", { class: "actions" }, change, item.duration && into, out));
  return row;
}

const fields = [["title", "Title"], ["show", "Show"], ["season", "Season"], ["episode", "Episode"], ["year", "Year"],
  ["released", "Released"], ["content_rating", "Content rating"], ["genres", "Genres"], ["actors", "Actors"],
  ["directors", "Directors"], ["plot", "Plot"]];
const lists = ["genres", "actors", "directors"];
const numbers = ["season", "episode", "year"];
const sayers = { owner: "Yours; empty it to take it back.", nfo: "From the NFO beside it.", embedded: "From the tags inside it.", name: "From its name." };

/** Lets the owner say what a file is; what is emptied is taken from the file again. */
async function edit(item, row, collected) {
  const { data, mark } = await read(`media/${item.id}`);
  const text = (name) => [data.details[name]?.value ?? ""].flat().join("; ");
  const inputs = fields.map(([name]) => [name, el(name === "plot" ? "textarea" : "input", { value: text(name) })]);
  const poster = el("img", { src: `/api/media/${item.id}/artwork/poster`, alt: "", height: "160", hidden: true,
    load: () => { poster.hidden = false; } });
  const choice = await dialog("What is it?", el("div", { class: "fields" }, poster, inputs.map(([name, input], index) =>
    field(fields[index][1], input, [sayers[data.details[name]?.from], lists.includes(name) && "Separated by semicolons."].filter(Boolean).join(" ")))),
  el("button", { class: "button", value: "", formnovalidate: true }, "Cancel"),
  el("button", { class: "button strong", value: "save" }, "Save"));
  if (choice !== "save") return;
  const changes = Object.fromEntries(inputs.filter(([name, input]) => input.value.trim() !== text(name))
    .map(([name, input]) => [name, value(name, input.value.trim())]));
  if (!Object.keys(changes).length) return;
  const { data: now } = await patch(`media/${item.id}`, changes, mark);
  row.replaceWith(line({ ...item, title: now.title }, collected));
  toast("Saved. It holds when the library is scanned.");
}

function value(name, text) {
  if (!text) return null;
  if (lists.includes(name)) return text.split(";").map((part) => part.trim()).filter(Boolean);
  return numbers.includes(name) && /^\d+$/.test(text) ? Number(text) : text;
}

export const collections = () => all("collections");
