/** The card beside a mark: who says it, when, under which headline, in which words. */

import { h, icon, iconButton } from "./dom.js";
import { bylineOf, copiesOf, originalOf, quoteOf, titleOf } from "./quoting.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Surroundings} Surroundings
 * @typedef {object} Shown  what a mark stands for
 * @property {Citation} citation
 * @property {Citation[]} all  of the answer
 * @property {string | null} answerId  null while the answer is not complete
 */

const OPENS_AFTER_MILLISECONDS = 120;
const CLOSES_AFTER_MILLISECONDS = 250;
const GAP_PIXELS = 8;
const PHONE_PIXELS = 480;

export class Card {
  /** @param {Surroundings} around */
  constructor(around) {
    this.around = around;
    this.timer = 0;
    /** @type {HTMLElement | null} */
    this.mark = null;
    /** A card that was asked for stays; one that was only touched in passing goes. */
    this.isPinned = false;
    this.element = h("div", {
      class: "card",
      id: "card",
      role: "dialog",
      popover: "manual",
      tabindex: -1,
      onkeydown: this.key,
      onmouseenter: () => clearTimeout(this.timer),
      onmouseleave: () => this.leave(),
    });
    this.follow = () => this.place();
  }

  /**
   * Opens after a moment, so that a pointer passing over a text does not flicker.
   * @param {HTMLElement} mark
   * @param {Shown} shown
   */
  hover(mark, shown) {
    clearTimeout(this.timer);
    if (this.isPinned || this.mark === mark) return;
    this.timer = setTimeout(() => this.open(mark, shown), OPENS_AFTER_MILLISECONDS);
  }

  leave() {
    clearTimeout(this.timer);
    if (this.isPinned) return;
    this.timer = setTimeout(() => this.close(), CLOSES_AFTER_MILLISECONDS);
  }

  /**
   * @param {HTMLElement} mark
   * @param {Shown} shown
   */
  open(mark, shown) {
    clearTimeout(this.timer);
    if (this.mark === mark) return;
    this.close();
    this.mark = mark;
    mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-controls", "card");
    this.draw(shown);
    this.element.hidden = false;
    this.element.showPopover?.();
    this.place();
    addEventListener("scroll", this.follow, { capture: true, passive: true });
    addEventListener("resize", this.follow);
  }

  /**
   * Keeps the card open; with a keyboard the focus goes into it.
   * @param {HTMLElement} mark
   * @param {Shown} shown
   * @param {boolean} takesFocus
   */
  pin(mark, shown, takesFocus) {
    if (this.isPinned && this.mark === mark) {
      this.close();
      return;
    }
    this.open(mark, shown);
    this.isPinned = true;
    if (takesFocus) this.element.querySelector("button")?.focus();
  }

  /** @returns {boolean} whether there was a card to close */
  close() {
    clearTimeout(this.timer);
    const { mark } = this;
    if (!mark) return false;
    this.mark = null;
    this.isPinned = false;
    mark.setAttribute("aria-expanded", "false");
    mark.removeAttribute("aria-controls");
    const hadFocus = this.element.matches(":focus-within");
    if (this.element.matches(":popover-open")) this.element.hidePopover();
    this.element.hidden = true;
    if (hadFocus) this.around.quietly(() => mark.focus());
    removeEventListener("scroll", this.follow, { capture: true });
    removeEventListener("resize", this.follow);
    return true;
  }

  /** @param {KeyboardEvent} event */
  key = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab") {
      const stops = [...this.element.querySelectorAll("button, a[href]")];
      const end = event.shiftKey ? stops[0] : stops.at(-1);
      if (end?.matches(":focus")) {
        event.preventDefault();
        this.close();
      }
    }
  };

  /** @param {Shown} shown */
  draw({ citation, all, answerId }) {
    const { around } = this;
    const { say } = around;
    const open = () => {
      const { mark } = this;
      this.close();
      around.openArticle(citation, all, mark);
    };
    this.element.setAttribute("aria-label", say("source", { number: citation.number }));
    this.element.replaceChildren(
      h(
        "header",
        {},
        h("span", { class: "number" }, String(citation.number)),
        bylineOf(citation, around),
        iconButton("close", say("close"), () => this.close(), { class: "icon small" }),
      ),
      h("p", { class: "title" }, titleOf(citation, around)),
      quoteOf(citation),
      copiesOf(citation.alsoIn, around) ?? "",
      h(
        "div",
        { class: "row" },
        h("button", { type: "button", class: "primary", onclick: open }, icon("page"), say("read")),
        originalOf(citation.url, around),
      ),
      answerId ? this.rating(answerId, citation.number) : "",
    );
  }

  /**
   * @param {string} answerId
   * @param {number} number
   */
  rating(answerId, number) {
    const { say, rate, announce } = this.around;
    const row = h("div", { class: "row rate", role: "group", "aria-label": say("rateSource") });
    const send = async (/** @type {"up" | "down"} */ rating) => {
      let said = say("thanks");
      try {
        await rate(answerId, { rating, citation: number });
      } catch {
        said = say("rateFailed");
      }
      const hadFocus = row.matches(":focus-within");
      row.replaceChildren(h("span", { class: "note" }, said));
      if (hadFocus) this.element.focus();
      announce(said);
    };
    row.append(
      h("span", { class: "note" }, say("rateSource")),
      iconButton("up", say("supports"), () => send("up"), { class: "icon small" }),
      iconButton("down", say("supportsNot"), () => send("down"), { class: "icon small" }),
    );
    return row;
  }

  /** Beside its mark and inside the window; on a phone at the bottom. */
  place() {
    const { mark, element } = this;
    if (!mark) return;
    const at = mark.getBoundingClientRect();
    if (!mark.isConnected || at.bottom < 0 || at.top > innerHeight) {
      this.close();
      return;
    }
    const isPhone = document.documentElement.clientWidth <= PHONE_PIXELS;
    element.classList.toggle("sheet", isPhone);
    if (isPhone) {
      element.style.left = "";
      element.style.top = "";
      return;
    }
    const { offsetWidth: width, offsetHeight: height } = element;
    const most = document.documentElement.clientWidth - width - GAP_PIXELS;
    const left = Math.max(GAP_PIXELS, Math.min(at.left + at.width / 2 - width / 2, most));
    const below = at.bottom + GAP_PIXELS;
    const isBelow = below + height <= innerHeight || at.top < height + GAP_PIXELS;
    element.style.left = `${Math.round(left)}px`;
    element.style.top = `${Math.round(isBelow ? below : at.top - height - GAP_PIXELS)}px`;
  }
}
