/** The words of an answer while they come and once they are complete. */

import { h } from "./dom.js";
import { plain } from "./plain.js";
import { keyOf, segmentsOf } from "./segments.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Statement} Statement
 * @typedef {import("./types.js").Surroundings} Surroundings
 * @typedef {import("./segments.js").Segment} Segment
 */

const KEEPS_TOGETHER = "\u2060";
/** @type {Record<string, number | undefined>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class AnswerText {
  /** @param {Surroundings} around */
  constructor(around) {
    this.around = around;
    this.element = h("div", { class: "text", dir: "auto", onkeydown: this.move });
    this.text = "";
    /** @type {Map<number, Citation>} */
    this.cited = new Map();
    /** What is shown and will not change but by the complete answer.
     * @type {{key: string, node: HTMLElement}[]} */
    this.settled = [];
    this.settledLength = 0;
    /** @type {HTMLElement[]} */
    this.tail = [];
  }

  /** @param {string} text */
  add(text) {
    this.text += text;
    this.showTail([]);
  }

  /**
   * @param {Statement} statement
   * @param {Citation[]} cited
   */
  settle(statement, cited) {
    for (const citation of cited) this.cited.set(citation.number, citation);
    const last = this.showTail([statement]);
    this.settled.push(...last);
    this.settledLength = this.text.length;
    this.tail = [];
  }

  /**
   * Shows the complete answer. What was shown already and is right stays as it is.
   * @param {Answer} answer
   */
  finish(answer) {
    this.text = answer.text;
    this.cited = new Map(answer.citations.map((citation) => [citation.number, citation]));
    for (const node of this.tail) node.remove();
    this.tail = [];
    const segments = this.segments(0, answer.statements);
    segments.forEach((segment, index) => {
      const key = keyOf(segment);
      const shown = this.settled[index];
      if (shown?.key === key) return;
      const node = this.draw(segment);
      if (shown) shown.node.replaceWith(node);
      else this.element.append(node);
      this.settled[index] = { key, node };
    });
    for (const { node } of this.settled.splice(segments.length)) node.remove();
    this.rove();
  }

  /** @param {Element} mark */
  citationOf(mark) {
    return this.cited.get(Number(/** @type {HTMLElement} */ (mark).dataset.number));
  }

  /**
   * @param {Statement[]} statements
   */
  showTail(statements) {
    const segments = this.segments(this.settledLength, statements);
    const drawn = segments.map((segment) => ({ key: keyOf(segment), node: this.draw(segment) }));
    for (const node of this.tail) node.remove();
    this.tail = drawn.map(({ node }) => node);
    this.element.append(...this.tail);
    return drawn;
  }

  /**
   * @param {number} from
   * @param {Statement[]} statements
   */
  segments(from, statements) {
    // A number may be shown before its citation comes: it is one the service has set.
    const isKnown = (/** @type {number} */ number) => !statements.length || this.cited.has(number);
    return segmentsOf(this.text, from, statements, isKnown);
  }

  /** @param {Segment} segment */
  draw(segment) {
    const { support, marks } = segment;
    if (support === null && !marks.length) return h("span", {}, plain(segment.text));
    const isWeak = support === "partial" || support === "unsupported";
    const { say } = this.around;
    const hint = isWeak ? say(support) : null;
    return h(
      "span",
      { class: isWeak ? `sentence ${support}` : "sentence" },
      h("span", { class: "words", title: hint }, plain(segment.text)),
      isWeak && h("span", { class: "unseen" }, ` (${hint})`),
      marks.length ? KEEPS_TOGETHER : null,
      ...marks.map((number, index) =>
        h(
          "button",
          {
            type: "button",
            class: "mark",
            "data-number": number,
            "aria-label": say("source", { number }),
            "aria-haspopup": "dialog",
            "aria-expanded": "false",
            tabindex: this.isFirst() && index === 0 ? 0 : -1,
          },
          String(number),
        ),
      ),
    );
  }

  isFirst() {
    return !this.element.querySelector(".mark[tabindex='0']");
  }

  /** One mark of the answer can be reached with Tab, the others from there with the arrows. */
  rove() {
    const marks = [...this.element.querySelectorAll(".mark")];
    const current = marks.find((mark) => mark.matches(":focus")) ?? marks[0];
    for (const mark of marks) mark.setAttribute("tabindex", mark === current ? "0" : "-1");
  }

  /** @param {KeyboardEvent} event */
  move = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!target.matches(".mark")) return;
    const marks = /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll(".mark")]);
    const isReversed = getComputedStyle(target).direction === "rtl" && /Left|Right/.test(event.key);
    const step = (STEPS[event.key] ?? 0) * (isReversed ? -1 : 1);
    const next = step
      ? marks[marks.indexOf(target) + step]
      : { Home: marks[0], End: marks.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}
