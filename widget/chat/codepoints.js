/** The service counts Unicode code points, JavaScript counts UTF-16 units: from one to the other. */

const SURROGATE = /[\ud800-\udfff]/;

/**
 * A function from code-point offsets of a text to its string indices. Offsets outside the text
 * give its nearer end.
 * @param {string} text
 * @returns {(offset: number) => number}
 */
export function indexOfOffset(text) {
  if (!SURROGATE.test(text)) {
    return (offset) => Math.max(0, Math.min(offset, text.length));
  }
  /** @type {number[]} */
  const indices = [];
  let index = 0;
  for (const character of text) {
    indices.push(index);
    index += character.length;
  }
  return (offset) => (offset < 0 ? 0 : (indices[offset] ?? text.length));
}

/**
 * The code points from `start` to `end`, half open.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function slice(text, start, end) {
  const index = indexOfOffset(text);
  return text.slice(index(start), index(end));
}
