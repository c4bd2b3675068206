// Every page's beginning: finds the part that fills it, and keeps its head up to date.

import { live } from "./api.js";
import { show, trouble } from "./dom.js";
import { watchLinks } from "./watch.js";

const main = document.getElementById("main");
const part = document.body.dataset.part;

live("status", (status) => {
  const state = document.querySelector(".state");
  state.classList.toggle("care", !status.ok);
  show(state, state.querySelector(".led"), status.state);
});

watchLinks();

import(`./${part}.js`)
  .then((module) => module.start(main))
  .catch((error) => trouble(main, error));
