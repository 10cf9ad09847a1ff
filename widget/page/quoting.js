// @ts-check
/** An article's text in paragraphs, with one stretch of it marked. */

import { element } from "./elements.js";

/** @typedef {import("./addresses.js").Range} Range */
/** @typedef {{words: string, isMarked: boolean}} Piece */

/**
 * The paragraphs of a text, each in pieces that are marked or not.
 * @param {string} text
 * @param {Range | null} range in Unicode code points
 * @returns {Piece[][]}
 */
export function paragraphsOf(text, range) {
  const [from, to] = range ? [unitAt(text, range.start), unitAt(text, range.end)] : [0, 0];
  return [...text.matchAll(/[^\n]+/g)]
    .filter(([words]) => words.trim())
    .map(({ 0: words, index }) => {
      const cuts = [0, from - index, to - index, words.length].map((cut) =>
        Math.min(Math.max(cut, 0), words.length),
      );
      return [0, 1, 2].flatMap((part) => {
        const piece = words.slice(cuts[part], cuts[part + 1]);
        return piece ? [{ words: piece, isMarked: part === 1 }] : [];
      });
    });
}

/**
 * Whether a range names some of the text.
 * @param {string} text
 * @param {Range} range
 */
export function isWithin(text, { start, end }) {
  return start < end && end <= [...text].length;
}

/**
 * Paragraph elements; the first marked piece can be focused.
 * @param {string} text
 * @param {Range | null} range
 */
export function setInParagraphs(text, range) {
  let isFirst = true;
  return paragraphsOf(text, range).map((pieces) =>
    element(
      "p",
      { dir: "auto" },
      ...pieces.map(({ words, isMarked }) => {
        if (!isMarked) return words;
        const mark = element("mark", isFirst ? { id: "passage", tabindex: -1 } : {}, words);
        isFirst = false;
        return mark;
      }),
    ),
  );
}

/**
 * Some text by code points, as Python cuts it.
 * @param {string} text
 * @param {Range} range
 */
export function slice(text, { start, end }) {
  return text.slice(unitAt(text, start), unitAt(text, end));
}

/**
 * Where the code point with this number begins, in the UTF-16 units that strings count in.
 * @param {string} text
 * @param {number} point
 */
function unitAt(text, point) {
  let unit = 0;
  for (let seen = 0; seen < point && unit < text.length; seen += 1) {
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  }
  return unit;
}
