/** The conversation kept for a reload of the page, where the browser lets a page keep anything. */

import { readAnswer } from "./shapes.js";

/** @typedef {import("./types.js").Turn} Turn */

const VERSION = 1;
const MOST_TURNS = 20;
/** @type {Map<string, number>} */
const taken = new Map();

/**
 * A name under which one widget of the page keeps its turns; two widgets get two names.
 * @param {string} endpoint
 * @param {string} id  of the element, may be empty
 */
export function claimName(endpoint, id) {
  const name = `dateline-chat ${endpoint} ${id}`.trim();
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : `${name} ${count}`;
}

/**
 * The turns kept under a name; none where there is no storage or what it holds is not ours.
 * @param {string} name
 * @returns {Turn[]}
 */
export function recall(name) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "null");
    if (kept?.version !== VERSION) return [];
    return kept.turns.map(restored);
  } catch {
    return [];
  }
}

/**
 * @param {string} name
 * @param {Turn[]} turns
 */
export function keep(name, turns) {
  let kept = turns.slice(-MOST_TURNS).map(({ answer, ...turn }) => turn);
  for (;;) {
    try {
      sessionStorage.setItem(name, JSON.stringify({ version: VERSION, turns: kept }));
      return;
    } catch {
      // Full, or not allowed: fewer turns may fit, and without any there is nothing to lose.
      if (!kept.length) return;
      kept = kept.slice(Math.ceil(kept.length / 2));
    }
  }
}

/**
 * @param {any} turn
 * @returns {Turn}
 */
function restored(turn) {
  const wasAsking = turn.status === "asking" || turn.status === "waiting";
  return {
    question: String(turn.question),
    status: wasAsking ? "interrupted" : turn.status,
    raw: turn.raw,
    answer: turn.raw ? readAnswer(turn.raw) : null,
    understoodAs: turn.understoodAs ? String(turn.understoodAs) : null,
    partial: String(turn.partial ?? ""),
    failure: turn.failure ? { ...turn.failure, retryAfterSeconds: null } : null,
  };
}
