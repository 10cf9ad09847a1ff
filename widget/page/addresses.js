// @ts-check
/** The page's own addresses: what each shows, and how it is written. */

import { NO_FILTERS, filtersFrom, filtersInto } from "./filters.js";

/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {{start: number, end: number}} Range half open, in Unicode code points */
/**
 * @typedef {{view: "ask" | "articles" | "add", filters: Filters}
 *   | {view: "article", id: string, range: Range | null}
 *   | {view: "answer", id: string}} Place
 */

/**
 * What an address shows, or `null` if it is none of the page's.
 * @param {URL} url
 * @returns {Place | null}
 */
export function placeAt(url) {
  const [, section, ...rest] = url.pathname.split("/");
  const id = rest.length > 0 ? decoded(rest.join("/")) : "";
  if (section === "articles" && id) return { view: "article", id, range: rangeIn(url) };
  if (section === "answers" && id) return { view: "answer", id };
  if (section !== "" || rest.length > 0) return null;
  const view = url.searchParams.get("view");
  const filters = filtersFrom(url.searchParams);
  return { view: view === "articles" || view === "add" ? view : "ask", filters };
}

/**
 * The address of one of the sections.
 * @param {"ask" | "articles" | "add"} view
 * @param {Filters} [filters]
 */
export function sectionAddress(view, filters = NO_FILTERS) {
  const query = new URLSearchParams(view === "ask" ? {} : { view });
  filtersInto(query, filters);
  const written = query.toString();
  return written ? `/?${written}` : "/";
}

/**
 * The address at which an article is read.
 * @param {string} id
 * @param {Range} [range] what is highlighted
 */
export function articleAddress(id, range) {
  const query = range ? `?start=${range.start}&end=${range.end}` : "";
  return `/articles/${encodeURIComponent(id)}${query}`;
}

/**
 * The address at which an answer can be read again.
 * @param {string} id
 */
export function answerAddress(id) {
  return `/answers/${encodeURIComponent(id)}`;
}

/** @param {URL} url */
function rangeIn(url) {
  const [start, end] = ["start", "end"].map((name) => url.searchParams.get(name) ?? "");
  if (!/^\d{1,9}$/.test(start ?? "") || !/^\d{1,9}$/.test(end ?? "")) return null;
  return { start: Number(start), end: Number(end) };
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
