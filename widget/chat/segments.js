/** An answer's text as sentences and the marks that follow them. */

import { indexOfOffset } from "./codepoints.js";

/**
 * @typedef {import("./types.js").Statement} Statement
 * @typedef {object} Segment
 * @property {string} text
 * @property {number[]} marks
 * @property {import("./types.js").Support | null} support  null for text that is no statement
 */

const MARKS = /(?:[ \t]*\[\d{1,4}\])+/y;
const MARKS_ANYWHERE = /(?:[ \t]*\[\d{1,4}\])+/g;

/**
 * The segments of the text from a string index on. Brackets inside a statement are its own words;
 * elsewhere those with a known number are marks.
 * @param {string} text
 * @param {number} from
 * @param {Statement[]} statements
 * @param {(number: number) => boolean} isKnown
 * @returns {Segment[]}
 */
export function segmentsOf(text, from, statements, isKnown) {
  const index = indexOfOffset(text);
  /** @type {Segment[]} */
  const segments = [];
  let cursor = from;
  for (const statement of statements) {
    const start = index(statement.start);
    const end = index(statement.end);
    if (start < cursor || end <= start) continue;
    segments.push(...loose(text.slice(cursor, start), isKnown));
    MARKS.lastIndex = end;
    const written = MARKS.exec(text)?.[0] ?? "";
    const marks = numbersIn(written);
    const areKnown = marks.every(isKnown);
    const { support } = statement;
    segments.push({ text: text.slice(start, end), marks: areKnown ? marks : [], support });
    cursor = end + (areKnown ? written.length : 0);
  }
  segments.push(...loose(text.slice(cursor), isKnown));
  return segments;
}

/**
 * What tells two segments apart.
 * @param {Segment} segment
 */
export function keyOf(segment) {
  return `${segment.support}|${segment.marks}|${segment.text}`;
}

/**
 * @param {string} text
 * @param {(number: number) => boolean} isKnown
 */
function* loose(text, isKnown) {
  let cursor = 0;
  for (const match of text.matchAll(MARKS_ANYWHERE)) {
    const marks = numbersIn(match[0]);
    if (!marks.every(isKnown)) continue;
    yield { text: text.slice(cursor, match.index), marks, support: null };
    cursor = match.index + match[0].length;
  }
  if (cursor < text.length) yield { text: text.slice(cursor), marks: [], support: null };
}

/** @param {string} marks */
function numbersIn(marks) {
  return [...marks.matchAll(/\d+/g)].map((match) => Number(match[0]));
}
