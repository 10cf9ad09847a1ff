/** One question and what became of it. */

import { actionsOf } from "./actions.js";
import { AnswerText } from "./answer_text.js";
import { h, icon, outside } from "./dom.js";
import { corroborationOf, disagreementsOf, nearestOf, sourcesOf } from "./evidence.js";
import { plain } from "./plain.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Statement} Statement
 * @typedef {import("./types.js").Surroundings} Surroundings
 * @typedef {import("./types.js").Turn} Turn
 */

const OUTLETS_NAMED = 3;
const SLOW_AFTER_MILLISECONDS = 8000;

export class TurnView {
  /**
   * @param {Turn} turn
   * @param {Surroundings} around
   * @param {{retry: () => void, host: () => string, id: string}} context
   */
  constructor(turn, around, context) {
    this.turn = turn;
    this.around = around;
    this.context = context;
    this.timer = 0;
    this.words = new AnswerText(around);
    this.understood = h("p", { class: "note understood", hidden: true });
    this.above = h("div");
    this.progress = h("p", { class: "progress", hidden: true });
    this.below = h("div");
    this.element = h(
      "article",
      { class: "turn", "aria-labelledby": context.id },
      h("h3", { class: "question", id: context.id }, outside(turn.question)),
      this.understood,
      this.above,
      this.words.element,
      this.progress,
      this.below,
    );
    this.update();
    // A widget that is drawn anew while an answer comes goes on with what is there.
    if (turn.status === "asking" && turn.partial) this.words.add(turn.partial);
  }

  /** Shows the turn as its status says. */
  update() {
    const { turn } = this;
    clearTimeout(this.timer);
    this.element.setAttribute("aria-busy", String(turn.status === "asking"));
    this.showUnderstood(turn.answer ? turn.answer.understoodAs : turn.understoodAs);
    if (turn.status === "asking") {
      this.startOver();
    } else if (turn.answer) {
      this.finish(turn.answer);
    } else {
      this.giveUp();
    }
  }

  startOver() {
    const { say } = this.around;
    this.above.replaceChildren();
    this.below.replaceChildren();
    this.words.element.remove();
    this.words = new AnswerText(this.around);
    this.above.after(this.words.element);
    this.report(say("searching"));
    this.timer = setTimeout(() => {
      this.below.replaceChildren(h("p", { class: "note" }, say("slow")));
    }, SLOW_AFTER_MILLISECONDS);
  }

  /**
   * Says what the question was taken to mean, where that is not what was asked.
   * @param {string | null} text
   */
  showUnderstood(text) {
    this.understood.hidden = !text;
    this.understood.replaceChildren(
      ...(text ? [this.around.say("understood"), " ", outside(text)] : []),
    );
  }

  /** @param {Citation[]} sources */
  reading(sources) {
    const { say } = this.around;
    this.showUnderstood(this.turn.understoodAs);
    const outlets = [...new Set(sources.flatMap((one) => (one.source ? [plain(one.source)] : [])))];
    if (!outlets.length) return;
    const named = outlets.slice(0, OUTLETS_NAMED).join(", ");
    const count = outlets.length - OUTLETS_NAMED;
    this.report(
      count > 0 ? say("readingMore", { outlets: named, count }) : say("reading", { outlets: named }),
    );
  }

  /** @param {string} text */
  report(text) {
    this.progress.replaceChildren(h("span", { class: "dots", "aria-hidden": "true" }), outside(text));
    this.progress.hidden = false;
  }

  /** @param {string} text */
  add(text) {
    clearTimeout(this.timer);
    if (this.below.firstChild) this.below.replaceChildren();
    this.words.add(text);
    this.turn.partial += text;
  }

  /**
   * @param {Statement} statement
   * @param {Citation[]} cited
   */
  settle(statement, cited) {
    this.words.settle(statement, cited);
  }

  /** @param {Answer} answer */
  finish(answer) {
    const { around } = this;
    const { say } = around;
    this.progress.hidden = true;
    this.words.finish(answer);
    const isRefusal = answer.status === "unanswerable";
    this.element.classList.toggle("refusal", isRefusal);
    this.above.replaceChildren(
      isRefusal ? h("p", { class: "label" }, say("refusal")) : "",
      answer.headline ? h("p", { class: "headline", dir: "auto" }, plain(answer.headline)) : "",
    );
    this.below.replaceChildren(
      this.legend(answer) ?? "",
      ...disagreementsOf(answer, around),
      isRefusal ? nearestOf(answer, around) : "",
      sourcesOf(answer, around) ?? "",
      h(
        "footer",
        {},
        h(
          "div",
          { class: "colophon" },
          corroborationOf(answer, around),
          isRefusal ? null : h("p", { class: "note" }, say(makingOf(answer))),
        ),
        actionsOf(answer, around, this.context.retry),
      ),
    );
  }

  /**
   * What the lines under weak sentences mean, where there are any.
   * @param {Answer} answer
   */
  legend(answer) {
    const kinds = new Set(answer.statements.map(({ support }) => support));
    const weak = /** @type {const} */ (["partial", "unsupported"]).filter((one) => kinds.has(one));
    if (!weak.length) return null;
    const entries = weak.map((one) =>
      h("li", {}, h("span", { class: `swatch ${one}` }), this.around.say(one)),
    );
    return h("ul", { class: "legend", "aria-hidden": "true" }, ...entries);
  }

  /** Says why there is no complete answer, and what to do. */
  giveUp() {
    const { turn, around, context } = this;
    const { say } = around;
    this.progress.hidden = true;
    if (turn.status === "waiting") {
      this.report(say("waiting"));
      this.below.replaceChildren();
      return;
    }
    if (turn.partial && !this.words.text) this.words.add(turn.partial);
    this.words.rove();
    const { failure } = turn;
    const told = failure ? say(`error.${failure.kind}`, { host: context.host() }) : say(turn.status);
    const retry = h("button", { type: "button", class: "plain retry", onclick: context.retry });
    retry.append(icon("again"), h("span", {}, say("retry")));
    if (failure?.retryAfterSeconds) this.countDown(retry, failure.retryAfterSeconds);
    this.below.replaceChildren(
      h(
        "div",
        { class: failure ? "failure" : "halted" },
        h("p", {}, told),
        failure?.detail ? h("p", { class: "detail", dir: "auto" }, plain(failure.detail)) : null,
        retry,
      ),
    );
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {number} seconds
   */
  countDown(button, seconds) {
    const { say } = this.around;
    const readyAt = Date.now() + seconds * 1000;
    const tick = () => {
      const left = Math.ceil((readyAt - Date.now()) / 1000);
      button.disabled = left > 0;
      const text = left > 0 ? say("retryIn", { seconds: left }) : say("retry");
      button.lastElementChild?.replaceChildren(text);
      if (left > 0) this.timer = setTimeout(tick, 250);
    };
    tick();
  }
}

/** @param {Answer} answer */
function makingOf(answer) {
  const { kind, fallbackReason } = answer.answerer;
  if (kind === "llm") return fallbackReason ? "brokeOff" : "written";
  return fallbackReason ? "fellBack" : "extractive";
}
