/** Elements without markup: everything that is shown goes through text nodes. */

import { plain, webAddress } from "./plain.js";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes, listeners (`onclick` and so on, functions only) and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  for (const child of children) {
    if (child) element.append(child);
  }
  return element;
}

/**
 * Words from outside, in a direction of their own that does not touch their surroundings.
 * @param {string} text
 * @param {string} [className]
 */
export function outside(text, className) {
  return h("bdi", { dir: "auto", class: className }, plain(text));
}

/**
 * A link to a page of the web, or its bare text where the address is none.
 * @param {string | null} address
 * @param {Child} child
 * @param {Record<string, unknown>} [attributes]
 */
export function link(address, child, attributes = {}) {
  const href = webAddress(address);
  if (!href) return h("span", {}, child);
  const safe = { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" };
  return h("a", { ...attributes, ...safe }, child);
}

const SVG = "http://www.w3.org/2000/svg";

/** Shapes on a grid of 24, drawn with a line. */
const ICONS = {
  send: "M12 20V5M5 12l7-7 7 7",
  stop: "M7 7h10v10H7z",
  close: "M6 6l12 12M18 6L6 18",
  fresh: "M12 5v14M5 12h14",
  again: "M20 11a8 8 0 1 0-2.3 6M20 5v6h-6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  up: "M7 11v9H4v-9zM7 11l4-8c2 0 3 1 2.5 3L13 9h6a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.800 20H7",
  down: "M17 13V4h3v9zM17 13l-4 8c-2 0-3-1-2.500-3l.5-3H5a2 2 0 0 1-2-2.300l1.200-7A2 2 0 0 1 6.200 4H17",
  out: "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
  page: "M4 5h13v14a1 1 0 0 0 3 0V9h-3M4 5v14a1 1 0 0 0 1 1h14M7.500 9h6M7.500 12.500h6M7.500 16h6",
};

/** @typedef {keyof typeof ICONS} IconName */

/**
 * A small drawing that a screen reader passes over.
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A button with a drawing, whose name is read out and shown as a hint.
 * @param {IconName} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, unknown>} [attributes]
 */
export function iconButton(name, label, onclick, attributes = {}) {
  const given = { type: "button", "aria-label": label, title: label, onclick };
  const button = h("button", { class: "icon", ...given, ...attributes });
  button.append(icon(name));
  return button;
}
