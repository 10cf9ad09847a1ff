/** Citations drawn: quotes with the words that matter, who published them and when. */

import { indexOfOffset } from "./codepoints.js";
import { h, icon, link, outside } from "./dom.js";
import { plain } from "./plain.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Copy} Copy
 * @typedef {import("./types.js").Surroundings} Surroundings
 */

/**
 * The quote, with the words that matter marked where the service names them.
 * @param {Citation} citation
 */
export function quoteOf(citation) {
  const { quote, highlight } = citation;
  const index = indexOfOffset(quote);
  const start = highlight ? index(highlight.start) : 0;
  const end = highlight ? index(highlight.end) : 0;
  const isWhole = start >= end || end - start >= quote.length;
  return h(
    "blockquote",
    { dir: "auto" },
    ...(isWhole
      ? [plain(quote)]
      : [
          plain(quote.slice(0, start)),
          h("mark", {}, plain(quote.slice(start, end))),
          plain(quote.slice(end)),
        ]),
  );
}

/**
 * Outlet and date, with a dot between.
 * @param {{source: string | null, publishedAt: string | null}} from
 * @param {Surroundings} around
 */
export function bylineOf(from, around) {
  return h(
    "p",
    { class: "byline" },
    h("span", { class: "outlet" }, outside(from.source ?? around.say("unnamed"))),
    " ",
    h(
      "time",
      { datetime: around.date(from.publishedAt) ? from.publishedAt : null },
      around.date(from.publishedAt) || around.say("undated"),
    ),
  );
}

/**
 * The other outlets that published the same text; null where there are none.
 * @param {Copy[]} copies
 * @param {Surroundings} around
 */
export function copiesOf(copies, around) {
  if (!copies.length) return null;
  const names = copies.flatMap((copy, index) => [
    index ? ", " : " ",
    link(copy.url, outside(copy.source ?? around.say("unnamed"))),
  ]);
  return h("p", { class: "copies" }, `${around.say("alsoIn")}`, ...names);
}

/**
 * A link to the page the article came from; null where its address is none of the web.
 * @param {string | null} url
 * @param {Surroundings} around
 */
export function originalOf(url, around) {
  const label = h("span", {}, around.say("original"), icon("out"));
  const made = link(url, label, {
    class: "plain",
    "aria-label": `${around.say("original")} (${around.say("newWindow")})`,
  });
  return made.matches("a") ? made : null;
}

/**
 * @param {{title: string | null}} article
 * @param {Surroundings} around
 */
export function titleOf(article, around) {
  return article.title ? outside(article.title) : around.say("untitled");
}
