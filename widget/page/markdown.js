// @ts-check
/**
 * Markdown to the fields of an article: front matter is read, markup goes, the words stay.
 *
 * It follows `indexer/extraction/markdown.py`, which reads the files that are indexed by path.
 */

const FRONT_MATTER = /^---[ \t]*\n([^]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const ENTRY = /^([A-Za-z_]+)[ \t]*:[ \t]*(.*)$/;
const TITLE = /^(?:#[ \t]+(\S[^\n]*?)[ \t]*#*|([^\n]+)\n=+)[ \t]*(?:\n|$)/;
const FENCE = /^(```+|~~~+)[^\n]*\n[^]*?(?:^\1[ \t]*$|(?![^]))/gm;
const COMMENT = /<!--[^]*?(?:-->|$(?![^]))/g;
/** @type {readonly (readonly [RegExp, string])[]} */
const MARKUP = [
  [/!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])/g, ""],
  [/\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])/g, "$1"],
  [/^[ \t]*\[[^\]\n]+\]:[ \t]+\S.*$/gm, ""],
  [/\[\^[^\]\n]+\]/g, ""],
  [/<(https?:\/\/[^>\s]+)>/g, "$1"],
  [/<\/?[a-zA-Z][^<>\n]*>/g, ""],
  [/^[ \t]*#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/gm, "\n$1\n"],
  [/^(\S[^\n]*)\n(?:={3,}|-{3,})[ \t]*$/gm, "\n$1\n"],
  [/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, ""],
  [/^[ \t]*>+[ \t]?/gm, ""],
  [/^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?/gm, "\n"],
  [/(\*{1,3}|__)(?=\S)([^*\n]+?)(?<=\S)\1/g, "$2"],
  [/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, "$1"],
  [/`([^`\n]+)`/g, "$1"],
  [/\\([\\`*_{}[\]()#+.!>-])/g, "$1"],
];

/**
 * The fields of a Markdown text; front matter wins over its heading.
 * @param {string} source
 * @returns {Record<string, unknown>}
 */
export function fieldsOfMarkdown(source) {
  const whole = source.replace(/\r\n?/g, "\n").trimStart();
  const matter = FRONT_MATTER.exec(whole);
  const fields = matter ? entriesOf(matter[1] ?? "") : {};
  let body = whole.slice(matter ? matter[0].length : 0).replace(COMMENT, "").trimStart();
  const heading = TITLE.exec(body);
  if (heading) {
    body = body.slice(heading[0].length);
    fields.title ??= withoutMarkup(heading[1] ?? heading[2] ?? "");
  }
  return { ...fields, text: paragraphs(withoutMarkup(body.replace(FENCE, ""))) };
}

/**
 * The one-line entries of front matter; nested ones are not read.
 * @param {string} yaml
 */
function entriesOf(yaml) {
  /** @type {Record<string, unknown>} */
  const fields = {};
  for (const line of yaml.split("\n")) {
    const [, name, value] = ENTRY.exec(line) ?? [];
    const words = unquoted((value ?? "").trim());
    if (name && words) fields[name.toLowerCase()] = words;
  }
  return fields;
}

/**
 * @param {string} value a YAML scalar, or a list in brackets
 * @returns {string}
 */
function unquoted(value) {
  if (/^\[.*\]$/.test(value)) {
    return value.slice(1, -1).split(",").map((item) => unquoted(item.trim())).join(", ");
  }
  const double = /^"(.*)"$/.exec(value);
  if (double) return (double[1] ?? "").replace(/\\(["\\])/g, "$1");
  const single = /^'(.*)'$/.exec(value);
  return single ? (single[1] ?? "").replaceAll("''", "'") : value.replace(/\s+#.*$/, "");
}

/** @param {string} text */
function withoutMarkup(text) {
  return MARKUP.reduce((left, [pattern, words]) => left.replace(pattern, words), text);
}

/** @param {string} text */
function paragraphs(text) {
  return text
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.replaceAll("\n", " ").trim())
    .filter(Boolean)
    .join("\n\n");
}
