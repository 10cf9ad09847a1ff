/** Opens and closes the card as a reader points at, steps to or presses a mark. */

/**
 * @typedef {import("./card.js").Card} Card
 * @typedef {import("./card.js").Shown} Shown
 */

const MARKS = ".mark, .sayer";
const EVENTS = ["click", "mouseover", "mouseout", "focusin", "focusout"];

export class Pointing {
  /**
   * @param {HTMLElement} root
   * @param {Card} card
   * @param {(mark: HTMLElement) => Shown | null} find  what a mark stands for
   * @param {(shown: Shown) => void} onPress
   */
  constructor(root, card, find, onPress) {
    this.card = card;
    this.find = find;
    this.onPress = onPress;
    this.isQuiet = false;
    this.listeners = new AbortController();
    for (const name of EVENTS) {
      root.addEventListener(name, (event) => this.touch(event), this.listeners);
    }
  }

  end() {
    this.listeners.abort();
    this.card.close();
  }

  /**
   * Runs what gives the focus back to a mark; it opens no card.
   * @param {() => void} action
   */
  quietly(action) {
    this.isQuiet = true;
    action();
    this.isQuiet = false;
  }

  /** @param {Event} event */
  touch(event) {
    const { card } = this;
    const target = /** @type {Element} */ (event.target);
    if (!target.closest) return;
    const mark = /** @type {HTMLElement | null} */ (target.closest(MARKS));
    if (event.type === "click" && !mark && !card.element.contains(target)) card.close();
    if (!mark) return;
    if (event.type === "mouseout") card.leave();
    else if (event.type === "focusout") this.leave(/** @type {FocusEvent} */ (event));
    else this.show(event, mark);
  }

  /**
   * @param {Event} event
   * @param {HTMLElement} mark
   */
  show(event, mark) {
    const shown = this.find(mark);
    if (!shown) return;
    if (event.type === "click") {
      // A press of a key counts no clicks.
      this.card.pin(mark, shown, /** @type {MouseEvent} */ (event).detail === 0);
      this.onPress(shown);
    } else if (event.type === "mouseover") {
      this.card.hover(mark, shown);
    } else if (mark.matches(":focus-visible") && !this.isQuiet) {
      this.card.open(mark, shown);
    }
  }

  /** @param {FocusEvent} event */
  leave(event) {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (!this.card.isPinned && !this.card.element.contains(next)) this.card.close();
  }
}
