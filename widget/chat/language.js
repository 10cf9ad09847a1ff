/** Which words the widget speaks, and in which direction. */

import de from "./strings/de.js";
import en from "./strings/en.js";
import es from "./strings/es.js";
import fr from "./strings/fr.js";
import pt from "./strings/pt.js";

/** @typedef {import("./types.js").Strings} Strings */

/** @type {Record<string, Strings>} */
const LANGUAGES = { de, en, es, fr, pt };
const RIGHT_TO_LEFT = /^(ar|he|iw|fa|ur|yi|dv|ps|ckb|sd|ug)\b/i;

/** @type {Intl.DateTimeFormatOptions} */
const DATE = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };

export class Language {
  /**
   * @param {string} tag  the language asked for, such as "pt-BR"
   * @param {Strings} replaced  the host page's own words
   */
  constructor(tag, replaced) {
    const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
    const included = primary in LANGUAGES ? primary : "en";
    /** The language of the strings: the one asked for if it is included or replaced as a whole. */
    this.tag = primary === included || "heading" in replaced ? tag : included;
    this.strings = { ...LANGUAGES[included], ...replaced };
    this.direction = RIGHT_TO_LEFT.test(tag) ? "rtl" : "ltr";
    if (!isTag(this.tag)) this.tag = included;
    this.plurals = new Intl.PluralRules(this.tag);
    this.dates = new Intl.DateTimeFormat(regional(this.tag), DATE);
  }

  /**
   * A string with its values in place; `count` chooses between singular and plural.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  say(key, values = {}) {
    const { count } = values;
    const plural = typeof count === "number" ? `${key}.${this.plurals.select(count)}` : key;
    const strings = this.strings;
    const text = strings[plural] ?? strings[key] ?? strings[`${key}.other`] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }

  /**
   * The day of an ISO date as people write it; empty where there is none.
   * @param {string | null} iso
   */
  date(iso) {
    const moment = iso ? new Date(iso) : null;
    return moment && !Number.isNaN(moment.getTime()) ? this.dates.format(moment) : "";
  }
}

/** @param {string} tag */
function isTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * The reader's own variety of a language named without its region: days are written differently
 * in London and in Chicago.
 * @param {string} tag
 */
function regional(tag) {
  if (tag.includes("-")) return tag;
  return navigator.languages.find((own) => own.startsWith(`${tag}-`)) ?? tag;
}
