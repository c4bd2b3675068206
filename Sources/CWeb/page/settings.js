// Settings, password, tokens for scripts, and the log.

import { get, patch, post, put, read, remove } from "./api.js";
import { busy, confirm, el, field, section, select, show, time, toast } from "./dom.js";

export async function start(main) {
  const values = section("Settings");
  const light = section("Status light");
  const lock = section("Password");
  const keys = section("Tokens for scripts");
  const copies = section("Backups");
  const log = section("Log");
  show(main, el("div", { class: "column" }, values, log), el("div", { class: "column" }, light, lock, keys, copies));
  await Promise.all([settings(values), lamp(light), password(lock), tokens(keys), backups(copies), lines(log)]);
}

function control(setting) {
  const choices = setting.accepts === "true or false" ? ["true", "false"]
    : setting.accepts.startsWith("one of ") ? setting.accepts.slice(7).split(", ") : undefined;
  const node = choices ? select(choices.map((choice) => [choice, choice]), setting.value) : el("input", { value: setting.value });
  node.disabled = !setting.editable;
  node.name = setting.name;
  return node;
}

async function settings(place) {
  const title = place.firstElementChild;
  let { data, mark } = await read("settings");
  const draw = () => {
    const origins = { default: "", file: "Set in the configuration file.", environment: "Set by the environment, so not here.", page: "Changed here." };
    const controls = data.items.map((setting) => [setting, control(setting)]);
    const save = el("button", { class: "button strong", type: "submit" }, "Save");
    const form = el("form", { submit: (event) => {
      event.preventDefault();
      busy(save, form, async () => {
        const changes = Object.fromEntries(controls.filter(([setting, node]) => setting.editable && node.value !== setting.value)
          .map(([setting, node]) => [setting.name, node.value]));
        if (!Object.keys(changes).length) { toast("Nothing was changed."); return; }
        ({ data, mark } = await patch("settings", changes, mark));
        draw();
        toast("Saved.");
      });
    } }, el("div", { class: "fields" }, controls.map(([setting, node]) => field(setting.name, node,
      [setting.meaning, setting.editable || setting.from === "environment" ? origins[setting.from] : "Changed in the configuration file only.", setting.waits ? "Waits for a restart." : ""].filter(Boolean).join(" ")))),
    el("div", { class: "actions" }, save));
    show(place, title, data.restart_needed && restart(), form);
  };
  draw();
}

/** The light on the box; a box without one shows nothing here. */
async function lamp(place) {
  const title = place.firstElementChild;
  let led = await get("led");
  place.hidden = !led.fitted;
  const draw = () => {
    const modes = select([["auto", "Shows how the station is"], ["off", "Off"]], led.mode === "off" ? "off" : "auto", () => set(modes, modes.value, "Saved."));
    const set = (node, mode, words) => busy(node, place, async () => {
      led = (await put("led", { mode })).data;
      draw();
      toast(words);
    });
    const find = el("button", { class: "button", type: "button", click: () => set(find, "identify", "It blinks for 30 seconds.") }, "Which box is it?");
    show(place, title, el("div", { class: "fields" }, field("Light", modes, "The same is at the top of every page.")), el("div", { class: "actions" }, find));
  };
  draw();
}

function restart() {
  const note = el("div", { class: "notice" }, el("p", {}, "Some changes wait for a restart. Whoever watches is interrupted for a few seconds."));
  const go = el("button", { class: "button strong", type: "button", click: () => busy(go, note, async () => {
    await post("restart");
    await back();
  }) }, "Restart now");
  note.append(el("div", { class: "actions" }, go));
  return note;
}

/** Waits until the station has started again. */
async function back() {
  const began = Date.now();
  for (;;) {
    await new Promise((done) => setTimeout(done, 500));
    const status = await get("status").catch(() => undefined);
    if (status && status.uptime <= (Date.now() - began) / 1000 + 1) break;
    if (Date.now() - began > 30000) throw Object.assign(new Error("The station is not back after 30 seconds."), { remedy: "Look at it, and at its log." });
  }
  location.reload();
}

async function backups(place) {
  const title = place.firstElementChild;
  const { items } = await get("backups");
  const day = (seconds) => new Date(seconds * 1000).toLocaleString();
  const restore = (button, item, name, body) => busy(button, item, async () => {
    if (!(await confirm(`Go back to “${name}”?`, "Channels, plans and edits are as they were then; what is here now is kept as a backup. The station restarts.", "Restore it"))) return;
    await post("restore", body);
    await back();
  });
  const rows = items.map((backup) => {
    const item = el("li", {}, el("a", { href: `/api/backups/${backup.name}`, download: backup.name }, day(backup.made)),
      el("small", {}, `${Math.max(1, Math.round(backup.size / 1024))} kB`));
    const use = el("button", { class: "button", click: () => restore(use, item, day(backup.made), { backup: backup.name }) }, "Restore");
    item.append(use);
    return item;
  });
  const make = el("button", { class: "button", click: () => busy(make, place, async () => {
    await post("backups");
    await backups(place);
  }) }, "Make one now");
  const file = el("input", { type: "file", accept: ".gz" });
  file.addEventListener("change", () => file.files[0] && restore(file, place, file.files[0].name, file.files[0]));
  show(place, title, el("p", { class: "hint" }, "One is made each day; those of seven days and four weeks stay."),
    el("ul", { class: "plain" }, rows), el("div", { class: "fields" }, field("Restore from a file", file)),
    el("div", { class: "actions" }, make));
}

async function password(place) {
  const session = await get("session");
  const current = el("input", { type: "password", autocomplete: "current-password", required: true });
  const next = el("input", { type: "password", autocomplete: "new-password", required: true, minlength: "8" });
  const save = el("button", { class: "button strong", type: "submit" }, session.claimed ? "Change it" : "Set it");
  const out = session.claimed && el("button", { class: "button", type: "button", click: () => busy(out, form, async () => {
    await remove("session");
    location.href = "/";
  }) }, "Sign out");
  const form = el("form", { submit: (event) => {
    event.preventDefault();
    busy(save, form, async () => {
      await put("password", session.claimed ? { password: next.value, current: current.value } : { password: next.value });
      toast("The password is set. Other browsers have to sign in again.");
      show(place, place.firstElementChild);
      await password(place);
    });
  } }, !session.claimed && el("p", { class: "hint" }, "There is none: everybody in your network can change the station."),
  el("div", { class: "fields" }, session.claimed && field("Present password", current), field("New password", next, "At least 8 characters.")),
  el("div", { class: "actions" }, save, out));
  place.append(form);
}

async function tokens(place) {
  const title = place.firstElementChild;
  const { items } = await get("tokens");
  const name = el("input", { required: true, maxlength: "100", placeholder: "Such as Home Assistant" });
  const make = el("button", { class: "button", type: "submit" }, "Make a token");
  const form = el("form", { submit: (event) => {
    event.preventDefault();
    busy(make, form, async () => {
      const made = await post("tokens", { name: name.value });
      await tokens(place);
      place.append(el("p", { class: "notice", role: "status" }, `The token of “${made.name}”, shown only now: `, el("code", {}, made.token)));
    });
  } }, el("div", { class: "fields" }, field("Name", name)), el("div", { class: "actions" }, make));
  show(place, title, el("p", { class: "hint" }, "A script sends one as “Authorization: Bearer …” and may do all that you may."),
    el("ul", { class: "plain" }, items.map((token) => {
      const item = el("li", {}, el("strong", {}, token.name), el("small", {}, `made ${new Date(token.made * 1000).toLocaleDateString()}`));
      const end = el("button", { class: "button", click: () => busy(end, item, async () => {
        if (!(await confirm(`Take “${token.name}” back?`, "Scripts that use it stop working.", "Take it back"))) return;
        await remove(`tokens/${token.id}`);
        await tokens(place);
      }) }, "Take back");
      item.append(end);
      return item;
    })), form);
}

async function lines(place) {
  const list = el("ol", { class: "log", tabindex: "0", "aria-label": "Lines of the log" });
  const level = select([["info", "everything"], ["notice", "what matters"], ["warning", "trouble only"]], "info", draw);
  const again = el("button", { class: "button", click: () => busy(again, place, draw) }, "Refresh");
  async function draw() {
    const { items } = await get(`logs?limit=200&level=${level.value}`);
    show(list, items.reverse().map((line) => el("li", { class: line.level }, el("b", {}, time(line.time)), " ", line.text)));
  }
  place.append(el("div", { class: "fields" }, field("Show", level)), list, el("div", { class: "actions" }, again));
  await draw();
}
