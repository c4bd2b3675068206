// A channel's picture right here, where the browser plays HLS; elsewhere in a player of one's own.

import { dialog, el, show } from "./dom.js";

/** The picture, with its sound off until it is asked for: browsers begin no other by themselves. */
export function player(number) {
  const link = el("a", { href: `/play/${number}.m3u`, "data-elsewhere": true }, "open it in a player");
  const note = el("p", { class: "hint" }, "The sound is off at first. You can also ", link, ".");
  const video = el("video", { controls: true, playsinline: true, "aria-label": `Channel ${number}`,
    error: () => show(note, "This browser does not play the channel here: ", link, " instead.") });
  video.muted = true;
  video.autoplay = true;
  video.src = `/iptv/channel/${number}.m3u8`;
  return el("div", { class: "player" }, video, note);
}

export async function watch(number) {
  const view = player(number);
  await dialog(`Channel ${number}`, view, el("button", { class: "button", value: "" }, "Close"));
  stop(view);
}

/** Has the browser let go of the stream. */
function stop(view) {
  const video = view.querySelector("video");
  video.removeAttribute("src");
  video.load();
}

/** Links to a channel's playlist show the channel instead. */
export function watchLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="/play/"]');
    if (!link || "elsewhere" in link.dataset || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    watch(link.getAttribute("href").slice("/play/".length, -".m3u".length));
  });
}
