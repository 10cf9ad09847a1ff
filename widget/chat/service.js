/** The service behind the widget: every request it sends, every failure by kind. */

import { eventsOf } from "./events.js";
import { ChatFailure, failureFrom, failureOf } from "./failures.js";
import {
  readAnswer,
  readArticle,
  readCitation,
  readSources,
  readStatement,
  readTexts,
} from "./shapes.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Statement} Statement
 * @typedef {object} Progress  what is called while an answer comes
 * @property {(sources: Citation[], understoodAs: string | null) => void} onSources
 * @property {(text: string) => void} onText
 * @property {(statement: Statement, cited: Citation[]) => void} onStatement
 * @property {AbortSignal} signal
 * @typedef {object} Access
 * @property {string} endpoint  the service's address
 * @property {string | null} token
 * @property {(() => Promise<string>) | null} fetchToken  gives a new token when one is refused
 * @property {number} timeoutSeconds  without a sign of life
 */

export class Service {
  /** @param {() => Access} access read anew for each request */
  constructor(access) {
    this.access = access;
    /** @type {string | null} */
    this.fetched = null;
  }

  /**
   * Asks a question; resolves to the complete answer and the object it was read from.
   * @param {Record<string, unknown>} request
   * @param {Progress} progress
   * @throws {ChatFailure}
   */
  async ask(request, progress) {
    const watch = watched(progress.signal, this.access().timeoutSeconds);
    try {
      const response = await this.send("v1/ask", {
        method: "POST",
        body: JSON.stringify({ ...request, stream: true }),
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        signal: watch.signal,
      });
      watch.begin();
      if (!isKind(response, "text/event-stream")) {
        const raw = await jsonIn(response);
        return { answer: readAnswer(raw), raw };
      }
      return await streamedAnswer(response, progress, watch.alive);
    } catch (error) {
      const failure = watch.failure(error);
      watch.leave();
      throw failure;
    } finally {
      watch.end();
    }
  }

  /** @param {string} id */
  async article(id) {
    const response = await this.send(`v1/articles/${encodeURIComponent(id)}`, {});
    return readArticle(await jsonIn(response));
  }

  /**
   * @param {string} answerId
   * @param {import("./types.js").Rating} rating
   */
  async rate(answerId, rating) {
    await this.send(`v1/answers/${encodeURIComponent(answerId)}/feedback`, {
      method: "POST",
      body: JSON.stringify(rating),
      headers: { "content-type": "application/json" },
    });
  }

  /** Questions that the collection answers; none where the service knows no such thing. */
  async suggestions() {
    try {
      const response = await this.send("v1/suggestions", {});
      return readTexts(await jsonIn(response), "questions");
    } catch {
      return [];
    }
  }

  /**
   * A successful response; a refused token is fetched anew once, where the host page gave a way.
   * @param {string} path
   * @param {RequestInit} init
   * @throws {ChatFailure}
   */
  async send(path, init) {
    const { fetchToken } = this.access();
    if (fetchToken && !this.fetched && !this.access().token) this.fetched = await fetchToken();
    let response = await this.fetch(path, init);
    if (response.status === 401 && fetchToken) {
      this.fetched = await fetchToken();
      response = await this.fetch(path, init);
    }
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  /**
   * @param {string} path
   * @param {RequestInit} init
   */
  async fetch(path, init) {
    const { endpoint, token } = this.access();
    const bearer = this.fetched ?? token;
    const headers = new Headers(init.headers);
    if (bearer) headers.set("authorization", `Bearer ${bearer}`);
    try {
      const url = new URL(path, endpoint.endsWith("/") ? endpoint : `${endpoint}/`);
      return await fetch(url, { ...init, headers, credentials: "omit", referrerPolicy: "origin" });
    } catch (error) {
      throw isAbort(error) ? error : new ChatFailure("network");
    }
  }
}

/**
 * @param {Response} response
 * @param {Progress} progress
 * @param {() => void} onLife
 */
async function streamedAnswer(response, progress, onLife) {
  if (!response.body) throw new ChatFailure("broken");
  for await (const event of eventsOf(response.body, onLife)) {
    const data = parsed(event.data);
    if (event.name === "sources") {
      const { sources, understoodAs } = readSources(data);
      progress.onSources(sources, understoodAs);
    } else if (event.name === "delta") {
      progress.onText(String(data.text ?? ""));
    } else if (event.name === "statement") {
      progress.onStatement(readStatement(data), (data.cited ?? []).map(readCitation));
    } else if (event.name === "answer") {
      return { answer: readAnswer(data), raw: data };
    } else if (event.name === "error") {
      const detail = typeof data.detail === "string" ? data.detail : null;
      throw failureFrom(Number(data.status) || 500, detail, data.retry_after);
    }
  }
  throw new ChatFailure("broken");
}

/**
 * @param {string} text
 * @returns {any}
 */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" ? value : {};
  } catch {
    throw new ChatFailure("broken");
  }
}

/** @param {Response} response */
async function jsonIn(response) {
  if (!isKind(response, "json")) throw new ChatFailure("html", { status: response.status });
  try {
    return await response.json();
  } catch (error) {
    throw isAbort(error) ? error : new ChatFailure("broken");
  }
}

/**
 * @param {Response} response
 * @param {string} kind
 */
function isKind(response, kind) {
  return (response.headers.get("content-type") ?? "").includes(kind);
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/**
 * A signal that follows another and also ends when nothing is heard for so many seconds.
 * @param {AbortSignal} outer
 * @param {number} seconds
 */
function watched(outer, seconds) {
  const inner = new AbortController();
  let isLate = false;
  let hasBegun = false;
  let timer = 0;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isLate = true;
      inner.abort();
    }, seconds * 1000);
  };
  const follow = () => inner.abort();
  outer.addEventListener("abort", follow);
  if (outer.aborted) inner.abort();
  alive();
  return {
    signal: inner.signal,
    alive,
    begin() {
      hasBegun = true;
      alive();
    },
    leave: () => inner.abort(),
    end() {
      clearTimeout(timer);
      outer.removeEventListener("abort", follow);
    },
    /** @param {unknown} error */
    failure(error) {
      if (isLate) return new ChatFailure("timeout");
      if (isAbort(error) || error instanceof ChatFailure) return error;
      return new ChatFailure(hasBegun ? "broken" : "network");
    },
  };
}
