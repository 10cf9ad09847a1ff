// @ts-check
/** The service's HTTP interface as this page uses it. */

import { filtersInto } from "./filters.js";
import { heldKey } from "./key.js";
import { say } from "./strings.js";

/**
 * @typedef {object} Summary
 * @property {string} article_id
 * @property {string | null} title
 * @property {string | null} source
 * @property {string | null} author
 * @property {string | null} url
 * @property {string | null} published_at
 * @property {string | null} language
 * @property {number} version
 */
/** @typedef {{article_id: string, source: string | null, url: string | null}} Copy */
/** @typedef {{version: number, title: string | null, seen_at: string}} Correction */
/**
 * @typedef {Summary & {section: string | null, text: string, also_in: Copy[],
 *   corrections: Correction[]}} Article
 */
/** @typedef {{articles: Summary[], next_cursor: string | null}} Page */
/** @typedef {import("./filter-form.js").Choice} Choice */
/** @typedef {"new" | "updated" | "unchanged" | "duplicate"} Outcome */

/** What went wrong, in words for the reader; `status` is 0 where nothing answered. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {number} [retrySeconds]
   */
  constructor(status, message, retrySeconds = 0) {
    super(message);
    this.status = status;
    this.retrySeconds = retrySeconds;
  }

  /** Whether another key might help. */
  get wantsKey() {
    return this.status === 401 || this.status === 403;
  }
}

/**
 * The answer of the service, read as JSON; `null` where it has no body.
 * @param {string} path
 * @param {{method?: string, body?: unknown, signal?: AbortSignal}} [options]
 * @returns {Promise<any>}
 * @throws {Problem} unless it succeeds; an abort passes through
 */
export async function request(path, { method = "GET", body, signal } = {}) {
  const key = heldKey();
  const headers = {
    accept: "application/json",
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  /** @type {Response} */
  let response;
  try {
    const sent = body === undefined ? null : JSON.stringify(body);
    response = await fetch(path, { method, headers, body: sent, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, say("unreachable"));
  }
  if (response.status === 204) return null;
  const read = await response.json().catch(() => undefined);
  if (response.ok && read !== undefined) return read;
  throw problemOf(response, read);
}

/**
 * Some articles, and where the list goes on.
 * @param {import("./filters.js").Filters} filters
 * @param {{cursor: string | null, limit: number, signal: AbortSignal}} options
 * @returns {Promise<Page>}
 */
export function listArticles(filters, { cursor, limit, signal }) {
  const query = new URLSearchParams({ limit: String(limit) });
  filtersInto(query, filters);
  if (cursor !== null) query.set("cursor", cursor);
  return request(`/v1/articles?${query}`, { signal });
}

/**
 * One article with its text.
 * @param {string} id
 * @returns {Promise<Article>}
 */
export function readArticle(id) {
  return request(articlePath(id));
}

/** @param {string} id */
export function deleteArticle(id) {
  return request(articlePath(id), { method: "DELETE" });
}

/**
 * Adds an article, or updates it.
 * @param {Record<string, unknown>} record fields as `POST /v1/articles` takes them
 * @param {AbortSignal} signal
 * @returns {Promise<{article_id: string, outcome: Outcome}>}
 */
export function addArticle(record, signal) {
  return request("/v1/articles", { method: "POST", body: record, signal });
}

/** @param {string} id */
function articlePath(id) {
  return `/v1/articles/${encodeURIComponent(id)}`;
}

/**
 * @param {Response} response
 * @param {unknown} body
 */
function problemOf(response, body) {
  const { title, detail } = /** @type {{title?: unknown, detail?: unknown}} */ (body ?? {});
  const wait = Number(response.headers.get("retry-after") ?? 0) || 0;
  const message =
    typeof title === "string" && typeof detail === "string"
      ? say("problem", { title, detail })
      : say("notDateline", { status: response.status });
  return new Problem(response.status, message, wait);
}

/**
 * What the collection can be filtered by, the most articles first.
 * @returns {Promise<import("./filter-form.js").Choices>}
 */
export async function readChoices() {
  /** @type {{sources: Choice[], languages: {code: string, articles: number}[]}} */
  const { sources, languages } = await request("/v1/sources");
  return {
    outlets: sources,
    languages: languages.map(({ code, articles }) => ({ name: code, articles })),
  };
}
