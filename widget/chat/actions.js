/** What a reader can do with a complete answer: copy it, ask again, say what it was worth. */

import { h, icon, iconButton } from "./dom.js";
import { plain } from "./plain.js";
import { asApa, asBibtex, asMarkdown, asPlainText } from "./references.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Surroundings} Surroundings
 */

const FORMATS = /** @type {const} */ ([
  ["copyPlain", asPlainText],
  ["copyMarkdown", asMarkdown],
  ["copyApa", asApa],
  ["copyBibtex", asBibtex],
]);

/**
 * @param {Answer} answer
 * @param {Surroundings} around
 * @param {() => void} retry
 */
export function actionsOf(answer, around, retry) {
  const { say } = around;
  const below = h("div", { class: "below" });
  const buttons = h(
    "div",
    { class: "actions" },
    copyMenu(answer, around, below),
    iconButton("again", say("retry"), retry),
    answer.id ? ratingOf(answer, around, below) : null,
  );
  return h("div", {}, buttons, below);
}

/**
 * @param {Answer} answer
 * @param {Surroundings} around
 * @param {HTMLElement} below
 */
function copyMenu(answer, around, below) {
  const { say } = around;
  const described = (/** @type {Citation} */ citation) => ({
    outlet: plain(citation.source ?? say("unnamed")),
    title: plain(citation.title ?? say("untitled")),
    date: around.date(citation.publishedAt) || say("undated"),
  });
  const choices = answer.citations.length ? FORMATS : FORMATS.slice(0, 1);
  const summary = h("summary", { class: "icon wide" }, icon("copy"), say("copy"));
  const menu = h("details", { class: "menu" }, summary);
  const choose = async (/** @type {string} */ text) => {
    menu.open = false;
    summary.focus();
    const isCopied = await copied(text, menu);
    const note = say(isCopied ? "copied" : "copyFailed");
    below.replaceChildren(h("p", { class: "note" }, note));
    around.announce(note);
    if (isCopied) setTimeout(() => below.firstChild?.textContent === note && below.replaceChildren(), 3000);
  };
  menu.append(
    h(
      "div",
      { class: "choices" },
      ...choices.map(([label, format]) =>
        h(
          "button",
          { type: "button", onclick: () => choose(format(answer, described)) },
          say(label),
        ),
      ),
    ),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !menu.contains(next)) menu.open = false;
  });
  return menu;
}

/**
 * Whether the text is on the clipboard now. Pages without TLS have only the older way.
 * @param {string} text
 * @param {HTMLElement} beside
 */
async function copied(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "unseen", "aria-hidden": "true", tabindex: -1 });
    area.value = text;
    beside.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
}

/**
 * @param {Answer} answer
 * @param {Surroundings} around
 * @param {HTMLElement} below
 */
function ratingOf(answer, around, below) {
  const { say } = around;
  /** @type {("up" | "down") | null} */
  let given = null;
  const send = async (/** @type {"up" | "down"} */ rating, /** @type {string} */ comment = "") => {
    try {
      await around.rate(answer.id, comment ? { rating, comment } : { rating });
      given = rating;
      up.setAttribute("aria-pressed", String(rating === "up"));
      down.setAttribute("aria-pressed", String(rating === "down"));
      below.replaceChildren(h("p", { class: "note" }, say("thanks")));
      if (!comment) below.append(commentForm(around, (text) => send(rating, text)));
      around.announce(say("thanks"));
    } catch {
      below.replaceChildren(h("p", { class: "note warning" }, say("rateFailed")));
      around.announce(say("rateFailed"));
    }
  };
  const press = (/** @type {"up" | "down"} */ rating) => {
    if (given !== rating) void send(rating);
  };
  const unpressed = { "aria-pressed": "false" };
  const up = iconButton("up", say("helpful"), () => press("up"), unpressed);
  const down = iconButton("down", say("unhelpful"), () => press("down"), unpressed);
  return h("div", { class: "rate", role: "group", "aria-label": say("rateAnswer") }, up, down);
}

/**
 * @param {Surroundings} around
 * @param {(text: string) => void} send
 */
function commentForm({ say }, send) {
  const input = h("input", {
    type: "text",
    maxlength: 2000,
    "aria-label": say("comment"),
    placeholder: say("comment"),
  });
  return h(
    "form",
    {
      class: "comment",
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        if (input.value.trim()) send(input.value.trim());
      },
    },
    input,
    h("button", { type: "submit", class: "primary" }, say("sendComment")),
  );
}
