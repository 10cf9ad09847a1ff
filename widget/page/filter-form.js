// @ts-check
/** The form that narrows the articles: outlets, language, days, and words of the title. */

import { button, element, foreign } from "./elements.js";
import { NO_FILTERS, areDatesSwapped } from "./filters.js";
import { say, sayLanguage } from "./strings.js";

/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {{name: string, articles: number}} Choice */
/** @typedef {{outlets: Choice[], languages: Choice[]}} Choices */

const TYPING_MILLISECONDS = 300;
/** With more outlets than this a field finds them by name. */
const FEW_OUTLETS = 10;

/**
 * The form, empty of choices until it is told them.
 * @param {(filters: Filters) => void} onChange called when a reader has changed something
 */
export function createFilterForm(onChange) {
  const words = element("input", { type: "search", id: "words", autocomplete: "off", maxlength: 200 });
  const language = element("select", { id: "language" });
  const from = element("input", { type: "date", id: "from", min: "1000-01-01", max: "9998-12-31" });
  const to = element("input", { type: "date", id: "to", min: "1000-01-01", max: "9998-12-31" });
  const swapped = element("p", { class: "error", role: "alert" });
  const outlets = createOutlets();
  const wordsRow = labelled("words", words);
  const clear = button(say("clear"), () => (show(NO_FILTERS), changed()), { class: "quiet" });
  const node = element(
    "form",
    { class: "filters", role: "search", "aria-label": say("narrow") },
    wordsRow,
    labelled("language", language),
    element("div", { class: "days" }, labelled("from", from), labelled("to", to)),
    swapped,
    outlets.node,
    clear,
  );
  let timer = 0;

  /** @returns {Filters} */
  function read() {
    return {
      sources: outlets.chosen(),
      language: language.value,
      from: from.value,
      to: to.value,
      words: words.value,
    };
  }

  function changed() {
    clearTimeout(timer);
    const filters = read();
    clear.hidden = JSON.stringify(filters) === JSON.stringify(NO_FILTERS);
    swapped.textContent = areDatesSwapped(filters) ? say("dateOrder") : "";
    onChange(filters);
  }

  /** @param {Filters} filters */
  function show(filters) {
    words.value = filters.words;
    [from.value, to.value] = [filters.from, filters.to];
    outlets.choose(filters.sources);
    chooseLanguage(language, filters.language);
    clear.hidden = JSON.stringify(filters) === JSON.stringify(NO_FILTERS);
    swapped.textContent = areDatesSwapped(filters) ? say("dateOrder") : "";
  }

  node.addEventListener("submit", (event) => (event.preventDefault(), changed()));
  node.addEventListener("change", changed);
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(changed, TYPING_MILLISECONDS);
  });
  offerLanguages(language, []);
  show(NO_FILTERS);

  return {
    node,
    show,
    /** @param {Choices} choices */
    offer(choices) {
      const filters = read();
      outlets.offer(choices.outlets);
      offerLanguages(language, choices.languages);
      show(filters);
    },
    /** @param {boolean} isShown */
    withWords(isShown) {
      wordsRow.hidden = !isShown;
    },
  };
}

/** A list of outlets to tick; what is chosen stays, whether or not the collection has it. */
function createOutlets() {
  const list = element("div", { class: "ticks" });
  const find = element("input", { type: "search", "aria-label": say("findOutlet"), placeholder: say("findOutlet"), hidden: true });
  const node = element("fieldset", {}, element("legend", {}, say("outlets")), find, list);
  /** @type {Set<string>} */
  const chosen = new Set();
  /** @type {Choice[]} */
  let offered = [];

  function draw() {
    const known = new Set(offered.map(({ name }) => name));
    const missing = [...chosen].filter((name) => !known.has(name));
    const all = [...missing.map((name) => ({ name, articles: 0 })), ...offered];
    list.replaceChildren(...all.map((outlet) => tick(outlet, chosen)));
    node.hidden = all.length === 0;
    find.hidden = all.length <= FEW_OUTLETS;
    narrow();
  }

  function narrow() {
    const wanted = find.value.trim().toLocaleLowerCase();
    for (const row of list.children) {
      const name = row.textContent?.toLocaleLowerCase() ?? "";
      if (row instanceof HTMLElement) row.hidden = wanted !== "" && !name.includes(wanted);
    }
  }

  find.addEventListener("input", narrow);
  find.addEventListener("change", (event) => event.stopPropagation());
  return {
    node,
    chosen: () => [...chosen],
    /** @param {readonly string[]} names */
    choose(names) {
      chosen.clear();
      for (const name of names) chosen.add(name);
      draw();
    },
    /** @param {Choice[]} choices */
    offer(choices) {
      offered = choices;
      draw();
    },
  };
}

/**
 * @param {Choice} outlet
 * @param {Set<string>} chosen
 */
function tick({ name, articles }, chosen) {
  const box = element("input", { type: "checkbox" });
  box.checked = chosen.has(name);
  box.addEventListener("change", () => (box.checked ? chosen.add(name) : chosen.delete(name)));
  const label = element("span", {}, foreign(name));
  return element("label", { class: "tick" }, box, label, element("small", {}, String(articles)));
}

/**
 * @param {HTMLSelectElement} select
 * @param {Choice[]} languages
 */
function offerLanguages(select, languages) {
  select.replaceChildren(
    element("option", { value: "" }, say("allLanguages")),
    ...languages.map(({ name, articles }) =>
      element("option", { value: name }, `${sayLanguage(name)} (${articles})`),
    ),
  );
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} code
 */
function chooseLanguage(select, code) {
  if (code && ![...select.options].some(({ value }) => value === code)) {
    select.append(element("option", { value: code }, sayLanguage(code)));
  }
  select.value = code;
}

/**
 * @param {"words" | "language" | "from" | "to"} name
 * @param {HTMLElement} field
 */
function labelled(name, field) {
  return element("p", { class: "field" }, element("label", { for: name }, say(name)), field);
}
