// @ts-check
/** The reading view of one article. */

import { articleAddress, sectionAddress } from "./addresses.js";
import { deleteArticle, readArticle } from "./api.js";
import { factsOf } from "./collection.js";
import { copyLinkButton } from "./copying.js";
import { button, byId, element, foreign, outsideLink, phrased } from "./elements.js";
import { announce, failure, withKey } from "./notices.js";
import { isWithin, setInParagraphs, slice } from "./quoting.js";
import { say, sayMoment } from "./strings.js";

/** @typedef {import("./api.js").Article} Article */
/** @typedef {import("./addresses.js").Range} Range */

/**
 * Reads an article and shows it, its cited passage highlighted and in sight.
 * @param {HTMLElement} node
 * @param {string} id
 * @param {{range: Range | null, quote: string | null, onDeleted: () => void}} options `quote` is
 *   what the passage said when it was cited, where that is known
 */
export async function showArticle(node, id, options) {
  const article = await readArticle(id);
  const { range, quote } = options;
  const isThere =
    range !== null &&
    isWithin(article.text, range) &&
    (quote === null || slice(article.text, range) === quote);
  const text = setInParagraphs(article.text, isThere ? range : null);
  node.replaceChildren(
    head(article),
    range && (isThere ? toPassage() : element("p", { class: "notice" }, say("citedGone"))) || "",
    element("div", { class: "text", lang: article.language }, ...text),
    surroundings(article, options.onDeleted),
  );
  return { title: article.title || say("untitled"), passage: isThere };
}

/**
 * Puts the focus on the highlighted passage, and brings it into sight unless it is.
 * @param {"smooth" | "instant"} manner
 */
export function goToPassage(manner) {
  const mark = document.getElementById("passage");
  if (mark === null) return;
  const { top, bottom } = mark.getBoundingClientRect();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mark.focus({ preventScroll: true });
  if (top >= 0 && bottom <= innerHeight) return;
  mark.scrollIntoView({ block: "center", behavior: isStill ? "instant" : manner });
}

/** @param {Article} article */
function head(article) {
  return element(
    "header",
    {},
    article.section && element("p", { class: "kicker", dir: "auto" }, article.section),
    element("h1", { dir: "auto", lang: article.language, tabindex: -1 }, article.title || say("untitled")),
    article.author && element("p", { class: "byline" }, phrased(say("by"), { author: foreign(article.author) })),
    factsOf(article),
  );
}

function toPassage() {
  const go = button(say("toPassage"), () => goToPassage("smooth"), { class: "quiet" });
  return element("p", { class: "cited" }, say("cited"), " ", go);
}

/**
 * @param {Article} article
 * @param {() => void} onDeleted
 */
function surroundings(article, onDeleted) {
  const original = outsideLink(article.url, (host) => say("original", { host }));
  const remove = button(say("remove"), () => void confirmDeletion(article, onDeleted), { class: "quiet danger" });
  return element(
    "footer",
    { class: "surroundings" },
    element("p", { class: "actions" }, original, copyLinkButton(location.href), remove),
    article.also_in.length > 0 && copies(article),
    article.corrections.length > 0 && corrections(article),
  );
}

/** @param {Article} article */
function copies({ also_in }) {
  const rows = also_in.map((copy) =>
    element(
      "li",
      {},
      element("a", { href: articleAddress(copy.article_id) }, foreign(copy.source ?? say("unnamed"))),
    ),
  );
  return element(
    "section",
    { class: "copies" },
    element("h2", {}, say("copies")),
    element("p", { class: "hint" }, say("copiesHint")),
    element("ul", {}, ...rows),
  );
}

/** @param {Article} article */
function corrections(article) {
  const rows = article.corrections.map(({ version, title, seen_at: seen }) =>
    element(
      "li",
      {},
      say("correction", { count: version, date: sayMoment(seen) }),
      title !== null && title !== article.title && element("cite", { dir: "auto" }, title),
    ),
  );
  const now = element("p", { class: "hint" }, say("version", { count: article.version }));
  return element("section", { class: "corrections" }, element("h2", {}, say("corrections")), now, element("ul", {}, ...rows));
}

/**
 * Deletes the article once that is confirmed in a dialog.
 * @param {Article} article
 * @param {() => void} onDeleted
 */
async function confirmDeletion(article, onDeleted) {
  const title = article.title || say("untitled");
  const trouble = element("div", {});
  const cancel = button(say("cancel"), () => dialog.close(), { autofocus: true });
  const sure = button(say("removeYes"), () => void remove(), { class: "strong danger" });
  const dialog = element(
    "dialog",
    { "aria-labelledby": "remove-title" },
    element("h2", { id: "remove-title" }, say("removeTitle")),
    element("p", {}, phrased(say("removeText"), { title: foreign(title) })),
    trouble,
    element("p", { class: "actions" }, sure, cancel),
  );
  async function remove() {
    sure.disabled = true;
    try {
      await withKey(() => deleteArticle(article.article_id));
    } catch (error) {
      trouble.replaceChildren(failure(error, () => void remove()));
      return;
    } finally {
      sure.disabled = false;
    }
    dialog.close();
    onDeleted();
    announce(phrased(say("removed"), { title: foreign(title) }));
  }
  dialog.addEventListener("close", () => dialog.remove());
  byId("dialogs").append(dialog);
  dialog.showModal();
}

/** What to show where there is no such article. */
export function missingArticle() {
  const link = element("a", { href: sectionAddress("articles") }, say("articles"));
  return element("div", { class: "notice" }, element("p", {}, say("articleGone")), element("p", {}, link));
}
