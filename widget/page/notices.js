// @ts-check
/** What the page tells in between: that it loads, that something failed, that something is done. */

import { Problem } from "./api.js";
import { button, byId, element, phrased } from "./elements.js";
import { askForKey, heldKey } from "./key.js";
import { say } from "./strings.js";

/**
 * Says something once, to everybody; screen readers read it out.
 * @param {string | Node} words
 */
export function announce(words) {
  byId("news").replaceChildren(words);
}

/** Takes back what was announced. */
export function silence() {
  byId("news").textContent = "";
}

/**
 * A failure with what can be done about it.
 * @param {unknown} error
 * @param {() => void} retry
 */
export function failure(error, retry) {
  const told = element("p", {}, phrased(reasonOf(error)));
  const again = button(say("retry"), retry);
  const key =
    error instanceof Problem && error.wantsKey
      ? button(say("keyEnter"), () => void enterKey(error, retry), { class: "strong" })
      : null;
  return element("div", { class: "notice error", role: "alert" }, told, element("p", { class: "actions" }, key, again));
}

/**
 * Does something, asking for a key as long as that is what is missing.
 * @template Result
 * @param {() => Promise<Result>} act
 * @returns {Promise<Result>}
 */
export async function withKey(act) {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Problem) || !error.wantsKey) throw error;
      if (!(await askForKey(heldKey() ? "wrong" : "needed"))) throw error;
    }
  }
}

/**
 * What to say about an error.
 * @param {unknown} error
 */
export function reasonOf(error) {
  if (error instanceof Problem) return error.message;
  console.error(error);
  return String(error);
}

/**
 * @param {Problem} error
 * @param {() => void} retry
 */
async function enterKey(error, retry) {
  if (await askForKey(error.status === 403 && heldKey() ? "wrong" : "needed")) retry();
}
