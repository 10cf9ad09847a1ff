/** Reads what the network sent into known shapes; what has another shape is an older service's. */

import { ChatFailure } from "./failures.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Article} Article
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Copy} Copy
 * @typedef {import("./types.js").Statement} Statement
 * @typedef {Record<string, unknown>} Fields
 */

/**
 * The answer in a complete answer object.
 * @param {unknown} value
 * @returns {Answer}
 * @throws {ChatFailure} of kind "version" where fields are missing
 */
export function readAnswer(value) {
  const from = fields(value);
  const { status } = from;
  const isKnown = status === "answered" || status === "conflicting" || status === "unanswerable";
  if (!isKnown || typeof from.answer !== "string" || !Array.isArray(from.citations)) {
    throw new ChatFailure("version");
  }
  const answerer = fields(from.answerer);
  return {
    id: string(from.id),
    status,
    headline: optional(from.headline),
    understoodAs: optional(from.understood_as),
    text: from.answer,
    statements: list(from.statements).map(readStatement),
    citations: list(from.citations).map(readCitation),
    disagreements: list(from.disagreements).map(readDisagreement),
    independentSources: number(fields(from.corroboration).independent_sources),
    nearest: list(from.nearest).map(readCitation),
    answerer: {
      kind: string(answerer.kind),
      model: optional(answerer.model),
      fallbackReason: optional(answerer.fallback_reason),
    },
  };
}

/**
 * The evidence of an answer to come, and what its question was taken to mean.
 * @param {unknown} value
 */
export function readSources(value) {
  const from = fields(value);
  return { sources: list(from.sources).map(readCitation), understoodAs: optional(from.understood_as) };
}

/**
 * @param {unknown} value
 * @returns {Statement}
 */
export function readStatement(value) {
  const from = fields(value);
  const { support } = from;
  return {
    text: string(from.text),
    start: number(from.start),
    end: number(from.end),
    citations: list(from.citations).map(number),
    support: support === "partial" || support === "unsupported" ? support : "supported",
  };
}

/**
 * @param {unknown} value
 * @returns {Citation}
 */
export function readCitation(value) {
  const from = fields(value);
  const highlight = from.highlight ? fields(from.highlight) : null;
  return {
    ...described(from),
    number: number(from.number),
    quote: string(from.quote),
    start: number(from.start),
    end: number(from.end),
    alsoIn: list(from.also_in).map(readCopy),
    highlight: highlight && { start: number(highlight.start), end: number(highlight.end) },
  };
}

/**
 * The article in an article object.
 * @param {unknown} value
 * @returns {Article}
 * @throws {ChatFailure} of kind "version" where it has no text
 */
export function readArticle(value) {
  const from = fields(value);
  if (typeof from.text !== "string") throw new ChatFailure("version");
  return {
    ...described(from),
    language: optional(from.language),
    text: from.text,
    alsoIn: list(from.also_in).map(readCopy),
    corrections: list(from.corrections).map((one) => ({
      version: number(fields(one).version),
      title: optional(fields(one).title),
      seenAt: optional(fields(one).seen_at),
    })),
  };
}

/**
 * The texts in an object's list, other things left out.
 * @param {unknown} value
 * @param {string} name
 */
export function readTexts(value, name) {
  return list(fields(value)[name]).filter((one) => typeof one === "string" && one.trim() !== "");
}

/** @param {Fields} from */
function described(from) {
  return {
    articleId: string(from.article_id),
    title: optional(from.title),
    source: optional(from.source),
    author: optional(from.author),
    url: optional(from.url),
    publishedAt: optional(from.published_at),
  };
}

/**
 * @param {unknown} value
 * @returns {Copy}
 */
function readCopy(value) {
  const from = fields(value);
  return {
    articleId: string(from.article_id),
    source: optional(from.source),
    url: optional(from.url),
  };
}

/** @param {unknown} value */
function readDisagreement(value) {
  const from = fields(value);
  return {
    about: string(from.about),
    positions: list(from.positions).map((one) => ({
      value: string(fields(one).value),
      citations: list(fields(one).citations).map(number),
    })),
  };
}

/**
 * @param {unknown} value
 * @returns {Fields}
 */
function fields(value) {
  return value !== null && typeof value === "object" ? /** @type {Fields} */ (value) : {};
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
function list(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value */
function string(value) {
  return typeof value === "string" ? value : "";
}

/** @param {unknown} value */
function optional(value) {
  return typeof value === "string" && value.trim() ? value : null;
}

/** @param {unknown} value */
function number(value) {
  return typeof value === "number" && Number.isFinite(value) ? Math.trunc(value) : 0;
}
