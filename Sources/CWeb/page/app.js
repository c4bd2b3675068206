// Every page's beginning: finds the part that fills it, and keeps its head up to date.

import { live } from "./api.js";
import { show, trouble } from "./dom.js";
import { watchLinks } from "./watch.js";

const main = document.getElementById("main");
const part = document.body.dataset.part;

live("status", (status) => {
  const state = document.querySelector(".state");
  const light = state.querySelector(".led");
  if (light.dataset.pattern !== status.led.pattern) light.dataset.pattern = status.led.pattern;
  light.dataset.colour = status.led.colour;
  show(state, light, status.text);
});

watchLinks();

import(`./${part}.js`)
  .then((module) => module.start(main))
  .catch((error) => trouble(main, error));
