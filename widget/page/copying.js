// @ts-check
/** A button that copies a link, or shows it where the browser does not allow that. */

import { button, element } from "./elements.js";
import { announce } from "./notices.js";
import { say } from "./strings.js";

/**
 * @param {string} address
 */
export function copyLinkButton(address) {
  const place = element("span", { class: "copying" });
  const copy = button(say("copyLink"), async () => {
    try {
      await navigator.clipboard.writeText(address);
      announce(say("copied"));
    } catch {
      place.replaceChildren(byHand(address));
      place.querySelector("input")?.select();
    }
  });
  place.append(copy);
  return place;
}

/** @param {string} address */
function byHand(address) {
  const field = element("input", { type: "text", readonly: true, value: address });
  return element("label", { class: "by-hand" }, say("copyByHand"), " ", field);
}
