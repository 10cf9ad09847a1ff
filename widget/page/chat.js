// @ts-check
/** The question box, which is the widget, and what it is told: the key and which articles count. */

import { answerAddress } from "./addresses.js";
import { copyLinkButton } from "./copying.js";
import { byId, element, foreign, phrased } from "./elements.js";
import { narrowsQuestions } from "./filters.js";
import { askForKey, heldKey, watchKey } from "./key.js";
import { language, say, sayDay, sayLanguage } from "./strings.js";

/** @typedef {import("./filters.js").Filters} Filters */
/**
 * The widget as docs/widget.md describes it.
 * @typedef {HTMLElement & {token: string | null, filters: Record<string, unknown>,
 *   history: {question: string, answer: unknown}[], retry: () => Promise<unknown>}} Chat
 */

const TAG = "dateline-chat";

/** The question box with what stands around it: which articles count, and the last answer's link. */
export function createChat() {
  const scope = byId("scope");
  const link = element("p", { class: "actions last-answer" });
  if (customElements.get(TAG) === undefined) {
    const missing = element("p", { class: "notice error", role: "alert" }, say("chatMissing"));
    return { node: missing, narrow: () => undefined };
  }
  const chat = /** @type {Chat} */ (document.createElement(TAG));
  chat.lang = language;
  const node = element("div", {}, chat, link);
  watchKey((key) => (chat.token = key || null));
  chat.addEventListener("dateline-answer", () => showLink(link, chat));
  chat.addEventListener("dateline-clear", () => showLink(link, chat));
  chat.addEventListener("dateline-error", (event) => {
    if (event instanceof CustomEvent) void offerKey(chat, event.detail);
  });

  return {
    node,
    /** @param {Filters} filters */
    narrow(filters) {
      chat.filters = forQuestions(filters);
      const isNarrow = narrowsQuestions(filters);
      const told = isNarrow ? phrased(say("askSome"), { filters: described(filters) }) : say("askAll");
      scope.replaceChildren(told);
      showLink(link, chat);
    },
  };
}

/**
 * The address at which the conversation's last answer can be read again.
 * @param {HTMLElement} place
 * @param {Chat} chat
 */
function showLink(place, chat) {
  const answer = /** @type {{id?: unknown} | null | undefined} */ (chat.history.at(-1)?.answer);
  place.replaceChildren();
  if (typeof answer?.id !== "string") return;
  const address = answerAddress(answer.id);
  place.append(
    element("a", { href: address }, say("lastAnswer")),
    copyLinkButton(new URL(address, location.href).href),
  );
}

/**
 * Asks for a key where a question failed for want of one, and asks the question again.
 * @param {Chat} chat
 * @param {{status?: number | null}} failure
 */
async function offerKey(chat, { status }) {
  if (status !== 401 && status !== 403) return;
  if (await askForKey(heldKey() ? "wrong" : "needed")) await chat.retry();
}

/**
 * The filters as `POST /v1/ask` takes them.
 * @param {Filters} filters
 */
function forQuestions({ sources, language: code, from, to }) {
  return {
    ...(sources.length > 0 ? { sources: [...sources] } : {}),
    ...(code ? { languages: [code] } : {}),
    ...(from ? { published_from: from } : {}),
    ...(to ? { published_to: to } : {}),
  };
}

/**
 * The filters in words.
 * @param {Filters} filters
 */
function described({ sources, language: code, from, to }) {
  const parts = [
    ...sources.map((source) => foreign(source)),
    ...(code ? [sayLanguage(code)] : []),
    ...(from ? [`${say("from")} ${sayDay(from)}`] : []),
    ...(to ? [`${say("to")} ${sayDay(to)}`] : []),
  ];
  const told = document.createDocumentFragment();
  parts.forEach((part, index) => told.append(index > 0 ? ", " : "", part));
  return told;
}
