// The status page: the server draws it; here it is drawn again when something changes.

import { live } from "./api.js";

export function start(main) {
  let due = 0;
  let isDrawing = false;
  async function draw() {
    if (isDrawing || document.hidden) return;
    isDrawing = true;
    try {
      const answer = await fetch("/");
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const focused = document.activeElement?.getAttribute("href");
      main.replaceChildren(...fresh.getElementById("main").childNodes);
      if (focused) main.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    } catch {
      // The station is away for a moment; the next event finds it again.
    } finally {
      isDrawing = false;
    }
  }
  live("status", () => {
    clearTimeout(due);
    due = setTimeout(draw, 200);
  });
  setInterval(draw, 30000);
}
