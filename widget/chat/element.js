/** `<dateline-chat>`: questions to a Dateline service, answers with their sources. */

import { ArticlePanel } from "./article.js";
import { directionOf, languageOf, sourcesOf } from "./attributes.js";
import { Card } from "./card.js";
import { Conversation } from "./conversation.js";
import { h } from "./dom.js";
import { Following } from "./following.js";
import { Frame } from "./frame.js";
import { Language } from "./language.js";
import { plain } from "./plain.js";
import { Pointing } from "./pointing.js";
import { Service } from "./service.js";
import { claimName } from "./store.js";
import css from "./style.css";
import { TurnView } from "./turn.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Rating} Rating
 * @typedef {import("./types.js").Strings} Strings
 * @typedef {import("./types.js").Surroundings} Surroundings
 * @typedef {import("./types.js").Turn} Turn
 */

const ANNOUNCED_CHARACTERS = 300;
const MOST_SUGGESTIONS = 4;
/** What a page may set before this script has come. */
const PROPERTIES = /** @type {const} */ ([
  "asOf", "endpoint", "fetchToken", "filters", "open", "strings", "timeoutSeconds", "token",
]);
const REDRAWN_BY = ["lang", "dir", "floating", "heading", "placeholder"];

export class DatelineChat extends HTMLElement {
  static observedAttributes = [...REDRAWN_BY, "endpoint", "open", "token"];

  constructor() {
    super();
    /** @type {Record<string, unknown>} */
    this.early = {};
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      this.early[name] = this[name];
      delete (/** @type {any} */ (this)[name]);
    }
    /** Seconds without a sign of life after which a question is given up. */
    this.timeoutSeconds = 90;
    /** Gives a token when one is needed or was refused.
     * @type {(() => Promise<string>) | null} */
    this.fetchToken = null;
    /** Sent with each question as `filters`; the attribute `sources` fills its `sources`.
     * @type {Record<string, unknown>} */
    this.filters = {};
    /** Sent with each question as `as_of`.
     * @type {string | null} */
    this.asOf = null;
    /** @type {Strings} */
    this.replaced = {};
    /** @type {Map<Turn, TurnView>} */
    this.views = new Map();
    /** @type {string | null} */
    this.startedAt = null;
    /** @type {string[] | null} */
    this.suggested = null;
    this.drawn = 0;
    this.root = h("div", { class: "root" });
    const shadow = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.root);
    this.service = new Service(() => ({
      endpoint: this.endpoint,
      token: this.token,
      fetchToken: this.fetchToken,
      timeoutSeconds: this.timeoutSeconds,
    }));
    this.root.addEventListener("keydown", this.escape);
  }

  // What a host page reads and sets ------------------------------------------------------------

  /** The service's address: the attribute, or where this script came from. */
  get endpoint() {
    const origin = new URL(".", import.meta.url).href;
    try {
      return new URL(this.getAttribute("endpoint") || origin, document.baseURI).href;
    } catch {
      return document.baseURI;
    }
  }

  set endpoint(address) {
    this.setAttribute("endpoint", address);
  }

  /** @returns {string | null} */
  get token() {
    return this.getAttribute("token");
  }

  set token(token) {
    if (token === null) this.removeAttribute("token");
    else this.setAttribute("token", token);
  }

  get open() {
    return this.hasAttribute("open");
  }

  set open(isOpen) {
    this.toggleAttribute("open", isOpen);
  }

  /** The host page's own words for any of the strings. */
  get strings() {
    return this.replaced;
  }

  set strings(strings) {
    this.replaced = { ...strings };
    if (this.isConnected) this.draw();
  }

  /** Questions and complete answers so far, oldest first. */
  get history() {
    const turns = this.conversation?.turns ?? [];
    return turns.map(({ question, status, raw }) => ({ question, status, answer: raw }));
  }

  /**
   * Asks a question as if it had been typed.
   * @param {string} question
   * @returns {Promise<unknown>} the complete answer object, null where there is none
   */
  async ask(question) {
    const { conversation } = this;
    const text = question.trim();
    if (!conversation || conversation.isBusy || !text) return null;
    if (!this.emit("ask", { question: text }, true)) return null;
    if (this.isFloating) this.open = true;
    const turn = conversation.begin(text);
    this.frame?.write("");
    this.show(turn);
    return this.run(turn);
  }

  /** Stops the answer that is coming; what was shown stays. */
  stop() {
    const turn = this.conversation?.stop();
    if (turn) this.ended(turn);
  }

  /** Asks the last question again. */
  async retry() {
    const turn = this.conversation?.turns.at(-1);
    return turn ? this.again(turn) : null;
  }

  /** Forgets the conversation. */
  clear() {
    this.conversation?.clear();
    this.views.clear();
    this.frame?.turns.replaceChildren();
    this.refresh();
    this.frame?.input.focus();
    this.emit("clear", {});
  }

  // Life cycle ---------------------------------------------------------------------------------

  connectedCallback() {
    Object.assign(this, this.early);
    this.early = {};
    this.start();
    addEventListener("online", this.reconnect);
    addEventListener("offline", this.reconnect);
  }

  disconnectedCallback() {
    this.stop();
    this.card?.close();
    removeEventListener("online", this.reconnect);
    removeEventListener("offline", this.reconnect);
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.frame || before === after || !this.isConnected) return;
    if (name === "endpoint") this.start();
    else if (name === "open") this.showOpen();
    else if (name === "token") this.suggestAnew();
    else this.draw();
  }

  start() {
    const { endpoint } = this;
    if (this.startedAt !== endpoint) {
      this.stop();
      this.startedAt = endpoint;
      this.views.clear();
      const name = claimName(endpoint, this.id);
      this.conversation = new Conversation(this.service, name, () => this.options());
      this.suggested = null;
    }
    this.draw();
  }

  draw() {
    this.pointing?.end();
    this.language = new Language(languageOf(this), this.replaced);
    const { language } = this;
    const say = language.say.bind(language);
    /** @type {Surroundings} */
    const around = {
      say,
      date: language.date.bind(language),
      announce: (text) => this.announce(text),
      openArticle: (citation, all, opener) => this.openArticle(citation, all, opener),
      rate: (answerId, rating) => this.rate(answerId, rating),
      quietly: (action) => this.pointing?.quietly(action),
    };
    this.around = around;
    this.root.lang = language.tag;
    this.root.dir = directionOf(this, language.direction);
    this.root.classList.toggle("floating", this.isFloating);
    const draft = this.frame?.input.value ?? "";
    this.frame = new Frame(
      {
        say,
        isFloating: this.isFloating,
        heading: this.getAttribute("heading") ?? say("heading"),
        launcher: this.getAttribute("heading") ?? say("open"),
        placeholder: this.getAttribute("placeholder") ?? say("placeholder"),
      },
      {
        onAsk: (question) => void this.ask(question),
        onStop: () => this.stop(),
        onClear: () => this.clear(),
        onOpen: (isOpen) => {
          this.open = isOpen;
        },
      },
    );
    this.frame.write(draft);
    this.following = new Following(this.frame.scroller);
    this.card = new Card(around);
    this.card.element.hidden = true;
    this.pointing = new Pointing(
      this.root,
      this.card,
      (mark) => this.behind(mark),
      ({ citation }) =>
        this.emit("citation", { citation: citation.number, article: citation.articleId }),
    );
    this.panel = new ArticlePanel(around, (id) => this.service.article(id));
    this.root.replaceChildren(
      ...(this.isFloating ? [this.frame.launcher] : []),
      this.frame.panel,
      this.card.element,
      this.panel.element,
    );
    this.views.clear();
    for (const turn of this.conversation?.turns ?? []) this.addView(turn);
    this.showOpen(false);
    this.refresh();
    this.frame.scroller.scrollTop = this.frame.scroller.scrollHeight;
  }

  // Turns --------------------------------------------------------------------------------------

  /** @param {Turn} turn */
  addView(turn) {
    if (!this.around || !this.frame) return;
    const view = new TurnView(turn, this.around, {
      retry: () => void this.again(turn),
      host: () => new URL(this.endpoint).host,
      id: `turn-${++this.drawn}`,
    });
    this.views.set(turn, view);
    this.frame.turns.append(view.element);
  }

  /** @param {Turn} turn */
  show(turn) {
    this.addView(turn);
    this.following?.begin();
    this.refresh();
    this.following?.show(this.views.get(turn)?.element);
  }

  /** @param {Turn} turn */
  again(turn) {
    if (this.conversation?.isBusy) return null;
    this.following?.begin();
    return this.run(turn);
  }

  /**
   * Asks a turn's question, or leaves it waiting while there is no network.
   * @param {Turn} turn
   */
  async run(turn) {
    const { conversation } = this;
    if (!conversation) return null;
    if (!navigator.onLine) {
      Object.assign(turn, { status: "waiting", failure: null });
      conversation.save();
      this.ended(turn);
      return null;
    }
    const view = () => this.views.get(turn);
    const running = conversation.run(turn, {
      onSources: (sources) => view()?.reading(sources),
      onText: (text) => {
        view()?.add(text);
        this.following?.show(this.views.get(turn)?.element);
      },
      onStatement: (statement, cited) => view()?.settle(statement, cited),
    });
    view()?.update();
    this.refresh();
    this.following?.show(this.views.get(turn)?.element);
    await running;
    if (turn.status !== "stopped") this.ended(turn);
    return turn.raw;
  }

  /** @param {Turn} turn */
  ended(turn) {
    const view = this.views.get(turn);
    if (!view || !this.language) return;
    view.update();
    this.refresh();
    this.following?.show(this.views.get(turn)?.element);
    const { question, answer, raw, failure } = turn;
    if (answer) {
      const text = plain(answer.headline ?? answer.text).slice(0, ANNOUNCED_CHARACTERS);
      this.announce(this.language.say("ready", { text }));
      this.emit("answer", { question, answer: raw });
    } else {
      this.announce(view.below.querySelector("p")?.textContent ?? view.progress.textContent ?? "");
      if (failure) this.emit("error", { question, ...failure });
    }
  }

  refresh() {
    const { frame, conversation } = this;
    if (!frame || !conversation) return;
    const isEmpty = conversation.turns.length === 0;
    frame.showBusy(conversation.isBusy);
    frame.clear.hidden = isEmpty;
    frame.welcome.hidden = !isEmpty;
    frame.offline.hidden = navigator.onLine;
    if (isEmpty && (this.open || !this.isFloating)) void this.suggest();
  }

  /** What a service does not tell everybody it may tell who has a token. */
  suggestAnew() {
    this.suggested = null;
    this.refresh();
  }

  async suggest() {
    const { startedAt } = this;
    if (!this.suggested) {
      this.suggested = [];
      const questions = await this.service.suggestions();
      if (this.startedAt !== startedAt) return;
      this.suggested = questions.slice(0, MOST_SUGGESTIONS).map(plain);
    }
    this.frame?.suggest(this.language?.say("suggestions") ?? "", this.suggested);
  }

  reconnect = () => {
    this.refresh();
    const waiting = this.conversation?.turns.findLast((turn) => turn.status === "waiting");
    if (navigator.onLine && waiting) void this.again(waiting);
  };

  // Citations ----------------------------------------------------------------------------------

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

  /**
   * @param {Citation} citation
   * @param {Citation[]} all
   * @param {HTMLElement | null} opener
   */
  openArticle(citation, all, opener) {
    const detail = { article: citation.articleId, start: citation.start, end: citation.end };
    if (this.emit("article", detail, true)) void this.panel?.open(citation, all, opener);
  }

  /**
   * @param {string} answerId
   * @param {Rating} rating
   */
  async rate(answerId, rating) {
    await this.service.rate(answerId, rating);
    this.emit("feedback", { answer: answerId, ...rating });
  }

  // Parts --------------------------------------------------------------------------------------

  get isFloating() {
    return this.hasAttribute("floating");
  }

  /** @param {boolean} [movesFocus] */
  showOpen(movesFocus = true) {
    const { frame } = this;
    if (!frame || !this.isFloating) return;
    const { open } = this;
    const hadFocus = frame.panel.matches(":focus-within");
    frame.panel.hidden = !open;
    frame.launcher.hidden = open;
    frame.launcher.setAttribute("aria-expanded", String(open));
    this.refresh();
    if (!movesFocus) return;
    if (open) frame.input.focus();
    else if (hadFocus) frame.launcher.focus();
    this.card?.close();
    this.emit(open ? "open" : "close", {});
  }

  /** @param {KeyboardEvent} event */
  escape = (event) => {
    if (event.key !== "Escape") return;
    if (this.card?.close()) event.stopPropagation();
    else if (this.isFloating && this.open) this.open = false;
  };

  /** @param {string} text */
  announce(text) {
    if (this.frame) this.frame.status.textContent = text;
  }

  options() {
    const sources = sourcesOf(this);
    const filters = { ...this.filters, ...(sources.length ? { sources } : {}) };
    return {
      ...(Object.keys(filters).length ? { filters } : {}),
      ...(this.asOf ? { as_of: this.asOf } : {}),
    };
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   * @param {boolean} [cancelable]
   */
  emit(name, detail, cancelable = false) {
    const options = { detail, bubbles: true, composed: true, cancelable };
    return this.dispatchEvent(new CustomEvent(`dateline-${name}`, options));
  }
}
