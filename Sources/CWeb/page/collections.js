// Collections that the owner puts together: files one by one, or other collections.

import { all, get, post, put, read, remove } from "./api.js";
import { busy, confirm, dialog, el, field, many, section, select, show, span, toast, trouble } from "./dom.js";

const kinds = [["media", "Files, one by one"], ["playlist", "A playlist: collections take turns"],
  ["multi", "Several collections as one"], ["marathon", "A marathon: show after show"],
  ["rerun", "Reruns of another collection"]];
const empty = { media: () => ({ media: [] }), playlist: () => ({ playlist: [] }), multi: () => ({ multi: [] }),
  marathon: (known) => ({ marathon: { collection: known[0]?.id, group_by: "show", order: "chronological", shuffle_groups: false } }),
  rerun: (known) => ({ rerun: known[0]?.id }) };

/** The owner's own collections, with a way to make one. */
export function ownCollections() {
  const rows = el("div", { class: "rows" });
  const add = el("button", { class: "button", click: () => busy(add, view, async () => {
    const name = el("input", { required: true, maxlength: "200" });
    const kind = select(kinds, "media");
    const choice = await dialog("A new collection", el("div", { class: "fields" }, field("Name", name), field("It is", kind)),
      el("button", { class: "button", value: "", formnovalidate: true }, "Cancel"),
      el("button", { class: "button strong", value: "make" }, "Make it"));
    if (choice !== "make") return;
    const made = await post("collections", { name: name.value.trim(), mix: empty[kind.value](await all("collections")) });
    await draw();
    if (kind.value === "media") toast(`Add files to “${made.name}” below.`); else await edit(made.id, draw);
  }) }, "New collection");
  const view = section("Collections", rows, el("div", { class: "actions" }, add));
  async function draw() {
    const own = (await all("collections")).filter((entry) => entry.own);
    show(rows, own.length ? own.map((entry) => row(entry, draw))
      : el("p", { class: "hint" }, "Every folder is a collection by itself. Put others together here, and play them in a channel’s plan."));
  }
  draw().catch((problem) => trouble(view, problem));
  return { view, draw };
}

function row(entry, draw) {
  const item = el("article", { class: "row" });
  const change = el("button", { class: "button", "aria-label": `Edit “${entry.name}”`,
    click: () => busy(change, item, () => edit(entry.id, draw)) }, "Edit");
  const out = el("button", { class: "button", "aria-label": `Remove “${entry.name}”`, click: () => busy(out, item, async () => {
    if (!(await confirm(`Remove “${entry.name}”?`, "No file is touched.", "Remove"))) return;
    const { mark } = await read(`collections/${entry.id}`);
    await remove(`collections/${entry.id}`, mark);
    await draw();
  }) }, "Remove");
  item.append(el("div", {}, el("h3", {}, entry.name), el("p", {}, `${many(entry.items, "item")}, ${span(entry.length)}`)),
    el("div", { class: "actions" }, change, out));
  return item;
}

/** Lets the owner change what a collection is made of. */
async function edit(id, done) {
  const { data, mark } = await read(`collections/${id}`);
  const name = el("input", { required: true, maxlength: "200", value: data.name });
  const parts = await editor(id, data.mix);
  const choice = await dialog("What is in it?", el("div", { class: "fields" }, field("Name", name), parts),
    el("button", { class: "button", value: "", formnovalidate: true }, "Cancel"),
    el("button", { class: "button strong", value: "save" }, "Save"));
  if (choice !== "save") return;
  await put(`collections/${id}`, { name: name.value.trim(), mix: data.mix }, mark);
  toast("Saved.");
  await done();
}

async function editor(id, mix) {
  const [kind] = Object.keys(mix);
  const known = kind === "media" ? [] : (await all("collections")).filter((entry) => entry.id !== id);
  const choices = known.map((entry) => [entry.id, entry.name]);
  if (kind === "marathon") return marathon(mix.marathon, choices);
  if (kind === "rerun") {
    return field("Of", pick(choices, mix.rerun, (other) => { mix.rerun = other; }),
      "A channel plays from here what it has shown from there before.");
  }
  if (kind === "media") {
    const titles = new Map((await all(`collections/${id}/items`)).map((item) => [item.media, item.title]));
    return list(mix.media, (media) => el("span", {}, titles.get(media) ?? `A file that is not there now (${media})`));
  }
  if (kind === "multi") {
    return list(mix.multi, (value, index) => pick(choices, value, (other) => { mix.multi[index] = other; }), () => choices[0]?.[0]);
  }
  return list(mix.playlist, (entry) => turn(entry, choices),
    () => ({ collection: choices[0]?.[0], count: 1, in_guide: true }));
}

/** Rows that can be moved and removed; `fresh` makes another. */
function list(values, view, fresh) {
  const rows = el("ol", { class: "plain parts" });
  function draw(focus) {
    show(rows, values.map((value, index) => {
      const move = (by, text) => el("button", { type: "button", class: "button", disabled: !(index + by in values),
        "aria-label": `Move ${index + 1} ${text}`, click: () => {
          values.splice(index + by, 0, ...values.splice(index, 1));
          draw(index + by);
        } }, text === "up" ? "↑" : "↓");
      return el("li", {}, view(value, index), el("span", { class: "actions" }, move(-1, "up"), move(1, "down"),
        el("button", { type: "button", class: "button", "aria-label": `Take ${index + 1} out`, click: () => {
          values.splice(index, 1);
          draw(Math.min(index, values.length - 1));
        } }, "×")));
    }));
    if (!values.length) show(rows, el("li", {}, "Nothing yet."));
    rows.children[focus]?.querySelector("button:not([disabled]), select")?.focus();
  }
  draw();
  const add = fresh && el("button", { type: "button", class: "button", click: () => {
    values.push(fresh());
    draw(values.length - 1);
  } }, "Add another");
  return el("div", {}, rows, add);
}

const pick = (choices, value, change) => select(choices, value, (event) => change(Number(event.target.value)));

/** What of a collection, or which file, plays when an entry has its turn. */
function turn(entry, choices) {
  const count = el("input", { type: "number", min: "1", max: "10000", placeholder: "all", "aria-label": "How many in a turn; empty is all",
    value: entry.count ?? "", change: () => {
      if (count.value) { entry.count = Number(count.value); delete entry.play_all; } else { delete entry.count; entry.play_all = true; }
    } });
  const inGuide = el("input", { type: "checkbox", checked: entry.in_guide, change: () => { entry.in_guide = inGuide.checked; } });
  const what = entry.media === undefined ? pick(choices, entry.collection, (other) => { entry.collection = other; })
    : el("span", {}, `File ${entry.media}`);
  what.setAttribute("aria-label", "What plays");
  return el("span", { class: "turn" }, what, count, el("label", { class: "check" }, inGuide, " in the guide"));
}

function marathon(mix, choices) {
  const count = el("input", { type: "number", min: "1", max: "10000", value: mix.count ?? "", change: () => {
    if (count.value) mix.count = Number(count.value); else delete mix.count;
  } });
  const shuffles = el("input", { type: "checkbox", checked: mix.shuffle_groups, change: () => { mix.shuffle_groups = shuffles.checked; } });
  return el("div", { class: "fields" }, field("Of", pick(choices, mix.collection, (other) => { mix.collection = other; })),
    field("One after the other", select([["show", "Shows"], ["season", "Seasons"]], mix.group_by, (event) => { mix.group_by = event.target.value; })),
    field("Each in order of", select([["chronological", "release"], ["season_episode", "episode"], ["shuffle", "chance"], ["custom", "the collection"]],
      mix.order, (event) => { mix.order = event.target.value; })),
    field("In a turn", count, "How many; empty is all of it."),
    el("label", { class: "check" }, shuffles, " In an order of chance"));
}

/** Puts a file into a collection of the owner's choice. */
export async function collect(item, done) {
  const own = [];
  for (const entry of (await all("collections")).filter((other) => other.own)) {
    const { data, mark } = await read(`collections/${entry.id}`);
    if (data.mix.media || data.mix.playlist) own.push({ ...data, mark });
  }
  const where = select([...own.map((entry) => [entry.id, entry.name]), ["", "A new collection"]], own[0]?.id ?? "", () => {
    name.parentElement.hidden = Boolean(where.value);
  });
  const name = el("input", { maxlength: "200", value: "Favourites" });
  const named = field("Its name", name);
  named.hidden = own.length > 0;
  const choice = await dialog(`Where does “${item.title}” go?`, el("div", { class: "fields" }, field("Collection", where), named),
    el("button", { class: "button", value: "" }, "Cancel"), el("button", { class: "button strong", value: "add" }, "Add it"));
  if (choice !== "add") return;
  const chosen = own.find((entry) => String(entry.id) === where.value);
  if (!chosen) await post("collections", { name: name.value.trim(), mix: { media: [item.id] } });
  else {
    if (chosen.mix.media) chosen.mix.media.push(item.id);
    else chosen.mix.playlist.push({ media: item.id, count: 1, in_guide: true });
    await put(`collections/${chosen.id}`, { name: chosen.name, mix: chosen.mix }, chosen.mark);
  }
  toast(`“${item.title}” is in “${chosen?.name ?? name.value.trim()}”.`);
  await done();
}
