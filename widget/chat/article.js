/** The article behind a citation: its text with the quote marked and scrolled to. */

import { indexOfOffset } from "./codepoints.js";
import { h, iconButton } from "./dom.js";
import { ChatFailure } from "./failures.js";
import { plain } from "./plain.js";
import { bylineOf, copiesOf, originalOf, titleOf } from "./quoting.js";

/**
 * @typedef {import("./types.js").Article} Article
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Surroundings} Surroundings
 * @typedef {{start: number, end: number, isQuoted: boolean}} Marked  string indices, half open
 */

export class ArticlePanel {
  /**
   * @param {Surroundings} around
   * @param {(id: string) => Promise<Article>} load
   */
  constructor(around, load) {
    this.around = around;
    this.load = load;
    /** @type {HTMLElement | null} */
    this.opener = null;
    this.body = h("div", { class: "scroll" });
    this.element = h(
      "dialog",
      {
        class: "article",
        "aria-label": around.say("article"),
        onclose: () => this.closed(),
        onclick: (/** @type {MouseEvent} */ event) => {
          if (event.target === this.element) this.close();
        },
        oncancel: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.close();
        },
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Escape") event.stopPropagation();
        },
      },
      h(
        "div",
        { class: "sheet-of-paper" },
        iconButton("close", around.say("close"), () => this.close()),
        this.body,
      ),
    );
  }

  /**
   * @param {Citation} citation
   * @param {Citation[]} all  of the answer: its other quotes from the article are marked lightly
   * @param {HTMLElement | null} opener  gets the focus back
   */
  async open(citation, all, opener) {
    const { say } = this.around;
    this.opener = opener;
    this.citation = citation;
    this.body.replaceChildren(
      bylineOf(citation, this.around),
      h("h3", {}, titleOf(citation, this.around)),
      h("p", { class: "note", role: "status" }, say("loading")),
    );
    if (!this.element.open) this.element.showModal();
    try {
      const article = await this.load(citation.articleId);
      if (this.citation === citation) this.show(article, citation, all);
    } catch (error) {
      if (this.citation !== citation) return;
      const isGone = error instanceof ChatFailure && error.kind === "address";
      const detail = error instanceof ChatFailure && !isGone ? error.detail : null;
      const told = say(isGone ? "articleGone" : "articleFailed");
      this.body.lastChild?.replaceWith(
        h("p", { class: "note", role: "alert" }, told, detail && ` ${plain(detail)}`),
        h("blockquote", { dir: "auto" }, plain(citation.quote)),
        originalOf(citation.url, this.around) ?? "",
      );
    }
  }

  /**
   * @param {Article} article
   * @param {Citation} citation
   * @param {Citation[]} all
   */
  show(article, citation, all) {
    const { around } = this;
    const { say } = around;
    const marked = marksIn(article, citation, all);
    const isFound = marked.some(({ isQuoted }) => isQuoted);
    this.body.replaceChildren(
      bylineOf(article, around),
      h("h3", { dir: "auto" }, titleOf(article, around)),
      article.author ? h("p", { class: "author" }, plain(say("by", { author: article.author }))) : "",
      this.corrections(article) ?? "",
      copiesOf(article.alsoIn, around) ?? "",
      isFound ? "" : h("p", { class: "note warning" }, say("changed")),
      h(
        "div",
        { class: "body", lang: article.language, dir: "auto" },
        ...paragraphsOf(article.text, marked, say("quoted")),
      ),
      originalOf(article.url, around) ?? "",
    );
    const quoted = /** @type {HTMLElement | null} */ (this.body.querySelector("mark.quoted"));
    if (!quoted) return;
    const offset = quoted.getBoundingClientRect().top - this.body.getBoundingClientRect().top;
    this.body.scrollTop += offset - this.body.clientHeight / 3;
    quoted.focus({ preventScroll: true });
  }

  /** @param {Article} article */
  corrections(article) {
    if (!article.corrections.length) return null;
    const { say, date } = this.around;
    return h(
      "details",
      { class: "corrections" },
      h("summary", {}, say("corrected")),
      h(
        "ul",
        {},
        ...article.corrections.map(({ version, seenAt, title }) =>
          h(
            "li",
            {},
            say("earlier", { version, date: date(seenAt) || say("undated") }),
            title && `: ${plain(title)}`,
          ),
        ),
      ),
    );
  }

  close() {
    const { opener } = this;
    this.around.quietly(() => {
      this.element.close();
      if (opener?.isConnected) opener.focus();
    });
  }

  closed() {
    this.citation = null;
    this.opener = null;
    this.body.replaceChildren();
  }
}

/**
 * Where the quotes stand in the text, in order and apart from each other. A quote whose place in
 * the text has other words by now is looked for elsewhere.
 * @param {Article} article
 * @param {Citation} citation
 * @param {Citation[]} all
 * @returns {Marked[]}
 */
function marksIn(article, citation, all) {
  const index = indexOfOffset(article.text);
  /** @type {Marked[]} */
  const marked = [];
  for (const one of [citation, ...all]) {
    if (one.articleId !== article.articleId && one !== citation) continue;
    const isThere = article.text.slice(index(one.start), index(one.end)) === one.quote;
    const start = isThere ? index(one.start) : article.text.indexOf(one.quote);
    const end = start + one.quote.length;
    const isApart = marked.every((other) => end <= other.start || start >= other.end);
    if (one.quote && start >= 0 && isApart) marked.push({ start, end, isQuoted: one === citation });
  }
  return marked.sort((one, other) => one.start - other.start);
}

/**
 * @param {string} text
 * @param {Marked[]} marked
 * @param {string} label
 */
function* paragraphsOf(text, marked, label) {
  let isLabelled = false;
  for (const match of text.matchAll(/[^\n]+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    const paragraph = h("p", { dir: "auto" });
    let cursor = start;
    for (const one of marked) {
      const from = Math.max(one.start, cursor);
      const to = Math.min(one.end, end);
      if (from >= to) continue;
      const attributes = one.isQuoted ? { class: "quoted", tabindex: -1 } : {};
      const mark = h("mark", attributes, plain(text.slice(from, to)));
      paragraph.append(plain(text.slice(cursor, from)));
      if (one.isQuoted && !isLabelled) {
        paragraph.append(h("span", { class: "unseen" }, `${label}: `));
        isLabelled = true;
      }
      paragraph.append(mark);
      cursor = to;
    }
    paragraph.append(plain(text.slice(cursor, end)));
    yield paragraph;
  }
}
