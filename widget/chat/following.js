/** Keeps the newest text in view while an answer grows, until the reader scrolls. */

export class Following {
  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.scroller = scroller;
    this.isOn = false;
    this.isPlanned = false;
    const leave = () => {
      this.isOn = false;
    };
    for (const name of ["wheel", "touchmove", "keydown"]) {
      scroller.addEventListener(name, leave, { passive: true });
    }
  }

  begin() {
    this.isOn = true;
  }

  /**
   * Scrolls down with a growing turn until its question stands at the top, then leaves it there.
   * @param {HTMLElement | undefined} turn
   */
  show(turn) {
    if (!this.isOn || this.isPlanned || !turn) return;
    this.isPlanned = true;
    requestAnimationFrame(() => {
      this.isPlanned = false;
      if (!this.isOn) return;
      const { scroller } = this;
      const top = turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const most = scroller.scrollHeight - scroller.clientHeight;
      scroller.scrollTop = Math.min(scroller.scrollTop + top, most);
    });
  }
}
