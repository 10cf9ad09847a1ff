/** The fixed parts of the widget: launcher, masthead, scroller, composer. */

import { h, icon, iconButton } from "./dom.js";

/**
 * @typedef {object} Handlers
 * @property {(question: string) => void} onAsk
 * @property {() => void} onStop
 * @property {() => void} onClear
 * @property {(isOpen: boolean) => void} onOpen
 *
 * @typedef {object} Look
 * @property {(key: string) => string} say
 * @property {boolean} isFloating
 * @property {string} heading
 * @property {string} launcher  what the button of the floating chat says
 * @property {string} placeholder
 */

const LONGEST_QUESTION = 2000;

export class Frame {
  /**
   * @param {Look} look
   * @param {Handlers} handlers
   */
  constructor(look, handlers) {
    const { say, isFloating } = look;
    this.handlers = handlers;
    this.launcher = h(
      "button",
      {
        type: "button",
        class: "launcher",
        "aria-expanded": "false",
        "aria-controls": "panel",
        onclick: () => handlers.onOpen(true),
      },
      icon("page"),
      h("span", {}, look.launcher),
    );
    this.clear = iconButton("fresh", say("clear"), handlers.onClear, { hidden: true });
    this.turns = h("div", { class: "turns" });
    this.welcome = h("div", { class: "welcome" }, h("p", { class: "intro" }, say("intro")));
    this.scroller = h(
      "div",
      { class: "scroll", role: "region", tabindex: 0, "aria-label": say("conversation") },
      this.welcome,
      this.turns,
    );
    this.offline = h("p", { class: "offline", hidden: true }, say("offline"));
    this.input = this.makeInput(look);
    this.send = iconButton("send", say("send"), () => {}, { type: "submit", class: "send" });
    this.stop = iconButton("stop", say("stop"), handlers.onStop, { class: "send", hidden: true });
    this.status = h("p", { class: "unseen", role: "status" });
    this.panel = h(
      "section",
      { class: "panel", id: "panel", "aria-label": look.heading, role: isFloating ? "dialog" : null },
      h(
        "header",
        { class: "masthead" },
        h("h2", {}, look.heading),
        this.clear,
        isFloating && iconButton("close", say("close"), () => handlers.onOpen(false)),
      ),
      this.scroller,
      this.offline,
      h(
        "form",
        {
          class: "composer",
          onsubmit: (/** @type {SubmitEvent} */ event) => {
            event.preventDefault();
            this.submit();
          },
        },
        this.input,
        this.send,
        this.stop,
      ),
      this.status,
    );
  }

  /** @param {Look} look */
  makeInput({ say, placeholder }) {
    return h("textarea", {
      rows: 1,
      maxlength: LONGEST_QUESTION,
      "aria-label": say("question"),
      placeholder,
      oninput: () => this.turnInput(),
      enterkeyhint: "send",
      autocomplete: "off",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.submit();
      },
    });
  }

  /** @param {string} text */
  write(text) {
    this.input.value = text;
    this.turnInput();
  }

  /** What is typed has its own direction, an empty field that of the widget. */
  turnInput() {
    this.input.dir = this.input.value ? "auto" : "";
  }

  submit() {
    const question = this.input.value.trim();
    if (question) this.handlers.onAsk(question);
  }

  /** @param {boolean} isBusy */
  showBusy(isBusy) {
    const hadFocus = this.send.matches(":focus") || this.stop.matches(":focus");
    this.send.hidden = isBusy;
    this.stop.hidden = !isBusy;
    if (hadFocus) this.input.focus();
  }

  /**
   * @param {string} label
   * @param {string[]} questions
   */
  suggest(label, questions) {
    this.welcome.querySelector(".suggestions")?.remove();
    if (!questions.length) return;
    const choices = questions.map((question) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", dir: "auto", onclick: () => this.handlers.onAsk(question) },
          question,
        ),
      ),
    );
    this.welcome.append(
      h("div", { class: "suggestions" }, h("h3", {}, label), h("ul", {}, ...choices)),
    );
  }
}
