/** The turns of a conversation on the screen: asked, shown as they come, told of when they end. */

import { Following } from "./following.js";
import { plain } from "./plain.js";
import { TurnView } from "./turn.js";

/**
 * @typedef {import("./conversation.js").Conversation} Conversation
 * @typedef {import("./frame.js").Frame} Frame
 * @typedef {import("./types.js").Surroundings} Surroundings
 * @typedef {import("./types.js").Turn} Turn
 *
 * @typedef {object} Host
 * @property {() => string} address  of the service, to be named where it fails
 * @property {() => void} refresh  shows anew what depends on whether there are turns and one is asked
 * @property {(name: string, detail: unknown) => void} emit  tells the page around the widget
 */

const ANNOUNCED_CHARACTERS = 300;

export class Turns {
  /**
   * @param {Conversation} conversation
   * @param {Host} host
   */
  constructor(conversation, host) {
    this.conversation = conversation;
    this.host = host;
    /** @type {Map<Turn, TurnView>} */
    this.views = new Map();
    this.drawn = 0;
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {Surroundings | null} */
    this.around = null;
    /** @type {Following | null} */
    this.following = null;
  }

  get isBusy() {
    return this.conversation.isBusy;
  }

  get isEmpty() {
    return this.conversation.turns.length === 0;
  }

  /**
   * Shows all turns in a frame; what is being asked goes on there.
   * @param {Frame} frame
   * @param {Surroundings} around
   */
  draw(frame, around) {
    this.frame = frame;
    this.around = around;
    this.following = new Following(frame.scroller);
    this.views.clear();
    for (const turn of this.conversation.turns) this.add(turn);
  }

  /**
   * Asks a new question.
   * @param {string} question
   * @returns {Promise<unknown>} the complete answer object, null where there is none
   */
  ask(question) {
    const turn = this.conversation.begin(question);
    this.add(turn);
    this.following?.begin();
    this.host.refresh();
    this.follow(turn);
    return this.run(turn);
  }

  /** @param {Turn | undefined} turn */
  async again(turn) {
    if (!turn || this.isBusy) return null;
    this.following?.begin();
    return this.run(turn);
  }

  /** Asks the last question again. */
  retry() {
    return this.again(this.conversation.turns.at(-1));
  }

  /** Asks what has waited for the network. */
  resume() {
    return this.again(this.conversation.turns.findLast((turn) => turn.status === "waiting"));
  }

  stop() {
    const turn = this.conversation.stop();
    if (turn) this.ended(turn);
  }

  clear() {
    this.conversation.clear();
    this.views.clear();
    this.frame?.turns.replaceChildren();
  }

  /**
   * What a mark stands for; null while its citation has not come.
   * @param {HTMLElement} mark
   */
  behind(mark) {
    const view = [...this.views.values()].find(({ element }) => element.contains(mark));
    const citation = view?.words.citationOf(mark);
    if (!view || !citation) return null;
    const { answer } = view.turn;
    const all = answer?.citations ?? [...view.words.cited.values()];
    return { citation, all, answerId: answer?.id || null };
  }

  /** @param {Turn} turn */
  add(turn) {
    if (!this.around || !this.frame) return;
    const view = new TurnView(turn, this.around, {
      retry: () => void this.again(turn),
      host: () => new URL(this.host.address()).host,
      id: `turn-${++this.drawn}`,
    });
    this.views.set(turn, view);
    this.frame.turns.append(view.element);
  }

  /** @param {Turn} turn */
  follow(turn) {
    this.following?.show(this.views.get(turn)?.element);
  }

  /**
   * Asks a turn's question, or leaves it waiting while there is no network.
   * @param {Turn} turn
   */
  async run(turn) {
    const { conversation } = this;
    if (!navigator.onLine) {
      Object.assign(turn, { status: "waiting", failure: null });
      conversation.save();
      this.ended(turn);
      return null;
    }
    // The widget may be drawn anew meanwhile: its view is looked up each time.
    const view = () => this.views.get(turn);
    const running = conversation.run(turn, {
      onSources: (sources, understoodAs) => {
        turn.understoodAs = understoodAs;
        view()?.reading(sources);
      },
      onText: (text) => {
        view()?.add(text);
        this.follow(turn);
      },
      onStatement: (statement, cited) => view()?.settle(statement, cited),
    });
    view()?.update();
    this.host.refresh();
    this.follow(turn);
    await running;
    if (turn.status !== "stopped") this.ended(turn);
    return turn.raw;
  }

  /** @param {Turn} turn */
  ended(turn) {
    const { around, host } = this;
    const view = this.views.get(turn);
    if (!view || !around) return;
    view.update();
    host.refresh();
    this.follow(turn);
    const { question, answer, raw, failure } = turn;
    if (answer) {
      const text = plain(answer.headline ?? answer.text).slice(0, ANNOUNCED_CHARACTERS);
      const understood = (view.understood.textContent ?? "").slice(0, ANNOUNCED_CHARACTERS);
      const ready = around.say("ready", { text });
      around.announce(understood ? `${understood}\n${ready}` : ready);
      host.emit("answer", { question, answer: raw });
    } else {
      around.announce(view.below.querySelector("p")?.textContent ?? view.progress.textContent ?? "");
      if (failure) host.emit("error", { question, ...failure });
    }
  }
}
