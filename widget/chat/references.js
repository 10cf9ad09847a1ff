/** An answer as text to be pasted elsewhere, with its sources. */

import { plain, webAddress } from "./plain.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {(citation: Citation) => {outlet: string, title: string, date: string}} Described
 */

const MARKDOWN = /[\\`*_{}[\]<>#|~]/g;
const APA_DATE = new Intl.DateTimeFormat("en-US", {
  year: "numeric",
  month: "long",
  day: "numeric",
  timeZone: "UTC",
});

/**
 * @param {Answer} answer
 * @param {Described} described
 */
export function asPlainText(answer, described) {
  const sources = answer.citations.map((one) => {
    const { outlet, title, date } = described(one);
    return `[${one.number}] ${joined([outlet, date], ", ")}: ${title}\n    “${line(one.quote)}”${after("\n    ", webAddress(one.url))}`;
  });
  return joined([plain(answer.text), sources.join("\n")], "\n\n");
}

/**
 * Markdown with footnotes.
 * @param {Answer} answer
 * @param {Described} described
 */
export function asMarkdown(answer, described) {
  const known = new Set(answer.citations.map((one) => one.number));
  const text = escaped(plain(answer.text)).replace(/\s*\\\[(\d+)\\\]/g, (whole, number) =>
    known.has(Number(number)) ? `[^${number}]` : whole,
  );
  const sources = answer.citations.map((one) => {
    const { outlet, title, date } = described(one);
    const address = webAddress(one.url);
    const linked = address ? `[${escaped(title)}](<${address}>)` : escaped(title);
    return `[^${one.number}]: ${escaped(joined([outlet, date], ", "))}: ${linked}. “${escaped(line(one.quote))}”`;
  });
  return joined([text, sources.join("\n")], "\n\n");
}

/**
 * One reference per article in the manner of APA.
 * @param {Answer} answer
 * @param {Described} described
 */
export function asApa(answer, described) {
  return articlesOf(answer)
    .map((one) => {
      const { outlet, title } = described(one);
      const day = dayOf(one);
      const published = day ? APA_DATE.formatToParts(new Date(day)) : [];
      const part = (/** @type {string} */ type) =>
        published.find((found) => found.type === type)?.value;
      const date = published.length ? `${part("year")}, ${part("month")} ${part("day")}` : "n.d.";
      const author = one.author ? `${plain(one.author).replace(/\.$/, "")}. ` : "";
      const opening = author ? `${author}(${date}). ${title}.` : `${title}. (${date}).`;
      return joined([`${opening} ${outlet}.`, webAddress(one.url)], " ");
    })
    .sort((one, other) => one.localeCompare(other))
    .join("\n");
}

/**
 * One BibTeX entry per article.
 * @param {Answer} answer
 * @param {Described} described
 */
export function asBibtex(answer, described) {
  return articlesOf(answer)
    .map((one) => {
      const { outlet, title } = described(one);
      const fields = [
        ["title", braced(title)],
        ["author", one.author ? `{${braced(plain(one.author))}}` : null],
        ["organization", braced(outlet)],
        ["date", dayOf(one)],
        ["url", webAddress(one.url)?.replace(/[{}\\]/g, encodeURIComponent) ?? null],
      ];
      const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
      const key = one.articleId.replace(/[^A-Za-z0-9_-]+/g, "-") || `source-${one.number}`;
      return `@online{${key},\n${lines.join(",\n")}\n}`;
    })
    .join("\n\n");
}

/**
 * The first citation of each article.
 * @param {Answer} answer
 */
function articlesOf(answer) {
  return [...new Map(answer.citations.toReversed().map((one) => [one.articleId, one])).values()].reverse();
}

/**
 * The day of publication as YYYY-MM-DD, null where there is none.
 * @param {Citation} citation
 */
function dayOf({ publishedAt }) {
  const moment = new Date(publishedAt ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString().slice(0, 10);
}

/** @param {string} text */
function escaped(text) {
  return text.replace(MARKDOWN, "\\$&");
}

/** @param {string} text */
function braced(text) {
  return text
    .replace(/[{}]/g, "")
    .replace(/\\/g, "\\textbackslash{}")
    .replace(/[%&$#_]/g, "\\$&")
    .replace(/[~^]/g, "\\$&{}");
}

/** @param {string} text */
function line(text) {
  return plain(text).replace(/\s+/g, " ").trim();
}

/**
 * @param {(string | null)[]} parts
 * @param {string} separator
 */
function joined(parts, separator) {
  return parts.filter(Boolean).join(separator);
}

/**
 * @param {string} before
 * @param {string | null} text
 */
function after(before, text) {
  return text ? before + text : "";
}
