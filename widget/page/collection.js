// @ts-check
/** The list of articles, some at a time. */

import { articleAddress } from "./addresses.js";
import { listArticles } from "./api.js";
import { button, element, foreign, phrased } from "./elements.js";
import { areDatesSwapped, areSameFilters, NO_FILTERS } from "./filters.js";
import { failure } from "./notices.js";
import { say, sayDay, sayLanguage } from "./strings.js";

/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {import("./api.js").Summary} Summary */

const AT_A_TIME = 30;

/** The list; it is read when it is first shown, and kept while the filters stay the same. */
export function createCollection() {
  const list = element("ol", { class: "stories" });
  const foot = element("div", { class: "foot" });
  const count = element("p", { class: "count", role: "status" });
  const node = element("div", { class: "collection" }, count, list, foot);
  /** @type {Filters | null} */
  let shown = null;
  let reading = new AbortController();

  /**
   * @param {Filters} filters
   * @param {string | null} cursor
   */
  async function read(filters, cursor) {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    list.setAttribute("aria-busy", "true");
    try {
      const page = await listArticles(filters, { cursor, limit: AT_A_TIME, signal });
      draw(filters, { ...page, isMore: cursor !== null });
    } catch (error) {
      if (signal.aborted) return;
      if (cursor === null) list.replaceChildren();
      count.textContent = "";
      foot.replaceChildren(failure(error, () => void read(filters, cursor)));
    }
    list.removeAttribute("aria-busy");
  }

  /**
   * @param {Filters} filters
   * @param {{articles: Summary[], next_cursor: string | null, isMore: boolean}} page
   */
  function draw(filters, { articles, next_cursor: next, isMore }) {
    const rows = articles.map(story);
    if (isMore) list.append(...rows);
    else list.replaceChildren(...rows);
    if (isMore) rows[0]?.querySelector("a")?.focus();
    count.textContent = list.children.length > 0 ? say("shown", { count: list.children.length }) : "";
    const more = button(say("more"), () => void read(filters, next), { class: "more" });
    foot.replaceChildren(...(next === null ? [] : [more]));
    if (list.children.length === 0) foot.replaceChildren(emptiness(filters));
  }

  return {
    node,
    /** @param {Filters} filters */
    show(filters) {
      if (shown !== null && areSameFilters(shown, filters)) return Promise.resolve();
      shown = filters;
      return areDatesSwapped(filters) ? Promise.resolve() : read(filters, null);
    },
    /** Makes the next showing read anew: the collection has changed. */
    forget() {
      shown = null;
    },
  };
}

/**
 * One line of facts about an article: outlet, day, language.
 * @param {Pick<Summary, "source" | "published_at" | "language">} article
 */
export function factsOf(article) {
  const facts = [
    article.source === null ? say("unnamed") : element("b", {}, foreign(article.source)),
    element("time", { datetime: article.published_at }, sayDay(article.published_at)),
    article.language === null ? null : sayLanguage(article.language),
  ];
  const spans = facts.map((fact) => fact && element("span", {}, fact));
  return element("p", { class: "facts" }, ...spans);
}

/** @param {Summary} article */
function story(article) {
  const link = element(
    "a",
    { href: articleAddress(article.article_id), dir: "auto", lang: article.language },
    article.title || say("untitled"),
  );
  return element("li", {}, factsOf(article), element("h2", {}, link));
}

/** @param {Filters} filters */
function emptiness(filters) {
  const isFiltered = !areSameFilters(filters, NO_FILTERS);
  if (isFiltered) return element("p", { class: "notice" }, say("noMatch"));
  const link = element("a", { href: "/?view=add" }, say("add"));
  return element("p", { class: "notice" }, phrased(say("empty")), " ", link);
}
