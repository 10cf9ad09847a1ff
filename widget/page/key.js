// @ts-check
/** The key this tab was given, if the service wants one. It is gone when the tab is closed. */

import { button, byId, element, phrased } from "./elements.js";
import { say } from "./strings.js";

const NAME = "dateline.key";

/** Where storage is disabled the key lives as long as the page. */
let held = stored();

/** @type {Set<(key: string) => void>} */
const watchers = new Set();

/** The key to send, or an empty text. */
export function heldKey() {
  return held;
}

/**
 * Is told the key now, and whenever it changes.
 * @param {(key: string) => void} tell
 */
export function watchKey(tell) {
  watchers.add(tell);
  tell(held);
}

/**
 * Asks for a key in a dialog; true if one was given.
 * @param {"needed" | "wrong" | "offered"} reason
 * @returns {Promise<boolean>}
 */
export function askForKey(reason) {
  const field = element("input", {
    type: "password", id: "key-field", autocomplete: "off", spellcheck: "false", required: true,
    "aria-describedby": "key-hint",
  });
  const cancel = button(say("cancel"), () => dialog.close(), { class: "quiet" });
  const forget = held ? button(say("keyForget"), () => (hold(""), dialog.close()), { class: "quiet" }) : null;
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { id: "key-title" }, say(reason === "offered" ? "key" : "keyTitle")),
    reason === "wrong" && element("p", { class: "error", role: "alert" }, say("keyWrong")),
    element("p", { id: "key-hint" }, phrased(say("keyHint"))),
    element("label", { for: "key-field" }, say("keyLabel")),
    field,
    element("p", { class: "actions" }, element("button", { class: "strong" }, say("keyUse")), forget, cancel),
  );
  const dialog = element("dialog", { "aria-labelledby": "key-title" }, form);
  let given = false;
  form.addEventListener("submit", () => {
    given = true;
    hold(field.value.trim());
  });
  byId("dialogs").append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(given);
    });
  });
}

/** @param {string} key */
function hold(key) {
  held = key;
  try {
    if (key) sessionStorage.setItem(NAME, key);
    else sessionStorage.removeItem(NAME);
  } catch {
    // Storage is disabled: the key stays in this page only.
  }
  for (const tell of watchers) tell(key);
}

function stored() {
  try {
    return sessionStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}
