// The station's API. Every failure is an Error with a remedy and, perhaps, the field it is about.

import { dialog, el, field, trouble } from "./dom.js";

export class Problem extends Error {
  constructor(document, status) {
    super(document.detail ?? "The station did not answer.");
    this.remedy = document.remedy ?? "Try again.";
    this.field = document.field;
    this.status = status;
  }
}

/** Pictures say what they are; anything else that is a file is a backup. */
const fileType = (file) => (file.type.startsWith("image/") ? file.type : "application/gzip");

async function send(method, path, body, mark) {
  const headers = {};
  const isFile = body instanceof Blob;
  if (body !== undefined) headers["Content-Type"] = isFile ? fileType(body) : "application/json";
  if (mark) headers["If-Match"] = mark;
  let answer;
  try {
    answer = await fetch(`/api/${path}`, {
      method, headers, body: body === undefined || isFile ? body : JSON.stringify(body),
    });
  } catch {
    throw new Problem({ detail: "The station cannot be reached.", remedy: "Check that it is on, and try again." }, 0);
  }
  const text = await answer.text();
  let document = {};
  try { document = text ? JSON.parse(text) : {}; } catch { /* No JSON, so no document. */ }
  if (!answer.ok) throw new Problem(document, answer.status);
  return { data: document, mark: answer.headers.get("ETag") };
}

let asking;

async function call(method, path, body, mark) {
  try {
    return await send(method, path, body, mark);
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    asking ??= signIn().finally(() => { asking = undefined; });
    if (!(await asking)) throw problem;
    return send(method, path, body, mark);
  }
}

export const get = (path) => call("GET", path).then((answer) => answer.data);
export const read = (path) => call("GET", path);
export const post = (path, body, mark) => call("POST", path, body, mark).then((answer) => answer.data);
export const put = (path, body, mark) => call("PUT", path, body, mark);
export const patch = (path, body, mark) => call("PATCH", path, body, mark);
export const remove = (path, mark) => call("DELETE", path, undefined, mark);

/** Every item of a paged list. */
export async function all(path) {
  const items = [];
  for (;;) {
    const page = await get(`${path}${path.includes("?") ? "&" : "?"}limit=500&offset=${items.length}`);
    items.push(...page.items);
    if (items.length >= page.total || !page.items.length) return items;
  }
}

/** Asks for the password until it is right, or the visitor gives up. */
async function signIn() {
  const input = el("input", { type: "password", autocomplete: "current-password", required: true });
  const body = el("div", {}, field("Password", input, "The one that was set on this station."));
  for (;;) {
    const choice = await dialog("Sign in", body,
      el("button", { class: "button", value: "", formnovalidate: true }, "Cancel"),
      el("button", { class: "button strong", value: "in" }, "Sign in"));
    if (choice !== "in") return false;
    try {
      await send("POST", "session", { password: input.value });
      location.reload();
      return true;
    } catch (problem) {
      trouble(body, problem);
    }
  }
}

/** Calls `heard` with each new document of the topic; silent for visitors who are not signed in. */
export async function live(topic, heard) {
  if (!stream) {
    const session = await send("GET", "session").catch(() => ({ data: {} }));
    if (!session.data.owner) return;
    stream ??= new EventSource("/api/events");
  }
  stream.addEventListener(topic, (event) => heard(JSON.parse(event.data)));
}

let stream;
