// @ts-check
/** The web page: which of its views is shown, and what passes between them. */

import { createAdding } from "./adding.js";
import { placeAt, sectionAddress } from "./addresses.js";
import { missingAnswer, showAnswer } from "./answer.js";
import { Problem, readChoices } from "./api.js";
import { goToPassage, missingArticle, showArticle } from "./article.js";
import { createChat } from "./chat.js";
import { createCollection } from "./collection.js";
import { byId, element, plain } from "./elements.js";
import { createFilterForm } from "./filter-form.js";
import { areDatesSwapped, areSameFilters, NO_FILTERS } from "./filters.js";
import { askForKey, watchKey } from "./key.js";
import { failure, silence } from "./notices.js";
import { language, say } from "./strings.js";

/** @typedef {import("./addresses.js").Place} Place */
/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {keyof import("./strings-en.js").Strings} Key */
/** @typedef {{scroll?: number, quote?: string | null} | null} Entry what a history entry keeps */

/** As the service was told to call itself. */
const NAME = document.title;
/** From this width on the filters stand beside the list and stay open. */
const WIDE = matchMedia("(min-width: 52rem)");
const VIEWS = /** @type {const} */ (["ask", "articles", "add", "article", "answer"]);

const form = createFilterForm(changeFilters);
const collection = createCollection();
const adding = createAdding(collectionChanged);
const chat = createChat();
/** @type {Filters} */
let filters = NO_FILTERS;
let turn = 0;

/** Shows what the address names. Later calls overtake earlier ones that still wait. */
async function show() {
  turn += 1;
  const mine = turn;
  const place = placeAt(new URL(location.href)) ?? { view: "ask", filters };
  for (const view of VIEWS) byId(`view-${view}`).hidden = view !== place.view;
  for (const link of document.querySelectorAll("nav [data-view]")) {
    const isHere = link.getAttribute("data-view") === place.view;
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.body.dataset.view = place.view;
  const title = await fill(place, () => mine === turn);
  if (mine === turn) document.title = title ? `${plain(title)} – ${NAME}` : NAME;
}

/**
 * @param {Place} place
 * @param {() => boolean} isCurrent
 * @returns {Promise<string>} the title
 */
async function fill(place, isCurrent) {
  if (place.view === "article" || place.view === "answer") return read(place, isCurrent);
  useFilters(place.filters);
  form.withWords(place.view === "articles");
  if (place.view === "articles") {
    byId("list-filters").append(form.node);
    await collection.show(place.filters);
  } else if (place.view === "ask") {
    byId("ask-filters").append(form.node);
  }
  return { ask: "", articles: say("articles"), add: say("add") }[place.view];
}

/**
 * Shows an article or an answer, or why it cannot be shown.
 * @param {Extract<Place, {id: string}>} place
 * @param {() => boolean} isCurrent
 */
async function read(place, isCurrent) {
  const node = byId(`view-${place.view}`);
  const draft = element("div", {});
  node.replaceChildren(element("p", { class: "loading" }, say("loading")));
  try {
    const shown =
      place.view === "answer"
        ? await showAnswer(draft, place.id)
        : await showArticle(draft, place.id, {
            range: place.range,
            quote: entry()?.quote ?? null,
            onDeleted: leaveDeleted,
          });
    if (isCurrent()) node.replaceChildren(...draft.childNodes);
    return shown.title;
  } catch (error) {
    if (!isCurrent()) return "";
    const isMissing = error instanceof Problem && error.status === 404;
    const missing = place.view === "answer" ? missingAnswer : missingArticle;
    const title = element("h1", { tabindex: -1 }, say("notShown"));
    node.replaceChildren(title, isMissing ? missing() : failure(error, () => void show()));
    return say("notShown");
  }
}

/**
 * Goes to one of the page's own addresses.
 * @param {string} address
 * @param {string | null} [quote] what the passage there said when it was cited
 */
async function go(address, quote = null) {
  silence();
  history.replaceState({ ...entry(), scroll: scrollY }, "");
  history.pushState({ quote }, "", address);
  await show();
  scrollTo(0, 0);
  arrive();
}

/** Puts the focus where reading begins: the cited passage, or the heading of the view. */
function arrive() {
  if (document.getElementById("passage")) return goToPassage("instant");
  const heading = document.querySelector(".view:not([hidden]) h1");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}

/** @param {Filters} changed */
function changeFilters(changed) {
  const view = document.body.dataset.view === "articles" ? "articles" : "ask";
  history.replaceState(entry(), "", sectionAddress(view, changed));
  useFilters(changed, { isOwn: true });
  if (view === "articles") void collection.show(changed);
}

/**
 * @param {Filters} wanted
 * @param {{isOwn: boolean}} [options] whether they come from the form itself
 */
function useFilters(wanted, { isOwn } = { isOwn: false }) {
  const isNew = !areSameFilters(wanted, filters);
  filters = wanted;
  if (isNew && !isOwn) form.show(wanted);
  if (!areDatesSwapped(wanted)) chat.narrow(wanted);
  for (const link of document.querySelectorAll("nav [data-view]")) {
    const view = /** @type {"ask" | "articles" | "add"} */ (link.getAttribute("data-view"));
    link.setAttribute("href", sectionAddress(view, view === "add" ? NO_FILTERS : wanted));
  }
}

function leaveDeleted() {
  collectionChanged();
  void go(sectionAddress("articles", filters));
}

function collectionChanged() {
  collection.forget();
  void offerChoices();
}

/** Tells the form and the question box what there is; where that fails, the list says why. */
async function offerChoices() {
  try {
    form.offer(await readChoices());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** @returns {Entry} */
function entry() {
  return history.state;
}

/** @param {MouseEvent} event */
function follow(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  // A link in the question box lies in its shadow tree.
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || placeAt(url) === null || url.hash) return;
  event.preventDefault();
  void go(url.pathname + url.search, link.dataset.quote ?? null);
}

function translate() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) {
    node.textContent = say(/** @type {Key} */ (node.getAttribute("data-say")));
  }
  for (const node of document.querySelectorAll("[data-say-label]")) {
    node.setAttribute("aria-label", say(/** @type {Key} */ (node.getAttribute("data-say-label"))));
  }
}

function openFilters() {
  const filters = byId("list-narrow");
  if (filters instanceof HTMLDetailsElement) filters.open = WIDE.matches;
}

async function start() {
  translate();
  history.scrollRestoration = "manual";
  openFilters();
  WIDE.addEventListener("change", openFilters);
  byId("adding").append(adding.node);
  byId("list").append(collection.node);
  byId("chat").append(chat.node);
  byId("key-button").addEventListener("click", () => void askForKey("offered"));
  document.addEventListener("click", follow);
  addEventListener("popstate", async () => {
    silence();
    await show();
    scrollTo(0, entry()?.scroll ?? 0);
  });
  addEventListener("pagehide", () => history.replaceState({ ...entry(), scroll: scrollY }, ""));
  watchKey(collectionChanged);
  await show();
  if (entry()?.scroll === undefined) goToPassage("instant");
  else scrollTo(0, entry()?.scroll ?? 0);
}

await start();
