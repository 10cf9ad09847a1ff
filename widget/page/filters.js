// @ts-check
/** Which articles count: for the list, and (but for the words) for questions. */

/**
 * @typedef {object} Filters
 * @property {readonly string[]} sources names of outlets; none means all
 * @property {string} language ISO 639-1, or empty
 * @property {string} from a day such as 2024-09-03, or empty
 * @property {string} to the last day that counts, or empty
 * @property {string} words words of the title
 */

/** @type {Filters} */
export const NO_FILTERS = Object.freeze({ sources: [], language: "", from: "", to: "", words: "" });

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The filters that the page's own address names; what is no date is left out.
 * @param {URLSearchParams} query
 * @returns {Filters}
 */
export function filtersFrom(query) {
  const day = (/** @type {string} */ name) => {
    const value = query.get(name) ?? "";
    return DAY.test(value) ? value : "";
  };
  return {
    sources: query.getAll("source").filter(Boolean),
    language: query.get("language") ?? "",
    from: day("published_from"),
    to: day("published_to"),
    words: query.get("q") ?? "",
  };
}

/**
 * Writes the filters into a query: the page's address and the API's have the same names.
 * @param {URLSearchParams} query
 * @param {Filters} filters
 */
export function filtersInto(query, filters) {
  for (const source of filters.sources) query.append("source", source);
  const named = {
    language: filters.language,
    published_from: filters.from,
    published_to: filters.to,
    q: filters.words.trim(),
  };
  for (const [name, value] of Object.entries(named)) if (value) query.set(name, value);
}

/**
 * Whether the first day is after the last, so that nothing can match.
 * @param {Filters} filters
 */
export function areDatesSwapped(filters) {
  return filters.from !== "" && filters.to !== "" && filters.from > filters.to;
}

/**
 * Whether questions are narrowed; the words of a title only narrow the list.
 * @param {Filters} filters
 */
export function narrowsQuestions(filters) {
  return filters.sources.length > 0 || Boolean(filters.language || filters.from || filters.to);
}

/**
 * Whether two filters let the same articles through.
 * @param {Filters} one
 * @param {Filters} other
 */
export function areSameFilters(one, other) {
  const [first, second] = [one, other].map((filters) => {
    const query = new URLSearchParams();
    filtersInto(query, filters);
    return query.toString();
  });
  return first === second;
}
