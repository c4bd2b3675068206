// Channels: the list, and one channel with its plan inside.

import { all, get, patch, post, put, read, remove } from "./api.js";
import { busy, confirm, el, field, section, select, show, time, toast } from "./dom.js";
import { collections } from "./library.js";
import { editor } from "./plan.js";

export async function start(main) {
  const place = location.pathname.split("/")[2];
  if (place === "new") return create(main);
  if (place) return one(main, place);
  return list(main);
}

async function list(main) {
  const channels = await all("channels");
  const rows = channels.map((channel) => el("a", { class: "row", href: `/channels/${channel.id}` },
    el("span", { class: `number${channel.number.length > 4 ? " long" : ""}` }, channel.number),
    el("div", {}, el("h3", {}, channel.name), el("p", {}, [channel.profile, channel.group,
      channel.favourite && "favourite", channel.hidden && "hidden"].filter(Boolean).join(", ")))));
  show(main, el("div", { class: "wide" }, section("Channels",
    el("div", { class: "rows" }, rows), el("div", { class: "actions" },
      el("a", { class: "button strong", href: "/channels/new" }, "New channel")))));
}

/** The channel's own fields, and what they say. */
function head(channel) {
  const name = el("input", { value: channel.name ?? "", required: true, maxlength: "100" });
  const number = el("input", { value: channel.number ?? "", inputmode: "decimal", pattern: "\\d{1,5}(\\.\\d{1,5})?", placeholder: channel.id ? "" : "the next free one" });
  const group = el("input", { value: channel.group ?? "EXStreamTV", maxlength: "100" });
  const profile = select([...(channel.id ? [] : [["", "whatever copies most of it"]]), ["1080p", "1080p"], ["720p", "720p"], ["480p", "480p"]], channel.profile ?? "");
  const favourite = el("input", { type: "checkbox", checked: channel.favourite ?? false });
  const hidden = el("input", { type: "checkbox", checked: channel.hidden ?? false });
  const onDemand = el("input", { type: "checkbox", checked: channel.on_demand ?? false });
  const fit = select([["pad", "black bars"], ["crop", "cut off what does not fit"], ["stretch", "stretch it"]], channel.fit ?? "pad");
  const subtitles = select([["none", "none"], ["forced", "forced ones"], ["burn", "the best there are"]], channel.subtitles ?? "none");
  const languages = el("input", { value: channel.subtitle_languages ?? "", maxlength: "50", placeholder: "en, de" });
  return {
    form: el("div", { class: "fields" }, field("Name", name),
      field("Number", number, channel.id ? "Apps know a channel by its number: after a change, have them look for channels again." : "Such as 7 or 5.1."),
      field("Group", group, "The shelf that IPTV apps file it under."), field("Picture", profile, "Files of this size are copied, others are encoded."),
      field("Other shapes", fit), field("Subtitles in the picture", subtitles, "From the next start of the channel on; such films are encoded."), field("Subtitle languages", languages, "Preferred first; empty takes the file's own choice."),
      el("label", { class: "check" }, favourite, " Favourite"), el("label", { class: "check" }, hidden, " Hidden from lists, still tunable"),
      el("label", { class: "check" }, onDemand, " On demand: stands still while nobody watches")),
    values: () => {
      const values = { name: name.value, group: group.value, favourite: favourite.checked, hidden: hidden.checked, on_demand: onDemand.checked, fit: fit.value, subtitles: subtitles.value, subtitle_languages: languages.value };
      if (number.value.trim()) values.number = number.value.trim();
      if (profile.value) values.profile = profile.value;
      return values;
    },
  };
}

async function create(main) {
  const known = await collections();
  const about = head({});
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const plan = await editor({ timezone: zone, schedule: { kind: "classic", items: [{ mode: "flood", collection: known[0]?.id, order: "shuffle" }] } }, known, await all("channels"));
  const save = el("button", { class: "button strong", type: "submit" }, "Put it on the air");
  const form = el("form", { class: "column wide", submit: (event) => {
    event.preventDefault();
    busy(save, form.lastElementChild, async () => {
      const made = await post("channels", { ...about.values(), plan: plan.value() });
      location.href = `/channels/${made.id}`;
    });
  } }, section("New channel", about.form), plan.view, el("div", { class: "actions" }, save));
  show(main, form);
}

async function one(main, id) {
  let { data: channel, mark } = await read(`channels/${id}`);
  let { data: stored, mark: planMark } = await read(`channels/${id}/plan`);
  const known = await collections();
  const about = head(channel);
  const others = (await all("channels")).filter((other) => other.id !== channel.id);
  const plan = await editor(stored, known, others);

  const save = el("button", { class: "button strong", type: "submit" }, "Save channel");
  const gone = el("button", { class: "button", type: "button", click: () => busy(gone, form, async () => {
    if (!(await confirm(`Remove channel ${channel.number}?`, "Apps lose it from their lists. Its media stay in the library.", "Remove"))) return;
    await remove(`channels/${id}`, mark);
    location.href = "/channels";
  }) }, "Remove channel");
  const skip = el("button", { class: "button", type: "button", click: () => busy(skip, form, async () => {
    const next = await post(`channels/${id}/skip`, {});
    toast(`${next.title} begins at ${time(next.at)}, and everything after it moves up.`);
    await plan.preview();
  }) }, "Skip to the next programme");
  const form = el("form", { submit: (event) => {
    event.preventDefault();
    busy(save, form, async () => {
      ({ data: channel, mark } = await patch(`channels/${id}`, about.values(), mark));
      toast(`Channel ${channel.number} is saved.`);
    });
  } }, section(`Channel ${channel.number}`, about.form, el("div", { class: "actions" }, save,
    el("a", { class: "button", href: `/play/${channel.number}.m3u` }, "Watch"), skip, gone)));

  const keep = el("button", { class: "button strong", type: "button", click: () => busy(keep, keep.parentElement, async () => {
    ({ mark: planMark } = await put(`channels/${id}/plan`, plan.value(), planMark));
    toast("The plan is saved. It begins when the programme that is on now ends.");
    await plan.preview();
    await earlier();
  }) }, "Save plan");
  plan.view.append(el("div", { class: "actions" }, keep));

  const former = el("div", {});
  const earlier = async () => show(former, await history(id, known, planMark));
  await earlier();
  show(main, el("div", { class: "column wide" }, form, logo(id), plan.view, former));
}

/** The channel's logo: drawn, or one of the owner's. */
function logo(id) {
  const picture = el("img", { class: "logo", alt: "The channel's logo", src: `/api/channels/${id}/logo` });
  const again = () => { picture.src = `/api/channels/${id}/logo?${Date.now()}`; };
  const file = el("input", { type: "file", accept: "image/png,image/jpeg,image/webp", class: "file", "aria-label": "Picture for the logo" });
  const set = el("button", { class: "button", type: "button", click: () => busy(set, box, async () => {
    if (!file.files[0]) { file.focus(); return; }
    await put(`channels/${id}/logo`, file.files[0]);
    again();
    toast("The logo is set. Apps show it when they fetch the guide again.");
  }) }, "Use this picture");
  const draw = el("button", { class: "button", type: "button", click: () => busy(draw, box, async () => {
    await remove(`channels/${id}/logo`);
    again();
  }) }, "Draw one");
  const box = section("Logo", el("div", { class: "fields" }, picture, file), el("div", { class: "actions" }, set, draw));
  return box;
}

const shapes = { classic: "", slots: "Slots: ", balance: "A mix: ", blocks: "Blocks: ", mirror: "Another channel", card: "A card" };

/** The plans that the channel had, each to be brought back. */
async function history(id, known, mark) {
  const { items } = await get(`channels/${id}/history?limit=20`);
  if (!items.length) return null;
  const names = new Map(known.map((entry) => [entry.id, entry.name]));
  const rows = items.map((old, index) => {
    const from = old.collections.map((one) => names.get(one) ?? "something that is gone").slice(0, 3).join(", ");
    const when = new Date(old.replaced * 1000).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    const back = el("button", { class: "button", type: "button", "aria-label": index ? `Bring back the plan that was replaced on ${when}` : undefined, click: () => busy(back, row, async () => {
      await post(`channels/${id}/history/${old.id}/restore`, undefined, mark);
      location.reload();
    }) }, index ? "Bring back" : "Undo the last change");
    const row = el("li", {}, el("div", {}, el("strong", {}, shapes[old.kind] + from), el("br"), el("small", {}, `Until ${when}`)), back);
    return row;
  });
  return section("Earlier plans", el("ul", { class: "plain" }, rows));
}
