// @ts-check
/** Files, read in the browser, to articles as `POST /v1/articles` takes them. */

import { say } from "./strings.js";

/**
 * One article of a file, or why there is none.
 * @typedef {object} Found
 * @property {Record<string, unknown>} [fields]
 * @property {string} [problem]
 * @property {string} where the line or item, or empty for a whole file
 * @property {number} share how much of the file has been read, 0 to 1
 */

/** As large as `dateline index` reads a file, or a line of a .jsonl file. */
const MOST_BYTES = 20_000_000;

/** The documented name of each field first, then what exports often call it. */
const NAMES = Object.entries({
  id: ["id"],
  url: ["url", "link"],
  title: ["title", "headline"],
  text: ["text", "body", "content"],
  html: ["html"],
  markdown: ["markdown"],
  source: ["source", "outlet", "publisher"],
  author: ["author", "authors", "byline"],
  published_at: ["published_at", "published", "date"],
  language: ["language", "lang"],
  section: ["section", "category"],
});

/** What a file input offers. */
export const ACCEPTED = ".txt,.md,.markdown,.html,.htm,.json,.jsonl";

/** A file that holds no article; its message says what to do. */
class Unusable extends Error {}

/**
 * The articles of a file, one after the other; .jsonl is read line by line, whatever its size.
 * @param {File} file
 * @returns {AsyncGenerator<Found>}
 */
export async function* recordsIn(file) {
  const extension = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase();
  try {
    if (extension === "jsonl") yield* linesOf(file);
    else yield* itemsOf(file, extension);
  } catch (error) {
    if (error instanceof Unusable) yield { problem: error.message, where: "", share: 1 };
    else if (error instanceof TypeError) yield { problem: say("notUtf8"), where: "", share: 1 };
    else if (error instanceof DOMException) yield { problem: say("unreadable"), where: "", share: 1 };
    else throw error;
  }
}

/**
 * @param {File} file
 * @param {string} extension
 * @returns {AsyncGenerator<Found>}
 */
async function* itemsOf(file, extension) {
  if (!ACCEPTED.split(",").includes(`.${extension}`)) throw new Unusable(say("wrongKind"));
  if (file.size > MOST_BYTES) throw new Unusable(say("tooLarge", { size: MOST_BYTES / 1e6 }));
  const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  if (!text.trim()) throw new Unusable(say("emptyFile"));
  if (extension === "json") yield* jsonItems(parsed(text));
  else if (extension.startsWith("htm")) yield { fields: { html: text }, where: "", share: 1 };
  else if (extension === "txt") yield { fields: { text }, where: "", share: 1 };
  else yield { fields: { markdown: text }, where: "", share: 1 };
}

/**
 * One object, a list of them, or `{"articles": [...]}`.
 * @param {unknown} value
 * @returns {Generator<Found>}
 */
function* jsonItems(value) {
  const articles = isObject(value) ? value.articles : value;
  if (!Array.isArray(articles)) {
    if (!isObject(value)) throw new Unusable(say("notObject"));
    yield { fields: documented(value), where: "", share: 1 };
    return;
  }
  if (articles.length === 0) throw new Unusable(say("emptyFile"));
  for (const [index, item] of articles.entries()) {
    const found = { where: say("item", { count: index + 1 }), share: (index + 1) / articles.length };
    if (isObject(item)) yield { ...found, fields: documented(item) };
    else yield { ...found, problem: say("notObject") };
  }
}

/**
 * @param {File} file
 * @returns {AsyncGenerator<Found>}
 */
async function* linesOf(file) {
  let number = 0;
  let isEmpty = true;
  for await (const { line, share } of splitLines(file)) {
    number += 1;
    if (!line.trim()) continue;
    isEmpty = false;
    const where = say("line", { count: number });
    try {
      const value = parsed(line);
      if (!isObject(value)) throw new Unusable(say("notObject"));
      yield { fields: documented(value), where, share };
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      yield { problem: error.message, where, share };
    }
  }
  if (isEmpty) throw new Unusable(say("emptyFile"));
}

/**
 * The lines of a file, and how much of it they end at.
 * @param {File} file
 */
async function* splitLines(file) {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [rest, read] = ["", 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      read += value?.length ?? 0;
      const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      const share = file.size === 0 ? 1 : read / file.size;
      for (const line of lines) yield { line, share };
      if (done) return;
      if (rest.length > MOST_BYTES) throw new Unusable(say("tooLarge", { size: MOST_BYTES / 1e6 }));
    }
  } finally {
    await reader.cancel();
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch (error) {
    throw new Unusable(say("notJson", { reason: error instanceof Error ? error.message : "" }));
  }
}

/**
 * The documented fields of a record, under their documented names; the API refuses others.
 * @param {Record<string, unknown>} record
 */
function documented(record) {
  /** @type {Record<string, unknown>} */
  const fields = {};
  for (const [field, names] of NAMES) {
    const value = names.map((name) => record[name]).find((one) => one !== null && one !== undefined && one !== "");
    if (value === undefined) continue;
    const isWords = Array.isArray(value) && value.every((word) => typeof word === "string");
    fields[field] = isWords ? value.join(", ") : typeof value === "number" ? String(value) : value;
  }
  return fields;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
