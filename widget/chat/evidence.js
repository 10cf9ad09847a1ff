/** What stands under an answer: who disagrees, how many report, the sources, what comes near. */

import { h, icon, outside } from "./dom.js";
import { bylineOf, copiesOf, quoteOf, titleOf } from "./quoting.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Surroundings} Surroundings
 */

const SHOWN_AT_FIRST = 4;
const BATCH = 25;

/**
 * Who says what, a table for each matter on which outlets differ.
 * @param {Answer} answer
 * @param {Surroundings} around
 */
export function disagreementsOf(answer, around) {
  const cited = new Map(answer.citations.map((citation) => [citation.number, citation]));
  return answer.disagreements.map(({ about, positions }) =>
    h(
      "table",
      { class: "disagreement" },
      h(
        "caption",
        {},
        h("span", { class: "label" }, around.say("disagree")),
        " ",
        outside(about, "about"),
      ),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, around.say("position")),
          h("th", { scope: "col" }, around.say("outlets")),
        ),
      ),
      h(
        "tbody",
        {},
        ...positions.map(({ value, citations }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, outside(value)),
            h("td", {}, ...citations.map((number) => sayer(number, cited.get(number), around))),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {number} number
 * @param {Citation | undefined} citation
 * @param {Surroundings} around
 */
function sayer(number, citation, around) {
  const outlet = citation?.source ?? around.say("unnamed");
  const label = `${around.say("source", { number })}: ${outlet}`;
  return h(
    "button",
    {
      type: "button",
      class: "sayer",
      "data-number": number,
      "aria-label": label,
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
    },
    h("span", { class: "number" }, String(number)),
    outside(outlet),
  );
}

/**
 * How many reports stand behind the answer; copies of one report count once.
 * @param {Answer} answer
 * @param {Surroundings} around
 */
export function corroborationOf(answer, around) {
  const count = answer.independentSources;
  if (!count) return null;
  const carriers = new Set(answer.citations.flatMap((one) => [one, ...one.alsoIn].map(nameOf)));
  const hasCopies = answer.citations.some((one) => one.alsoIn.length);
  const isOneReport = count === 1 && hasCopies && carriers.size > 1;
  const text = isOneReport
    ? around.say("oneReport", { count: carriers.size })
    : around.say("independent", { count });
  return h("p", { class: "corroboration" }, text);
}

/** @param {{source: string | null, articleId: string}} from */
function nameOf(from) {
  return from.source ?? from.articleId;
}

/**
 * The cited articles, each once with its numbers; a long list opens in steps.
 * @param {Answer} answer
 * @param {Surroundings} around
 */
export function sourcesOf(answer, around) {
  /** @type {Map<string, Citation[]>} */
  const byArticle = new Map();
  for (const citation of answer.citations) {
    byArticle.set(citation.articleId, [...(byArticle.get(citation.articleId) ?? []), citation]);
  }
  if (!byArticle.size) return null;
  const groups = [...byArticle.values()];
  const list = h("ol", { class: "sources" });
  const rest = groups.length - SHOWN_AT_FIRST > 1 ? groups.slice(SHOWN_AT_FIRST) : [];
  const first = groups.slice(0, groups.length - rest.length);
  list.append(...first.map((group) => sourceItem(group, answer.citations, around)));
  const more = h("button", { type: "button", class: "plain more", onclick: openRest });
  more.append(around.say("allSources", { count: groups.length }));

  function openRest() {
    more.remove();
    const focused = list.children.length;
    const addBatch = () => {
      const batch = rest.splice(0, BATCH);
      list.append(...batch.map((group) => sourceItem(group, answer.citations, around)));
      if (rest.length) setTimeout(addBatch);
    };
    addBatch();
    list.children[focused]?.querySelector("button")?.focus();
  }

  return h(
    "section",
    { class: "evidence" },
    h("h4", {}, around.say("sources")),
    list,
    rest.length > 0 && more,
  );
}

/**
 * @param {Citation[]} group  citations of one article
 * @param {Citation[]} all
 * @param {Surroundings} around
 */
function sourceItem(group, all, around) {
  const first = /** @type {Citation} */ (group[0]);
  const open = (/** @type {MouseEvent} */ event) =>
    around.openArticle(first, all, /** @type {HTMLElement} */ (event.currentTarget));
  return h(
    "li",
    {},
    h("span", { class: "numbers" }, group.map((one) => one.number).join(", ")),
    h(
      "div",
      {},
      h("button", { type: "button", class: "headline-link", onclick: open }, titleOf(first, around)),
      bylineOf(first, around),
      copiesOf(first.alsoIn, around),
    ),
  );
}

/**
 * What the articles say that comes nearest to a question they do not answer.
 * @param {Answer} answer
 * @param {Surroundings} around
 */
export function nearestOf(answer, around) {
  if (!answer.nearest.length) return h("p", { class: "note" }, around.say("noNearest"));
  return h(
    "section",
    { class: "evidence nearest" },
    h("h4", {}, around.say("nearest")),
    h(
      "ul",
      {},
      ...answer.nearest.map((citation) =>
        h(
          "li",
          {},
          bylineOf(citation, around),
          quoteOf(citation),
          h(
            "button",
            {
              type: "button",
              class: "plain",
              onclick: (/** @type {MouseEvent} */ event) =>
                around.openArticle(
                  citation,
                  [citation],
                  /** @type {HTMLElement} */ (event.currentTarget),
                ),
            },
            icon("page"),
            around.say("read"),
            h("span", { class: "unseen" }, ": ", titleOf(citation, around)),
          ),
        ),
      ),
    ),
  );
}
