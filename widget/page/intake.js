// @ts-check
/** Hands articles in, one after the other, and tells what becomes of each. */

import { Problem, addArticle } from "./api.js";
import { reasonOf, withKey } from "./notices.js";
import { say } from "./strings.js";

/** @typedef {import("./api.js").Outcome} Outcome */
/** @typedef {import("./records.js").Found} Found */
/** @typedef {{name: string, records: () => AsyncIterable<Found> | Iterable<Found>}} Source */
/**
 * What has become of a source so far.
 * @typedef {object} Progress
 * @property {"waiting" | "sending" | "done" | "stopped"} state
 * @property {number} share 0 to 1
 * @property {Map<Outcome | "failed", number>} counts
 * @property {{where: string, reason: string}[]} failures the first of them
 * @property {string | null} articleId the last article that was taken
 * @property {number} pauseSeconds how long the service has asked to wait
 */

export const MOST_FAILURES = 100;
const MOST_TRIES = 5;
const LONGEST_PAUSE_SECONDS = 60;

/** A refusal that every further article would get as well. */
export class Refused extends Error {}

/** @returns {Progress} */
export function notBegun() {
  return { state: "waiting", share: 0, counts: new Map(), failures: [], articleId: null, pauseSeconds: 0 };
}

/**
 * Hands in what a source holds; a record that fails does not stop the next.
 * @param {Source} source
 * @param {{signal: AbortSignal, tell: (progress: Progress) => void}} options
 * @throws {Refused} if the service takes no articles, or cannot be reached
 */
export async function handIn(source, { signal, tell }) {
  const progress = notBegun();
  progress.state = "sending";
  tell(progress);
  try {
    for await (const found of source.records()) {
      if (signal.aborted) break;
      await handInOne(found, { progress, signal, tell });
      progress.share = found.share;
      tell(progress);
    }
    progress.state = signal.aborted ? "stopped" : "done";
  } catch (error) {
    progress.state = "stopped";
    if (!signal.aborted) throw error;
  } finally {
    tell(progress);
  }
}

/**
 * @param {Found} found
 * @param {{progress: Progress, signal: AbortSignal, tell: (progress: Progress) => void}} options
 */
async function handInOne({ fields, problem, where }, { progress, signal, tell }) {
  const pause = (/** @type {number} */ seconds) => {
    progress.pauseSeconds = seconds;
    tell(progress);
  };
  try {
    if (fields === undefined) throw new Problem(422, problem ?? "");
    const added = await patiently(() => withKey(() => addArticle(fields, signal)), signal, pause);
    progress.articleId = added.article_id;
    count(progress, added.outcome);
  } catch (error) {
    if (signal.aborted) throw error;
    count(progress, "failed");
    if (progress.failures.length < MOST_FAILURES) progress.failures.push({ where, reason: reasonOf(error) });
    if (error instanceof Problem && isForAll(error)) throw new Refused(refusal(error));
  }
}

/**
 * Does something again after the pause that a busy service asks for, a few times.
 * @template Result
 * @param {() => Promise<Result>} act
 * @param {AbortSignal} signal
 * @param {(seconds: number) => void} tell
 * @returns {Promise<Result>}
 */
async function patiently(act, signal, tell) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Problem) || error.retrySeconds <= 0 || tries >= MOST_TRIES) throw error;
      const seconds = Math.min(Math.ceil(error.retrySeconds), LONGEST_PAUSE_SECONDS);
      tell(seconds);
      await pause(seconds * 1000, signal);
      tell(0);
    }
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

/** @param {Problem} error */
function isForAll(error) {
  return error.wantsKey || error.status === 0 || error.status === 501;
}

/** @param {Problem} error */
function refusal(error) {
  return error.status === 501 ? say("addRefused") : error.message;
}

/**
 * @param {Progress} progress
 * @param {Outcome | "failed"} outcome
 */
function count(progress, outcome) {
  progress.counts.set(outcome, (progress.counts.get(outcome) ?? 0) + 1);
}
