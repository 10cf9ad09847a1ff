// @ts-check
/** Elements made without HTML: whatever comes from articles and models stays text. */

// Tabs and line breaks stay. Overrides and isolates would turn the order of letters about; the
// elements around a text isolate it already.
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g;
// No script stacks more than four marks on a letter; more would run over the lines around it.
const STACKED = /(\p{M}{4})\p{M}+/gu;

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * A new element. `true` sets an attribute without a value; `false` and `null` leave it out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter(isPresent).map((child) => (child instanceof Node ? child : plain(child))));
  return made;
}

/**
 * Text without control characters, bidirectional overrides and towers of marks.
 * @param {string} words
 */
export function plain(words) {
  return words.replace(UNSEEN, "").replace(STACKED, "$1");
}

/**
 * A button that does something.
 * @param {string} label
 * @param {(event: Event) => void} act
 * @param {Record<string, string | boolean>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/**
 * A phrase of the page's own: what stands between backticks is set as code, and `{name}` gives way
 * to the node of that name.
 * @param {string} phrase
 * @param {Record<string, Node>} [nodes]
 */
export function phrased(phrase, nodes = {}) {
  const made = document.createDocumentFragment();
  phrase.split("`").forEach((part, index) => {
    if (index % 2) return made.append(element("code", {}, part));
    return made.append(...part.split(/(\{\w+\})/).map((word) => nodes[word.slice(1, -1)] ?? word));
  });
  return made;
}

/**
 * Text from outside, kept from changing the direction of what surrounds it.
 * @param {string} words
 */
export function foreign(words) {
  return element("bdi", {}, words);
}

/**
 * A link to another site, or `null` where the address is not http(s).
 * @param {string | null} address
 * @param {(host: string) => string} label
 */
export function outsideLink(address, label) {
  const url = webAddress(address);
  if (url === null) return null;
  return element(
    "a",
    { href: url.href, rel: "noopener noreferrer nofollow external" },
    label(url.host),
  );
}

/**
 * The address as a URL if it is an http(s) one.
 * @param {string | null} address
 */
export function webAddress(address) {
  try {
    const url = new URL(address ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/**
 * The element of the page with this id.
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element ${id}`);
  return found;
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isPresent(child) {
  return child !== null && child !== undefined && child !== false;
}
