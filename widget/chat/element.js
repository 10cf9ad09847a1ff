/** `<dateline-chat>`: questions to a Dateline service, answers with their sources. */

import { ArticlePanel } from "./article.js";
import { directionOf, languageOf, sourcesOf } from "./attributes.js";
import { Card } from "./card.js";
import { Conversation } from "./conversation.js";
import { h } from "./dom.js";
import { Frame } from "./frame.js";
import { Language } from "./language.js";
import { plain } from "./plain.js";
import { Pointing } from "./pointing.js";
import { Service } from "./service.js";
import { claimName } from "./store.js";
import css from "./style.css";
import { Turns } from "./turns.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Rating} Rating
 * @typedef {import("./types.js").Strings} Strings
 * @typedef {import("./types.js").Surroundings} Surroundings
 */

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
    /** @type {string | null} */
    this.startedAt = null;
    /** @type {string[] | null} */
    this.suggested = null;
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
    const turns = this.turns?.conversation.turns ?? [];
    return turns.map(({ question, status, raw }) => ({ question, status, answer: raw }));
  }

  /**
   * Asks a question as if it had been typed.
   * @param {string} question
   * @returns {Promise<unknown>} the complete answer object, null where there is none
   */
  async ask(question) {
    const { turns } = this;
    const text = question.trim();
    if (!turns || turns.isBusy || !text) return null;
    if (!this.emit("ask", { question: text }, true)) return null;
    if (this.isFloating) this.open = true;
    this.frame?.write("");
    return turns.ask(text);
  }

  /** Stops the answer that is coming; what was shown stays. */
  stop() {
    this.turns?.stop();
  }

  /** Asks the last question again. */
  async retry() {
    return this.turns?.retry() ?? null;
  }

  /** Forgets the conversation. */
  clear() {
    this.turns?.clear();
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
      const name = claimName(endpoint, this.id);
      this.turns = new Turns(new Conversation(this.service, name, () => this.options()), {
        address: () => this.endpoint,
        refresh: () => this.refresh(),
        emit: (event, detail) => this.emit(event, detail),
      });
      this.suggested = null;
    }
    this.draw();
  }

  // Drawing ------------------------------------------------------------------------------------

  draw() {
    this.pointing?.end();
    this.language = new Language(languageOf(this), this.replaced);
    this.root.lang = this.language.tag;
    this.root.dir = directionOf(this, this.language.direction);
    this.root.classList.toggle("floating", this.isFloating);
    const around = this.surroundings(this.language);
    const draft = this.frame?.input.value ?? "";
    this.frame = this.makeFrame(around.say);
    this.frame.write(draft);
    this.card = new Card(around);
    this.card.element.hidden = true;
    this.pointing = new Pointing(
      this.root,
      this.card,
      (mark) => this.turns?.behind(mark) ?? null,
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
    this.turns?.draw(this.frame, around);
    this.showOpen(false);
    this.refresh();
    this.frame.scroller.scrollTop = this.frame.scroller.scrollHeight;
  }

  /**
   * @param {Language} language
   * @returns {Surroundings}
   */
  surroundings(language) {
    return {
      say: language.say.bind(language),
      date: language.date.bind(language),
      announce: (text) => this.announce(text),
      openArticle: (citation, all, opener) => this.openArticle(citation, all, opener),
      rate: (answerId, rating) => this.rate(answerId, rating),
      quietly: (action) => this.pointing?.quietly(action),
    };
  }

  /** @param {Surroundings["say"]} say */
  makeFrame(say) {
    const heading = this.getAttribute("heading");
    return new Frame(
      {
        say,
        isFloating: this.isFloating,
        heading: heading ?? say("heading"),
        launcher: heading ?? say("open"),
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
  }

  /** Shows what depends on whether there are turns, one is asked and there is a network. */
  refresh() {
    const { frame, turns } = this;
    if (!frame || !turns) return;
    const { isEmpty } = turns;
    frame.showBusy(turns.isBusy);
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
    if (navigator.onLine) void this.turns?.resume();
  };

  // Citations ----------------------------------------------------------------------------------

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
