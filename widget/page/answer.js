// @ts-check
/** The permanent page of one answer: the question, what was answered, and on what it rests. */

import { articleAddress, sectionAddress } from "./addresses.js";
import { request } from "./api.js";
import { factsOf } from "./collection.js";
import { copyLinkButton } from "./copying.js";
import { element, foreign, phrased } from "./elements.js";
import { slice } from "./quoting.js";
import { say, sayMoment } from "./strings.js";

/**
 * @typedef {object} Citation
 * @property {number} number
 * @property {string} article_id
 * @property {string | null} title
 * @property {string | null} source
 * @property {string | null} published_at
 * @property {string} quote
 * @property {number} start
 * @property {number} end
 * @property {import("./api.js").Copy[]} also_in
 */
/**
 * @typedef {object} Statement
 * @property {number} start
 * @property {number} end
 * @property {number[]} citations
 * @property {"supported" | "partial" | "unsupported"} support
 */
/** @typedef {{about: string, positions: {value: string, citations: number[]}[]}} Disagreement */
/**
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} question
 * @property {string} asked_at
 * @property {"answered" | "conflicting" | "unanswerable"} status
 * @property {string | null} [headline] the short answer, words of the first quote (and the day of a weekday)
 * @property {string | null} [understood_as] what was answered, where that is not the question
 * @property {string} answer
 * @property {Statement[]} statements
 * @property {Citation[]} citations
 * @property {Citation[]} nearest
 * @property {Disagreement[]} disagreements
 * @property {{kind: string, model: string | null}} answerer
 */

const MARKER = /(\[\d{1,4}\])/;

/**
 * Reads an answer and shows it.
 * @param {HTMLElement} node
 * @param {string} id
 */
export async function showAnswer(node, id) {
  /** @type {Answer} */
  const answer = await request(`/v1/answers/${encodeURIComponent(id)}`);
  node.replaceChildren(
    head(answer),
    element(
      "div",
      { class: "answer", "data-status": answer.status },
      answer.headline && element("p", { class: "headline", dir: "auto" }, answer.headline),
      ...answerText(answer),
    ),
    ...answer.disagreements.map(disagreement),
    answer.citations.length > 0 ? quotes("sources", answer.citations) : "",
    answer.nearest.length > 0 ? quotes("nearest", answer.nearest) : "",
    element(
      "p",
      { class: "actions" },
      copyLinkButton(location.href),
      element("a", { href: sectionAddress("ask") }, say("askOwn")),
    ),
  );
  return { title: answer.question };
}

/** What to show where there is no such answer. */
export function missingAnswer() {
  const link = element("a", { href: sectionAddress("ask") }, say("askOwn"));
  return element("div", { class: "notice" }, element("p", {}, say("answerGone")), element("p", {}, link));
}

/** @param {Answer} answer */
function head({ question, asked_at: askedAt, understood_as: understoodAs, status, answerer }) {
  const model = foreign(answerer.model ?? "");
  const author = answerer.kind === "llm" ? phrased(say("written"), { model }) : say("extractive");
  const asked = element("time", { datetime: askedAt }, say("askedOn", { date: sayMoment(askedAt) }));
  return element(
    "header",
    {},
    element("p", { class: "kicker", "data-status": status }, say(status)),
    element("h1", { dir: "auto", tabindex: -1 }, question),
    understoodAs &&
      element(
        "p",
        { class: "hint understood" },
        phrased(say("understood"), { question: foreign(understoodAs) }),
      ),
    element("p", { class: "facts" }, element("span", {}, asked), element("span", {}, author)),
  );
}

/**
 * The paragraphs of the answer; each sentence shows how far it is supported.
 * @param {Answer} answer
 */
function answerText(answer) {
  const known = new Set(answer.citations.map(({ number }) => number));
  /** @type {HTMLElement[]} */
  const paragraphs = [];
  let [position, current] = [0, element("p", { dir: "auto" })];
  const add = (/** @type {number} */ end, /** @type {Statement | null} */ statement) => {
    slice(answer.answer, { start: position, end }).split(/\n+/).forEach((line, index) => {
      if (index > 0) current = element("p", { dir: "auto" });
      current.append(...sentence(line, statement, known).filter((piece) => piece !== ""));
      if (line.trim() && !paragraphs.includes(current)) paragraphs.push(current);
    });
    position = end;
  };
  for (const statement of answer.statements) {
    if (statement.start > position) add(statement.start, null);
    add(Math.max(statement.end, position), statement);
  }
  add([...answer.answer].length, null);
  return paragraphs;
}

/**
 * @param {string} words
 * @param {Statement | null} statement
 * @param {Set<number>} known numbers that have a citation
 */
function sentence(words, statement, known) {
  const pieces = words.split(MARKER).map((piece) => {
    const number = Number(piece.slice(1, -1));
    return MARKER.test(piece) && known.has(number) ? mark(number) : piece;
  });
  if (statement === null || statement.support === "supported") return pieces;
  const warning = element("small", { class: "doubt" }, ` (${say(statement.support)})`);
  return [element("span", { class: statement.support }, ...pieces), warning];
}

/** @param {number} number */
function mark(number) {
  return element("a", { class: "mark", href: `#citation-${number}` }, `[${number}]`);
}

/** @param {Disagreement} disagreement */
function disagreement({ about, positions }) {
  const rows = positions.map(({ value, citations }) =>
    element(
      "tr",
      {},
      element("td", { dir: "auto" }, value),
      element("td", {}, ...citations.flatMap((number) => [mark(number), " "])),
    ),
  );
  const columns = ["says", "sources"].map((key) =>
    element("th", { scope: "col" }, say(/** @type {"says" | "sources"} */ (key))),
  );
  return element(
    "table",
    { class: "disagreement" },
    element("caption", {}, say("disagreement"), ": ", foreign(about)),
    element("thead", {}, element("tr", {}, ...columns)),
    element("tbody", {}, ...rows),
  );
}

/**
 * @param {"sources" | "nearest"} title
 * @param {Citation[]} citations
 */
function quotes(title, citations) {
  return element(
    "section",
    { class: "quotes" },
    element("h2", {}, say(title)),
    element("ol", {}, ...citations.map((citation) => quote(citation, title === "sources"))),
  );
}

/**
 * @param {Citation} citation
 * @param {boolean} isCited
 */
function quote(citation, isCited) {
  const { number, article_id: id, start, end } = citation;
  const read = element(
    "a",
    { href: articleAddress(id, { start, end }), "data-quote": citation.quote, dir: "auto" },
    citation.title || say("untitled"),
  );
  const copies = citation.also_in.flatMap((copy, index) => [
    index > 0 ? ", " : "",
    element("a", { href: articleAddress(copy.article_id) }, foreign(copy.source ?? say("unnamed"))),
  ]);
  return element(
    "li",
    isCited ? { id: `citation-${number}`, value: number, tabindex: -1 } : {},
    factsOf({ ...citation, language: null }),
    element("h3", {}, read),
    element("blockquote", { dir: "auto" }, citation.quote),
    copies.length > 0 && element("p", { class: "hint" }, say("copies"), ": ", ...copies),
  );
}
