// @ts-check
/** What the page says, in the first of the reader's languages that it has. */

/** @typedef {import("./strings-en.js").Strings} Strings */

const LANGUAGES = ["en", "de", "es", "fr", "pt"];

/**
 * The language of `LANGUAGES` that is preferred, else English.
 * @param {readonly string[]} preferred language tags, most wanted first
 */
export function chooseLanguage(preferred) {
  const bases = preferred.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return bases.find((base) => LANGUAGES.includes(base)) ?? "en";
}

const languages = navigator.languages?.length ? navigator.languages : [navigator.language ?? "en"];

/** The language of everything the page says itself. */
export const language = chooseLanguage(languages);

/** The reader's own tag of that language, so that dates are written as in their country. */
export const locale =
  languages.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;

/** @type {{default: Strings}} */
const { default: strings } = await import(`./strings-${language}.js`);

const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(locale);
const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
const languageNames = new Intl.DisplayNames([locale], { type: "language", fallback: "code" });

/**
 * A phrase with its values filled in; `count` decides between singular and plural.
 * @param {keyof Strings} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  const phrase = strings[key];
  const form =
    typeof phrase === "string"
      ? phrase
      : phrase[plurals.select(Number(values.count)) === "one" ? "one" : "other"];
  return form.replace(/\{(\w+)\}/g, (gap, name) => {
    const value = values[name];
    return typeof value === "number" ? numbers.format(value) : (value ?? gap);
  });
}

/**
 * The day of a publication; articles often have no more than that, so it is the day in UTC.
 * @param {string | null} moment ISO 8601
 */
export function sayDay(moment) {
  const date = new Date(moment ?? NaN);
  return Number.isNaN(date.valueOf()) ? say("undated") : days.format(date);
}

/**
 * A moment of this service's own, in the reader's time zone.
 * @param {string} moment ISO 8601
 */
export function sayMoment(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.valueOf()) ? say("undated") : moments.format(date);
}

/**
 * The name of a language, or its code where it has none.
 * @param {string} code ISO 639-1
 */
export function sayLanguage(code) {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}
