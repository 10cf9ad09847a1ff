// @ts-check
/** The section that adds articles, from files or by address, and shows what becomes of each. */

import { articleAddress } from "./addresses.js";
import { button, element, foreign, phrased, webAddress } from "./elements.js";
import { handIn, notBegun, Refused } from "./intake.js";
import { ACCEPTED, recordsIn } from "./records.js";
import { say } from "./strings.js";

/** @typedef {import("./intake.js").Progress} Progress */
/** @typedef {import("./intake.js").Source} Source */
/** @typedef {{source: Source, row: ReturnType<typeof createRow>}} Item */

const OUTCOMES = /** @type {const} */ (["new", "updated", "unchanged", "duplicate", "failed"]);
const ALL = 1000;

/**
 * The section; `onAdded` is called whenever the collection has changed.
 * @param {() => void} onAdded
 */
export function createAdding(onAdded) {
  const rows = element("ol", { class: "intake" });
  const summary = element("p", { role: "status" });
  const trouble = element("div", {});
  const stop = button(say("stop"), () => running.abort(), { hidden: true });
  const heading = element("h2", {}, say("progress"));
  const progress = element(
    "section", { hidden: true }, heading, element("p", { class: "actions" }, summary, stop), trouble, rows,
  );
  const node = element("div", { class: "adding" }, fileForm(add), urlForm(add), progress);
  /** @type {Item[]} */
  const waiting = [];
  let running = new AbortController();
  let isRunning = false;
  let [done, all] = [0, 0];

  /** @param {Source[]} sources */
  function add(sources) {
    const items = sources.map((source) => ({ source, row: createRow(source.name) }));
    waiting.push(...items);
    all += items.length;
    rows.prepend(...items.map(({ row }) => row.node));
    progress.hidden = false;
    if (items.length > 0 && !isRunning) void run();
  }

  async function run() {
    isRunning = true;
    running = new AbortController();
    trouble.replaceChildren();
    stop.hidden = false;
    const { signal } = running;
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      summary.textContent = say("finished", { done, all });
      if (signal.aborted) item.row.show({ ...notBegun(), state: "stopped" });
      else await handInItem(item, signal);
      done += 1;
    }
    summary.textContent = say("finished", { done, all });
    stop.hidden = true;
    isRunning = false;
    onAdded();
  }

  /**
   * @param {Item} item
   * @param {AbortSignal} signal
   */
  async function handInItem({ source, row }, signal) {
    try {
      await handIn(source, { signal, tell: row.show });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      running.abort();
      trouble.replaceChildren(element("p", { class: "notice error", role: "alert" }, phrased(error.message)));
    }
  }

  refuseStrayDrops();
  return { node };
}

/** @param {(sources: Source[]) => void} add */
function fileForm(add) {
  const input = element("input", { type: "file", id: "files", multiple: true, accept: ACCEPTED });
  const form = element(
    "form",
    { class: "drop" },
    element("h2", {}, say("addFiles")),
    element("p", {}, element("label", { for: "files" }, say("addFilesHint"))),
    input,
  );
  const take = (/** @type {FileList | null | undefined} */ files) =>
    add([...(files ?? [])].map((file) => ({ name: file.name, records: () => recordsIn(file) })));
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", () => form.classList.add("over"));
  for (const end of ["dragleave", "drop"]) form.addEventListener(end, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => take(event.dataTransfer?.files));
  return form;
}

/** @param {(sources: Source[]) => void} add */
function urlForm(add) {
  const input = element("input", {
    type: "text", inputmode: "url", id: "url", autocomplete: "off", spellcheck: "false", maxlength: 5000,
    placeholder: "https://", "aria-describedby": "url-wrong",
  });
  const wrong = element("p", { class: "error", id: "url-wrong", role: "alert" });
  const form = element(
    "form",
    { class: "by-url" },
    element("h2", {}, say("addUrl")),
    element("label", { for: "url" }, say("addUrlHint")),
    element("div", { class: "row" }, input, element("button", { class: "strong" }, say("addUrlButton"))),
    wrong,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = webAddress(input.value.trim());
    wrong.textContent = url ? "" : say("addUrlWrong");
    input.setAttribute("aria-invalid", String(!url));
    if (!url) return input.focus();
    add([{ name: url.href, records: () => [{ fields: { url: url.href }, where: "", share: 1 }] }]);
    input.value = "";
  });
  return form;
}

/**
 * One file or address in the list.
 * @param {string} name
 */
function createRow(name) {
  const bar = element("progress", { max: ALL, value: 0, "aria-label": name });
  const state = element("span", { class: "state" }, say("waiting"));
  const failures = element("ul", { class: "failures", hidden: true });
  const head = element("div", { class: "head" }, element("b", {}, foreign(name)), state);
  const node = element("li", {}, head, bar, failures);

  return {
    node,
    /** @param {Progress} progress */
    show(progress) {
      bar.value = Math.round(progress.share * ALL);
      bar.hidden = progress.state === "done" || progress.state === "stopped";
      node.dataset.state = progress.counts.has("failed") ? "failed" : progress.state;
      state.replaceChildren(...stateOf(progress));
      for (const { where, reason } of progress.failures.slice(failures.children.length)) {
        failures.append(element("li", {}, where && `${where}: `, phrased(reason)));
      }
      failures.hidden = progress.failures.length === 0;
    },
  };
}

/**
 * @param {Progress} progress
 * @returns {(string | Node)[]}
 */
function stateOf({ state, counts, articleId, pauseSeconds }) {
  if (pauseSeconds > 0) return [say("pausing", { count: pauseSeconds })];
  const total = [...counts.values()].reduce((sum, number) => sum + number, 0);
  const told = OUTCOMES.filter((outcome) => counts.has(outcome)).map((outcome) =>
    total === 1 ? say(outcome) : `${counts.get(outcome)} ${say(outcome)}`,
  );
  if (state !== "done" || told.length === 0) told.unshift(say(state));
  const words = told.join(" · ");
  if (total !== 1 || articleId === null) return [words];
  return [element("a", { href: articleAddress(articleId) }, words)];
}

/** A file dropped beside the form must not replace the page. */
function refuseStrayDrops() {
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => {
      if (event instanceof DragEvent && event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }
}
