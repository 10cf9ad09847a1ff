/** What the attributes of the widget, and of the page around it, mean. */

/**
 * The language asked for: the nearest `lang`, that of the page, the browser's.
 * @param {HTMLElement} element
 */
export function languageOf(element) {
  const near = element.closest("[lang]")?.getAttribute("lang");
  return near || document.documentElement.lang || navigator.language || "en";
}

/**
 * The side that lines begin on: the element's own `dir`, that of its own `lang`, the page's.
 * @param {HTMLElement} element
 * @param {string} ofLanguage
 */
export function directionOf(element, ofLanguage) {
  const own = element.getAttribute("dir");
  if (own === "rtl" || own === "ltr") return own;
  if (element.hasAttribute("lang")) return ofLanguage;
  const near = element.closest("[dir]")?.getAttribute("dir");
  return near === "rtl" || near === "ltr" ? near : ofLanguage;
}

/**
 * The names in the attribute `sources`: with commas between, or a JSON list.
 * @param {HTMLElement} element
 * @returns {string[]}
 */
export function sourcesOf(element) {
  const given = element.getAttribute("sources")?.trim() ?? "";
  if (given.startsWith("[")) {
    try {
      return JSON.parse(given).map(String);
    } catch {
      // Not JSON after all: a name may begin with a bracket.
    }
  }
  return given.split(",").map((name) => name.trim()).filter(Boolean);
}
