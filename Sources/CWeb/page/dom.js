// Building the page: text from the library becomes text nodes only, never markup.

/** An element; `props` are attributes, or listeners when they are functions (`click: …`). */
export function el(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else if (key === "value" || key === "checked" || key === "disabled") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}

export function show(place, ...kids) {
  place.replaceChildren(...kids.flat().filter(Boolean));
}

let count = 0;

/** A labelled control, with a hint below it and room for what is wrong with it. */
export function field(label, control, hint) {
  const id = `f${++count}`;
  control.id = id;
  const about = el("small", { id: `${id}h` }, hint ?? "");
  control.setAttribute("aria-describedby", about.id);
  return el("div", { class: "field" }, el("label", { for: id }, label), control, about);
}

export function select(options, value, change) {
  return el("select", { change }, options.map(([key, text]) =>
    el("option", { value: String(key), selected: String(key) === String(value) }, text)));
}

export function section(title, ...kids) {
  const id = `s${++count}`;
  return el("section", { class: "card", "aria-labelledby": id },
    el("h2", { id, tabindex: "-1" }, title), ...kids);
}

/** A message that goes by itself. */
export function toast(text) {
  const note = el("p", { class: "toast", role: "status" }, text);
  document.querySelectorAll(".toast").forEach((old) => old.remove());
  document.body.append(note);
  setTimeout(() => note.remove(), 6000);
}

/** What went wrong, where it was asked for. */
export function trouble(place, error) {
  place.querySelectorAll(".trouble").forEach((old) => old.remove());
  if (!error) return;
  place.append(el("p", { class: "trouble", role: "alert" },
    el("strong", {}, error.message), " ", error.remedy ?? ""));
}

/** Runs `work` while its button waits; what goes wrong is shown in `place`. */
export async function busy(button, place, work) {
  trouble(place, null);
  button.disabled = true;
  try {
    return await work();
  } catch (error) {
    trouble(place, error);
    return undefined;
  } finally {
    button.disabled = false;
  }
}

/** A dialogue; resolves with the value of the button that closed it, or "". */
export function dialog(title, body, ...buttons) {
  const id = `d${++count}`;
  const box = el("dialog", { "aria-labelledby": id }, el("form", { method: "dialog" },
    el("h2", { id }, title), body, el("div", { class: "actions" }, buttons)));
  for (const button of buttons.filter((other) => !other.value)) {
    button.type = "button";  // Enter means the other one.
    button.addEventListener("click", () => box.close(""));
  }
  document.body.append(box);
  box.showModal();
  return new Promise((done) => box.addEventListener("close", () => {
    box.remove();
    done(box.returnValue);
  }));
}

export const confirm = (title, text, action) => dialog(title, el("p", {}, text),
  el("button", { class: "button", value: "" }, "Keep"),
  el("button", { class: "button strong", value: "yes" }, action)).then((value) => value === "yes");

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const time = (seconds) => clock.format(seconds * 1000);

export function span(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const many = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Neighbours shorter than `least` seconds become one entry, so that a day of clips stays legible. */
export function merged(items, least, same = () => true) {
  const out = [];
  for (const item of items) {
    const last = out[out.length - 1];
    const isShort = item.finish - item.start < least;
    if (last && last.isShort && isShort && last.finish === item.start && same(last, item)
        && item.finish - last.start < 3600) {
      last.finish = item.finish;
      last.count += 1;
    } else {
      out.push({ ...item, isShort, count: 1 });
    }
  }
  return out.map((item) => (item.count > 1
    ? { ...item, title: `${item.count} short programmes, from “${item.title}”` } : item));
}
