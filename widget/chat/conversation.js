/** The turns of one widget and the requests behind them; shows nothing itself. */

import { ChatFailure } from "./failures.js";
import { isAbort } from "./service.js";
import { keep, recall } from "./store.js";

/**
 * @typedef {import("./types.js").Answer} Answer
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./service.js").Service} Service
 * @typedef {Omit<import("./service.js").Progress, "signal">} Progress
 */

const MOST_HISTORY = 20;
const LONGEST_HISTORY_CHARACTERS = 4000;

export class Conversation {
  /**
   * @param {Service} service
   * @param {string} name  under which it is kept
   * @param {() => Record<string, unknown>} options  filters and the like, sent with each question
   */
  constructor(service, name, options) {
    this.service = service;
    this.name = name;
    this.options = options;
    this.turns = recall(name);
    /** @type {AbortController | null} */
    this.running = null;
  }

  get isBusy() {
    return this.running !== null;
  }

  /** @param {string} question */
  begin(question) {
    /** @type {Turn} */
    const turn = { question, status: "waiting", ...unanswered() };
    this.turns.push(turn);
    return turn;
  }

  /**
   * Asks a turn's question; its status tells the outcome.
   * @param {Turn} turn
   * @param {Progress} progress
   */
  async run(turn, progress) {
    const controller = new AbortController();
    this.running = controller;
    Object.assign(turn, { status: "asking", ...unanswered() });
    this.save();
    try {
      const request = { question: turn.question, ...this.options(), ...this.history(turn) };
      const { signal } = controller;
      const { answer, raw } = await this.service.ask(request, { ...progress, signal });
      if (!signal.aborted) Object.assign(turn, { status: "answered", answer, raw });
    } catch (error) {
      if (!isAbort(error)) this.fail(turn, error);
    } finally {
      if (this.running === controller) this.running = null;
      this.save();
    }
  }

  stop() {
    const turn = this.turns.find((one) => one.status === "asking");
    if (turn) turn.status = "stopped";
    this.running?.abort();
    this.running = null;
    return turn;
  }

  clear() {
    this.stop();
    this.turns = [];
    this.save();
  }

  save() {
    keep(this.name, this.turns);
  }

  /**
   * @param {Turn} turn
   * @param {unknown} error
   */
  fail(turn, error) {
    const failure = error instanceof ChatFailure ? error : new ChatFailure("broken");
    const isCutOff = !navigator.onLine && /network|broken/.test(failure.kind);
    turn.status = isCutOff ? "waiting" : "failed";
    turn.failure = isCutOff ? null : failure.record;
  }

  /**
   * The turns before this one that were answered, as the service wants them.
   * @param {Turn} turn
   */
  history(turn) {
    const history = this.turns.slice(0, this.turns.indexOf(turn)).flatMap(({ question, answer }) =>
      answer
        ? [
            { role: "user", content: question },
            { role: "assistant", content: answer.text },
          ]
        : [],
    );
    if (!history.length) return {};
    return {
      history: history.slice(-MOST_HISTORY).map(({ role, content }) => ({
        role,
        content: [...content].slice(0, LONGEST_HISTORY_CHARACTERS).join(""),
      })),
    };
  }
}

/** What a turn holds before anything has come. */
function unanswered() {
  return { raw: null, answer: null, understoodAs: null, partial: "", failure: null };
}
